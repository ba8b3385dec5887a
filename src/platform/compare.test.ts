import { expect, test } from 'vitest'
import { countPlaces } from '../kernel/compared.ts'
import { compare } from './compare.ts'

const shown = (before: string, after: string): string[] =>
  compare(before, after).map((one) =>
    one.kind === 'changed'
      ? one.pieces.map(({ kind, text }) => (kind === 'added' ? `+${text}+` : kind === 'removed' ? `-${text}-` : text)).join('')
      : `${one.kind} ${one.text}`,
  )

test('two sentences changed in a letter are two places, each in its paragraph, and the rest is told as how much', () => {
  const before = '林样例：\n您申请公开的道路保洁支出，我机关予以公开。\n请在五日内领取。\n如对本答复不服，可以申请行政复议。'
  const after = '林样例：\n您申请公开的道路保洁支出，本机关予以公开。\n请在十日内领取。\n如对本答复不服，可以申请行政复议。'
  expect(shown(before, after)).toEqual([
    'same 1 段没有变化',
    '您申请公开的道路保洁支出，-我-+本+机关予以公开。',
    '请在-五日-+十日+内领取。',
    'same 1 段没有变化',
  ])
  expect(countPlaces(compare(before, after))).toBe(2)
})

test('a paragraph that is new stands beside the one that was changed, whichever comes first', () => {
  const before = '第一段说明办理的经过。\n第二段说明理由。'
  expect(shown(before, '补充的一段，别处没有。\n第一段说明办理的全部经过。\n第二段说明理由。')).toEqual([
    'added 补充的一段，别处没有。',
    '第一段说明办理的+全部+经过。',
    'same 1 段没有变化',
  ])
  expect(shown(before, '第一段说明办理的全部经过。')).toEqual(['第一段说明办理的+全部+经过。', 'removed 第二段说明理由。'])
})

test('what has nothing in common went and came as a whole; a text beside itself has no changes', () => {
  expect(shown('甲乙丙丁。', '子丑寅卯！')).toEqual(['removed 甲乙丙丁。', 'added 子丑寅卯！'])
  expect(countPlaces(compare('甲\n乙', '甲\n乙'))).toBe(0)
  expect(compare('', '')).toEqual([])
})

test('hardly a character between two changes does not cut them apart', () => {
  const lines = compare('由审核人核对后于三日内退回承办科室。', '由签发人审阅后于三日内退回承办科室。')
  expect(countPlaces(lines)).toBe(1)
})

test('whatever is compared, what stayed and went gives the first text, what stayed and came the second', () => {
  const alphabet = [...'公开申请的机关予以，。']
  let seed = 7
  const next = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  const text = () => Array.from({ length: next(5) }, () => Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('')).join('\n')
  for (let round = 0; round < 500; round++) {
    const [before, after] = [text(), text()]
    const lines = compare(before, after)
    if (before === after) continue
    const side = (kind: 'added' | 'removed', whole: string): string[] => {
      const left = whole.split('\n')
      return lines.flatMap((one) => {
        if (one.kind === 'same') return left.splice(0, Number.parseInt(one.text, 10))
        if (one.kind === 'changed') {
          left.shift()
          return [
            one.pieces
              .filter((piece) => piece.kind === 'same' || piece.kind === kind)
              .map((piece) => piece.text)
              .join(''),
          ]
        }
        if (one.kind !== kind) return []
        left.shift()
        return [one.text]
      })
    }
    expect([side('removed', before).join('\n'), side('added', after).join('\n')]).toEqual([before, after])
  }
})
