import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Period, RATING_CHANNELS } from './counted.ts'
import { beginningOf, type Place, type PublicList, readPage, ROWS_A_PAGE } from './public-list-store.ts'
import { FAILED_ROUNDS } from './settings.ts'
import { type Among, type Cohort, type Count, type Counts, COUNTS, cohortOf, type Dimension, NOTHING } from './tally.ts'
import './tables.ts'

// In letters, not as values: each cohort has an index of its part of the table that holds all that is counted (migration 0025).
const FILED = { at: 'filed_at', where: sql`filed_at is not null and shown = 'full' and stage <> 'merged'` }
const COHORTS = {
  filed: FILED,
  given: FILED,
  due: { at: 'due_at', where: sql`due_at is not null and shown = 'full' and stage <> 'merged'` },
  rated: {
    at: 'rated_at',
    where: sql`rated_at is not null and shown <> 'none' and channel in (${sql.raw(RATING_CHANNELS.map((one) => `'${one}'`).join(', '))})`,
  },
} as const satisfies Record<Cohort, { readonly at: string; readonly where: RawBuilder<unknown> }>

const CONDITIONS: Readonly<Record<Count, string>> = {
  filed: 'true',
  given: '(unit_id is not null or returned_by is not null)',
  returned: 'returned_by is not null',
  checked: 'rounds > 0',
  reworked: 'failed > 0',
  threeFail: `failed >= ${FAILED_ROUNDS}`,
  due: '(closed_at is not null or overdue_from is not null)',
  onTime: 'closed_at is not null and on_time',
  late: 'closed_at is not null and not on_time',
  exempt: 'closed_at is not null and not on_time and exempt',
  openOverdue: 'closed_at is null and overdue_from is not null',
  awaiting: 'closed_at is null and overdue_from is null',
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
  const parts = await Promise.all([
    ...(['filed', 'due', 'rated'] as const).map((cohort) => tallyCohort(db, agencyId, cohort, period, among, now)),
    tallyGiven(db, agencyId, period, among, now),
  ])
  for (const { dimension, code, ...counts } of parts.flat()) {
    if (dimension === 'whole') Object.assign(whole, counts)
    else by[dimension].set(code, { ...NOTHING, ...by[dimension].get(code), ...counts })
  }
  return { whole: whole as Counts, by } // it began as a copy of NOTHING
}

async function tallyCohort(db: Db, agencyId: number, cohort: Exclude<Cohort, 'given'>, period: Period, among: Among, now: Date): Promise<Row[]> {
  const counts = COUNTS.filter((count) => cohortOf[count] === cohort)
  const list = (write: (count: Count) => string) => sql.raw(counts.map(write).join(', '))
  const category = sql.raw(among.category === '' ? 'major' : 'category')
  // First what goes together, then each alone: the large set is gone through once.
  const { rows } = await sql<Row>`
    with together as materialized (
      select street_code, unit_id, ${category} as category, ${list((count) => `count(*) filter (where ${CONDITIONS[count]}) as "${count}"`)}
      from cases.case where ${inCohort(agencyId, cohort, period, among, now)} group by 1, 2, 3
    )
    select case grouping(street_code, unit_id, category) when 3 then 'street' when 5 then 'unit' when 6 then 'category' else 'whole' end as dimension,
      coalesce(street_code, unit_id::text, category, 'none') as code, ${list((count) => `sum("${count}")::bigint as "${count}"`)}
    from together group by grouping sets ((street_code), (unit_id), (category), ())`.execute(db)
  return rows.map((row) => ({ ...row, ...Object.fromEntries(counts.map((count) => [count, Number(row[count] ?? 0)])) }))
}

/** A case counts for every unit it was given to, and once as a whole, in its street and in its class. */
async function tallyGiven(db: Db, agencyId: number, period: Period, among: Among, now: Date): Promise<Row[]> {
  const category = sql.raw(among.category === '' ? 'major' : 'category')
  const hers = among.unit === '' || among.unit === 'none' ? sql`true` : sql`returned_by @> array[${among.unit}::int]`
  const { rows } = await sql<Row>`
    with together as materialized (
      select street_code, unit_id, ${category} as category, returned_by, count(*) as n
      from cases.case where ${inCohort(agencyId, 'given', period, among, now)} and ${sql.raw(CONDITIONS.given)} group by 1, 2, 3, 4
    )
    select case grouping(street_code, category) when 1 then 'street' when 2 then 'category' else 'whole' end as dimension, coalesce(street_code, category, 'none') as code,
      sum(n)::bigint as given, sum(n) filter (where returned_by is not null and ${hers})::bigint as returned
    from together group by grouping sets ((street_code), (category), ())
    union all
    select 'unit', u.id::text, sum(n)::bigint, sum(n) filter (where returned_by @> array[u.id])::bigint
    from together cross join lateral (select unnest(returned_by) union select unit_id) u (id)
    where ${among.unit === '' ? sql`u.id is not null` : sql`u.id::text = ${among.unit}::text`} group by u.id`.execute(db)
  return rows.map((row) => ({ ...row, given: Number(row.given ?? 0), returned: Number(row.returned ?? 0) }))
}

function inCohort(agencyId: number, cohort: Cohort, { from, before }: Period, among: Among, now: Date, count?: Count) {
  const { at, where } = COHORTS[cohort]
  const end = cohort === 'due' && now < before ? now : before // a promise of tomorrow is nobody's debt yet
  const column = sql.ref(at)
  return sql`agency_id = ${agencyId}::int and ${where} and ${column} >= ${from}::timestamptz and ${column} < ${end}::timestamptz
    ${cohort === 'given' ? andGiven(among, count) : andAmong(among)}`
}

// Given to a unit is what it has and what it gave back; what nobody has was given to nobody.
function andGiven({ unit, ...among }: Among, count: Count | undefined) {
  const others = andAmong({ ...among, unit: '' })
  if (unit === '') return others
  if (unit === 'none') return sql`and false`
  const gaveBack = sql`returned_by @> array[${unit}::int]`
  return count === 'returned' ? sql`and ${gaveBack} ${others}` : sql`and (unit_id = ${unit}::int or ${gaveBack}) ${others}`
}

function andAmong({ street, unit, category }: Among) {
  const is = (column: string, value: string, kind: string) =>
    value === '' ? sql`` : value === 'none' ? sql`and ${sql.ref(column)} is null` : sql`and ${sql.ref(column)} = ${value}::${sql.raw(kind)}`
  return sql`${is('street_code', street, 'text')} ${is('unit_id', unit, 'int')} ${is(category.split('-').length > 2 ? 'category' : 'major', category, 'text')}`
}

/** The cases behind a count, the last first, fifty a page after a place. */
export async function listTallied(db: Db, agencyId: number, count: Count, period: Period, among: Among, now: Date, after: Place | null): Promise<PublicList> {
  const at = sql.ref(COHORTS[cohortOf[count]].at)
  const place = after === null ? sql`` : sql`and (${at}, id) < (${after.at}::timestamptz, ${after.id}::bigint)`
  return await readPage(
    db,
    sql`select *, ${at} as sorted_by from cases.case where ${inCohort(agencyId, cohortOf[count], { ...period, before: beginningOf(period.before, after) }, among, now, count)}
      and ${sql.raw(CONDITIONS[count])} ${place} order by ${at} desc, id desc limit ${ROWS_A_PAGE + 1}`.compile(db),
  )
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
