import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { stepName } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { lockSeen, type Seen } from './seen.ts'
import { type Act, dayOfAct, saveMove } from './store.ts'

export const MOST_APPROVED = 500 // office setting: of one form

/** Approves awards, all of them or none. */
export async function approve(house: House, viewer: Viewer, seen: readonly Seen[]): Promise<{ approved: number; fen: number } | Refusal> {
  if (seen.length === 0) return refuse('invalid', '选择要审批的奖励')
  if (seen.length > MOST_APPROVED) return refuse('limit', `一次至多审批 ${MOST_APPROVED} 笔，请分批办理`)
  const act: Act = { at: house.now(), by: viewer }
  return await house.db.transaction().execute(async (tx) => {
    const locked = await lockSeen(tx, viewer.agencyId, seen, 'approve')
    if (isRefusal(locked)) return locked
    await saveMove(tx, locked.awards, locked.move, { claimFrom: dayOfAct(act) }, act)
    for (const award of locked.awards)
      await leaveTrace(tx, { ...act, act: stepName.approve, subject: `rewards/${award.id}`, note: `${award.caseNumber}，${inYuan(award.fen)}` })
    return { approved: locked.awards.length, fen: locked.awards.reduce((sum, award) => sum + award.fen, 0) }
  })
}
