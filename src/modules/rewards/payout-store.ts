import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import './tables.ts'
import type { PayoutLine } from './tables.ts'

export type PayoutBatch = {
  readonly id: number
  readonly version: number
  readonly preparedAt: Date
  readonly preparedBy: string
  readonly list: readonly PayoutLine[]
  readonly totalFen: number
  readonly paidOn: PlainDate | null
  readonly paidBy: string | null
  readonly paidFen: number | null
  readonly voucher: string | null
}

const batches = (db: Db, agencyId: number) =>
  db
    .selectFrom('rewards.payout_batch')
    .select(['id', 'version', 'prepared_at as preparedAt', 'prepared_by as preparedBy', 'list', 'total_fen as totalFen'])
    .select(['paid_on as paidOn', 'paid_by as paidBy', 'paid_fen as paidFen', 'voucher'])
    .where('agency_id', '=', agencyId)

export const BATCHES_A_PAGE = 20

/** The newest first. */
export async function listBatches(db: Db, agencyId: number, after: number | null): Promise<{ rows: PayoutBatch[]; next: number | null }> {
  const query = batches(db, agencyId)
  const rows = await (after === null ? query : query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(BATCHES_A_PAGE + 1)
    .execute()
  const shown = rows.slice(0, BATCHES_A_PAGE)
  return { rows: shown, next: rows.length > BATCHES_A_PAGE ? (shown.at(-1)?.id ?? null) : null }
}

export const findBatch = (db: Db, agencyId: number, id: number): Promise<PayoutBatch | undefined> =>
  batches(db, agencyId).where('id', '=', id).executeTakeFirst()

export const lockBatch = (tx: Db, agencyId: number, id: number): Promise<PayoutBatch | undefined> =>
  batches(tx, agencyId).where('id', '=', id).forUpdate().executeTakeFirst()

/** Keeps the list and ties its awards to it. */
export async function insertBatch(tx: Db, agencyId: number, list: readonly PayoutLine[], by: string, at: Date): Promise<number> {
  const total = list.reduce((sum, line) => sum + line.fen, 0)
  const { rows } = await sql<{ id: number }>`
    insert into rewards.payout_batch (agency_id, prepared_at, prepared_by, list, total_fen)
    values (${agencyId}::int, ${at}::timestamptz, ${by}, ${JSON.stringify(list)}::jsonb, ${total}::bigint) returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a batch without an id')
  const ids = list.map((line) => line.awardId)
  await sql`update rewards.award set batch_id = ${row.id}::bigint, version = version + 1 where id = any(${ids}::bigint[])`.execute(tx)
  return row.id
}

export type Settlement = { readonly paidOn: PlainDate; readonly paidBy: string; readonly paidFen: number; readonly voucher: string }

/** Closes a locked batch and lets go of the awards that came back. */
export async function settleBatch(tx: Db, batch: PayoutBatch, settled: Settlement, returned: readonly number[]): Promise<void> {
  await tx
    .updateTable('rewards.payout_batch')
    .set({ version: batch.version + 1, paid_on: settled.paidOn, paid_by: settled.paidBy, paid_fen: settled.paidFen, voucher: settled.voucher })
    .where('id', '=', batch.id)
    .execute()
  await sql`update rewards.award set batch_id = null, version = version + 1 where id = any(${[...returned]}::bigint[])`.execute(tx)
}
