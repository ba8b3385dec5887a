import { sql } from 'kysely'
import type { Db } from '../../../../platform/database.ts'
import type { Known } from './incoming.ts'
import type { Judged } from './read-source.ts'
import '../tables.ts'

/** What was taken in before of these, by the id of the source. */
export async function findTaken(db: Db, agencyId: number, sourceIds: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (sourceIds.length === 0) return new Map()
  const { rows } = await sql<Known & { sourceId: string }>`
    select t.source_id as "sourceId", t.digest, i.number from disclosure.inward_item t join disclosure.item i on i.id = t.item_id
    where t.agency_id = ${agencyId}::int and t.source_id = any(${[...sourceIds]}::text[])`.execute(db)
  return new Map(rows.map(({ sourceId, ...known }) => [sourceId, known]))
}

/** One at a time for an item of a source, until the transaction ends. */
export const standInLine = async (tx: Db, agencyId: number, sourceId: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended(${`${agencyId} ${sourceId}`}::text, 0))`.execute(tx))

export async function saveTaken(tx: Db, agencyId: number, sourceId: string, number: string, digest: string, at: Date): Promise<void> {
  await sql`
    insert into disclosure.inward_item (agency_id, source_id, item_id, digest, taken_at)
    select ${agencyId}::int, ${sourceId}, id, ${digest}, ${at}::timestamptz from disclosure.item where agency_id = ${agencyId}::int and number = ${number}
    on conflict (agency_id, source_id) do update set digest = excluded.digest, taken_at = excluded.taken_at`.execute(tx)
}

export type Batch = {
  readonly id: string
  readonly agencyId: number
  readonly account: string
  readonly source: string
  readonly judged: readonly Judged[]
  readonly at: Date
}
export const insertBatch = async (db: Db, { id, agencyId, account, source, judged, at }: Batch): Promise<void> =>
  void (await sql`insert into disclosure.inward_batch (id, agency_id, by_account, source, rows, made_at)
    values (${id}::uuid, ${agencyId}::int, ${account}, ${source}, ${JSON.stringify(judged)}::jsonb, ${at}::timestamptz)`.execute(db))

/** What this person has read, to be taken in. */
export async function findBatch(db: Db, agencyId: number, account: string, id: string): Promise<Pick<Batch, 'source' | 'judged'> | undefined> {
  const { rows } = await sql<{ source: string; judged: readonly Judged[] }>`
    select source, rows as judged from disclosure.inward_batch where id = ${id}::uuid and agency_id = ${agencyId}::int and by_account = ${account}`.execute(db)
  return rows[0]
}
export async function sweepBatches(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('disclosure.inward_batch').where('made_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

/** How far a platform has been pulled. */
export const findCursor = async (db: Db, agencyId: number, url: string): Promise<string | undefined> =>
  (await db.selectFrom('disclosure.inward_source').select('cursor').where('agency_id', '=', agencyId).where('url', '=', url).executeTakeFirst())?.cursor
export const saveCursor = async (db: Db, agencyId: number, url: string, cursor: string, at: Date): Promise<void> =>
  void (await sql`insert into disclosure.inward_source (agency_id, url, cursor, pulled_at) values (${agencyId}::int, ${url}, ${cursor}, ${at}::timestamptz)
    on conflict (agency_id, url) do update set cursor = excluded.cursor, pulled_at = excluded.pulled_at`.execute(db))
