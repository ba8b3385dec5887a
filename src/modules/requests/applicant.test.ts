import { expect, test } from 'vitest'
import { applicantMark } from './applicant.ts'

const person = (identity: string, name = '样例甲') => applicantMark({ kind: 'natural_person', name, identity })
const company = (identity: string) => applicantMark({ kind: 'business', name: '样例公司', identity })

test.each([
  ['居民身份证 110101190003030000', '110101190003030000'],
  ['身份证：11010119000303 0000', '110101190003030000'],
  ['１１０１０１１９０００３０３０００ｘ', '11010119000303000X'],
  ['居民身份证11010119000303000x（样例）', '11010119000303000X'],
  ['110101900303000', '110101900303000'],
  ['护照 e12345678', 'E12345678'],
  ['港澳居民来往内地通行证 H1234567890', 'H1234567890'],
  ['样例证件 7', '样例证件7'],
  ['1101011900030300001', '1101011900030300001'],
])('a person’s paper “%s” is known by %s', (text, mark) => {
  expect(person(text)).toBe(`APPLICANT:${mark}`)
})

test('an organisation is known by its code; without a number the whole text, and the name where nothing was given', () => {
  expect(company('统一社会信用代码：91110102ma0000000x')).toBe('APPLICANT:91110102MA0000000X')
  expect(company('９１１１０１０２ＭＡ００００００００')).toBe('APPLICANT:91110102MA00000000')
  expect(company('营业执照 样例 1')).toBe('APPLICANT:营业执照样例1')
  expect([person(' ', '样例 乙'), person('', '样例乙')]).toEqual(['APPLICANT:样例乙', 'APPLICANT:样例乙'])
})
