import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { type Change, type Channel, type DeliveryState, LEASE_MS, MOST_ATTEMPTS } from './channel.ts'
import type { DeliveryOutcome } from './tables.ts'
import './tables.ts'

export const CALL = 'gongkai_deliveries'

export type ChangedItem = {
  readonly agencyId: number
  readonly id: number
  readonly version: number
  readonly change: Change
  readonly column: string
  /** Columns it stood in before. */
  readonly left: readonly string[]
}

/**
 * Notes in its transaction what became different for the public: a number that orders all changes, and one delivery a channel. The row of
 * the series is held until the end, so whoever sees a number sees every smaller one: who pulls by numbers misses nothing.
 */
export async function noteChange(tx: Db, { agencyId, id, version, change, column, left }: ChangedItem, at: Date): Promise<void> {
  await sql`
    with next as (
      insert into disclosure.change_series as s (agency_id, last) values (${agencyId}::int, 1)
      on conflict (agency_id) do update set last = s.last + 1 returning last
    )
    update disclosure.item i set changed = next.last, changed_at = ${at}::timestamptz, was_in = ${[...left]}::text[] from next where i.id = ${id}::bigint`.execute(
    tx,
  )
  const mailed = change === 'published' || change === 'revised'
  await sql`
    insert into disclosure.delivery (agency_id, item_id, version, change, channel, platform_id, created_at, state, next_at, delivered_at)
    select ${agencyId}::int, ${id}::bigint, ${version}::int, ${change}::text, channel, platform_id, ${at}::timestamptz, state, ${at}::timestamptz,
      case when state = 'delivered' then ${at}::timestamptz end
    from (
      select channel, null::bigint as platform_id, 'delivered' as state from unnest(array['portal', 'feed']) channel
      union all
      select 'mail', null, 'waiting' where ${mailed}::boolean and exists (select from disclosure.subscriber s where s.agency_id = ${agencyId}::int
        and s.confirmed_at is not null and (s.columns = '{}' or ${column}::text = any(s.columns)))
      union all
      select 'hook', p.id, case when p.paused then 'held' else 'waiting' end from disclosure.platform p
      where p.agency_id = ${agencyId}::int and (p.columns = '{}' or p.columns && ${[column, ...left]}::text[])
    ) c`.execute(tx)
  await announce(tx)
}

/** Calls the deliverers when the transaction ends. */
export const announce = async (tx: Db): Promise<void> => void (await sql`select pg_notify(${CALL}::text, '')`.execute(tx))

/** A delivery taken in hand. */
export type TakenDelivery = {
  readonly id: number
  readonly agencyId: number
  readonly number: string
  readonly version: number
  readonly change: Change
  readonly channel: Channel
  readonly reference: string
  readonly createdAt: Date
  readonly attempts: number
  readonly url: string | null
  readonly secretSealed: string | null
}

/** Takes what is due in one statement, passing over what another process is taking; what a process that died left in hand is taken again. */
export async function takeDueDeliveries(db: Db, channels: readonly Channel[], most: number, now: Date): Promise<TakenDelivery[]> {
  const { rows } = await sql<TakenDelivery & { state: DeliveryState }>`
    with due as materialized (
      select id, state, attempts from disclosure.delivery where state in ('waiting', 'sending') and next_at <= ${now}::timestamptz and channel = any(${[...channels]}::text[])
      order by next_at, id limit ${most}::int for update skip locked
    ), lost as (
      insert into disclosure.delivery_attempt (delivery_id, number, at, outcome, because)
      select id, attempts, ${now}::timestamptz, 'lost', ${LOST}::text from due where state = 'sending'
    )
    update disclosure.delivery d set
      state = case when due.attempts < ${MOST_ATTEMPTS}::int then 'sending' else 'failed' end,
      attempts = least(due.attempts + 1, ${MOST_ATTEMPTS}::int),
      last_error = case when due.state = 'sending' then ${LOST}::text else d.last_error end,
      next_at = ${new Date(now.getTime() + LEASE_MS)}::timestamptz
    from due join disclosure.delivery self on self.id = due.id join disclosure.item i on i.id = self.item_id
      left join disclosure.platform p on p.id = self.platform_id
    where d.id = due.id
    returning d.id, d.agency_id as "agencyId", i.number, d.version, d.change, d.channel, d.reference, d.created_at as "createdAt", d.attempts, p.url,
      p.secret_sealed as "secretSealed", d.state`.execute(db)
  return rows.filter((row) => row.state === 'sending')
}
const LOST = '送的进程中断，没有结果'

export type Marked = {
  readonly state: 'delivered' | 'failed' | 'waiting'
  readonly outcome: DeliveryOutcome
  readonly because: string | null
  readonly told: number | null
  readonly at: Date
  readonly nextAt: Date
}
/** What became of it; says nothing of one that another process has taken since, but keeps the attempt. A platform paused meanwhile holds it. */
export async function markDelivery(
  db: Db,
  taken: Pick<TakenDelivery, 'id' | 'attempts'>,
  { state, outcome, because, told, at, nextAt }: Marked,
): Promise<void> {
  await sql`
    with marked as (
      update disclosure.delivery d set
        state = case when ${state}::text = 'waiting' and exists (select from disclosure.platform p where p.id = d.platform_id and p.paused) then 'held' else ${state}::text end,
        last_error = ${because}::text, told = ${told}::int, next_at = ${nextAt}::timestamptz,
        delivered_at = case when ${state}::text = 'delivered' then ${at}::timestamptz else delivered_at end
      where d.id = ${taken.id}::bigint and d.state = 'sending' and d.attempts = ${taken.attempts}::int
    )
    insert into disclosure.delivery_attempt (delivery_id, number, at, outcome, because)
    values (${taken.id}::bigint, ${taken.attempts}::int, ${at}::timestamptz, ${outcome}::text, ${because}::text)`.execute(db)
}

export type DeliveryRow = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly version: number
  readonly change: Change
  readonly channel: Channel
  readonly platform: string | null
  readonly state: DeliveryState
  readonly attempts: number
  readonly createdAt: Date
  readonly deliveredAt: Date | null
  readonly nextAt: Date
  readonly lastError: string | null
  readonly told: number | null
}
const rowsOf = (db: Db, agencyId: number) =>
  db
    .selectFrom('disclosure.delivery as d')
    .innerJoin('disclosure.item as i', 'i.id', 'd.item_id')
    .leftJoin('disclosure.platform as p', 'p.id', 'd.platform_id')
    .select(['d.id', 'i.number', 'i.title', 'd.version', 'd.change', 'd.channel', 'p.name as platform', 'd.state', 'd.attempts'])
    .select(['d.created_at as createdAt', 'd.delivered_at as deliveredAt', 'd.next_at as nextAt', 'd.last_error as lastError', 'd.told'])
    .where('d.agency_id', '=', agencyId)

export type DeliveryFilter = { readonly failed: boolean; readonly platform: number | null; readonly after: number | null }
export const DELIVERIES_A_PAGE = 50
/** What is sent rather than simply there, the newest first; only what failed, or of one platform. */
export async function listDeliveries(db: Db, agencyId: number, filter: DeliveryFilter): Promise<{ rows: readonly DeliveryRow[]; next: number | null }> {
  let query = rowsOf(db, agencyId)
  if (filter.platform !== null) query = query.where('d.platform_id', '=', filter.platform)
  query = filter.failed ? query.where(sql<boolean>`d.state = 'failed'`) : query.where(sql<boolean>`d.channel not in ('portal', 'feed')`)
  if (filter.after !== null) query = query.where('d.id', '<', filter.after)
  const rows = await query
    .orderBy('d.id', 'desc')
    .limit(DELIVERIES_A_PAGE + 1)
    .execute()
  return { rows: rows.slice(0, DELIVERIES_A_PAGE), next: rows.length > DELIVERIES_A_PAGE ? (rows[DELIVERIES_A_PAGE - 1]?.id ?? null) : null }
}

/** Every delivery of one item, the newest first. */
export const listDeliveriesOf = (db: Db, agencyId: number, number: string): Promise<DeliveryRow[]> =>
  rowsOf(db, agencyId).where('i.agency_id', '=', agencyId).where('i.number', '=', number).orderBy('d.version', 'desc').orderBy('d.id').limit(500).execute()

export const countFailed = async (db: Db, agencyId: number): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select from disclosure.delivery where agency_id = ${agencyId}::int and state = 'failed' limit 1000) f`.execute(db)
  return rows[0]?.n ?? 0
}

/** Lets a delivery go once more, with all its attempts before it; undefined when there is none in such a state. */
export async function saveAgain(tx: Db, agencyId: number, id: number, now: Date): Promise<{ number: string; lastError: string | null } | undefined> {
  const { rows } = await sql<{ number: string; lastError: string | null }>`
    update disclosure.delivery d set attempts = 0, next_at = ${now}::timestamptz,
      state = case when exists (select from disclosure.platform p where p.id = d.platform_id and p.paused) then 'held' else 'waiting' end
    from disclosure.item i
    where i.id = d.item_id and d.id = ${id}::bigint and d.agency_id = ${agencyId}::int and (d.state = 'failed' or d.channel = 'hook' and d.state = 'delivered')
    returning i.number, d.last_error as "lastError"`.execute(tx)
  return rows[0]
}
