import type { Db } from '../../platform/database.ts'
import { leaveTrace } from '../audit/index.ts'
import { ACCRUAL } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { listRules } from './rule-store.ts'
import { type Reckoned, type RewardFacts, rewardFor, ruleOn } from './rules.ts'
import { type Act, type AwardRecord, dayOfAct, findAwardOf, findPast, insertAward, insertEntries, insertNotAwarded, lockAccruals } from './store.ts'

export type AccrualFacts = RewardFacts & {
  readonly agencyId: number
  /** How lists name the reporter: `138****0000`. */
  readonly reporterMasked: string
}
/** `id` is null when there is no award; `fresh` is false when it had been made before. */
export type Accrued = Pick<Reckoned, 'fen' | 'because'> & { readonly id: number | null; readonly fresh: boolean }

/** Taken back before it was paid: as if it had never been, so that a report validly filed again has its reward. */
const isUndone = ({ state, paidOn }: AwardRecord): boolean => state === 'clawed_back' && paidOn === null

/**
 * Reckons one report of a filed case and writes its award into the ledger; once for each case and person, whoever asks
 * again gets the same award, unless it was taken back before it was paid. Call it inside the transaction that files the case, at its end: until that ends no other
 * award of the agency is reckoned, which is what keeps caps and pool. The transaction must be `read committed`, the
 * default: one with a snapshot of its own would wait its turn and then not see what the others wrote.
 */
export async function accrue(tx: Db, given: AccrualFacts, act: Act): Promise<Accrued> {
  const { agencyId, reporterMasked, ...facts } = given
  await lockAccruals(tx, agencyId)
  const before = facts.reporter === null ? undefined : await findAwardOf(tx, facts.caseNumber, facts.reporter)
  if (before && !isUndone(before)) return { id: before.id, fen: before.fen, because: before.because, fresh: false }
  const rule = ruleOn(await listRules(tx, agencyId), facts.filedOn)
  const { fen, because } = rule ? rewardFor(rule, facts, await findPast(tx, agencyId, facts)) : { fen: 0, because: ['立案之日还没有施行奖励规则'] }
  if (!rule || fen === 0 || facts.reporter === null) {
    await insertNotAwarded(tx, agencyId, facts, because, act.at)
    return { id: null, fen: 0, because, fresh: true }
  }
  const award = { agencyId, facts: { ...facts, reporter: facts.reporter }, reporterMasked, fen, because, ruleId: rule.id, claimDays: rule.claimDays }
  const id = await insertAward(tx, award, dayOfAct(act))
  await insertEntries(tx, [id], ACCRUAL, act)
  await leaveTrace(tx, { ...act, act: '记入奖励', subject: `rewards/${id}`, note: `${facts.caseNumber}，${inYuan(fen)}` })
  return { id, fen, because, fresh: true }
}
