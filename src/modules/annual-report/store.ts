import type { Db } from '../../platform/database.ts'
import { channelFigures, remedyFigures, requestFigures } from '../requests/index.ts'
import { assembleReport, type Entries, type Report, withTotal } from './report.ts'
import './tables.ts'

export type NewEntry = { readonly agencyId: number; readonly year: number; readonly key: string; readonly value: number; readonly source: string; readonly by: string; readonly at: Date }

/** Adds a yearly figure with its source; the last one of a key counts, the earlier ones stay. */
export async function enterFigures(db: Db, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db
    .insertInto('annual_report.entry')
    .values(entries.map((one) => ({ agency_id: one.agencyId, year: one.year, key: one.key, value: one.value, source: one.source, entered_by: one.by, entered_at: one.at })))
    .execute()
}

export async function findEntries(db: Db, agencyId: number, year: number): Promise<Entries> {
  const rows = await db.selectFrom('annual_report.entry').select(['key', 'value']).where('agency_id', '=', agencyId).where('year', '=', year).orderBy('id').execute()
  return new Map(rows.map((row) => [row.key, Number(row.value)]))
}

/** The report of any agency and year, from the ledgers as they stand now. */
export async function reportOf(db: Db, agency: { id: number; name: string }, year: number): Promise<Report> {
  const [requests, remedies, channels, entries] = await Promise.all([
    requestFigures(db, agency.id, year), remedyFigures(db, agency.id, year), channelFigures(db, agency.id, year), findEntries(db, agency.id, year),
  ])
  return assembleReport(agency.name, year, { requests, remedies, channels, entries })
}

/** What a year carried over, by column of table three: what the next year must begin with (E5). */
export async function closingOf(db: Db, agencyId: number, year: number): Promise<number[]> {
  return withTotal((await requestFigures(db, agencyId, year)).carried_out)
}

/** The years that have entries, newest first. */
export async function listYears(db: Db, agencyId: number): Promise<number[]> {
  const rows = await db.selectFrom('annual_report.entry').select('year').distinct().where('agency_id', '=', agencyId).orderBy('year', 'desc').execute()
  return rows.map((row) => row.year)
}
