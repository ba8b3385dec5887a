import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { Point } from '../../organizations/index.ts'
import type { Load, PastCase } from './suggest.ts'
import '../tables.ts'

type PastRow = Omit<PastCase, 'place' | 'returnedBy'> & {
  readonly id: number
  readonly lon: number | null
  readonly lat: number | null
  readonly returns: number
}

const COLUMNS = sql.raw(`id, number, concat_ws(' ', description, title) as text, condition, category, street_code as street, lon, lat,
  unit_id as "unitId", on_time as "onTime", returns`)
// What every query below leaves out stands in letters: their indexes are of this part of the table.
const DECIDED = sql.raw(`shown <> 'none' and condition is not null and stage <> 'voided'`)
const OF_THE_KIND = 400
const OF_ANY_KIND = 200

/** Cases filed lately that may teach how a report of this tile is filed: most of its kind, some of any, for residents choose wrongly. */
export async function listFiledLike(db: Db, agencyId: number, tile: string): Promise<PastCase[]> {
  const { rows } = await sql<PastRow>`
    (select ${COLUMNS} from cases.case where agency_id = ${agencyId}::int and service = ${tile} and ${DECIDED} order by reported_at desc, id desc limit ${OF_THE_KIND})
    union
    (select ${COLUMNS} from cases.case where agency_id = ${agencyId}::int and ${DECIDED} order by moved_at desc, id desc limit ${OF_ANY_KIND})`.execute(db)
  return rows.map((row) => pastOf(row, []))
}

/** Cases of one category that units have had lately, and who gave them back. */
export async function listHandledLike(db: Db, agencyId: number, category: string): Promise<PastCase[]> {
  const { rows } = await sql<PastRow>`
    select ${COLUMNS} from cases.case where agency_id = ${agencyId}::int and category = ${category} and ${DECIDED} and unit_id is not null
    order by moved_at desc, id desc limit ${OF_THE_KIND}`.execute(db)
  const returned = await returnersOf(
    db,
    rows.flatMap(({ id, returns }) => (returns > 0 ? [id] : [])),
  )
  return rows.map((row) => pastOf(row, returned.get(row.id) ?? []))
}

function pastOf({ lon, lat, returns: _, id: __, ...row }: PastRow, returnedBy: readonly string[]): PastCase {
  const place: Point | null = lon === null || lat === null ? null : { lon, lat }
  return { ...row, place, returnedBy }
}

/** The units that gave these cases back: each return belongs to the dispatch before it. */
async function returnersOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; units: string[] }>`
    select r.case_id as id, array_agg(d.unit) as units from cases.event r cross join lateral (
      select e.fact->'unit'->>'name' as unit from cases.event e where e.case_id = r.case_id and e.seq < r.seq and e.fact->'unit' is not null
      order by e.seq desc limit 1) d
    where r.case_id = any(${[...ids]}::bigint[]) and r.fact->>'step' = 'return' group by r.case_id`.execute(db)
  return new Map(rows.map(({ id, units }) => [id, units]))
}

/** What each unit has in hand at a moment; a unit that has nothing is not in it. `since` is where today begins. */
export async function loadsOfUnits(db: Db, agencyId: number, now: Date, since: Date): Promise<ReadonlyMap<number, Load>> {
  const { rows } = await sql<Load & { id: number }>`
    select unit_id as id, count(*) filter (where stage = 'dispatched')::int as waiting, count(*) filter (where stage = 'handling')::int as handling,
      count(*) filter (where stage <> 'handled' and overdue_from < ${now}::timestamptz)::int as late,
      count(*) filter (where stage <> 'handled' and suspended_until is not null)::int as suspended,
      count(*) filter (where given_at >= ${since}::timestamptz)::int as today
    from cases.case where agency_id = ${agencyId}::int and unit_id is not null and stage in ('dispatched', 'handling', 'handled') group by unit_id`.execute(db)
  return new Map(rows.map(({ id, ...load }) => [id, load]))
}
