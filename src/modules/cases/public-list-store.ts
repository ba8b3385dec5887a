import { sql } from 'kysely'
import { beijingDay, beijingMidnight, dayAfter, type PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import type { Stage } from './lifecycle.ts'
import { dayIn, fieldsOf, listedFieldsOf, momentIn, ROW, TOLD, type ToldInList } from './told.ts'
import type { Shown } from './visibility.ts'
import './tables.ts'

export const STATUSES = ['all', 'open', 'overdue', 'closed', 'suspended'] as const
export type Status = (typeof STATUSES)[number]
export const statusName = { all: '全部', open: '正在处置', overdue: '超期未结', closed: '今天结案', suspended: '挂账' } as const satisfies Record<
  Status,
  string
>

export type PublicFilter = {
  readonly status: Status
  readonly text: string
  /** A small class `部-01-02` or a major one `部-01`. */
  readonly category: string
  readonly street: string
  readonly unit: number | null
  /** Days of filing. */
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  readonly after: Place | null
}
/** A row's place in its list: the moment it is sorted by, and its id. */
export type Place = { readonly at: string; readonly id: number }
/** A case as tables of cases print it. */
export type ListedCase = {
  readonly number: string
  readonly stage: Stage
  readonly shown: Shown
  readonly title: string
  readonly tile: string
  readonly category: string
  readonly street: string
  readonly unit: string
  readonly givenAt: Date | null
  readonly dueAt: Date | null
  readonly handledAt: Date | null
  readonly onTime: boolean | null
  readonly suspended: boolean
  readonly suspendedUntil: string
  readonly result: string
  readonly failed: number
  readonly supervision: string
}
/** The same with what files and feeds say beside it. */
export type PublicRow = ListedCase & {
  readonly place: string
  readonly lon: number | null
  readonly lat: number | null
  readonly movedAt: Date
  readonly overdueFrom: Date | null
  /** It was late, and a granted appeal excused it. */
  readonly exempt: boolean
}
export type PublicList<Row = ListedCase> = { readonly rows: readonly Row[]; readonly next: Place | null }
export const ROWS_A_PAGE = 50
/**
 * Where a falling list of a period begins: at the place it goes on from, when that lies before the period's end. Of two upper bounds the
 * server enters the index by the first it is told, and from the end of a year to a place in its spring it would walk half the year.
 */
export function beginningOf(end: Date, after: Place | null): Date {
  const at = after === null ? Number.NaN : Date.parse(after.at.replace(/([+-]\d\d)$/, '$1:00'))
  return at < end.getTime() ? new Date(at + 1) : end
}
// Words are looked for among so many of the filter, in its order, from where a page begins: the search of the whole is another work.
export const WORDS_AMONG = 5_000 // office setting

const OPEN: readonly Stage[] = ['filed', 'dispatched', 'handling', 'returned', 'disputed', 'handled', 'verified']
/** What a list is read in the order of, so that an index leads through it: the longest late first, what lies back by its filing. */
function orderOf({ status, from, to }: PublicFilter): {
  readonly by: 'overdue_from' | 'suspended_until' | 'closed_at' | 'filed_at' | 'moved_at'
  readonly falls: boolean
} {
  if (status === 'overdue') return { by: 'overdue_from', falls: false }
  if (status === 'suspended') return { by: 'suspended_until', falls: false }
  if (status === 'closed') return { by: 'closed_at', falls: true }
  return from !== null || to !== null ? { by: 'filed_at', falls: true } : { by: 'moved_at', falls: true }
}

// A page of rows as one text: as JSON or as columns it takes the database and the server half as long again.
const AS_ONE_TEXT = `select string_agg(${TOLD}, '${ROW}') as rows, (array_agg(sorted_by))[${ROWS_A_PAGE}]::text as at, (array_agg(id))[${ROWS_A_PAGE}] as id from `

/** A statement in letters with its values. */
export type Statement = { readonly sql: string; readonly parameters: readonly unknown[] }

/** One page of the public list after a place. Which cases are in it is what `shownOf` has decided; merged ones stand on their parent's page. */
export const listPublic = (db: Db, agencyId: number, filter: PublicFilter, now: Date): Promise<PublicList> => readPage(db, page(agencyId, filter, now))

/** The same page with what open data says of each case. */
export const listOpenData = (db: Db, agencyId: number, filter: PublicFilter, now: Date): Promise<PublicList<PublicRow>> =>
  readRows(db, page(agencyId, filter, now), openRowOf)

/** A page of cases in the order of a statement, which gives every column and `sorted_by`, and one row more than is shown. */
export const readPage = (db: Db, statement: Statement): Promise<PublicList> => readRows(db, statement, (row) => rowOf(listedFieldsOf(row)))

async function readRows<Row extends ListedCase>(db: Db, { sql: from, parameters }: Statement, read: (row: string) => Row): Promise<PublicList<Row>> {
  type Page = { rows: string | null; at: string | null; id: number | null }
  const [{ rows: told, at, id } = { rows: null, at: null, id: null }] = await ask<Page>(db, `${AS_ONE_TEXT}(${from}) t`, parameters)
  const all = told === null ? [] : told.split(ROW).map(read)
  return { rows: all.slice(0, ROWS_A_PAGE), next: all.length > ROWS_A_PAGE && at !== null && id !== null ? { at, id } : null }
}

/** A page of tenures in the order of a statement: the cases they are of, each as it went with that unit. */
export async function readTenures(db: Db, { sql: from, parameters }: Statement): Promise<PublicList> {
  type Tenure = { id: number; at: string; told: string; unit: string; givenAt: Date; dueAt: Date | null; endedAt: Date | null; onTime: boolean | null }
  const rows = await ask<Tenure>(
    db,
    `select t.id, t.sorted_by::text as at, (select ${TOLD} from cases.case c where c.id = t.case_id) as told, t.unit, t.given_at as "givenAt", t.due_at as "dueAt",
      t.ended_at as "endedAt", t.on_time as "onTime" from (${from}) t order by t.sorted_by desc, t.id desc`,
    parameters,
  )
  const last = rows[ROWS_A_PAGE - 1]
  const shown = rows.slice(0, ROWS_A_PAGE).map(({ told, unit, givenAt, dueAt, endedAt, onTime }) => ({
    ...rowOf(listedFieldsOf(told)),
    unit,
    givenAt,
    dueAt,
    handledAt: endedAt,
    onTime,
  }))
  return { rows: shown, next: rows.length > ROWS_A_PAGE && last ? { at: last.at, id: last.id } : null }
}

function page(agencyId: number, filter: PublicFilter, now: Date): Statement {
  const { by, falls } = orderOf(filter)
  const { after, text } = filter
  const parameters: unknown[] = []
  const value = (given: unknown, kind: string): string => `$${parameters.push(given)}::${kind}`
  // In letters, not as values: an index of part of a table serves only a plan that sees which part.
  const where = [`agency_id = ${value(agencyId, 'int')}`, `shown <> 'none' and stage <> 'merged'`, ...matching(filter, now, value)]
  if (after) {
    const kind = by === 'suspended_until' ? 'date' : 'timestamptz'
    where.push(`(${by}, id) ${falls ? '<' : '>'} (${value(after.at, kind)}, ${value(after.id, 'bigint')})`)
  }
  const [direction, rows] = [falls ? 'desc' : 'asc', ROWS_A_PAGE + 1]
  const order = `order by ${by} ${direction}, id ${direction}`
  const list = (limit: number): string => `select *, ${by} as sorted_by from cases.case where ${where.join(' and ')} ${order} limit ${limit}`
  if (text === '' || isNumber(text)) return { sql: list(rows), parameters }
  return { sql: `select * from (${list(WORDS_AMONG)}) among where ${withWords(value(text, 'text'))} ${order} limit ${rows}`, parameters }
}

/** The conditions of a filter, without its order. */
function matching(
  { status, category, street, unit, from, to, text, after }: PublicFilter,
  now: Date,
  value: (given: unknown, kind: string) => string,
): string[] {
  const where: string[] = []
  if (status === 'open') where.push(`stage in (${OPEN.map((stage) => `'${stage}'`).join(', ')})`)
  if (status === 'overdue') where.push(`overdue_from < ${value(now, 'timestamptz')}`)
  if (status === 'suspended') where.push('suspended_until is not null')
  if (status === 'closed') where.push(`closed_at >= ${value(beijingMidnight(beijingDay(now)), 'timestamptz')}`)
  if (category !== '') where.push(`${category.split('-').length > 2 ? 'category' : 'major'} = ${value(category, 'text')} and shown = 'full'`)
  if (street !== '') where.push(`street_code = ${value(street, 'text')} and shown = 'full'`)
  if (unit !== null) where.push(`unit_id = ${value(unit, 'int')}`)
  if (from !== null) where.push(`filed_at >= ${value(beijingMidnight(from), 'timestamptz')}`)
  if (to !== null)
    where.push(`filed_at < ${value(beginningOf(beijingMidnight(dayAfter(to)), status === 'all' || status === 'open' ? after : null), 'timestamptz')}`)
  if (isNumber(text)) where.push(`number = ${value(asNumber(text), 'text')}`)
  return where
}

const asNumber = (text: string): string => text.toUpperCase().replace(/\s/g, '')
const isNumber = (text: string): boolean => /^XC[\d.]*\d{8}-\d{4,}$/.test(asNumber(text))
/** Words of the title or the place where they are shown, or a piece of the number (`1118-0417`): who searches learns no more than who reads. */
const withWords = (text: string): string =>
  `position(${text} in case when shown = 'full' then coalesce(title, '') || ' ' || coalesce(place, '') || ' ' else '' end || number) > 0`

function rowOf([
  number,
  stage,
  shown,
  title,
  tile,
  category,
  street,
  unit,
  given,
  due,
  handled,
  onTime,
  suspended,
  result,
  failed,
  supervision,
]: ToldInList): ListedCase {
  return {
    number,
    stage,
    shown,
    title,
    tile,
    category,
    street,
    unit,
    givenAt: momentIn(given),
    dueAt: momentIn(due),
    handledAt: momentIn(handled),
    onTime: onTime === '' ? null : onTime === 'true',
    suspended: suspended !== '',
    suspendedUntil: dayIn(suspended),
    result,
    failed: Number(failed),
    supervision,
  }
}

const degrees = (field: string): number | null => (field === '' ? null : Number(field))
function openRowOf(row: string): PublicRow {
  const told = fieldsOf(row)
  const [, , , , , , , , , , , , , , , , place, lon, lat, moved, overdue, exempt] = told
  return {
    ...rowOf(listedFieldsOf(row)),
    place,
    lon: degrees(lon),
    lat: degrees(lat),
    movedAt: new Date(Number(moved)),
    overdueFrom: momentIn(overdue),
    exempt: exempt === 'true',
  }
}

export type PublicCounts = Readonly<Record<Exclude<Status, 'all'>, number>>
const KEEP_MS = 2_000
const counts = keepFor<PublicCounts>(KEEP_MS)
/** How many are open, late, hung up and closed today; kept for two seconds, for every list prints them. */
export const countPublic = (db: Db, agencyId: number, now: Date): Promise<PublicCounts> =>
  counts.find(db, `${agencyId} ${beijingDay(now)}`, async () => {
    const midnight = beijingMidnight(beijingDay(now))
    const { rows } = await sql<PublicCounts>`select
      (select count(*) from cases.case where agency_id = ${agencyId} and stage = any(${sql.val(OPEN)}::text[])
        and stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided')) as open,
      (select count(*) from cases.case where agency_id = ${agencyId} and overdue_from < ${now}) as overdue,
      (select count(*) from cases.case where suspended_until is not null and agency_id = ${agencyId}) as suspended,
      (select count(*) from cases.case where agency_id = ${agencyId} and closed_at >= ${midnight}) as closed`.execute(db)
    return rows[0] ?? { open: 0, overdue: 0, suspended: 0, closed: 0 }
  })
