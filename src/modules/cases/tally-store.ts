import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Period, RATING_CHANNELS } from './counted.ts'
import { beginningOf, type Place, type PublicList, readPage, readTenures, ROWS_A_PAGE } from './public-list-store.ts'
import { FAILED_ROUNDS } from './settings.ts'
import { type Among, type Cohort, type Count, type Counts, COUNTS, cohortOf, type Dimension, NOTHING } from './tally.ts'
import './tables.ts'

// In letters, not as values: each cohort has an index of its part of the table that holds all that is counted (migration 0046).
const TENURE = { from: 'cases.tenure', unit: 'unit_id', street: 'street_code', major: 'major', category: 'category' } as const
const CASE = { ...TENURE, from: 'cases.case' } as const
/** A merged report is rated for what its case's unit did, under its case's street and class. */
const ofParent = (column: string): string =>
  `case when parent is null then ${column} else (select p.${column} from cases.case p where p.number = cases.case.parent) end`
const COHORTS = {
  filed: { ...CASE, at: 'filed_at', where: `filed_at is not null and shown = 'full' and stage <> 'merged'` },
  given: { ...TENURE, at: 'given_at', where: 'counted' },
  due: { ...TENURE, at: 'due_at', where: 'counted and due_at is not null' },
  rated: {
    from: 'cases.case',
    unit: ofParent('unit_id'),
    street: ofParent('street_code'),
    major: ofParent('major'),
    category: ofParent('category'),
    at: 'rated_at',
    where: `rated_at is not null and shown <> 'none' and channel in (${RATING_CHANNELS.map((one) => `'${one}'`).join(', ')})`,
  },
} as const satisfies Record<Cohort, Readonly<Record<'from' | 'unit' | 'street' | 'major' | 'category' | 'at' | 'where', string>>>

const CONDITIONS: Readonly<Record<Count, string>> = {
  filed: 'true',
  given: 'true',
  returned: 'returned',
  checked: 'rounds > 0',
  reworked: 'failed > 0',
  threeFail: `failed >= ${FAILED_ROUNDS}`,
  due: '(settled or overdue_from is not null)',
  onTime: 'settled and on_time',
  late: 'settled and not on_time',
  exempt: 'settled and not on_time and exempt',
  openOverdue: 'not settled and overdue_from is not null',
  awaiting: 'not settled and overdue_from is null',
  rated: 'true',
  satisfied: 'satisfied',
}

/** Counts as a whole and for every street, unit and category that has any; under a major class its small ones. */
export type Tally = { readonly whole: Counts; readonly by: Readonly<Record<Dimension, ReadonlyMap<string, Counts>>> }
type Row = Counts & { readonly dimension: Dimension | 'whole'; readonly code: string }

/** The counts of an agency in a period as they stand at `now`; codes are as in `Among`, `none` included. */
export async function tallyCases(db: Db, agencyId: number, period: Period, among: Among, now: Date): Promise<Tally> {
  const whole: Record<string, number> = { ...NOTHING }
  const by: Record<Dimension, Map<string, Counts>> = { street: new Map(), unit: new Map(), category: new Map() }
  const parts = await Promise.all((['filed', 'given', 'due', 'rated'] as const).map((cohort) => tallyCohort(db, agencyId, cohort, period, among, now)))
  for (const { dimension, code, ...counts } of parts.flat()) {
    if (dimension === 'whole') Object.assign(whole, counts)
    else by[dimension].set(code, { ...NOTHING, ...by[dimension].get(code), ...counts })
  }
  return { whole: whole as Counts, by } // it began as a copy of NOTHING
}

async function tallyCohort(db: Db, agencyId: number, cohort: Cohort, period: Period, among: Among, now: Date): Promise<Row[]> {
  const counts = COUNTS.filter((count) => cohortOf[count] === cohort)
  const { from, street, unit, major, category } = COHORTS[cohort]
  const list = (write: (count: Count) => string) => sql.raw(counts.map(write).join(', '))
  // First what goes together, then each alone: the large set is gone through once.
  const { rows } = await sql<Row>`
    with together as materialized (
      select ${sql.raw(street)} as street, ${sql.raw(unit)} as unit, ${sql.raw(among.category === '' ? major : category)} as category,
        ${list((count) => `count(*) filter (where ${CONDITIONS[count]}) as "${count}"`)}
      from ${sql.raw(from)} where ${inCohort(agencyId, cohort, period, among, now)} group by 1, 2, 3
    )
    select case grouping(street, unit, category) when 3 then 'street' when 5 then 'unit' when 6 then 'category' else 'whole' end as dimension,
      coalesce(street, unit::text, category, 'none') as code, ${list((count) => `sum("${count}")::bigint as "${count}"`)}
    from together group by grouping sets ((street), (unit), (category), ())`.execute(db)
  return rows.map((row) => ({ ...row, ...Object.fromEntries(counts.map((count) => [count, Number(row[count] ?? 0)])) }))
}

function inCohort(agencyId: number, cohort: Cohort, { from, before }: Period, among: Among, now: Date) {
  const { at, where } = COHORTS[cohort]
  const end = cohort === 'due' && now < before ? now : before // a promise of tomorrow is nobody's debt yet
  const column = sql.raw(at)
  return sql`agency_id = ${agencyId}::int and ${sql.raw(where)} and ${column} >= ${from}::timestamptz and ${column} < ${end}::timestamptz ${andAmong(cohort, among)}`
}

function andAmong(cohort: Cohort, among: Among) {
  const { street, unit, major, category } = COHORTS[cohort]
  const is = (column: string, value: string, kind: string) =>
    value === '' ? sql`` : value === 'none' ? sql`and (${sql.raw(column)}) is null` : sql`and (${sql.raw(column)}) = ${value}::${sql.raw(kind)}`
  const small = among.category.split('-').length > 2
  return sql`${is(street, among.street, 'text')} ${is(unit, among.unit, 'int')} ${is(small ? category : major, among.category, 'text')}`
}

/** The records behind a count, the last first, fifty a page after a place: cases, or the times that units had them, as those times went. */
export async function listTallied(db: Db, agencyId: number, count: Count, period: Period, among: Among, now: Date, after: Place | null): Promise<PublicList> {
  const cohort = cohortOf[count]
  const at = sql.raw(COHORTS[cohort].at)
  const place = after === null ? sql`` : sql`and (${at}, id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  const where = sql`${inCohort(agencyId, cohort, { ...period, before: beginningOf(period.before, after) }, among, now)} and ${sql.raw(CONDITIONS[count])}`
  const page = (from: string) =>
    sql`select *, ${at} as sorted_by from ${sql.raw(from)} where ${where} ${place} order by ${at} desc, id desc limit ${ROWS_A_PAGE + 1}`
  if (COHORTS[cohort].from === 'cases.case') return await readPage(db, page('cases.case').compile(db))
  return await readTenures(db, page('cases.tenure').compile(db))
}

const THREE_FAIL = sql`failed >= ${sql.lit(FAILED_ROUNDS)} and shown = 'full' and stage <> 'merged'`
/** 三核未通过, whenever filed: the last moved first, fifty a page after a place. */
export const listThreeFail = (db: Db, agencyId: number, after: Place | null): Promise<PublicList> =>
  readPage(
    db,
    sql`select *, moved_at as sorted_by from cases.case where agency_id = ${agencyId}::int and ${THREE_FAIL}
      ${after === null ? sql`` : sql`and (moved_at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`}
      order by moved_at desc, id desc limit ${ROWS_A_PAGE + 1}`.compile(db),
  )
export async function countThreeFail(db: Db, agencyId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases.case where agency_id = ${agencyId}::int and ${THREE_FAIL}`.execute(db)
  return rows[0]?.n ?? 0
}
