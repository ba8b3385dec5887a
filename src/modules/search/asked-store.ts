import { sql } from 'kysely'
import { addDays, type PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import './tables.ts'

export type Asked = { readonly agencyId: number; readonly day: PlainDate; readonly text: string; readonly found: number }

const counters = new WeakMap<Db, (one: Asked) => Promise<true>>()
/** Counts a search; those that come together are written together. */
export function countAsked(db: Db, one: Asked): Promise<true> {
  const counter = counters.get(db) ?? gather<Asked, true>((some) => writeAsked(db, some))
  counters.set(db, counter)
  return counter(one)
}

async function writeAsked(db: Db, some: readonly Asked[]): Promise<readonly true[]> {
  const rows = JSON.stringify(some.map(({ agencyId, day, text, found }) => ({ agency_id: agencyId, day, text, found })))
  // Once for each text, and in one order everywhere, so that two processes wait for each other and not around in a circle.
  // Nobody waits for the disk: a count that a crash takes with it is no loss.
  await sql`
    with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
    given as materialized (
      select agency_id, day, text, count(*)::int as times, min(found) as found
      from json_to_recordset(${rows}::json) as a (agency_id int, day date, text text, found int), unhurried group by agency_id, day, text
      order by agency_id, day, text),
    counted as (
      insert into search.asked as s (agency_id, day, text, times, found) select agency_id, day, text, times, found from given
      on conflict (agency_id, day, text) do update set times = s.times + excluded.times, found = excluded.found)
    insert into search.missed as m (agency_id, text, first_on, last_on, times) select agency_id, text, day, day, times from given where found = 0
    on conflict (agency_id, text) do update set times = m.times + excluded.times, last_on = excluded.last_on,
      times_since = case when m.done_on is null then 0 else m.times_since + excluded.times end`.execute(db)
  return some.map(() => true)
}

export type Missed = {
  readonly id: number
  readonly text: string
  readonly firstOn: PlainDate
  readonly lastOn: PlainDate
  readonly times: number
  readonly timesSince: number
  readonly doneOn: PlainDate | null
  readonly doneBy: string | null
  readonly note: string
}
export const MISSED_A_PAGE = 50

/** What was not found, the most asked for first; or what has been dealt with, the last first. One row more than a page says that there are more. */
export async function listMissed(db: Db, agencyId: number, done: boolean, page: number): Promise<{ rows: Missed[]; more: boolean }> {
  const { rows } = await sql<Missed>`
    select id, text, first_on as "firstOn", last_on as "lastOn", times, times_since as "timesSince", done_on as "doneOn", done_by as "doneBy", note
    from search.missed where agency_id = ${agencyId}::int and ${done ? sql`done_on is not null` : sql`done_on is null`}
    order by ${done ? sql`done_on desc, id desc` : sql`times desc, id desc`} limit ${MISSED_A_PAGE + 1}::int offset ${(page - 1) * MISSED_A_PAGE}::int`.execute(
    db,
  )
  return { rows: rows.slice(0, MISSED_A_PAGE), more: rows.length > MISSED_A_PAGE }
}

/** Marks one as dealt with; gives its text, or nothing when it is not there or somebody was faster. */
export async function saveDone(
  tx: Db,
  agencyId: number,
  id: number,
  by: { readonly on: PlainDate; readonly name: string; readonly note: string },
): Promise<string | undefined> {
  const done = await tx
    .updateTable('search.missed')
    .set({ done_on: by.on, done_by: by.name, note: by.note, times_since: 0 })
    .where('agency_id', '=', agencyId)
    .where('id', '=', id)
    .where('done_on', 'is', null)
    .returning('text')
    .executeTakeFirst()
  return done?.text
}

export type Often = { readonly text: string; readonly times: number; readonly found: number }
const OFTEN_DAYS = 30 // office setting
const MOST_OFTEN = 20

/** What was searched for most in the last month. */
export const listOften = async (db: Db, agencyId: number, today: PlainDate): Promise<Often[]> =>
  (
    await sql<Often>`
      select text, sum(times) as times, (array_agg(found order by day desc))[1] as found from search.asked
      where agency_id = ${agencyId}::int and day > ${addDays(today, -OFTEN_DAYS)}::date group by text order by times desc, text limit ${MOST_OFTEN}::int`.execute(
      db,
    )
  ).rows

const KEPT_DAYS = 400 // office setting: a year, and a month to compare with
/** Forgets what was searched long ago. */
export const sweepAsked = async (db: Db, today: PlainDate): Promise<void> =>
  void (await db.deleteFrom('search.asked').where('day', '<', addDays(today, -KEPT_DAYS)).execute())
