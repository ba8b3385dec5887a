import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import './tables.ts'

export type NewSubscriber = {
  readonly agencyId: number
  readonly fingerprint: string
  readonly addressSealed: string
  readonly addressMasked: string
  readonly wanted: readonly string[]
  readonly at: Date
  /** Who asked after this moment is not written to again. */
  readonly notSince: Date
}

/** Keeps what an address asks for until its owner confirms it; undefined when it has been written to a moment ago. */
export async function askFor(tx: Db, one: NewSubscriber): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into disclosure.subscriber as s (agency_id, fingerprint, address_sealed, address_masked, columns, wanted, asked_at)
    values (${one.agencyId}::int, ${one.fingerprint}, ${one.addressSealed}, ${one.addressMasked}, '{}', ${[...one.wanted]}::text[], ${one.at}::timestamptz)
    on conflict (agency_id, fingerprint) do update set wanted = excluded.wanted, asked_at = excluded.asked_at where s.asked_at <= ${one.notSince}::timestamptz
    returning id`.execute(tx)
  return rows[0]?.id
}

export type Subscriber = {
  readonly id: number
  readonly masked: string
  readonly columns: readonly string[]
  readonly wanted: readonly string[]
  readonly confirmed: boolean
  readonly askedAt: Date
}
export const findSubscriber = (db: Db, id: number): Promise<Subscriber | undefined> =>
  db
    .selectFrom('disclosure.subscriber')
    .select(['id', 'address_masked as masked', 'columns', 'wanted', 'asked_at as askedAt', sql<boolean>`confirmed_at is not null`.as('confirmed')])
    .where('id', '=', id)
    .executeTakeFirst()

/** From now on they get what they asked for; who has confirmed before keeps the moment since when. */
export const confirm = async (tx: Db, id: number, at: Date): Promise<void> =>
  void (await sql`update disclosure.subscriber set columns = wanted, confirmed_at = coalesce(confirmed_at, ${at}::timestamptz) where id = ${id}::bigint`.execute(
    tx,
  ))

/** Nothing of them is kept. */
export const endSubscription = async (tx: Db, id: number): Promise<void> => void (await tx.deleteFrom('disclosure.subscriber').where('id', '=', id).execute())

/** Who never confirmed is forgotten. */
export async function sweepUnconfirmed(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('disclosure.subscriber').where('confirmed_at', 'is', null).where('asked_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
}

export type Addressee = { readonly id: number; readonly fingerprint: string; readonly addressSealed: string }
/** Some who want this column and had confirmed by a moment, in the order of their ids. */
export const listAddressees = (db: Db, agencyId: number, column: string, by: Date, after: number, most: number): Promise<Addressee[]> =>
  db
    .selectFrom('disclosure.subscriber')
    .select(['id', 'fingerprint', 'address_sealed as addressSealed'])
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`confirmed_at is not null`)
    .where('confirmed_at', '<=', by)
    .where(sql<boolean>`(columns = '{}' or ${column}::text = any(columns))`)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()

export const MOST_COUNTED = 10_000
/** How many have confirmed, counted no further than a little. */
export async function countSubscribers(db: Db, agencyId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from disclosure.subscriber where agency_id = ${agencyId}::int and confirmed_at is not null order by id limit ${MOST_COUNTED}::int) s`.execute(db)
  return rows[0]?.n ?? 0
}
