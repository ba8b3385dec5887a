import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fragment, jsx } from '../../ui/jsx-runtime.ts'
import { fold } from './fold.ts'
import { inWords, numberIn, numberKey } from './numerals.ts'
import { marked, marksOf, passageOf } from './passage.ts'
import { groupsIn } from './read-query.ts'
import { wordsOf } from './segment.ts'
import { formsOf, heard, isOneSlip } from './spelling.ts'

const termsIn = (text: string): string[] => wordsOf(fold(text), true).map(({ term }) => term)

test('a text is folded one character for one', () => {
  expect(fold('ＡＢＣ　垃圾分類 應急預案（２０１９）')).toBe('abc 垃圾分类 应急预案(2019)')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(text).length === text.length))
})

test('numerals of laws and documents are read in words and digits alike', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 999 }), (n) => numberIn(inWords(n)) === n))
  expect(['二十', '两百', '一百零五', '二〇一九', '20'].map(numberIn)).toEqual([20, 200, 105, 2019, 20])
  expect(termsIn('第二十条')).toEqual(['第20条'])
  expect(termsIn('条例20条')).toEqual(termsIn('条例第二十条'))
  const written = ['西城响应〔2019〕3号', '西城响应(2019)3号', '西城响应【2019】第3号', '西城响应2019年3号', '西城响应 ﹝2019﹞ 3 号']
  for (const one of written) {
    expect(termsIn(one).at(-1), one).toBe('2019-3号')
    expect(numberKey(fold(one)), one).toBe('西城响应-2019-3')
  }
  expect(termsIn('二〇一九年')[0]).toBe('2019')
})

test('the dictionary keeps the words of an office whole, and their parts', () => {
  expect(termsIn('住房公积金')).toEqual(['住房公积金'])
  expect(wordsOf('住房公积金')[0]?.parts).toContain('公积金')
  expect(termsIn('申请公租房')).toEqual(['申请', '公租房'])
})

test('one slip of the hand: a character wrong, missing, too many or swapped, and no more', () => {
  expect(['公几金', '公积', '公公积金', '积公金'].map((typed) => isOneSlip('公积金', typed))).toEqual([true, true, true, true])
  expect(['公积金', '公几斤', '公', '积金公'].map((typed) => isOneSlip('公积金', typed))).toEqual([false, false, false, false])
  const word = fc.string({ unit: fc.constantFrom('公', '积', '金', '住', '房', '管'), minLength: 3, maxLength: 6 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      // Found by its forms whenever it is one slip, and never both ways different.
      expect(isOneSlip(a, b)).toBe(isOneSlip(b, a))
      if (isOneSlip(a, b)) expect(formsOf(a).some((form) => formsOf(b).includes(form))).toBe(true)
    }),
  )
})

test('sounds that are taken for each other are heard as one', () => {
  expect([heard('zhongxin'), heard('zong xin')]).toEqual(['zonxin', 'zonxin'])
  expect(heard("xi'an")).toBe('xian')
})

const HTML = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'b', '公', '积', '金', ' ', '/', ';', 'a', 'm', 'p', '😀'), maxLength: 200 })

test('marks lose nothing of a text, and drawn they never break its escaping', () => {
  fc.assert(
    fc.property(HTML, HTML, fc.integer({ min: 10, max: 80 }), (text, typed, most) => {
      const marks = marksOf(groupsIn(fold(typed)))
      const segments = marked(text, fold(text), marks)
      expect(segments.map((one) => one.text).join('')).toBe(text)
      const drawn = jsx(Fragment, { children: segments.map((one) => (one.mark ? jsx('mark', { children: one.text }) : one.text)) }).markup
      const bare = drawn.replaceAll('<mark>', '').replaceAll('</mark>', '')
      expect(bare).not.toMatch(/[<>"']/)
      expect(bare).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/)
      const passage = passageOf(text, fold(text), marks, most)
      const inside = passage.map((one) => one.text).join('')
      expect(text).toContain(inside.replace(/^……|……$/g, ''))
      expect(inside.length).toBeLessThanOrEqual(most + 4)
    }),
  )
})

test('a passage is where most of the words stand', () => {
  const text = `${'序言。'.repeat(60)}租房的可以提取住房公积金，三日到账。${'附则。'.repeat(60)}公积金。`
  const passage = passageOf(text, fold(text), marksOf(groupsIn('提取公积金')), 60)
  expect(passage.filter(({ mark }) => mark).map((one) => one.text)).toEqual(['提取住房公积金'])
})
