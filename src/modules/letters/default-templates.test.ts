import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesIn, pagesIn, samples, wordsIn } from './builders.ts'
import { checkTemplate } from './check-template.ts'
import { FIELD_KEYS, FIELDS, type FieldKey } from './field.ts'
import { layOut } from './lay-out.ts'
import { isNeeded, LETTER_CODES, type LetterCode, letterOf, missingIn } from './letter.ts'
import { merge } from './merge.ts'
import { buildDefault } from './templates/build-default.ts'

const REVIEW_FIRST: readonly LetterCode[] = ['D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10']

test.each(LETTER_CODES)('%s: the platform’s own template passes the check and says everything its letter needs', async (code) => {
  const template = await buildDefault(code)
  expect(await checkTemplate(code, `${code}.docx`, template, samples(code))).toEqual([])
  const values = samples(code)
  expect(missingIn(code, values)).toEqual([])
  const lines = await linesIn(merge(template, values))
  expect(lines[0]).toBe(letterOf(code).title)
  for (const key of FIELD_KEYS.filter((one) => isNeeded(code, one))) expect(lines.join('\n'), FIELDS[key].name).toContain(values[key])
  expect(lines.at(code === 'P5' ? -6 : -1)).toMatch(/^\d{4}年[1-9]\d?月[1-9]\d?日$/)
  expect(lines.join('').split('经研究').length).toBeLessThan(3)
  expect(lines.join()).not.toMatch(/\{|\}|undefined|。。|〔(?!\d{4}〕)/)
})

test.each(LETTER_CODES.filter((code) => code.startsWith('D')))(
  '%s: who was refused by articles 14 to 16 is told to ask for reconsideration first',
  async (code) => {
    const words = (await linesIn(merge(await buildDefault(code), samples(code)))).join('\n')
    if (REVIEW_FIRST.includes(code)) {
      expect(words).toContain(
        '应当先自收到本文书之日起60日内向本级人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向人民法院提起行政诉讼',
      )
      expect(words).not.toContain('6个月')
    } else if (code === 'D3') {
      expect(words).toMatch(/不予公开的部分不服的，应当先.*15日内.*其他内容不服的，可以.*60日内.*6个月内/)
    } else {
      expect(words).toContain('可以自收到本文书之日起60日内向本级人民政府申请行政复议，或者自收到本文书之日起6个月内向人民法院提起行政诉讼')
      expect(words).not.toContain('应当先')
    }
  },
)

test('notices on the way cannot be contested by themselves, and say what can be done instead', async () => {
  for (const code of ['P2', 'P3', 'P4', 'P6', 'P8'] as const) {
    const words = (await linesIn(merge(await buildDefault(code), samples(code)))).join('\n')
    expect(words, code).toMatch(/不单独申请行政复议或者提起行政诉讼/)
    expect(words, code).toMatch(/可以向承办机构询问|在缴费期限内向本机关书面提出/)
  }
})

test('who is asked for an opinion is not told who applies', async () => {
  for (const code of ['P5', 'P7', 'P9'] as const) {
    const words = (await linesIn(merge(await buildDefault(code), { ...samples(code), applicant: '林样例', asked: '原话' }))).join()
    expect(words, code).not.toMatch(/林样例|原话/)
  }
})

test('the PDF is A4 and says what the Word file says; the signature does not stand alone on a page', async () => {
  for (const code of LETTER_CODES) {
    const docx = merge(await buildDefault(code), samples(code))
    const pages = await pagesIn((await layOut((await wordsIn(docx)).blocks, { title: letterOf(code).title, agency: '样例区全响应服务中心' }, undefined)).pdf)
    for (const { mm, words } of pages) {
      expect(mm, code).toEqual([210, 297])
      expect(words, code).not.toMatch(/^样例区全响应服务中心2026年/)
    }
    const printed = pages.map(({ words }) => words.replace(/—\d+—$/, '')).join('')
    for (const line of await linesIn(docx)) expect(printed, code).toContain(line.replaceAll(/\s/g, ''))
    expect(pages.map(({ words }) => /—\d+—/.exec(words)?.[0])).toEqual(pages.map((_, i) => `—${i + 1}—`))
  }
})

test('a full page has twenty-two lines of twenty-eight characters', async () => {
  const docx = merge(await buildDefault('D14'), { ...samples('D14'), body: '甲'.repeat(28 * 60) })
  const pages = await pagesIn((await layOut((await wordsIn(docx)).blocks, { title: '答复', agency: '样例' }, undefined)).pdf)
  expect(pages[1]?.words).toBe(`${'甲'.repeat(22 * 28)}—2—`)
})

const LONG: readonly FieldKey[] = ['body', 'reason', 'asked', 'withheld', 'way', 'applicant']
const letters = fc.string({
  unit: fc.constantFrom(
    ...'&<>"\'{}[]#/\\$*_@=^~`|；。〔〕“”—%',
    '{{申请人}}',
    '𠮷',
    '𪚥',
    '😀',
    '👨‍👩‍👧',
    'é',
    '\n',
    '\t',
    '甲',
    'a',
    ' ',
    '\u0000',
    '\u000b',
    '\ud800',
    ']]>',
    '<w:br/>',
  ),
  maxLength: 40,
})

test('whatever is typed comes out as typed, in Word and in print, and breaks nothing', async () => {
  const template = await buildDefault('D3')
  const about = { title: '答复', agency: '样例' }
  await fc.assert(
    fc.asyncProperty(fc.record(Object.fromEntries(LONG.map((key) => [key, letters]))), async (typed) => {
      const docx = merge(template, { ...samples('D3'), ...typed })
      const file = await wordsIn(docx)
      const words = bare(file.paragraphs.map((one) => one.words).join(''))
      for (const text of Object.values(typed)) expect(words).toContain(bare(text))
      const { pdf, unshown } = await layOut(file.blocks, about, undefined)
      const printed = (await pagesIn(pdf)).map((page) => page.words.replace(/—\d+—$/, '')).join('')
      for (const letter of '甲&<>"{}[]#$') if (words.includes(letter)) expect(printed).toContain(letter)
      // Whatever no face of the machine has is told.
      for (const rare of ['𪚥', '😀', '𠮷']) if (words.includes(rare)) expect(`${printed}${unshown}`).toContain(rare)
    }),
    { numRuns: 60 },
  )
})
// biome-ignore lint/suspicious/noControlCharactersInRegex: a document may hold none
const bare = (text: string): string => text.toWellFormed().replaceAll(/[\s\0-\x1f]/g, '')

test('a value of several lines is several paragraphs set alike', async () => {
  const lines = await linesIn(merge(await buildDefault('D1'), { ...samples('D1'), body: '第一段\r\n第二段\n第三段', attachments: '甲表\n\n乙表' }))
  expect(lines).toEqual(expect.arrayContaining(['第一段', '第二段', '第三段', '附件：甲表', '附件：乙表']))
  const { blocks } = await wordsIn(merge(await buildDefault('D1'), { ...samples('D1'), body: '第一段\n第二段' }))
  const looks = blocks.flatMap((block) => (block.kind === 'paragraph' && /^第.段$/.test(block.runs.map((run) => run.text).join('')) ? [block.look] : []))
  expect(looks).toEqual([looks[0], looks[0]])
  expect((await linesIn(merge(await buildDefault('D1'), { ...samples('D1'), attachments: '' }))).join()).not.toContain('附件')
})

test('what is missing is named, with what to do; an open place counts, a year does not', () => {
  expect(missingIn('D4', { ...samples('D4'), reason: '密级为〔密级〕', body: '' })).toEqual([
    { key: 'body', name: '答复正文', how: '写明事实、理由和结果' },
    { key: 'reason', name: '理由', how: '还有没填的地方：〔密级〕' },
  ])
  expect(missingIn('D16', { ...samples('D16'), earlierNumber: '信公复〔2025〕18号' })).toEqual([])
  expect(missingIn('D1', { ...samples('D1'), asked: '〔申请人自己写的〕', documentNumber: '' })).toEqual([])
})
