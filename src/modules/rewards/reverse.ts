import { isRefusal } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import { leaveTrace } from '../audit/index.ts'
import { moveFor, stepName } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { type Act, dayOfAct, lockAwardsOf, saveMove } from './store.ts'

/**
 * Takes back what was awarded for these cases, in the transaction of what made them void. What is already on a list for
 * finance, or paid, stays: to recover it is for a person to decide, in the console.
 */
export async function reverseAwards(tx: Db, agencyId: number, caseNumbers: readonly string[], because: string, act: Act): Promise<void> {
  for (const award of await lockAwardsOf(tx, agencyId, caseNumbers)) {
    if (award.batchId !== null) continue
    const move = moveFor(award, 'clawBack')
    if (isRefusal(move)) continue
    await saveMove(tx, [award], move, { closed: { on: dayOfAct(act), because } }, act)
    await leaveTrace(tx, { ...act, act: stepName.clawBack, subject: `rewards/${award.id}`, note: `${inYuan(award.fen)}，${because}` })
  }
}
