import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import './tables.ts'

/** A platform of another agency that is told of changes. */
export type Platform = {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly columns: readonly string[]
  readonly paused: boolean
  readonly addedAt: Date
  readonly addedBy: string
}

export const listPlatforms = (db: Db, agencyId: number): Promise<Platform[]> =>
  db
    .selectFrom('disclosure.platform')
    .select(['id', 'name', 'url', 'columns', 'paused', 'added_at as addedAt', 'added_by as addedBy'])
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()

type Fields = { readonly name: string; readonly url: string; readonly columns: readonly string[] }
export async function insertPlatform(tx: Db, agencyId: number, fields: Fields & { secretSealed: string; at: Date; by: string }): Promise<number> {
  const { name, url, columns, secretSealed, at, by } = fields
  const { id } = await tx
    .insertInto('disclosure.platform')
    .values({ agency_id: agencyId, name, url, columns: [...columns], secret_sealed: secretSealed, added_at: at, added_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** False when there is no such platform. */
export const savePlatform = async (tx: Db, agencyId: number, id: number, { name, url, columns }: Fields): Promise<boolean> =>
  (await tx
    .updateTable('disclosure.platform')
    .set({ name, url, columns: [...columns] })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()) !== undefined

export const saveSecret = async (tx: Db, agencyId: number, id: number, secretSealed: string): Promise<string | undefined> =>
  (
    await tx
      .updateTable('disclosure.platform')
      .set({ secret_sealed: secretSealed })
      .where('agency_id', '=', agencyId)
      .where('id', '=', id)
      .returning('name')
      .executeTakeFirst()
  )?.name

/** Holds what waits for a platform, or lets it go; gives its name. */
export async function savePaused(tx: Db, agencyId: number, id: number, paused: boolean, now: Date): Promise<string | undefined> {
  const row = await tx
    .updateTable('disclosure.platform')
    .set({ paused })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  if (!row) return undefined
  const [from, to] = paused ? ['waiting', 'held'] : ['held', 'waiting']
  await sql`update disclosure.delivery set state = ${to}::text, next_at = ${now}::timestamptz where platform_id = ${id}::bigint and state = ${from}::text`.execute(
    tx,
  )
  return row.name
}
