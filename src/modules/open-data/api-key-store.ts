import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Right } from './rights.ts'
import './tables.ts'

/** A key as the console shows it: never the key itself. */
export type ApiKey = {
  readonly id: number
  readonly holder: string
  readonly hint: string
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
  /** Reports that came with it, and when the last did. */
  readonly submissions: number
  readonly lastAt: Date | null
  readonly rights: readonly Right[]
}
export type NewApiKey = {
  readonly agencyId: number
  readonly holder: string
  readonly fingerprint: string
  readonly hint: string
  readonly at: Date
  readonly by: string
  readonly rights: readonly Right[]
}

/** The keys of an agency, the newest first. */
export async function listApiKeys(db: Db, agencyId: number): Promise<readonly ApiKey[]> {
  const { rows } = await sql<ApiKey>`
    select k.id, k.holder, k.hint, k.issued_at as "issuedAt", k.issued_by as "issuedBy", k.revoked_at as "revokedAt", k.revoked_by as "revokedBy", k.rights,
      (select count(*) from open_data.submission s where s.api_key_id = k.id) as submissions,
      (select max(s.at) from open_data.submission s where s.api_key_id = k.id) as "lastAt"
    from open_data.api_key k where k.agency_id = ${agencyId} order by k.issued_at desc, k.id desc`.execute(db)
  return rows
}

export type Holder = { readonly id: number; readonly holder: string; readonly rights: readonly Right[] }
/** The key in use that has this fingerprint. */
export const findApiKey = (db: Db, agencyId: number, fingerprint: string): Promise<Holder | undefined> =>
  db
    .selectFrom('open_data.api_key')
    .select(['id', 'holder', 'rights'])
    .where('fingerprint', '=', fingerprint)
    .where('agency_id', '=', agencyId)
    .where('revoked_at', 'is', null)
    .$narrowType<{ rights: Right[] }>()
    .executeTakeFirst()

export async function insertApiKey(tx: Db, { agencyId, holder, fingerprint, hint, at, by, rights }: NewApiKey): Promise<number> {
  const { id } = await tx
    .insertInto('open_data.api_key')
    .values({ agency_id: agencyId, holder, fingerprint, hint, issued_at: at, issued_by: by, rights: [...rights] })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Takes a key out of use; gives its holder, or undefined when there is no such key in use. */
export async function closeApiKey(tx: Db, agencyId: number, id: number, at: Date, by: string): Promise<string | undefined> {
  const row = await tx
    .updateTable('open_data.api_key')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('agency_id', '=', agencyId)
    .where('revoked_at', 'is', null)
    .returning('holder')
    .executeTakeFirst()
  return row?.holder
}

/** Remembers with which key a report came; a second time changes nothing. */
export async function noteSubmission(db: Db, number: string, apiKeyId: number, at: Date): Promise<void> {
  await db
    .insertInto('open_data.submission')
    .values({ number, api_key_id: apiKeyId, at })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .execute()
}
