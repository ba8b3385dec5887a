import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import './tables.ts'

/** A part of the map in degrees. */
export type Bounds = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }
/** A square of the map: its middle, and how many cases lie in it. */
export type Cell = { readonly lon: number; readonly lat: number; readonly open: number; readonly total: number }

/** The side of the squares of each level, in degrees; migration 0028 has the same. */
export const CELL_DEGREES = [0.008, 0.004, 0.002, 0.001] as const
export type Level = 0 | 1 | 2 | 3

const CELLS = `select coalesce(string_agg('[' || round(((x + 0.5) * $2)::numeric, 5) || ',' || round(((y + 0.5) * $2)::numeric, 5) || ',' || open || ',' || total || ']', ','), '') as cells
  from cases.map_cell where agency_id = $1 and level = $3 and x between floor($4 / $2) and floor($5 / $2) and y between floor($6 / $2) and floor($7 / $2) and total > 0`

/** The squares of a part of the map as JSON text, `[[lon, lat, open, total], …]`, written by the database itself. */
export async function cellsAsJson(db: Db, agencyId: number, level: Level, { west, south, east, north }: Bounds): Promise<string> {
  const { rows } = await db.executeQuery<{ cells: string }>(CompiledQuery.raw(CELLS, [agencyId, CELL_DEGREES[level], level, west, east, south, north]))
  return `[${rows[0]?.cells ?? ''}]`
}

export async function listCells(db: Db, agencyId: number, level: Level, bounds: Bounds): Promise<Cell[]> {
  const told: [number, number, number, number][] = JSON.parse(await cellsAsJson(db, agencyId, level, bounds))
  return told.map(([lon, lat, open, total]) => ({ lon, lat, open, total }))
}

export type Mark = {
  readonly number: string
  readonly title: string
  readonly category: string
  readonly lon: number
  readonly lat: number
  readonly late: boolean
}
const MOST_MARKS = 300

/** Open cases of a part of the map that the public sees whole, one by one. */
export async function listMarks(db: Db, agencyId: number, { west, south, east, north }: Bounds, now: Date): Promise<Mark[]> {
  const { rows } = await sql<Mark>`
    select number, coalesce(title, '') as title, coalesce(category, '') as category, lon, lat, coalesce(overdue_from < ${now}, false) as late
    from cases.case where point(lon, lat) <@ box(point(${west}, ${south}), point(${east}, ${north})) and lon is not null
      and stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided') and agency_id = ${agencyId} and shown = 'full'
    limit ${MOST_MARKS}`.execute(db)
  return rows
}

export type Nearby = Mark & { readonly place: string; readonly stage: string; readonly unit: string }
/** The same, with what a resident needs to tell whether it is his. */
export async function listNearby(db: Db, agencyId: number, { west, south, east, north }: Bounds): Promise<Nearby[]> {
  const { rows } = await sql<Nearby>`
    select number, coalesce(title, '') as title, coalesce(category, '') as category, lon, lat, false as late, coalesce(place, '') as place, stage, coalesce(unit, '') as unit
    from cases.case where point(lon, lat) <@ box(point(${west}, ${south}), point(${east}, ${north})) and lon is not null
      and stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided') and agency_id = ${agencyId} and shown = 'full'
    limit ${MOST_MARKS}`.execute(db)
  return rows
}
