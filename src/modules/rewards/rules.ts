import { daysBetween, inChinese, type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import { inYuan, percentOf } from './money.ts'

export const LEVELS = [1, 2, 3] as const
export type Level = (typeof LEVELS)[number]
export const levelName = { 1: '一级问题', 2: '二级问题', 3: '三级问题' } as const satisfies Record<Level, string>

export const ACCESSES = ['public', 'semi_closed', 'closed'] as const
export type Access = (typeof ACCESSES)[number]
export const accessName = { public: '公共空间', semi_closed: '半封闭小区', closed: '封闭小区' } as const satisfies Record<Access, string>

export const POSITIONS = ['first', 'co', 'duplicate'] as const
export type Position = (typeof POSITIONS)[number]
export const positionName = { first: '首报', co: '共同举报', duplicate: '重复举报' } as const satisfies Record<Position, string>

export const EXCLUSIONS = ['staff', 'duplicate', 'anonymous', 'withdrawn', 'false'] as const
export type Exclusion = (typeof EXCLUSIONS)[number]
export const exclusionName = {
  staff: '工作人员举报',
  duplicate: '重复举报，又不是共同举报',
  anonymous: '匿名且没有联系方式',
  withdrawn: '举报已撤回',
  false: '查实为虚假举报',
} as const satisfies Record<Exclusion, string>

/** At most this much money, and this many awards. */
export type Cap = { readonly fen: number; readonly count: number }

/** What the office pays for a report, from a day on. Data, never code: the amounts change, the reading of them does not. */
export type RewardRule = {
  readonly from: PlainDate
  readonly levelFen: Readonly<Record<Level, number>>
  readonly firstPercent: number
  /** 0: co-reporters get nothing. */
  readonly coPercent: number
  readonly accessPercent: Readonly<Record<Access, number>>
  readonly dayCap: Cap
  readonly monthCap: Cap
  readonly poolFen: number
  /** The same person, place and category within so many days is rewarded once. */
  readonly coolingDays: number
  /** Days from approval in which the reward is to be claimed. */
  readonly claimDays: number
  readonly excluded: readonly Exclusion[]
}

/**
 * 西城“您举报，我奖励”（2018年10月）：一级问题立案即奖 5 元（北京晚报 2018-11-09）. The amounts of levels 2 and 3 were not
 * published; they and everything else without a source are office settings.
 */
export const DEFAULT_RULE: RewardRule = {
  from: plainDate('2018-10-01'),
  levelFen: { 1: 500, 2: 300, 3: 100 }, // level 1: 西城 2018; levels 2 and 3: office setting
  firstPercent: 100,
  coPercent: 0, // 城阳 2022: the first submission only; 武汉 gives later reporters 1 point of 10
  accessPercent: { public: 100, semi_closed: 80, closed: 50 }, // office setting: the levels of the 2019 办法 were not found
  dayCap: { fen: 5_000, count: 10 }, // office setting
  monthCap: { fen: 100_000, count: 200 }, // 城阳 2022: 1000 yuan a month and person; the number is an office setting
  poolFen: 3_000_000, // 城阳 2022: 30 000 yuan a month, first come first served
  coolingDays: 30, // 武汉: the same person and problem once; the days are an office setting
  claimDays: 90, // office setting
  excluded: EXCLUSIONS,
}

/** What is known of one report of a case that was filed. */
export type RewardFacts = {
  readonly caseNumber: string
  readonly filedOn: PlainDate
  readonly level: Level
  readonly access: Access
  /** The reporter's fingerprint; null when nobody can be reached. */
  readonly reporter: string | null
  readonly isStaff: boolean
  readonly position: Position
  readonly standing: 'valid' | 'withdrawn' | 'false'
  readonly placeKey: string
  readonly categoryCode: string
}

/** What has been awarded so far, leaving out what was reversed before it was paid. */
export type Past = {
  readonly day: Cap
  readonly month: Cap
  readonly poolUsedFen: number
  /** The filing day, nearest to this one, of an award to the same person for the same place and category. */
  readonly samePlaceOn: PlainDate | null
}
export const NOTHING_PAST: Past = { day: { fen: 0, count: 0 }, month: { fen: 0, count: 0 }, poolUsedFen: 0, samePlaceOn: null }

/** `fen` is 0 when there is none; `because` names every rule that raised, lowered or refused it. */
export type Reckoned = { readonly fen: number; readonly because: readonly string[]; readonly ruleFrom: PlainDate }

/** The rule in force on a day: the latest from-date, and of one from-date the last in the list. */
export function ruleOn<Rule extends { readonly from: PlainDate }>(rules: readonly Rule[], day: PlainDate): Rule | undefined {
  return rules.reduce<Rule | undefined>((best, rule) => (rule.from <= day && (best === undefined || rule.from >= best.from) ? rule : best), undefined)
}

/** The reward for a report. Pure: the same rule, facts and past give the same sum for ever. */
export function rewardFor(rule: RewardRule, facts: RewardFacts, past: Past): Reckoned {
  const refused = [...exclusionsOf(rule, facts), ...coolingOf(rule, past, facts.filedOn), ...countsOf(rule, past)]
  if (refused.length > 0) return { fen: 0, because: refused, ruleFrom: rule.from }
  let fen = rule.levelFen[facts.level]
  const because = [`${levelName[facts.level]}：${inYuan(fen)}`]
  for (const { percent, what } of factorsOf(rule, facts)) {
    if (percent === 100) continue
    fen = percentOf(fen, percent)
    because.push(percent === 0 ? `${what}不奖励` : `${what}按 ${percent}% 计：${inYuan(fen)}`)
  }
  for (const { left, what } of limitsOf(rule, past)) {
    if (fen <= left) continue
    fen = Math.max(left, 0)
    because.push(fen === 0 ? `${what}已用完，不再奖励` : `${what}只余 ${inYuan(fen)}，按余额计`)
  }
  return { fen, because, ruleFrom: rule.from }
}

function exclusionsOf(rule: RewardRule, facts: RewardFacts): string[] {
  const applies = {
    staff: facts.isStaff,
    duplicate: facts.position === 'duplicate',
    anonymous: facts.reporter === null,
    withdrawn: facts.standing === 'withdrawn',
    false: facts.standing === 'false',
  } as const satisfies Record<Exclusion, boolean>
  // Nobody can be paid whom nobody can reach, whatever the rule says.
  return EXCLUSIONS.filter((one) => applies[one] && (one === 'anonymous' || rule.excluded.includes(one))).map((one) => `${exclusionName[one]}，不奖励`)
}

function coolingOf(rule: RewardRule, { samePlaceOn }: Past, on: PlainDate): string[] {
  if (samePlaceOn === null || Math.abs(daysBetween(samePlaceOn, on)) >= rule.coolingDays) return []
  return [`同一人就同一地点的同类问题在 ${rule.coolingDays} 天内已奖励过（${inChinese(samePlaceOn)}立案），不再奖励`]
}

function countsOf(rule: RewardRule, past: Past): string[] {
  const full = (word: string, so: Cap, cap: Cap) => (so.count >= cap.count ? [`${word}每人至多奖励 ${cap.count} 件，已满，不再奖励`] : [])
  return [...full('一天', past.day, rule.dayCap), ...full('一个月', past.month, rule.monthCap)]
}

const factorsOf = (rule: RewardRule, facts: RewardFacts) => [
  // A duplicate that the rule does not exclude is paid as a co-report.
  { percent: facts.position === 'first' ? rule.firstPercent : rule.coPercent, what: positionName[facts.position] },
  { percent: rule.accessPercent[facts.access], what: accessName[facts.access] },
]

const limitsOf = (rule: RewardRule, past: Past) => [
  { left: rule.dayCap.fen - past.day.fen, what: `个人当日上限 ${inYuan(rule.dayCap.fen)}` },
  { left: rule.monthCap.fen - past.month.fen, what: `个人当月上限 ${inYuan(rule.monthCap.fen)}` },
  { left: rule.poolFen - past.poolUsedFen, what: `当月奖金 ${inYuan(rule.poolFen)}` },
]
