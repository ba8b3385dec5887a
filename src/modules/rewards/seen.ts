import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import { type Move, moveFor, type Step } from './lifecycle.ts'
import { type AwardRecord, lockAwards } from './store.ts'

/** An award as a person saw it. */
export type Seen = { readonly id: number; readonly version: number }

/** Locks the awards seen, or says why the step cannot be taken on one of them; then it is taken on none. */
export async function lockSeen(tx: Db, agencyId: number, seen: readonly Seen[], step: Step): Promise<{ awards: AwardRecord[]; move: Move } | Refusal> {
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  const awards = await lockAwards(tx, agencyId, [...versions.keys()])
  if (awards.length === 0 || awards.length < versions.size) return refuse('not-found', '没有这笔奖励；请回到奖励列表重新选择')
  const moves = new Map<string, Move>()
  for (const award of awards) {
    if (award.version !== versions.get(award.id)) return refuse('stale', `案件 ${award.caseNumber} 的奖励刚刚被他人处理，请刷新后再办；本次没有办理任何一笔`)
    const move = moveFor(award, step)
    if (isRefusal(move)) return move
    moves.set(`${move.debit} ${move.credit}`, move)
  }
  const [move] = moves.values()
  if (!move || moves.size > 1) return refuse('not-now', '所选奖励的状态不同，请分开办理')
  return { awards, move }
}
