import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { firstHeldPhotos } from '../photos/index.ts'
import type { Stage } from './lifecycle.ts'
import type { Asks } from './projection.ts'
import './tables.ts'

export type DeskRow = {
  readonly id: number
  readonly number: string
  readonly version: number
  readonly stage: Stage
  readonly title: string
  readonly place: string
  readonly tile: string
  readonly category: string | null
  readonly street: string | null
  readonly unit: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly reportedAt: Date
  readonly givenAt: Date | null
  readonly dueAt: Date | null
  readonly deskDueAt: Date | null
  readonly handledAt: Date | null
  readonly onTime: boolean | null
  readonly suspended: boolean
  readonly failed: number
  readonly supervision: string | null
  readonly asks: Asks | null
  readonly sortedBy: string
}
/** A row's place in its list: the moment it is sorted by, and its id. */
export type DeskPlace = { readonly at: string; readonly id: number }
export type DeskList = { readonly rows: readonly DeskRow[]; readonly next: DeskPlace | null }
export const DESK_ROWS = 50

const COLUMNS =
  sql.raw(`id, number, version, stage, coalesce(title, left(description, 60)) as title, coalesce(place, address) as place, tile, category, street_code as street,
  unit, lon, lat, reported_at as "reportedAt", given_at as "givenAt", due_at as "dueAt", desk_due_at as "deskDueAt", handled_at as "handledAt",
  on_time as "onTime", suspended_until is not null as suspended, failed, supervision, asks`)
const IS_OPEN = sql.raw(`stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')`)
const NEVER = `'9999-01-01'::timestamptz`

function paged(found: readonly DeskRow[]): DeskList {
  const rows = found.slice(0, DESK_ROWS)
  const last = rows.at(-1)
  return { rows, next: found.length > DESK_ROWS && last ? { at: last.sortedBy, id: last.id } : null }
}
const after = (key: string, place: DeskPlace | null) => (place ? sql`and (${sql.raw(key)}, id) > (${place.at}::timestamptz, ${place.id}::bigint)` : sql``)

/** A part of what waits: one street, one kind. */
export type DeskAmong = { readonly street: string | null; readonly tile: string | null }
const ALL: DeskAmong = { street: null, tile: null }

/** What stands at these stages, the first due at the hall's desk first; each stage is read by its index and no further than a page. */
export async function listAtStages(db: Db, agencyId: number, stages: readonly Stage[], place: DeskPlace | null, among = ALL): Promise<DeskList> {
  const street = among.street === null ? sql`` : sql`and street_code = ${among.street}`
  const tile = among.tile === null ? sql`` : sql`and tile = ${among.tile}`
  const { rows } = await sql<DeskRow>`
    select t.* from unnest(${[...stages]}::text[]) as s (name) cross join lateral (
      select ${COLUMNS}, desk_due_at::text as "sortedBy", desk_due_at as sorted from cases.case
      where agency_id = ${agencyId}::int and stage = s.name and ${IS_OPEN} and desk_due_at is not null ${street} ${tile} ${after('desk_due_at', place)}
      order by desk_due_at, id limit ${DESK_ROWS + 1}) t
    order by t.sorted, t.id limit ${DESK_ROWS + 1}`.execute(db)
  return paged(rows)
}

/** What units are at work on, the first due first; those whose clock stands come last. Of one unit, also what it has to receive. */
export async function listAtWork(db: Db, agencyId: number, unit: number | null, place: DeskPlace | null): Promise<DeskList> {
  const key = unit === null ? 'due_at' : `coalesce(due_at, ${NEVER})`
  const which = unit === null ? sql`stage = 'handling' and due_at is not null` : sql`unit_id = ${unit}::int and stage in ('dispatched', 'handling')`
  const { rows } = await sql<DeskRow>`
    select ${COLUMNS}, (${sql.raw(key)})::text as "sortedBy" from cases.case
    where agency_id = ${agencyId}::int and ${which} ${after(key, place)}
    order by ${sql.raw(key)}, id limit ${DESK_ROWS + 1}`.execute(db)
  return paged(rows)
}

/** What waits for a decision that a unit has asked for, the longest first. */
export async function listAsking(db: Db, agencyId: number, place: DeskPlace | null): Promise<DeskList> {
  const { rows } = await sql<DeskRow>`
    select ${COLUMNS}, moved_at::text as "sortedBy" from cases.case
    where agency_id = ${agencyId}::int and asks is not null ${after('moved_at', place)}
    order by moved_at, id limit ${DESK_ROWS + 1}`.execute(db)
  return paged(rows)
}

const HELD = sql.raw(`(${firstHeldPhotos}) held cross join lateral (
  select * from cases.case where number = held.of_case and shown = 'full' and stage <> 'voided' limit 1) c`)
/** Filed cases with photos that nobody has looked at, so that the public does not see them; the longest waiting first. */
export async function listHeld(db: Db, agencyId: number, place: DeskPlace | null): Promise<DeskList> {
  // The index leads to the moment only: the id is of another table.
  const from = place ? sql`and held.uploaded_at >= ${place.at}::timestamptz` : sql``
  const { rows } = await sql<DeskRow>`
    select ${COLUMNS}, held.uploaded_at::text as "sortedBy" from ${HELD}
    where agency_id = ${agencyId}::int ${from} ${after('held.uploaded_at', place)}
    order by held.uploaded_at, id limit ${sql.raw(String(DESK_ROWS + 1))}`.execute(db)
  return paged(rows)
}
export const MOST_COUNTED = 1_000 // office setting
/** How many these are; of more than `MOST_COUNTED` only that. */
export async function countHeld(db: Db, agencyId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from ${HELD} where agency_id = ${agencyId}::int limit ${sql.raw(String(MOST_COUNTED))}) t`.execute(db)
  return rows[0]?.n ?? 0
}

/** How many stand at each open stage, of one unit or of all; and how many ask for something. */
export async function countDesk(db: Db, agencyId: number, unit: number | null): Promise<ReadonlyMap<Stage | 'asks', number>> {
  const { rows } = await sql<{ stage: Stage | 'asks'; n: number }>`
    select stage, count(*)::int as n from cases.case where agency_id = ${agencyId}::int and ${IS_OPEN}
      ${unit === null ? sql`` : sql`and unit_id = ${unit}::int and stage in ('dispatched', 'handling', 'handled')`} group by stage
    union all select 'asks', count(*)::int from cases.case where agency_id = ${agencyId}::int and asks is not null`.execute(db)
  return new Map(rows.map(({ stage, n }) => [stage, n]))
}

/** The lists sorted by nearness are short enough to be sorted here: what one page holds. */
export const inOrderOfPlace = (rows: readonly DeskRow[], metresTo: (row: { lon: number; lat: number }) => number): DeskRow[] =>
  rows.toSorted((a, b) => distanceOf(a, metresTo) - distanceOf(b, metresTo))
const distanceOf = ({ lon, lat }: DeskRow, metresTo: (row: { lon: number; lat: number }) => number): number =>
  lon === null || lat === null ? Number.POSITIVE_INFINITY : metresTo({ lon, lat })
