import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { disclosureFigures, normFigures } from '../disclosure/index.ts'
import { caseFiguresFor } from '../cases/index.ts'
import { channelFigures, feeFigures, firstYearOf, listCarriedOut, remedyFigures, requestFigures } from '../requests/index.ts'
import type { Entries } from './entries.ts'
import type { YearBefore } from './equations.ts'
import { PROACTIVE_ROWS } from './form.ts'
import type { Section } from './narrative.ts'
import { type Draft, draftOf, type Snapshot } from './publication.ts'
import { type Ledgers, withTotal } from './report.ts'
import './tables.ts'

export type NewEntry = {
  readonly agencyId: number
  readonly year: number
  readonly key: string
  readonly value: number
  readonly source: string
  readonly by: string
  readonly at: Date
}
export type Entry = { readonly key: string; readonly value: number; readonly source: string; readonly by: string; readonly at: Date }

/** Adds yearly figures with their source; the last one of a key counts, the earlier ones stay. */
export async function saveEntries(db: Db, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  await db
    .insertInto('annual_report.entry')
    .values(
      entries.map((one) => ({
        agency_id: one.agencyId,
        year: one.year,
        key: one.key,
        value: one.value,
        source: one.source,
        entered_by: one.by,
        entered_at: one.at,
      })),
    )
    .execute()
}

/** Every entry of a year or of one key, the newest first. */
export async function listEntries(db: Db, agencyId: number, year: number, key?: string): Promise<Entry[]> {
  let query = db
    .selectFrom('annual_report.entry')
    .select(['key', 'value', 'source', 'entered_by as by', 'entered_at as at'])
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
  if (key !== undefined) query = query.where('key', '=', key)
  return (await query.orderBy('id', 'desc').execute()).map((row) => ({ ...row, value: Number(row.value) }))
}

export async function findEntries(db: Db, agencyId: number, year: number): Promise<Entries> {
  const newestFirst = await listEntries(db, agencyId, year)
  return new Map(newestFirst.toReversed().map(({ key, value }) => [key, value]))
}

export async function findLedgers(db: Db, agencyId: number, year: number): Promise<Ledgers> {
  const [requests, remedies, channels, cases, disclosure, norms, fees, entries] = await Promise.all([
    requestFigures(db, agencyId, year),
    remedyFigures(db, agencyId, year),
    channelFigures(db, agencyId, year),
    caseFiguresFor(db, agencyId, year),
    disclosureFigures(db, agencyId, year),
    normFigures(db, agencyId, year),
    feeFigures(db, agencyId, year),
    findEntries(db, agencyId, year),
  ])
  return { requests, remedies, channels, cases, disclosure, norms, fees, entries }
}

/** The report of any agency and year, from the ledgers as they stand now. */
export async function getDraft(db: Db, agency: { id: number; name: string }, year: number): Promise<Draft> {
  const [ledgers, carriedOut, texts, before] = await Promise.all([
    findLedgers(db, agency.id, year),
    listCarriedOut(db, agency.id, year),
    findTexts(db, agency.id, year),
    findYearBefore(db, agency.id, year - 1),
  ])
  return draftOf(agency.name, year, { ledgers, texts, before, carriedOut })
}

/** What a year left to the next: as published, where it has been published, and from the ledger otherwise (E5). */
async function findYearBefore(db: Db, agencyId: number, year: number): Promise<YearBefore> {
  const [published, figures, carried, entries, { inForce }] = await Promise.all([
    findPublication(db, agencyId, year),
    requestFigures(db, agencyId, year),
    listCarriedOut(db, agencyId, year),
    findEntries(db, agencyId, year),
    normFigures(db, agencyId, year),
  ])
  if (!published) return { closing: withTotal(figures.carried_out), differing: [], entries, normsInForce: inForce }
  const then = published.snapshot
  const differing = then.source ? [] : [...new Set(carried).symmetricDifference(new Set(then.carriedOut))]
  const { edition, tables } = then.report
  const printed = edition === '2021' ? tables.proactive.find((_, i) => PROACTIVE_ROWS[edition][i]?.key === 'normative')?.values[2] : undefined
  return { closing: tables.requests.rows.at(-1)?.values ?? [], differing, entries, normsInForce: printed ?? inForce }
}

/** The last draft of each section somebody has written. */
export async function findTexts(db: Db, agencyId: number, year: number): Promise<Readonly<Partial<Record<Section, SectionText>>>> {
  const rows = await db
    .selectFrom('annual_report.section_text')
    .select(['section', 'version', 'body', 'written_by as by', 'written_at as at'])
    .distinctOn('section')
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
    .orderBy('section')
    .orderBy('version', 'desc')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.section, row]))
}
export type SectionText = { readonly section: Section; readonly version: number; readonly body: string; readonly by: string; readonly at: Date }

/** Adds a draft; false when somebody else has written that version already. */
export async function saveText(db: Db, agencyId: number, year: number, text: SectionText): Promise<boolean> {
  const saved = await db
    .insertInto('annual_report.section_text')
    .values({ agency_id: agencyId, year, section: text.section, version: text.version, body: text.body, written_by: text.by, written_at: text.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return saved.numInsertedOrUpdatedRows === 1n
}

export type Publication = { readonly year: number; readonly version: number; readonly snapshot: Snapshot; readonly note: string; readonly at: Date }

/** The publication that counts: the last one, or the one of a version. */
export function findPublication(db: Db, agencyId: number, year: number, version?: number): Promise<Publication | undefined> {
  let query = db
    .selectFrom('annual_report.publication')
    .select(['year', 'version', 'snapshot', 'note', 'published_at as at'])
    .where('agency_id', '=', agencyId)
    .where('year', '=', year)
  if (version !== undefined) query = query.where('version', '=', version)
  return query.orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** Holds a year's report until the transaction ends, so that two cannot publish the same version. */
export async function lockYear(tx: Db, agencyId: number, year: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${agencyId}::int, ${year}::int)`.execute(tx)
}

export async function savePublication(db: Db, agencyId: number, one: Publication & { by: string }): Promise<void> {
  await db
    .insertInto('annual_report.publication')
    .values({
      agency_id: agencyId,
      year: one.year,
      version: one.version,
      snapshot: JSON.stringify(one.snapshot),
      note: one.note,
      published_by: one.by,
      published_at: one.at,
    })
    .execute()
}

/** Publications after a version of a year, in their order. */
export const listPublicationsAfter = (
  db: Db,
  agencyId: number,
  after: { readonly year: number; readonly version: number },
  most: number,
): Promise<Publication[]> =>
  db
    .selectFrom('annual_report.publication')
    .select(['year', 'version', 'snapshot', 'note', 'published_at as at'])
    .where('agency_id', '=', agencyId)
    .where(sql<boolean>`(year, version) > (${after.year}::int, ${after.version}::int)`)
    .orderBy('year')
    .orderBy('version')
    .limit(most)
    .execute()

export type PublishedYear = {
  readonly year: number
  readonly version: number
  readonly at: Date
  readonly note: string
  readonly source: Snapshot['source'] | null
}

/** Every version published, the newest year and version first. */
export function listPublications(db: Db, agencyId: number): Promise<PublishedYear[]> {
  return db
    .selectFrom('annual_report.publication')
    .select(['year', 'version', 'note', 'published_at as at', sql<Snapshot['source'] | null>`snapshot -> 'source'`.as('source')])
    .where('agency_id', '=', agencyId)
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

/** The years a report can be made for, newest first: from the first request or entry to the year of `today`. */
export async function listReportYears(db: Db, agencyId: number, today: PlainDate): Promise<number[]> {
  const { first } = await db
    .selectFrom('annual_report.entry')
    .select((eb) => eb.fn.min('year').as('first'))
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow()
  const last = Number(today.slice(0, 4))
  const from = Math.min(first ?? last, (await firstYearOf(db, agencyId)) ?? last)
  return Array.from({ length: last - from + 1 }, (_, i) => last - i)
}
