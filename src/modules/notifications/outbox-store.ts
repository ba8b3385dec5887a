import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Channel, LEASE_MS, MOST_ATTEMPTS } from './message.ts'
import './tables.ts'

export const CHANNEL = 'gongkai_messages'

export type NewMessage = {
  readonly agencyId: number
  readonly eventKey: string
  readonly fingerprint: string
  readonly channel: Channel
  readonly addressSealed: string
  readonly addressMasked: string
  readonly subject: string
  readonly body: string
  readonly essential: boolean
  readonly unsubscribe: string | null
}

/** Which of an event and person there is a message of. */
export const keyOf = (one: { readonly agencyId: number; readonly eventKey: string; readonly fingerprint: string }): string =>
  `${one.agencyId} ${one.fingerprint} ${one.eventKey}`

/** Inserts those there are none of; gives the keys of the new ones. Senders hear of them when the caller's transaction ends. */
export async function insertMessages(tx: Db, messages: readonly NewMessage[], at: Date): Promise<Set<string>> {
  if (messages.length === 0) return new Set()
  // In one order whoever asks: two transactions that queue the same events wait for each other, never in a circle.
  const rows = messages.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const { rows: fresh } = await sql<{ agencyId: number; eventKey: string; fingerprint: string }>`
    insert into notifications.message (agency_id, event_key, recipient_fingerprint, channel, address_sealed, address_masked, subject, body, essential,
      unsubscribe_url, created_at, state, next_at)
    select m.agency_id, m.event_key, m.fingerprint, m.channel, m.sealed, m.masked, m.subject, m.body, m.essential, m.unsubscribe, ${at}::timestamptz,
      'waiting', ${at}::timestamptz
    from unnest(${rows.map((one) => one.agencyId)}::int[], ${rows.map((one) => one.eventKey)}::text[], ${rows.map((one) => one.fingerprint)}::text[],
      ${rows.map((one) => one.channel)}::text[], ${rows.map((one) => one.addressSealed)}::text[], ${rows.map((one) => one.addressMasked)}::text[],
      ${rows.map((one) => one.subject)}::text[], ${rows.map((one) => one.body)}::text[], ${rows.map((one) => one.essential)}::boolean[],
      ${rows.map((one) => one.unsubscribe)}::text[]) with ordinality
      as m(agency_id, event_key, fingerprint, channel, sealed, masked, subject, body, essential, unsubscribe, n)
    order by m.n
    on conflict on constraint message_once do nothing
    returning agency_id as "agencyId", event_key as "eventKey", recipient_fingerprint as fingerprint`.execute(tx)
  if (fresh.length > 0) await announce(tx)
  return new Set(fresh.map(keyOf))
}

/** Calls the senders when the transaction ends. */
export async function announce(tx: Db): Promise<void> {
  await sql`select pg_notify(${CHANNEL}::text, '')`.execute(tx)
}

/** A message taken to be sent, with its address still sealed. */
export type Taken = {
  readonly id: number
  readonly agencyId: number
  readonly channel: Channel
  readonly addressSealed: string
  readonly subject: string
  readonly body: string
  readonly unsubscribe: string | null
  readonly createdAt: Date
  readonly attempts: number
}

/**
 * Takes due messages in one statement, passing over those another process is just taking. One that has been in hand longer
 * than a mail can take was left by a process that died: that attempt is recorded as lost and the message taken again, until
 * there are no attempts left.
 */
export async function takeDue(db: Db, channels: readonly Channel[], most: number, now: Date): Promise<Taken[]> {
  const { rows } = await sql<Taken & { state: 'sending' | 'failed' }>`
    with due as materialized (
      select id, state, attempts from notifications.message
      where state in ('waiting', 'sending') and next_at <= ${now}::timestamptz and channel = any(${[...channels]}::text[])
      order by next_at, id limit ${most}::int for update skip locked
    ), lost as (
      insert into notifications.attempt (message_id, number, at, outcome, because)
      select id, attempts, ${now}::timestamptz, 'lost', ${LOST}::text from due where state = 'sending'
    )
    update notifications.message m set
      state = case when due.attempts < ${MOST_ATTEMPTS}::int then 'sending' else 'failed' end,
      attempts = least(due.attempts + 1, ${MOST_ATTEMPTS}::int),
      last_error = case when due.state = 'sending' then ${LOST}::text else m.last_error end,
      next_at = ${new Date(now.getTime() + LEASE_MS)}::timestamptz
    from due where m.id = due.id
    returning m.id, m.agency_id as "agencyId", m.channel, m.address_sealed as "addressSealed", m.subject, m.body, m.unsubscribe_url as unsubscribe,
      m.created_at as "createdAt", m.attempts, m.state`.execute(db)
  return rows.filter((row) => row.state === 'sending')
}
const LOST = '发送的进程中断，没有结果'

/** It went out, whoever has the message in hand by now. The address is wiped: nothing needs it any more. */
export async function markSent(db: Db, taken: Pick<Taken, 'id' | 'attempts'>, providerId: string, at: Date): Promise<void> {
  await sql`
    with sent as (
      update notifications.message set state = 'sent', sent_at = ${at}::timestamptz, provider_id = ${providerId}, address_sealed = null,
        last_error = null, cancelled_because = null
      where id = ${taken.id}::bigint and state <> 'sent'
    )
    insert into notifications.attempt (message_id, number, at, outcome) values (${taken.id}::bigint, ${taken.attempts}::int, ${at}::timestamptz, 'sent')
  `.execute(db)
}

export type NotSent = {
  readonly state: 'waiting' | 'failed'
  readonly outcome: 'for-now' | 'for-good'
  readonly because: string
  readonly at: Date
  readonly nextAt: Date
}

/** It did not go out; says nothing about a message that another process has taken since. */
export async function markNotSent(db: Db, taken: Pick<Taken, 'id' | 'attempts'>, { state, outcome, because, at, nextAt }: NotSent): Promise<void> {
  await sql`
    with marked as (
      update notifications.message set state = ${state}::text, last_error = ${because}::text, next_at = ${nextAt}::timestamptz
      where id = ${taken.id}::bigint and state = 'sending' and attempts = ${taken.attempts}::int
    )
    insert into notifications.attempt (message_id, number, at, outcome, because)
    values (${taken.id}::bigint, ${taken.attempts}::int, ${at}::timestamptz, ${outcome}::text, ${because}::text)`.execute(db)
}
