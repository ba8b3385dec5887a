import { sql } from 'kysely'
import { ask, type Db } from '../../../platform/database.ts'
import type { Weighed } from './norm.ts'
import './tables.ts'
import type { Verdict } from './tables.ts'

export type NewComment = {
  readonly normId: number
  readonly key: string
  readonly at: Date
  readonly body: string
  readonly nameSealed: string | null
  readonly contactSealed: string | null
}

/** Adds a comment of the public under the next number of its document; the number it got before, when this key was seen. */
export async function insertComment(tx: Db, one: NewComment): Promise<{ readonly n: number; readonly fresh: boolean }> {
  const { rows } = await sql<{ comments: number }>`
    update disclosure.norm set comments = comments + 1 where id = ${one.normId}::bigint
      and not exists (select 1 from disclosure.norm_comment where submission_key = ${one.key}::uuid) returning comments`.execute(tx)
  const n = rows[0]?.comments
  if (n === undefined) {
    const known = await tx.selectFrom('disclosure.norm_comment').select('n').where('submission_key', '=', one.key).executeTakeFirstOrThrow()
    return { n: known.n, fresh: false }
  }
  await tx
    .insertInto('disclosure.norm_comment')
    .values({
      norm_id: one.normId,
      n,
      submission_key: one.key,
      at: one.at,
      body: one.body,
      name_sealed: one.nameSealed,
      contact_sealed: one.contactSealed,
      verdict: null,
      weighed_by: null,
      weighed_at: null,
    })
    .execute()
  return { n, fresh: true }
}

/** Whether a form with this key has come before. */
export const isKnownComment = async (db: Db, key: string): Promise<boolean> =>
  (await db.selectFrom('disclosure.norm_comment').select('n').where('submission_key', '=', key).executeTakeFirst()) !== undefined

export type Comment = {
  readonly n: number
  readonly at: Date
  readonly body: string
  readonly hasContact: boolean
  readonly verdict: Verdict | null
  readonly reply: string
  readonly weighedBy: string | null
}
export const COMMENTS_A_PAGE = 50

/** One page of the comments on a document, by number. `open` leaves out what has nothing to do with the draft and what was not weighed. */
export async function listComments(db: Db, normId: number, after: number, open: boolean): Promise<{ rows: readonly Comment[]; next: number | null }> {
  const rows = await ask<Comment>(
    db,
    `select n, at, body, (contact_sealed is not null or name_sealed is not null) as "hasContact", verdict, reply, weighed_by as "weighedBy"
      from disclosure.norm_comment where norm_id = $1::bigint and n > $2::int ${open ? `and verdict in ('adopted', 'partly', 'rejected')` : ''}
      order by n limit ${COMMENTS_A_PAGE + 1}`,
    [normId, after],
  )
  return { rows: rows.slice(0, COMMENTS_A_PAGE), next: rows.length > COMMENTS_A_PAGE ? (rows[COMMENTS_A_PAGE - 1]?.n ?? null) : null }
}

/** How the comments on a document were weighed. */
export async function countWeighed(db: Db, normId: number): Promise<Weighed> {
  const weighed: Record<Verdict, number> = { adopted: 0, partly: 0, rejected: 0, unrelated: 0 }
  const rows = await ask<{ verdict: Verdict; n: number }>(
    db,
    'select verdict, count(*)::int as n from disclosure.norm_comment where norm_id = $1::bigint and verdict is not null group by verdict',
    [normId],
  )
  for (const { verdict, n } of rows) weighed[verdict] = n
  return weighed
}

/** Writes down whether a comment is taken up; false when there is no such comment. */
export async function weighComment(tx: Db, normId: number, n: number, said: { verdict: Verdict; reply: string; by: string; at: Date }): Promise<boolean> {
  const saved = await tx
    .updateTable('disclosure.norm_comment')
    .set({ verdict: said.verdict, reply: said.reply, weighed_by: said.by, weighed_at: said.at })
    .where('norm_id', '=', normId)
    .where('n', '=', n)
    .returning('n')
    .executeTakeFirst()
  return saved !== undefined
}

/** What its writer left to be reached by, sealed. */
export const findContact = (db: Db, normId: number, n: number) =>
  db.selectFrom('disclosure.norm_comment').select(['name_sealed', 'contact_sealed']).where('norm_id', '=', normId).where('n', '=', n).executeTakeFirst()
