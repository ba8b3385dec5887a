import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { para, table, row, wordFile } from './builders.ts'
import { readDocument } from './index.ts'
import { readDocument as readPatiently } from './read-document.ts'

const LARGE = wordFile(Array.from({ length: 60_000 }, (_, i) => para(`第${i}段，这是一份很长的文件里的一段话。`)).join(''))

test('a file read in a process of its own, and two at once', async () => {
  const found = await Promise.all(
    ['甲', '乙'].map((words) =>
      readDocument({ name: `${words}.docx`, bytes: new Uint8Array(wordFile(para(words) + table(row('项', '数'), row(words, '1')))) }),
    ),
  )
  expect(found.map((one) => !isRefusal(one) && one.html.slice(0, 8))).toEqual(['<p>甲</p>', '<p>乙</p>'])
})

test('refusals name the file, without what a name can hide', async () => {
  const found = await readDocument({ name: 'C:\\a\\\u202e通知<b>.docx', bytes: new Uint8Array([1, 2, 3]) })
  expect(isRefusal(found) && found.because).toMatch(/^“通知b\.docx”：认不出这个文件/)
  const empty = await readDocument({ name: '空.docx', bytes: new Uint8Array() })
  expect(isRefusal(empty) && empty.because).toBe('“空.docx”是空文件。请检查后重新选择')
  const large = await readDocument({ name: '大.pdf', bytes: new Uint8Array(21 * 1024 * 1024) })
  expect(isRefusal(large) && [large.refused, large.because]).toEqual(['limit', expect.stringContaining('超过了 20 MB')])
})

test('no time: ended, and said so; the next file is read all the same', async () => {
  const late = await readPatiently({ name: '慢.docx', bytes: LARGE }, { ms: 700, megabytes: 512 })
  expect(isRefusal(late) && [late.refused, late.because]).toEqual(['limit', expect.stringMatching(/还没有读完.*拆成几个文件/)])
  expect(isRefusal(await readDocument({ name: '下一个.docx', bytes: wordFile(para('下一个')) }))).toBe(false)
})

test('no memory: ended, and said so', async () => {
  const full = await readPatiently({ name: '胖.docx', bytes: LARGE }, { ms: 60_000, megabytes: 40 })
  expect(isRefusal(full) && [full.refused, full.because]).toEqual(['limit', expect.stringContaining('内存放不下')])
})

test('the process that asks goes on with its work meanwhile', async () => {
  let ticks = 0
  let longest = 0
  let last = performance.now()
  const clock = setInterval(() => {
    ticks++
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 10)
  const found = await readDocument({ name: '长.docx', bytes: LARGE })
  clearInterval(clock)
  expect(isRefusal(found)).toBe(false)
  expect(ticks).toBeGreaterThan(20)
  expect(longest).toBeLessThan(1_000)
})
