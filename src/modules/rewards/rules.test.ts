import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, plainDate } from '../../kernel/plain-date.ts'
import { aFact } from './builders.ts'
import { costOf } from './cost.ts'
import { ACCOUNTS, accountOf, lifecycle, moveFor, STATES } from './lifecycle.ts'
import { fenIn, inYuan, percentOf, yuanText } from './money.ts'
import { ACCESSES, DEFAULT_RULE, LEVELS, NOTHING_PAST, type Past, POSITIONS, type RewardFacts, type RewardRule, rewardFor, ruleOn } from './rules.ts'

const DAY = plainDate('2026-11-24')
const rule = (changed: Partial<RewardRule> = {}): RewardRule => ({ ...DEFAULT_RULE, ...changed })
const past = (changed: Partial<Past> = {}): Past => ({ ...NOTHING_PAST, ...changed })

type Case = readonly [name: string, rule: RewardRule, facts: Partial<RewardFacts>, past: Past, fen: number, because: readonly string[]]
const CASES: readonly Case[] = [
  ['level 1 is 5 yuan, as in 西城 2018', rule(), {}, past(), 500, ['一级问题：5.00 元']],
  ['level 2 has its own amount', rule(), { level: 2 }, past(), 300, ['二级问题：3.00 元']],
  ['level 3 has its own amount', rule(), { level: 3 }, past(), 100, ['三级问题：1.00 元']],
  ['a factor of the first reporter raises', rule({ firstPercent: 150 }), {}, past(), 750, ['一级问题：5.00 元', '首报按 150% 计：7.50 元']],
  ['co-reporters get nothing by default', rule(), { position: 'co' }, past(), 0, ['一级问题：5.00 元', '共同举报不奖励']],
  ['co-reporters get their share', rule({ coPercent: 10 }), { position: 'co' }, past(), 50, ['一级问题：5.00 元', '共同举报按 10% 计：0.50 元']],
  ['a semi-closed community lowers', rule(), { access: 'semi_closed' }, past(), 400, ['一级问题：5.00 元', '半封闭小区按 80% 计：4.00 元']],
  ['a closed community lowers more', rule(), { access: 'closed' }, past(), 250, ['一级问题：5.00 元', '封闭小区按 50% 计：2.50 元']],
  [
    'both factors, each down to a whole fen',
    rule({ coPercent: 33 }),
    { position: 'co', access: 'closed' },
    past(),
    82,
    ['一级问题：5.00 元', '共同举报按 33% 计：1.65 元', '封闭小区按 50% 计：0.82 元'],
  ],
  ['staff are excluded', rule(), { isStaff: true }, past(), 0, ['工作人员举报，不奖励']],
  ['staff may be let in by a rule', rule({ excluded: [] }), { isStaff: true }, past(), 500, ['一级问题：5.00 元']],
  ['duplicates are excluded', rule({ coPercent: 10 }), { position: 'duplicate' }, past(), 0, ['重复举报，又不是共同举报，不奖励']],
  ['withdrawn reports are excluded', rule(), { standing: 'withdrawn' }, past(), 0, ['举报已撤回，不奖励']],
  ['false reports are excluded', rule(), { standing: 'false' }, past(), 0, ['查实为虚假举报，不奖励']],
  ['nobody is paid whom nobody can reach, whatever the rule says', rule({ excluded: [] }), { reporter: null }, past(), 0, ['匿名且没有联系方式，不奖励']],
  ['every refusal is named', rule(), { isStaff: true, standing: 'false' }, past(), 0, ['工作人员举报，不奖励', '查实为虚假举报，不奖励']],
  [
    'the same place again within the cooling days',
    rule(),
    {},
    past({ samePlaceOn: addDays(DAY, -29) }),
    0,
    ['同一人就同一地点的同类问题在 30 天内已奖励过（2026年10月26日立案），不再奖励'],
  ],
  ['the same place after the cooling days', rule(), {}, past({ samePlaceOn: addDays(DAY, -30) }), 500, ['一级问题：5.00 元']],
  ['the number of a day is full', rule(), {}, past({ day: { fen: 1_000, count: 10 } }), 0, ['一天每人至多奖励 10 件，已满，不再奖励']],
  ['the number of a month is full', rule(), {}, past({ month: { fen: 1_000, count: 200 } }), 0, ['一个月每人至多奖励 200 件，已满，不再奖励']],
  ['the day has a rest', rule(), {}, past({ day: { fen: 4_700, count: 9 } }), 300, ['一级问题：5.00 元', '个人当日上限 50.00 元只余 3.00 元，按余额计']],
  ['the day is used up', rule(), {}, past({ day: { fen: 5_000, count: 9 } }), 0, ['一级问题：5.00 元', '个人当日上限 50.00 元已用完，不再奖励']],
  ['the month has a rest', rule(), {}, past({ month: { fen: 99_900, count: 9 } }), 100, ['一级问题：5.00 元', '个人当月上限 1000.00 元只余 1.00 元，按余额计']],
  ['the month is used up', rule(), {}, past({ month: { fen: 100_000, count: 9 } }), 0, ['一级问题：5.00 元', '个人当月上限 1000.00 元已用完，不再奖励']],
  ['the pool has a rest', rule(), {}, past({ poolUsedFen: 2_999_999 }), 1, ['一级问题：5.00 元', '当月奖金 30000.00 元只余 0.01 元，按余额计']],
  [
    'the pool is used up, even more than used up',
    rule(),
    {},
    past({ poolUsedFen: 3_000_100 }),
    0,
    ['一级问题：5.00 元', '当月奖金 30000.00 元已用完，不再奖励'],
  ],
]

test.each(CASES)('%s', (_name, given, facts, before, fen, because) => {
  expect(rewardFor(given, aFact(facts), before)).toEqual({ fen, because, ruleFrom: given.from })
})

test('the rule of a day is the last to begin before it, and of two that begin together the later one', () => {
  const at = (from: string, name: string) => ({ from: plainDate(from), name })
  const rules = [at('2026-01-01', 'a'), at('2026-06-01', 'b'), at('2026-06-01', 'c'), at('2027-01-01', 'd')]
  const names = ['2025-12-31', '2026-01-01', '2026-05-31', '2026-06-01', '2026-12-31', '2027-01-01'].map((day) => ruleOn(rules, plainDate(day))?.name)
  expect(names).toEqual([undefined, 'a', 'a', 'c', 'c', 'd'])
})

const cap = fc.record({ fen: fc.nat(120_000), count: fc.nat(220) })
test('an award is whole fen, never negative and never above what is left of any cap', () => {
  fc.assert(
    fc.property(
      fc.record({ level: fc.constantFrom(...LEVELS), access: fc.constantFrom(...ACCESSES), position: fc.constantFrom(...POSITIONS), isStaff: fc.boolean() }),
      fc.record({ day: cap, month: cap, poolUsedFen: fc.nat(3_100_000), samePlaceOn: fc.constant(null) }),
      fc.nat(300),
      (facts, before, percent) => {
        const given = rule({ firstPercent: percent, coPercent: percent })
        const { fen, because } = rewardFor(given, aFact(facts), before)
        expect(Number.isInteger(fen) && fen >= 0).toBe(true)
        expect(because.length).toBeGreaterThan(0)
        if (fen === 0) return
        expect(before.day.fen + fen).toBeLessThanOrEqual(given.dayCap.fen)
        expect(before.month.fen + fen).toBeLessThanOrEqual(given.monthCap.fen)
        expect(before.poolUsedFen + fen).toBeLessThanOrEqual(given.poolFen)
        expect(before.day.count).toBeLessThan(given.dayCap.count)
      },
    ),
  )
})

test('a month under a rule costs what its reports cost one after the other', () => {
  const reports = [
    aFact({ caseNumber: 'a' }),
    aFact({ caseNumber: 'b' }), // the same place: cooling
    aFact({ caseNumber: 'c', placeKey: 'grid-0002', level: 2 }),
    aFact({ caseNumber: 'd', placeKey: 'grid-0003', reporter: 'e'.repeat(64) }),
    aFact({ caseNumber: 'd', placeKey: 'grid-0003', position: 'co' }),
  ]
  expect(costOf(rule(), reports)).toEqual({ fen: 1_300, awards: 3, reports: 5 })
  expect(costOf(rule({ coPercent: 10 }), reports)).toEqual({ fen: 1_350, awards: 4, reports: 5 })
  expect(costOf(rule({ poolFen: 600 }), reports)).toEqual({ fen: 600, awards: 2, reports: 5 })
  expect(costOf(rule({ dayCap: { fen: 5_000, count: 1 } }), reports)).toEqual({ fen: 1_000, awards: 2, reports: 5 })
})

test('every step moves money out of the account in which its state keeps it', () => {
  for (const state of STATES) {
    for (const move of Object.values(lifecycle[state])) {
      expect(move.debit).toBe(accountOf(state, state === 'paid'))
      expect(move.credit).toBe(accountOf(move.to, state === 'paid' || move.to === 'paid'))
      expect(ACCOUNTS).toContain(move.credit)
    }
  }
  expect(moveFor({ state: 'paid', caseNumber: 'AJ-1' }, 'pay')).toEqual({ refused: 'not-now', because: '案件 AJ-1 的奖励已发放，现在不能发放；可以撤回' })
  expect(moveFor({ state: 'expired', caseNumber: 'AJ-1' }, 'approve')).toMatchObject({ because: expect.stringContaining('已经了结') })
})

test('money is read and written digit by digit', () => {
  expect(['5', '5.5', '0.29', '1000.00', '0'].map(fenIn)).toEqual([500, 550, 29, 100_000, 0])
  expect(['', '-1', '1.234', '1e3', '５', '12345678', '.5'].map(fenIn)).toEqual(Array(7).fill(undefined))
  expect([inYuan(5), inYuan(-1_250), yuanText(100_000), percentOf(165, 50)]).toEqual(['0.05 元', '-12.50 元', '1000.00', 82])
  fc.assert(fc.property(fc.nat(999_999_999), (fen) => fenIn(yuanText(fen)) === fen))
})
