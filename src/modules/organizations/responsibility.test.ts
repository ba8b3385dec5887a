import { expect, test } from 'vitest'
import type { FoundUnit, HandlingUnit, Responsibility } from './index.ts'
import { chooseUnit } from './responsibility.ts'

const unit = (id: number, name: string, streetCode: string | null = null): HandlingUnit => ({
  id,
  name,
  kind: streetCode === null ? 'professional' : 'street-office',
  streetCode,
  phone: '',
  post: null,
})
const rule = (categoryCode: string, unitId: number, streetCode: string | null = null): Responsibility => ({ categoryCode, streetCode, unitId, note: '' })
const units = [unit(1, '甲街道办事处', '110102001'), unit(2, '管护中心'), unit(3, '排水单位'), unit(4, '综合单位')]
const find = (rules: readonly Responsibility[], category: string, street: string | null = '110102001'): FoundUnit | undefined =>
  chooseUnit({ units, rules, streetNames: new Map([['110102001', '甲']]) }, category, street)

test('the longest category wins, whatever the order of the rules', () => {
  const rules = [rule('部', 4), rule('部-01', 2), rule('部-01-02', 3)]
  for (const order of [rules, rules.toReversed()])
    expect(['部-01-02', '部-01-03', '部-02-01'].map((category) => find(order, category)?.unit.id)).toEqual([3, 2, 4])
})

test('a rule of the street comes before one of the district of the same length, not before a longer one', () => {
  const rules = [rule('部-01', 2), rule('部-01', 1, '110102001'), rule('部-01-02', 3)]
  expect(find(rules, '部-01-04')?.because).toBe('按权责规定，类别 部-01（甲）由甲街道办事处处置')
  expect(find(rules, '部-01-04', '110102002')?.unit.id).toBe(2)
  expect(find(rules, '部-01-04', null)?.unit.id).toBe(2)
  expect(find(rules, '部-01-02')?.unit.id).toBe(3)
})

test('a category is covered by whole parts of its code only', () => {
  expect(find([rule('部-0', 2), rule('部-01-0', 3), rule('部-01-02-01', 4)], '部-01-02')?.because).toContain('属地兜底')
})

test('without a rule the office of the street, and without a street nobody', () => {
  expect(find([], '事-06-02')).toEqual({ unit: units[0], because: '类别 事-06-02 没有权责规定，按属地兜底由甲街道办事处处置' })
  expect([find([], '事-06-02', null), find([], '事-06-02', '110102002')]).toEqual([undefined, undefined])
})
