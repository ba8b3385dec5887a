import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { moveFor, stepName } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { type Act, lockUnclaimed, saveMove } from './store.ts'

/** Closes approved awards whose last day to claim lies before this one; those on a list wait for its result. For a daily run. */
export async function expireUnclaimed(house: House, agencyId: number): Promise<{ expired: number; fen: number }> {
  const act: Act = { at: house.now(), by: 'system' }
  const today = beijingDay(act.at)
  return await house.db.transaction().execute(async (tx) => {
    const awards = await lockUnclaimed(tx, agencyId, today)
    const move = awards[0] ? moveFor(awards[0], 'expire') : undefined
    if (move === undefined || isRefusal(move)) return { expired: 0, fen: 0 }
    await saveMove(tx, awards, move, { closed: { on: today, because: '领取期限已过' } }, act)
    for (const award of awards) await leaveTrace(tx, { ...act, act: stepName.expire, subject: `rewards/${award.id}`, note: inYuan(award.fen) })
    return { expired: awards.length, fen: awards.reduce((sum, award) => sum + award.fen, 0) }
  })
}
