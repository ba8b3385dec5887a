import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import './tables.ts'

/** Of these people, those who want no more messages. */
export async function findUnsubscribed(db: Db, fingerprints: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('notifications.wish')
    .select('recipient_fingerprint as fingerprint')
    .where('recipient_fingerprint', '=', sql<string>`any(${[...fingerprints]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.fingerprint))
}

export const UNWANTED = '收件人不再接收消息'

/** No more messages for this person, and none of those that wait; essential ones are sent all the same. */
export async function unsubscribe(tx: Db, fingerprint: string, at: Date): Promise<void> {
  await sql`insert into notifications.wish (recipient_fingerprint, unsubscribed_at) values (${fingerprint}, ${at}::timestamptz) on conflict do nothing`.execute(
    tx,
  )
  await sql`
    update notifications.message set state = 'cancelled', cancelled_because = ${UNWANTED}::text, address_sealed = null
    where recipient_fingerprint = ${fingerprint} and state = 'waiting' and not essential`.execute(tx)
}

/** Messages again, from now on. */
export async function resubscribe(tx: Db, fingerprint: string): Promise<void> {
  await tx.deleteFrom('notifications.wish').where('recipient_fingerprint', '=', fingerprint).execute()
}
