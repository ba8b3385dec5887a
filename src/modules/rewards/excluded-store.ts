import type { Db } from '../../platform/database.ts'
import './tables.ts'

/** Somebody who is not rewarded, as the console shows him: never how he may be reached. */
export type Excluded = { readonly id: number; readonly masked: string; readonly unit: string; readonly addedAt: Date; readonly addedBy: string }
export type Person = { readonly fingerprint: string; readonly masked: string }

/**
 * Whether the reporter of a row with agency_id and reporter_fingerprint is not rewarded, as an expression of the statement that keeps the
 * row: one look into the unique index. A scalar, so that it is not hashed against the whole table.
 */
export const isExcluded = (row: string): string =>
  `(select x.id from rewards.excluded x where x.agency_id = ${row}.agency_id and x.fingerprint = ${row}.reporter_fingerprint) is not null`

export const EXCLUDED_A_PAGE = 100

/** The newest first. */
export async function listExcluded(db: Db, agencyId: number, after: number | null): Promise<{ rows: Excluded[]; next: number | null }> {
  const query = db
    .selectFrom('rewards.excluded')
    .select(['id', 'masked', 'unit', 'added_at as addedAt', 'added_by as addedBy'])
    .where('agency_id', '=', agencyId)
  const rows = await (after === null ? query : query.where('id', '<', after))
    .orderBy('id', 'desc')
    .limit(EXCLUDED_A_PAGE + 1)
    .execute()
  const shown = rows.slice(0, EXCLUDED_A_PAGE)
  return { rows: shown, next: rows.length > EXCLUDED_A_PAGE ? (shown.at(-1)?.id ?? null) : null }
}

/** Those of them who were not on the list yet. */
export async function insertExcluded(
  tx: Db,
  people: readonly Person[],
  { agencyId, unit, at, by }: { agencyId: number; unit: string; at: Date; by: string },
): Promise<{ id: number; masked: string }[]> {
  const rows = people.map(({ fingerprint, masked }) => ({ agency_id: agencyId, fingerprint, masked, unit, added_at: at, added_by: by }))
  return await tx
    .insertInto('rewards.excluded')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['agency_id', 'fingerprint']).doNothing())
    .returning(['id', 'masked'])
    .execute()
}

export const deleteExcluded = (tx: Db, agencyId: number, id: number): Promise<{ masked: string; unit: string } | undefined> =>
  tx.deleteFrom('rewards.excluded').where('agency_id', '=', agencyId).where('id', '=', id).returning(['masked', 'unit']).executeTakeFirst()
