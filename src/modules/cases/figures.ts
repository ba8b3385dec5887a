import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { lastQuarter, type Period, PUBLIC_CHANNELS, RATING_CHANNELS, yearPeriod } from './counted.ts'
import './tables.ts'

/** What the annual report says of cases. The last quarter is that of the year before, which the year is compared with. */
export const CASE_FIGURES = ['handled', 'rated', 'satisfied', 'last_q4_rated', 'last_q4_satisfied'] as const
export type CaseFigure = (typeof CASE_FIGURES)[number]
export type CaseFigures = Readonly<Record<CaseFigure, number>>

const among = (channels: readonly string[]) => sql.raw(`channel in (${channels.map((one) => `'${one}'`).join(', ')})`)
const [IS_PUBLIC, IS_RATING] = [among(PUBLIC_CHANNELS), among(RATING_CHANNELS)]

/** The figures of one agency and year as the ledger stands; what each counts is said in counted.ts. */
export async function caseFiguresFor(db: Db, agencyId: number, year: number): Promise<CaseFigures> {
  const { from, before } = yearPeriod(year)
  const quarter = lastQuarter(year - 1)
  const { rows } = await sql<CaseFigures>`
    select (select count(*) from cases.case where agency_id = ${agencyId}::int and closed_at >= ${from}::timestamptz and closed_at < ${before}::timestamptz
        and ${IS_PUBLIC}) as handled,
      count(*) filter (where rated_at >= ${from}::timestamptz) as rated, count(*) filter (where rated_at >= ${from}::timestamptz and satisfied) as satisfied,
      count(*) filter (where rated_at < ${quarter.before}::timestamptz) as last_q4_rated,
      count(*) filter (where rated_at < ${quarter.before}::timestamptz and satisfied) as last_q4_satisfied
    from cases.case where agency_id = ${agencyId}::int and rated_at >= ${quarter.from}::timestamptz and rated_at < ${before}::timestamptz and ${IS_RATING}`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('counts without a row')
  return row
}

export type CaseRecord = {
  readonly number: string
  /** What the release gate let through; null while nothing of a report is public. */
  readonly title: string | null
  readonly unit: string | null
  readonly reportedAt: Date
  readonly closedAt: Date | null
  readonly onTime: boolean | null
  readonly satisfied: boolean | null
}
export const CASES_A_PAGE = 50

type Of = { readonly column: 'closed_at' | 'rated_at'; readonly period: Period; readonly satisfied: boolean }
function ofFigure(figure: CaseFigure, year: number): Of {
  const period = figure.startsWith('last_q4') ? lastQuarter(year - 1) : yearPeriod(year)
  return { column: figure === 'handled' ? 'closed_at' : 'rated_at', period, satisfied: figure === 'satisfied' || figure === 'last_q4_satisfied' }
}

/** The cases behind a figure, the last first; `after` is the number the page before ended with, `next` what the next begins after. */
export async function listCaseRecords(
  db: Db,
  agencyId: number,
  year: number,
  figure: CaseFigure,
  after: string | undefined,
): Promise<{ records: CaseRecord[]; next: string | null }> {
  const { column, period, satisfied } = ofFigure(figure, year)
  const at = sql.ref(column)
  const place = after === undefined ? sql`` : sql`and (${at}, id) < (select ${at}, id from cases.case where number = ${after} and agency_id = ${agencyId}::int)`
  const { rows } = await sql<CaseRecord>`
    select number, case when shown = 'full' then title end as title, unit, reported_at as "reportedAt", closed_at as "closedAt", on_time as "onTime", satisfied
    from cases.case where agency_id = ${agencyId}::int and ${at} >= ${period.from}::timestamptz and ${at} < ${period.before}::timestamptz and ${column === 'closed_at' ? IS_PUBLIC : IS_RATING}
      ${satisfied ? sql`and satisfied` : sql``} ${place}
    order by ${at} desc, id desc limit ${CASES_A_PAGE + 1}::int`.execute(db)
  const records = rows.slice(0, CASES_A_PAGE)
  return { records, next: rows.length > CASES_A_PAGE ? (records.at(-1)?.number ?? null) : null }
}
