import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import { areaOf, boxOf, isInside, type Point, type Ring } from './geometry.ts'
import './tables.ts'

/** A 街道; its code is 6 digits of the district and 3 of the street. */
export type Street = { readonly code: string; readonly name: string; readonly outline: Ring }

/** A 单元网格; its code is 6 digits of the district, 3 of the street, 3 of the community and 3 in order. */
export type GridCell = { readonly code: string; readonly community: string; readonly shape: Ring }

/** Where a point lies, by the cell it lies in. */
export type Location = { readonly gridCode: string; readonly streetCode: string; readonly streetName: string; readonly community: string }

export type Replaced = { readonly added: number; readonly changed: number; readonly removed: number }

const KEEP_MS = 5_000
const streets = keepFor<Street[]>(KEEP_MS)

/** The district and street of a grid code. */
export const streetOf = (gridCode: string): string => gridCode.slice(0, 9)

const asPolygon = (ring: Ring): string => `(${ring.map(({ lon, lat }) => `(${lon},${lat})`).join(',')})`
const fromPolygon = (text: string): Ring => [...text.matchAll(/\(([^(),]+),([^(),]+)\)/g)].map(([, lon, lat]) => ({ lon: Number(lon), lat: Number(lat) }))

/** The streets of an agency in the order of their codes. */
export const listStreets = (db: Db, agencyId: number): Promise<Street[]> =>
  streets.find(db, String(agencyId), async () => {
    const rows = await db.selectFrom('organizations.street').select(['code', 'name', 'outline']).where('agency_id', '=', agencyId).orderBy('code').execute()
    return rows.map(({ outline, ...row }) => ({ ...row, outline: fromPolygon(outline) }))
  })

/** Reads the streets and cells of this database again; for whoever has just replaced them in a transaction. */
export function forgetStreets(db: Db): void {
  streets.forget(db)
  cells.forget(db)
}

type Cell = Location & { readonly shape: Ring }
/** The cells of an agency by the squares of the earth they touch, in each by their codes. */
type Cells = ReadonlyMap<string, readonly Cell[]>
// Reports come by the thousand and the grid changes once a year: what another process imports shows half a minute later.
const CELLS_MS = 30_000
const cells = keepFor<Cells>(CELLS_MS)
const SQUARE_DEGREES = 0.002
const squareOf = (degrees: number): number => Math.floor(degrees / SQUARE_DEGREES)

const loadCells = (db: Db, agencyId: number): Promise<Cells> =>
  cells.find(db, String(agencyId), async () => {
    const { rows } = await sql<Location & { shape: string }>`
      select g.code as "gridCode", g.street_code as "streetCode", s.name as "streetName", g.community, g.shape::text as shape
      from organizations.grid g join organizations.street s on s.agency_id = g.agency_id and s.code = g.street_code
      where g.agency_id = ${agencyId}::int order by g.code`.execute(db)
    const squares = new Map<string, Cell[]>()
    for (const { shape: text, ...location } of rows) {
      const cell = { ...location, shape: fromPolygon(text) }
      const { west, east, south, north } = boxOf(cell.shape)
      for (let x = squareOf(west); x <= squareOf(east); x++)
        for (let y = squareOf(south); y <= squareOf(north); y++) {
          const there = squares.get(`${x} ${y}`)
          if (there) there.push(cell)
          else squares.set(`${x} ${y}`, [cell])
        }
    }
    return squares
  })

/** The cell a point lies in: on an edge between two the one `isInside` gives it to, should two cells overlap the first by code. */
export const locate = async (db: Db, agencyId: number, point: Point): Promise<Location | undefined> => (await locateAll(db, agencyId, [point]))[0]

/** The cell of each of these points. */
export async function locateAll(db: Db, agencyId: number, points: readonly Point[]): Promise<readonly (Location | undefined)[]> {
  if (points.length === 0) return []
  const squares = await loadCells(db, agencyId)
  return points.map((point) => {
    const found = squares.get(`${squareOf(point.lon)} ${squareOf(point.lat)}`)?.find(({ shape }) => isInside(point, shape))
    return found && { gridCode: found.gridCode, streetCode: found.streetCode, streetName: found.streetName, community: found.community }
  })
}

/** Which old code is which new one, for units and rules follow their street by its name. */
type Renumbered = { readonly from: string; readonly to: string }

/** Puts these streets in place of the agency's; to be called with the cells in one transaction, whose end checks that all fit. */
export async function replaceStreets(tx: Db, agencyId: number, next: readonly Street[], renumbered: readonly Renumbered[]): Promise<Replaced> {
  const incoming = JSON.stringify(next.map(({ code, name, outline }) => ({ code, name, shape: asPolygon(outline) })))
  const gone = await sql<{ code: string }>`
    delete from organizations.street s where s.agency_id = ${agencyId} and not exists (
      select 1 from jsonb_to_recordset(${incoming}::jsonb) as n (code text, name text, shape polygon)
      where n.code = s.code and n.name = s.name and n.shape::text = s.outline::text) returning s.code`.execute(tx)
  const come = await sql<{ code: string }>`
    insert into organizations.street (agency_id, code, name, outline)
    select ${agencyId}, code, name, shape from jsonb_to_recordset(${incoming}::jsonb) as n (code text, name text, shape polygon)
    on conflict (agency_id, code) do nothing returning code`.execute(tx)
  const moves = JSON.stringify(renumbered)
  for (const table of ['handling_unit', 'responsibility']) await renumber(tx, table, agencyId, moves)
  return countReplaced(gone.rows, come.rows)
}

async function renumber(tx: Db, table: string, agencyId: number, moves: string): Promise<void> {
  // By way of a code that is none, for two streets may have exchanged theirs.
  const name = sql.table(`organizations.${table}`)
  await sql`update ${name} t set street_code = 'to ' || m."to" from jsonb_to_recordset(${moves}::jsonb) as m ("from" text, "to" text)
    where t.agency_id = ${agencyId} and t.street_code = m."from"`.execute(tx)
  await sql`update ${name} set street_code = substr(street_code, 4) where agency_id = ${agencyId} and street_code like 'to %'`.execute(tx)
}

/** Puts these cells in place of the agency's. */
export async function replaceCells(tx: Db, agencyId: number, next: readonly GridCell[]): Promise<Replaced> {
  const incoming = JSON.stringify(
    next.map(({ code, community, shape }) => ({ code, street: streetOf(code), community, shape: asPolygon(shape), area: Math.round(areaOf(shape)) })),
  )
  const gone = await sql<{ code: string }>`
    with n as materialized (select code, community, shape::polygon::text as shape from jsonb_to_recordset(${incoming}::jsonb)
      as n (code text, community text, shape text))
    delete from organizations.grid g where g.agency_id = ${agencyId} and not exists (
      select 1 from n where n.code = g.code and n.community = g.community and n.shape = g.shape::text) returning g.code`.execute(tx)
  const come = await sql<{ code: string }>`
    insert into organizations.grid (agency_id, code, street_code, community, shape, area_m2)
    select ${agencyId}, code, street, community, shape, area
    from jsonb_to_recordset(${incoming}::jsonb) as n (code text, street text, community text, shape polygon, area bigint)
    on conflict (agency_id, code) do nothing returning code`.execute(tx)
  if (come.rows.length > 0) await sql`analyze organizations.grid`.execute(tx)
  return countReplaced(gone.rows, come.rows)
}

function countReplaced(gone: readonly { code: string }[], come: readonly { code: string }[]): Replaced {
  const old = new Set(gone.map((row) => row.code))
  const changed = come.filter((row) => old.has(row.code)).length
  return { added: come.length - changed, changed, removed: gone.length - changed }
}
