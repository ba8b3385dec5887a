import { inChinese } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { type State, stateName } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { type AwardRecord, findAwardOf, findNotAwarded } from './store.ts'

/** What a reporter is told of the reward for his report. */
export type Standing = {
  /** `5.00 元，已记入，待审批`, or that there is none. */
  readonly said: string
  /** Every rule that raised, lowered or refused it. */
  readonly because: readonly string[]
  /** What happens next, and what the reporter has to do; null when nothing does. */
  readonly next: string | null
}

/** The reward for this case to the person of this fingerprint; undefined before the case is filed, or when nothing was reckoned. */
export async function findStanding(db: Db, caseNumber: string, reporter: string): Promise<Standing | undefined> {
  const award = await findAwardOf(db, caseNumber, reporter)
  if (award) return { said: `${inYuan(award.fen)}，${stateName[award.state]}`, because: award.because, next: nextOf[award.state](award) }
  const because = await findNotAwarded(db, caseNumber, reporter)
  return because && { said: '没有奖励', because, next: null }
}

const nextOf: Readonly<Record<State, (award: AwardRecord) => string | null>> = {
  accrued: () => '由负责人审批，不用您申请。批准以后，财务按您上报时留的联系方式与您联系发放。',
  approved: ({ claimBy }) => `财务按您上报时留的联系方式与您联系发放。${claimBy ? `请在${inChinese(claimBy)}以前领取，过期作废。` : ''}`,
  paid: ({ paidOn }) => (paidOn ? `${inChinese(paidOn)}发放。` : null),
  expired: ({ closedOn }) => (closedOn ? `到${inChinese(closedOn)}没有领取，已经作废。` : null),
  clawed_back: ({ closedBecause }) => closedBecause,
}
