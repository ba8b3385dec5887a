import { expect, test } from 'vitest'
import { findHits, isCardNumber, isIdentityNumber } from './hits.ts'

test('an identity number must bear its check', () => {
  expect(['110101199003071233', '11010119900307123X', '110101199003071234'].map(isIdentityNumber)).toEqual([true, false, false])
  expect(['6222021234567890128', '6222021234567890123'].map(isCardNumber).filter(Boolean).length).toBeLessThan(2)
})

test.each([
  ['身份证号 110101199003071233。', '身份证号码（校验相符）', '110101199003071233'],
  ['身份证号 110101199003071234。', '证件号码（校验不符，请核对）', '110101199003071234'],
  ['电话：13800001111', '电话号码', '13800001111'],
  ['座机 010-66001234 转', '电话号码', '010-66001234'],
  ['写信给 a.b@example.cn 吧', '电子邮箱', 'a.b@example.cn'],
  ['车牌京A12345', '车牌号码', '京A12345'],
  ['联系人：李样例，', '姓名', '李样例'],
])('%s', (text, kind, said) => {
  expect(findHits(text)).toMatchObject([{ kind, text: said }])
})
