import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { boundsOf, type Landmark } from './base-map.ts'
import type { Box } from './geometry.ts'
import './tables.ts'

const MOST_ON_A_DRAWING = 120

/** The roads and named places of a part of the earth, roads first; at most so many as a drawing bears. */
export async function listLandmarks(db: Db, agencyId: number, { west, south, east, north }: Box): Promise<Landmark[]> {
  const { rows } = await sql<{ kind: Landmark['kind']; name: string; line: string }>`
    select kind, name, line from organizations.landmark
    where bounds && box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8)) and agency_id = ${agencyId}::int
    order by kind desc, id limit ${MOST_ON_A_DRAWING}::int`.execute(db)
  return rows.map(({ kind, name, line }) => ({ kind, name, line: (JSON.parse(line) as [number, number][]).map(([lon, lat]) => ({ lon, lat })) })) // written below
}

/** Puts this map in place of the agency's. */
export async function replaceLandmarks(tx: Db, agencyId: number, next: readonly Landmark[]): Promise<void> {
  await tx.deleteFrom('organizations.landmark').where('agency_id', '=', agencyId).execute()
  const rows = next.map((one) => {
    const { west, south, east, north } = boundsOf(one)
    return { kind: one.kind, name: one.name, line: JSON.stringify(one.line.map(({ lon, lat }) => [lon, lat])), bounds: `(${west},${south}),(${east},${north})` }
  })
  await sql`insert into organizations.landmark (agency_id, kind, name, line, bounds)
    select ${agencyId}::int, kind, name, line, bounds from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n (kind text, name text, line text, bounds box)`.execute(tx)
}
