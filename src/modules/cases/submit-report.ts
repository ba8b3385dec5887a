import { queryCodeOf } from '../../kernel/query-code.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { House } from '../../platform/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { locateAll, type Point } from '../organizations/index.ts'
import { clockOf } from './clock.ts'
import type { Access, Channel, PlaceSource } from './kinds.ts'
import { maskedReporter, type Reporter, signOf } from './reporter.ts'
import { DESK_LIMITS } from './settings.ts'
import { findBySubmissionKey, insertReports, type NewReport } from './submission-store.ts'

/** A report as a resident sent it; the key is the form's own, so that sending it twice is one report. */
export type Report = {
  readonly key: string
  readonly channel: Channel
  readonly tile: string
  readonly description: string
  readonly address: string
  /** The street the reporter named, for want of a place. */
  readonly street: string | null
  readonly place: Point | null
  readonly placeSource: PlaceSource
  readonly access: Access
  readonly reporter: Reporter
  readonly isStaff: boolean
  readonly photos: number
}
/** What the resident takes away at once. */
export type Receipt = { readonly number: string; readonly code: string }

/** Receives a report: number and query code at once. The same form again gives the same receipt; with other content it is refused. */
export async function submitReport(house: House, agencyId: number, report: Report): Promise<Receipt | Refusal<'duplicate'>> {
  const key = report.key.toLowerCase()
  const code = queryCodeOf(house.cipher.fingerprint(`query-code:${key}`))
  const row = await rowOf(house, agencyId, report, code)
  const desk = deskOf(house.db)
  const number = await desk.add(await desk.place(row))
  if (number !== undefined) return { number, code }
  const first = await findBySubmissionKey(house.db, key)
  if (first === undefined) throw new Error('a report was neither added nor known')
  const same =
    first.description === row.description &&
    first.address === row.address &&
    first.tile === row.tile &&
    first.lon === row.lon &&
    first.lat === row.lat &&
    first.reporterFingerprint === row.reporter_fingerprint
  return same
    ? { number: first.number, code }
    : refuse('duplicate', `这份上报已经提交过，编号 ${first.number}，登记的是第一次的内容。要上报别的问题，请重新打开上报页`)
}

async function rowOf(house: House, agencyId: number, report: Report, code: string): Promise<NewReport> {
  const at = house.now()
  const calendar = await loadCalendar(house.db)
  const sign = signOf(report.reporter)
  return {
    agency_id: agencyId,
    submission_key: report.key.toLowerCase(),
    code_fingerprint: house.cipher.fingerprint(code),
    channel: report.channel,
    reported_at: at,
    reporter_sealed: sign === null ? null : house.cipher.seal(JSON.stringify(report.reporter)),
    reporter_fingerprint: sign === null ? null : house.cipher.fingerprint(sign),
    reporter_masked: maskedReporter(report.reporter),
    is_staff: report.isStaff,
    tile: report.tile,
    description: report.description,
    address: report.address,
    place_source: report.placeSource,
    lon: report.place?.lon ?? null,
    lat: report.place?.lat ?? null,
    access: report.access,
    photos: report.photos,
    street_code: report.street,
    grid_code: null,
    desk_due_at: clockOf({ startedAt: at, limit: DESK_LIMITS.reported, extendedBy: 0, breaks: [] }, calendar).dueAt,
  }
}

type Desk = { readonly place: (row: NewReport) => Promise<NewReport>; readonly add: (row: NewReport) => Promise<string | undefined> }
const desks = new WeakMap<Db, Desk>()
/** Where reports of this process meet: those that come while others are written are placed meanwhile, and then written together. */
function deskOf(db: Db): Desk {
  const desk = desks.get(db) ?? {
    place: gather((rows: readonly NewReport[]) => placed(db, rows)),
    add: gather((rows: readonly NewReport[]) => addAll(db, rows)),
  }
  desks.set(db, desk)
  return desk
}

/** The new number of each row, or undefined where its form has been received before. */
async function addAll(db: Db, rows: readonly NewReport[]): Promise<(string | undefined)[]> {
  // The same form twice in one batch: the later row finds the earlier one's number afterwards.
  const first = new Map(rows.map((row) => [row.submission_key, row] as const).reverse())
  try {
    const added = await insertReports(db, [...first.values()])
    const numbers = new Map(added.map(({ key, number }) => [key, number]))
    return rows.map((row) => (first.get(row.submission_key) === row ? numbers.get(row.submission_key) : undefined))
  } catch (error) {
    // Another process received the same form at the same moment: the unique key let it in, and its receipt is read.
    const [only, ...more] = rows
    if (only && more.length === 0 && (await findBySubmissionKey(db, only.submission_key))) return [undefined]
    throw error
  }
}

/** The rows with the cell and street of their places, all looked up at once; a place outside every cell leaves the street the reporter named. */
async function placed(db: Db, rows: readonly NewReport[]): Promise<NewReport[]> {
  const located = new Map<NewReport, Awaited<ReturnType<typeof locateAll>>[number]>()
  for (const [agencyId, own] of Map.groupBy(rows, (row) => row.agency_id)) {
    const there = own.flatMap((row) => (row.lon === null || row.lat === null ? [] : [{ row, lon: row.lon, lat: row.lat }]))
    const spots = await locateAll(db, agencyId, there)
    for (const [i, { row }] of there.entries()) located.set(row, spots[i])
  }
  return rows.map((row) => {
    const spot = located.get(row)
    return spot ? { ...row, street_code: spot.streetCode, grid_code: spot.gridCode } : row
  })
}
