import { sql } from 'kysely'
import { ask, type Db } from '../../platform/database.ts'
import type { Bounds } from './map-view.ts'
import './tables.ts'

/** A part of the map in degrees. */
/** A square of the map: its middle, and how many cases lie in it. */
export type Cell = { readonly lon: number; readonly lat: number; readonly open: number; readonly total: number }

/** The side of the squares of each level, in degrees; migration 0028 has the same. */
export const CELL_DEGREES = [0.008, 0.004, 0.002, 0.001] as const
export type Level = 0 | 1 | 2 | 3

// Whole numbers as one text: written as degrees by the server they cost ten times as much. Each column of squares by itself is a
// stretch of the index; as one range of columns it is read from top to bottom, which only a bounding box of half the earth is worth.
const cells = (columns: string): string => `select coalesce(string_agg(x || ',' || y || ',' || open || ',' || total, ';'), '') as cells
  from cases.map_cell where agency_id = $1 and level = $2 and ${columns} and y between $3 and $4 and total > 0`
const [OF_COLUMNS, OF_RANGE] = [cells('x = any($5::int[])'), cells('x between $5 and $6')]
const MOST_COLUMNS = 400

/** The squares of a part of the map. */
export async function listCells(db: Db, agencyId: number, level: Level, bounds: Bounds): Promise<Cell[]> {
  const side = CELL_DEGREES[level]
  const at = (degrees: number): number => Math.floor(degrees / side)
  const [left, right] = [at(bounds.west), at(bounds.east)]
  const place = [agencyId, level, at(bounds.south), at(bounds.north)]
  const [found] =
    right - left < MOST_COLUMNS
      ? await ask<{ cells: string }>(db, OF_COLUMNS, [...place, Array.from({ length: right - left + 1 }, (_, i) => left + i)])
      : await ask<{ cells: string }>(db, OF_RANGE, [...place, left, right])
  const told = found?.cells ?? ''
  return told === '' ? [] : told.split(';').map((cell) => cellOf(cell, side))
}

const DECIMALS = 1e5
function cellOf(text: string, side: number): Cell {
  const [x = 0, y = 0, open = 0, total = 0] = text.split(',').map(Number)
  const middle = (n: number): number => Math.round((n + 0.5) * side * DECIMALS) / DECIMALS
  return { lon: middle(x), lat: middle(y), open, total }
}

/** The same as JSON text, `[[lon, lat, open, total], …]`. */
export async function cellsAsJson(db: Db, agencyId: number, level: Level, bounds: Bounds): Promise<string> {
  const cells = await listCells(db, agencyId, level, bounds)
  return `[${cells.map(({ lon, lat, open, total }) => `[${lon},${lat},${open},${total}]`).join(',')}]`
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

/** Where something the public sees whole is late. */
export async function listLatePlaces(db: Db, agencyId: number, now: Date): Promise<{ readonly lon: number; readonly lat: number }[]> {
  const { rows } = await sql<{ lon: number; lat: number }>`
    select lon, lat from cases.case where agency_id = ${agencyId} and overdue_from < ${now} and lon is not null and shown = 'full'
    order by overdue_from limit ${MOST_MARKS}`.execute(db)
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
