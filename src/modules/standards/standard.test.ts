import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/plain-date.ts'
import { changesInWords, countChanges, differencesBetween } from './compare.ts'
import { type Limit, limitText, PLANTING, UNITS, unitSays } from './limits.ts'
import { type Condition, majorsOf, type StandardBody, search, standardOn } from './standard.ts'

const days = (amount: number): Limit => ({ amount, unit: 'work_day' })
const cover = { code: '部-01-01', kind: '部件', major: '01', majorName: '公用设施', minor: '01', minorName: '上水井盖' } as const
const lamp = { ...cover, code: '部-01-37', minor: '37', minorName: '路灯' }
const road = { code: '事-01-13', kind: '事件', major: '01', majorName: '市容环境', minor: '13', minorName: '道路破损' } as const
const aCondition = (code: string, changed: Partial<Condition> = {}): Condition => ({
  ...{ code, category: code.slice(0, 7), text: `第${code.slice(8)}种`, limit: days(2), stages: [], closing: '修复', informational: false, level: 3 },
  ...changed,
})

test('the version in force is the last whose day has come, and of one day the one added last', () => {
  const versions = [
    { version: 1, effectiveFrom: plainDate('2018-01-01') },
    { version: 4, effectiveFrom: plainDate('2026-01-01') },
    { version: 3, effectiveFrom: plainDate('2026-01-01') },
    { version: 5, effectiveFrom: plainDate('2020-01-01') },
  ]
  const on = (day: string) => standardOn(versions, plainDate(day))?.version
  expect(['2017-12-31', '2018-01-01', '2019-12-31', '2020-01-01', '2025-12-31', '2026-01-01', '2030-01-01'].map(on)).toEqual([undefined, 1, 1, 5, 5, 4, 4])
})

test('limits and units in words', () => {
  const limits: Limit[] = [days(2), { amount: 4, unit: 'urgent_hour' }, { amount: 15, unit: 'work_day', season: PLANTING }, { amount: 15, unit: 'day' }]
  expect(limits.map(limitText)).toEqual(['2 个工作日', '4 紧急工作时', '种植季节 15 个工作日', '15 天'])
  expect(UNITS.every((unit) => /^[^。]+。$/.test(unitSays[unit]))).toBe(true)
})

test('parts come before events, and classes in the order of their numbers', () => {
  expect(
    majorsOf([road, lamp, { ...cover, code: '部-01-100', minor: '100' }, cover]).map(({ code, categories }) => [code, categories.map((one) => one.minor)]),
  ).toEqual([
    ['部-01', ['01', '37', '100']],
    ['事-01', ['13']],
  ])
})

test('what changed between two standards', () => {
  const was: StandardBody = {
    categories: [cover, lamp],
    conditions: [aCondition('部-01-01-1'), aCondition('部-01-01-2'), aCondition('部-01-01-3', { text: '将要改写' }), aCondition('部-01-37-1')],
  }
  const is: StandardBody = {
    categories: [{ ...cover, minorName: '给水井盖' }, road],
    // The order changed: conditions are known by their words.
    conditions: [
      aCondition('部-01-01-1', { text: '第2种', limit: days(1) }),
      aCondition('部-01-01-2', {
        text: '第1种',
        stages: [
          { name: '围护', limit: { amount: 2, unit: 'urgent_hour' } },
          { name: '修复', limit: days(2) },
        ],
      }),
      aCondition('部-01-01-3', { text: '改写以后', closing: '更换', level: 1 }),
      aCondition('事-01-13-1'),
    ],
  }
  const differences = differencesBetween(was, is)
  expect(differences.map((one) => [one.change, one.code, one.what, one.was, one.is].join(' | '))).toEqual([
    'other | 部-01-01 | 小类 公用设施 / 给水井盖 | 公用设施 / 上水井盖 | 公用设施 / 给水井盖',
    'limit | 部-01-01-1 | 给水井盖：第2种 | 2 个工作日 | 1 个工作日',
    'limit | 部-01-01-2 | 给水井盖：第1种 | 2 个工作日 | 围护 2 紧急工作时，修复 2 个工作日',
    'other | 部-01-01-3 | 给水井盖：改写以后 | 条件：将要改写 | 条件：改写以后',
    'other | 部-01-01-3 | 给水井盖：改写以后 | 结案条件：修复 | 结案条件：更换',
    'other | 部-01-01-3 | 给水井盖：改写以后 | 奖励级别：3 | 奖励级别：1',
    'added | 事-01-13 | 小类 市容环境 / 道路破损 |  | 市容环境 / 道路破损',
    'added | 事-01-13-1 | 道路破损：第1种 |  | 2 个工作日',
    'removed | 部-01-37 | 小类 公用设施 / 路灯 | 公用设施 / 路灯 | ',
    'removed | 部-01-37-1 | 路灯：第1种 | 2 个工作日 | ',
  ])
  expect(changesInWords(countChanges(differences))).toBe('新增 2、取消 2、时限变动 2、其他变动 4')
})

test('a search finds names, codes, conditions and closing conditions, every word of it', () => {
  const body: StandardBody = {
    categories: [cover, road],
    conditions: [aCondition('部-01-01-1', { text: '缺失' }), aCondition('事-01-13-1', { closing: '更换' })],
  }
  const found = (text: string) => search(body, text).conditions.map((one) => one.code)
  expect([found('井盖'), found('市容 更换'), found('部-01'), found('井盖 更换'), found('事件')]).toEqual([
    ['部-01-01-1'],
    ['事-01-13-1'],
    ['部-01-01-1'],
    [],
    ['事-01-13-1'],
  ])
  expect(search(body, '井盖').categories).toEqual([cover])
})
