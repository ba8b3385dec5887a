import { beijingDay } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { moveFor } from './lifecycle.ts'
import { inYuan } from './money.ts'
import { insertBatch, lockBatch, type PayoutBatch, settleBatch } from './payout-store.ts'
import { type Act, type AwardRecord, lockAwards, lockForPayout, saveMove } from './store.ts'

export const MOST_IN_BATCH = 1_000 // office setting: what finance pays in one go

/** Puts the approved awards that no list holds on a list for finance. */
export async function preparePayout(house: House, viewer: Viewer): Promise<{ batchId: number; awards: number; fen: number } | Refusal> {
  const at = house.now()
  return await house.db.transaction().execute(async (tx) => {
    const awards = await lockForPayout(tx, viewer.agencyId, beijingDay(at), MOST_IN_BATCH)
    if (awards.length === 0) return refuse('not-now', '没有已审批、待发放的奖励；先审批，再编名单')
    const list = awards.map(({ id, caseNumber, reporterMasked, fen }) => ({ awardId: id, caseNumber, reporterMasked, fen }))
    const fen = list.reduce((sum, line) => sum + line.fen, 0)
    const batchId = await insertBatch(tx, viewer.agencyId, list, viewer.name, at)
    await leaveTrace(tx, { at, by: viewer, act: '编制发放名单', subject: `payouts/${batchId}`, note: `${list.length} 笔，${inYuan(fen)}` })
    return { batchId, awards: list.length, fen }
  })
}

export type Paid = {
  readonly id: number
  readonly version: number
  /** The number of finance's voucher. */
  readonly voucher: string
  /** Awards of the list that were not taken: they wait for the next list until their day has passed. */
  readonly returned: readonly number[]
}

/** Records that finance paid a list; once only. */
export async function markPaid(house: House, viewer: Viewer, paid: Paid): Promise<{ paid: number; fen: number } | Refusal> {
  if (paid.voucher.trim() === '') return refuse('invalid', '填写付款凭证号')
  const act: Act = { at: house.now(), by: viewer }
  return await house.db.transaction().execute(async (tx) => {
    const batch = await lockBatch(tx, viewer.agencyId, paid.id)
    const refused = notPayable(batch, paid)
    if (!batch || refused) return refused ?? refuse('not-found', '没有这一批名单')
    const awards = await lockAwards(
      tx,
      viewer.agencyId,
      batch.list.map((line) => line.awardId),
    )
    const taken = awards.filter((award) => !paid.returned.includes(award.id))
    const move = taken[0] ? moveFor(taken[0], 'pay') : null
    if (isRefusal(move)) return move
    if (awards.some((award) => award.state !== 'approved' || award.batchId !== batch.id)) return refuse('stale', '名单中有奖励刚刚被他人处理，请刷新后再办')
    const day = beijingDay(act.at)
    const fen = sumOf(taken)
    if (move) await saveMove(tx, taken, move, { paidOn: day }, act)
    await settleBatch(tx, batch, { paidOn: day, paidBy: viewer.name, paidFen: fen, voucher: paid.voucher.trim() }, paid.returned)
    const note = `${taken.length} 笔，${inYuan(fen)}；退回 ${paid.returned.length} 笔；凭证 ${paid.voucher.trim()}`
    await leaveTrace(tx, { ...act, act: '登记发放', subject: `payouts/${batch.id}`, note })
    return { paid: taken.length, fen }
  })
}

const sumOf = (awards: readonly AwardRecord[]): number => awards.reduce((sum, award) => sum + award.fen, 0)

function notPayable(batch: PayoutBatch | undefined, paid: Paid): Refusal | undefined {
  if (!batch) return refuse('not-found', '没有这一批名单')
  if (batch.paidOn !== null) return refuse('not-now', `第 ${batch.id} 批已登记发放，不能再次发放`)
  if (batch.version !== paid.version) return refuse('stale', '这一批名单刚刚被他人处理，请刷新后再办')
  const listed = new Set(batch.list.map((line) => line.awardId))
  return paid.returned.every((id) => listed.has(id)) ? undefined : refuse('invalid', '退回的奖励不在这一批名单里，请核对')
}
