import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import './tables.ts'

/** Puts a new secret in the place of the account's old one. */
export async function replaceFeed(tx: Db, accountId: string, tokenHash: string, at: Date): Promise<void> {
  // One at a time for an account: sent twice at once, the later address stands.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`deadlines ${accountId}`}::text, 0))`.execute(tx)
  await endFeed(tx, accountId, at)
  await tx.insertInto('requests.deadline_feed').values({ account_id: accountId, token_hash: tokenHash, made_at: at, revoked_at: null }).execute()
}

/** Ends the account's address; false when it has none. */
export async function endFeed(tx: Db, accountId: string, at: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('requests.deadline_feed')
    .set({ revoked_at: at })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}

export const findFeedOf = (db: Db, accountId: string): Promise<{ madeAt: Date } | undefined> =>
  db.selectFrom('requests.deadline_feed').select('made_at as madeAt').where('account_id', '=', accountId).where('revoked_at', 'is', null).executeTakeFirst()

/** Whose address this is; undefined when there is none, or it was revoked. */
export const findFeedAccount = async (db: Db, tokenHash: string): Promise<string | undefined> =>
  (await db.selectFrom('requests.deadline_feed').select('account_id').where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst())
    ?.account_id
