import { addDays, beijingDay, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { type Cost, costOf } from './cost.ts'
import { insertRule, listReckoned } from './rule-store.ts'
import type { RewardRule } from './rules.ts'
import { monthOf } from './store.ts'

/** Last month as it was, and as it would have been. */
export type RulePreview = { readonly month: string; readonly was: Cost; readonly wouldBe: Cost }

/** What was rewarded under a rule stays: a new one begins tomorrow at the earliest. */
function tooEarly(from: PlainDate, today: PlainDate): Refusal | undefined {
  return from > today ? undefined : refuse('invalid', `施行日期最早为明天（${inChinese(addDays(today, 1))}）；已经记入的奖励不按新规则重算`)
}

/** What last month would have cost under a rule; adds nothing. */
export async function previewRule(house: House, agencyId: number, rule: RewardRule): Promise<RulePreview | Refusal> {
  const today = beijingDay(house.now())
  const lastMonth = addDays(monthOf(today).from, -1)
  const reckoned = await listReckoned(house.db, agencyId, lastMonth)
  const was = { fen: reckoned.fen, awards: reckoned.awards, reports: reckoned.facts.length }
  return tooEarly(rule.from, today) ?? { month: lastMonth.slice(0, 7), was, wouldBe: costOf(rule, reckoned.facts) }
}

/** Adds a version of the rules; those before it stay readable. */
export async function addRule(house: House, viewer: Viewer, rule: RewardRule, basis: string): Promise<{ id: number } | Refusal> {
  const at = house.now()
  const refused = tooEarly(rule.from, beijingDay(at))
  if (isRefusal(refused)) return refused
  return await house.db.transaction().execute(async (tx) => {
    const id = await insertRule(tx, { agencyId: viewer.agencyId, rule, basis, addedBy: viewer.name, at })
    await leaveTrace(tx, { at, by: viewer, act: '录入奖励规则', subject: `reward-rules/${id}`, note: `自${inChinese(rule.from)}起施行；${basis}` })
    return { id }
  })
}
