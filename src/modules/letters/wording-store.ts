import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import './tables.ts'
import { type Wording, type WordingRow, wordingOn } from './wording.ts'

type Kept = ReadonlyMap<string, readonly WordingRow[]>

/** Every text the office has changed, by key, the first first. */
export async function listWordings(db: Db, agencyId: number): Promise<Kept> {
  const rows = await db
    .selectFrom('letters.wording')
    .select(['id', 'key', 'effective_from as effectiveFrom', 'text', 'law', 'added_at as at', 'added_by as by'])
    .where('agency_id', '=', agencyId)
    .orderBy('key')
    .orderBy('effective_from')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row.key)
}

/** The texts in force on a day. */
export async function wordingsOn(db: Db, agencyId: number, day: PlainDate): Promise<(key: string) => Wording> {
  const kept = await listWordings(db, agencyId)
  return (key) => wordingOn(kept.get(key) ?? [], key, day)
}

export type NewWording = {
  readonly key: string
  readonly effectiveFrom: PlainDate
  readonly text: string
  readonly law: string
  readonly at: Date
  readonly by: string
}
export const insertWording = async (tx: Db, agencyId: number, { key, effectiveFrom, text, law, at, by }: NewWording): Promise<void> =>
  void (await tx
    .insertInto('letters.wording')
    .values({ agency_id: agencyId, key, effective_from: effectiveFrom, text, law, added_at: at, added_by: by })
    .execute())
