import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import './tables.ts'

const LOCK = 7_110_541

/** Holds the indexing until the transaction ends; false when another process has it, so that no older state is written over a newer. */
export async function lockIndexing(tx: Db): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${LOCK}::bigint) as held`.execute(tx)
  return rows[0]?.held === true
}

/** Takes the oldest of what waits; gives the cases, each once. */
export async function takeToIndex(tx: Db, most: number): Promise<number[]> {
  const { rows } = await sql<{ case_id: number }>`
    delete from cases.to_index where id in (select id from cases.to_index order by id limit ${most}::int) returning case_id`.execute(tx)
  return [...new Set(rows.map((row) => row.case_id))]
}

export type CaseToIndex = Awaited<ReturnType<typeof findToIndex>>[number]
/** What the search tells of cases: columns that have passed the release gate. */
export const findToIndex = (tx: Db, ids: readonly number[]) =>
  tx
    .selectFrom('cases.case')
    .select(['agency_id as agencyId', 'number', 'shown', 'stage', 'title', 'place', 'category', 'street_code as streetCode', 'unit', 'result'])
    .select(['filed_at as filedAt', 'moved_at as movedAt'])
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
