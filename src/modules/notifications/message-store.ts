import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Channel, Outcome, State } from './message.ts'
import './tables.ts'

/** What lists show of a message: never its address. */
export type MessageRow = {
  readonly id: number
  readonly eventKey: string
  readonly addressMasked: string
  readonly channel: Channel
  readonly subject: string
  readonly state: State
  readonly attempts: number
  readonly createdAt: Date
  readonly nextAt: Date
  readonly sentAt: Date | null
  readonly lastError: string | null
}
export type MessageRecord = MessageRow & {
  readonly body: string
  readonly essential: boolean
  readonly providerId: string | null
  readonly cancelledBecause: string | null
}

export type MessageFilter = {
  readonly state: State | ''
  /** The beginning of an event's key: `cases/XC20261125-0001` finds all events of a case. */
  readonly event: string
  readonly after: number | null
}
export const MESSAGES_A_PAGE = 50

const rowsOf = (db: Db, agencyId: number) =>
  db
    .selectFrom('notifications.message')
    .select(['id', 'event_key as eventKey', 'address_masked as addressMasked', 'channel', 'subject', 'state', 'attempts'])
    .select(['created_at as createdAt', 'next_at as nextAt', 'sent_at as sentAt', 'last_error as lastError'])
    .where('agency_id', '=', agencyId)

/** The newest first; `next` is where the next page begins. */
export async function listMessages(db: Db, agencyId: number, filter: MessageFilter): Promise<{ rows: MessageRow[]; next: number | null }> {
  let query = rowsOf(db, agencyId)
  if (filter.state) query = query.where('state', '=', filter.state)
  // A range, not a pattern: the keys stand in the order of their bytes, and a plan made without knowing the value can use it.
  if (filter.event) query = query.where('event_key', '>=', filter.event).where('event_key', '<', sql<string>`${filter.event}::text || ${LAST}::text`)
  if (filter.after !== null) query = query.where('id', '<', filter.after)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(MESSAGES_A_PAGE + 1)
    .execute()
  const shown = rows.slice(0, MESSAGES_A_PAGE)
  return { rows: shown, next: rows.length > MESSAGES_A_PAGE ? (shown.at(-1)?.id ?? null) : null }
}
const LAST = '\u{10ffff}'

export const findMessage = (db: Db, agencyId: number, id: number): Promise<MessageRecord | undefined> =>
  rowsOf(db, agencyId)
    .select(['body', 'essential', 'provider_id as providerId', 'cancelled_because as cancelledBecause'])
    .where('id', '=', id)
    .executeTakeFirst()

export type AttemptRow = { readonly number: number; readonly at: Date; readonly outcome: Outcome; readonly because: string | null }

export const listAttempts = (db: Db, messageId: number): Promise<AttemptRow[]> =>
  db.selectFrom('notifications.attempt').select(['number', 'at', 'outcome', 'because']).where('message_id', '=', messageId).orderBy('id').execute()

export type Counts = Readonly<Record<State, number>>

export async function countByState(db: Db, agencyId: number): Promise<Counts> {
  const { rows } = await sql<{ state: State; n: number }>`
    select state, count(*) as n from notifications.message where agency_id = ${agencyId}::int group by state`.execute(db)
  const none: Record<State, number> = { waiting: 0, sending: 0, sent: 0, failed: 0, cancelled: 0 }
  for (const { state, n } of rows) none[state] = n
  return none
}

/** The last attempt that did not succeed. */
export const findLastTrouble = (db: Db, agencyId: number): Promise<{ at: Date; because: string | null } | undefined> =>
  db
    .selectFrom('notifications.attempt as a')
    .innerJoin('notifications.message as m', 'm.id', 'a.message_id')
    .select(['a.at', 'a.because'])
    .where('a.outcome', '<>', sql.lit('sent'))
    .where('m.agency_id', '=', agencyId)
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A message, locked until the transaction ends. */
export const lockMessage = (tx: Db, agencyId: number, id: number): Promise<Pick<MessageRecord, 'state' | 'eventKey' | 'lastError'> | undefined> =>
  tx
    .selectFrom('notifications.message')
    .select(['state', 'event_key as eventKey', 'last_error as lastError'])
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Due from now on, with all its attempts before it. */
export async function saveWaiting(tx: Db, id: number, now: Date): Promise<void> {
  await tx.updateTable('notifications.message').set({ state: 'waiting', attempts: 0, next_at: now }).where('id', '=', id).execute()
}

export async function saveCancelled(tx: Db, id: number, because: string): Promise<void> {
  const changed = { state: 'cancelled', cancelled_because: because, address_sealed: null } as const
  await tx.updateTable('notifications.message').set(changed).where('id', '=', id).execute()
}
