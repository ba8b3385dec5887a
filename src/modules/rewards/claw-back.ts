import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { stepName } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { lockSeen, type Seen } from './seen.ts'
import { type Act, dayOfAct, saveMove } from './store.ts'

/** Takes an award back: before it was paid the money returns to the pool, afterwards it is to be recovered from the person. */
export async function clawBack(house: House, viewer: Viewer, seen: Seen, reason: string): Promise<{ id: number } | Refusal> {
  const because = reason.trim()
  if (because === '') return refuse('invalid', '填写撤回的理由')
  const act: Act = { at: house.now(), by: viewer }
  return await house.db.transaction().execute(async (tx) => {
    const locked = await lockSeen(tx, viewer.agencyId, [seen], 'clawBack')
    if (isRefusal(locked)) return locked
    const [award] = locked.awards
    if (award?.state === 'approved' && award.batchId !== null)
      return refuse('not-now', `这笔奖励已列入第 ${award.batchId} 批发放名单；先登记该批的发放结果，再撤回`)
    await saveMove(tx, locked.awards, locked.move, { closed: { on: dayOfAct(act), because } }, act)
    await leaveTrace(tx, { ...act, act: stepName.clawBack, subject: `rewards/${seen.id}`, note: `${inYuan(award?.fen ?? 0)}，${because}` })
    return { id: seen.id }
  })
}
