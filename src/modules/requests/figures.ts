import { sql } from 'kysely'
import { firstDay, lastDay, type PlainDate, yearOf } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { DECISION_KEYS, type Decision, isDecision } from './decisions.ts'
import { APPLICANT_KINDS, type ApplicantKind, CHANNELS, type Channel } from './kinds.ts'
import { type Ending, REMEDY_RESULTS, type RemedyResult, type RemedyRoute } from './remedies/kinds.ts'
import type { RemedyStage } from './remedies/lifecycle.ts'
import './remedies/tables.ts'
import './tables.ts'

/** The rows of table three that a ledger can answer; totals are sums and belong to the report. */
export const LEDGER_ROWS = ['received', 'carried_in', ...DECISION_KEYS, 'carried_out'] as const
export type LedgerRow = (typeof LEDGER_ROWS)[number]
export type RequestFigures = Readonly<Record<LedgerRow, Readonly<Record<ApplicantKind, number>>>>

/**
 * Table three of one agency and year, in one pass over the ledger. A request is counted by its day of receipt under art 31
 * and by the day it was concluded; what was received and not concluded by 31 December is carried over.
 */
export async function requestFigures(db: Db, agencyId: number, year: number): Promise<RequestFigures> {
  const from = firstDay(year)
  const to = lastDay(year)
  const { rows } = await sql<{ kind: ApplicantKind; decision: string | null; received: number; carried_in: number; concluded: number; carried_out: number }>`
    select applicant_kind as kind, case when concluded_on between ${from}::date and ${to}::date then decision end as decision,
      count(*) filter (where received_on >= ${from}::date) as received,
      count(*) filter (where received_on < ${from}::date) as carried_in,
      count(*) filter (where concluded_on between ${from}::date and ${to}::date) as concluded,
      count(*) filter (where concluded_on is null or concluded_on > ${to}::date) as carried_out
    from requests.request
    where agency_id = ${agencyId} and received_on <= ${to}::date and (concluded_on is null or concluded_on >= ${from}::date)
    group by 1, 2`.execute(db)
  const cells = new Map<string, number>()
  const add = (row: LedgerRow, kind: ApplicantKind, n: number) => cells.set(`${row} ${kind}`, (cells.get(`${row} ${kind}`) ?? 0) + n)
  for (const row of rows) {
    add('received', row.kind, row.received)
    add('carried_in', row.kind, row.carried_in)
    add('carried_out', row.kind, row.carried_out)
    if (row.decision !== null && isDecision(row.decision)) add(row.decision, row.kind, row.concluded)
  }
  const byKind = (row: LedgerRow) => Object.fromEntries(APPLICANT_KINDS.map((kind) => [kind, cells.get(`${row} ${kind}`) ?? 0]))
  return Object.fromEntries(LEDGER_ROWS.map((row) => [row, byKind(row)])) as RequestFigures // every row and kind was just listed
}

export type FigureRecord = {
  readonly number: string
  readonly subject: string
  readonly applicantKind: ApplicantKind
  readonly channel: Channel
  readonly receivedOn: PlainDate
  readonly concludedOn: PlainDate | null
  readonly decision: Decision | null
}
export const RECORDS_A_PAGE = 50

/** One or several rows of the ledger, some kinds of applicant, and all channels or some. */
export type FigureOf = { readonly rows: readonly LedgerRow[] | 'concluded'; readonly kinds: readonly ApplicantKind[]; readonly channels?: readonly Channel[] }

/** The requests behind a figure. */
export async function listFigureRecords(
  db: Db,
  agencyId: number,
  year: number,
  { rows, kinds, channels = CHANNELS }: FigureOf,
  pageNumber: number,
): Promise<{ records: FigureRecord[]; more: boolean }> {
  const from = firstDay(year)
  const to = lastDay(year)
  const wanted = rows === 'concluded' ? DECISION_KEYS : rows.filter((row): row is Decision => isDecision(row))
  const has = (row: LedgerRow) => rows !== 'concluded' && rows.includes(row)
  const records = await db
    .selectFrom('requests.request')
    .select(['number', 'subject', 'applicant_kind as applicantKind', 'channel', 'received_on as receivedOn', 'concluded_on as concludedOn', 'decision'])
    .where('agency_id', '=', agencyId)
    .where('applicant_kind', 'in', kinds)
    .where('channel', 'in', channels)
    .where((eb) => {
      const notBefore = eb.or([eb('concluded_on', 'is', null), eb('concluded_on', '>=', from)])
      const notAfter = eb.or([eb('concluded_on', 'is', null), eb('concluded_on', '>', to)])
      return eb.or([
        ...(has('received') ? [eb.and([eb('received_on', '>=', from), eb('received_on', '<=', to)])] : []),
        ...(has('carried_in') ? [eb.and([eb('received_on', '<', from), notBefore])] : []),
        ...(has('carried_out') ? [eb.and([eb('received_on', '<=', to), notAfter])] : []),
        ...(wanted.length > 0 ? [eb.and([eb('concluded_on', '>=', from), eb('concluded_on', '<=', to), eb('decision', 'in', wanted)])] : []),
      ])
    })
    .orderBy('received_on')
    .orderBy('id')
    .limit(RECORDS_A_PAGE + 1)
    .offset((pageNumber - 1) * RECORDS_A_PAGE)
    .execute()
  return { records: records.slice(0, RECORDS_A_PAGE), more: records.length > RECORDS_A_PAGE }
}

export const REMEDY_CELLS = [...REMEDY_RESULTS, 'pending'] as const
export type RemedyCell = (typeof REMEDY_CELLS)[number]
export type RemedyFigures = Readonly<Record<RemedyRoute, Readonly<Record<RemedyCell, number>>>>

/** Table four: what was closed in the year by its result, and what was filed by its end and still open then. */
export async function remedyFigures(db: Db, agencyId: number, year: number): Promise<RemedyFigures> {
  const { rows } = await sql<{ route: RemedyRoute; cell: RemedyCell; n: number }>`
    select route, case when closed_on <= ${lastDay(year)}::date then result else 'pending' end as cell, count(*) as n
    from requests.remedy
    where agency_id = ${agencyId} and filed_on <= ${lastDay(year)}::date and (closed_on is null or closed_on >= ${firstDay(year)}::date)
    group by 1, 2`.execute(db)
  const at = (route: RemedyRoute, cell: RemedyCell) => rows.find((row) => row.route === route && row.cell === cell)?.n ?? 0
  const byCell = (route: RemedyRoute) => ({
    upheld: at(route, 'upheld'),
    corrected: at(route, 'corrected'),
    other: at(route, 'other'),
    pending: at(route, 'pending'),
  })
  return {
    reconsideration: byCell('reconsideration'),
    litigation_direct: byCell('litigation_direct'),
    litigation_after_reconsideration: byCell('litigation_after_reconsideration'),
  }
}

export type Remedy = {
  readonly id: number
  readonly route: RemedyRoute
  readonly requestNumber: string | null
  readonly filedOn: PlainDate
  readonly closedOn: PlainDate | null
  readonly result: RemedyResult | null
  readonly note: string
  readonly stage: RemedyStage
  readonly ending: Ending | null
  readonly suspended: boolean
  /** What the authority or the court calls it. */
  readonly authority: string
  readonly caseNumber: string
  readonly dueOn: PlainDate | null
  readonly dueProvisional: boolean
}
/** The columns of a remedy in lists; a deadline is kept while the agency owes something. */
export const REMEDY_COLUMNS = [
  'id',
  'route',
  'request_number as requestNumber',
  'filed_on as filedOn',
  'closed_on as closedOn',
  'result',
  'note',
  'stage',
  'ending',
  'suspended',
  'authority',
  'case_number as caseNumber',
  'due_on as dueOn',
  'due_provisional as dueProvisional',
] as const

/** The 复议 and 诉讼 of a year: filed by its end and not closed before it. */
export function listRemedies(db: Db, agencyId: number, year: number): Promise<Remedy[]> {
  return db
    .selectFrom('requests.remedy')
    .select(REMEDY_COLUMNS)
    .where('agency_id', '=', agencyId)
    .where('filed_on', '<=', lastDay(year))
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', firstDay(year))]))
    .orderBy('filed_on')
    .orderBy('id')
    .execute()
}

/** The cell of table four a remedy stands in at the end of a year. */
export const remedyCellOf = (remedy: Remedy, year: number): RemedyCell =>
  remedy.result && remedy.closedOn && remedy.closedOn <= lastDay(year) ? remedy.result : 'pending'

/** How the year's new requests came in. */
export async function channelFigures(db: Db, agencyId: number, year: number): Promise<Readonly<Record<Channel, number>>> {
  const rows = await db
    .selectFrom('requests.request')
    .select((eb) => ['channel', eb.fn.countAll<number>().as('n')])
    .where('agency_id', '=', agencyId)
    .where('received_on', '>=', firstDay(year))
    .where('received_on', '<=', lastDay(year))
    .groupBy('channel')
    .execute()
  return Object.fromEntries(CHANNELS.map((channel) => [channel, rows.find((row) => row.channel === channel)?.n ?? 0])) as Record<Channel, number> // every channel was just listed
}

/** The numbers of the requests a year carried over. */
export async function listCarriedOut(db: Db, agencyId: number, year: number): Promise<string[]> {
  const rows = await db
    .selectFrom('requests.request')
    .select('number')
    .where('agency_id', '=', agencyId)
    .where('received_on', '<=', lastDay(year))
    .where((eb) => eb.or([eb('concluded_on', 'is', null), eb('concluded_on', '>', lastDay(year))]))
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

/** The year of the first request an agency received. */
export async function firstYearOf(db: Db, agencyId: number): Promise<number | undefined> {
  const { first } = await db
    .selectFrom('requests.request')
    .select((eb) => eb.fn.min('received_on').as('first'))
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow()
  return first ? yearOf(first) : undefined
}
