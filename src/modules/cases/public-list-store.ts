import { type Expression, sql } from 'kysely'
import { beijingDay, beijingMidnight, dayAfter, type PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import type { Stage } from './lifecycle.ts'
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
export type PublicRow = {
  readonly id: number
  readonly number: string
  readonly stage: Stage
  readonly shown: Shown
  readonly title: string
  readonly place: string
  readonly lon: number | null
  readonly lat: number | null
  readonly movedAt: Date
  readonly tile: string
  readonly category: string
  readonly street: string
  readonly unit: string
  readonly givenAt: Date | null
  readonly dueAt: Date | null
  readonly overdueFrom: Date | null
  readonly handledAt: Date | null
  readonly onTime: boolean | null
  readonly suspendedUntil: string
  readonly result: string
  readonly failed: number
  readonly supervision: string
  readonly sortedBy: string
}
export type PublicList = { readonly rows: readonly PublicRow[]; readonly next: Place | null }
export const ROWS_A_PAGE = 50
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

// A page of rows as one text: as JSON it takes the database and the server half as long again. Words of a case hold neither of
// these two characters, for forms drop them.
const [FIELD, ROW] = ['\u001f', '\u001e']
const moment = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint::text`
const FIELDS = sql.join([
  ...['id', 'number', 'stage', 'shown', 'title', 'tile', 'category', 'street_code', 'unit', 'place', 'lon', 'lat'].map(
    (column) => sql`${sql.ref(column)}::text`,
  ),
  ...['moved_at', 'given_at', 'due_at', 'overdue_from', 'handled_at'].map(moment),
  ...['on_time', 'suspended_until', 'result', 'failed', 'supervision', 'sorted_by'].map((column) => sql`${sql.ref(column)}::text`),
])

/** One page of the public list after a place. Which cases are in it is what `shownOf` has decided; merged ones stand on their parent's page. */
export const listPublic = (db: Db, agencyId: number, filter: PublicFilter, now: Date): Promise<PublicList> =>
  readPage(db, () => page(db, agencyId, filter, now))

/** A page of cases in the order of a statement, which gives every column and `sorted_by`, and one row more than is shown. */
export async function readPage(db: Db, statement: (rows: number) => Expression<unknown>): Promise<PublicList> {
  const { rows } = await sql<{ rows: string | null }>`
    select string_agg(array_to_string(array[${FIELDS}], ${sql.lit(FIELD)}, ''), ${sql.lit(ROW)}) as rows
    from (${statement(ROWS_A_PAGE + 1)}) t`.execute(db)
  const told = rows[0]?.rows ? rows[0].rows.split(ROW).map(rowOf) : []
  const shown = told.slice(0, ROWS_A_PAGE)
  const last = shown.at(-1)
  return { rows: shown, next: told.length > ROWS_A_PAGE && last ? { at: last.sortedBy, id: last.id } : null }
}

function page(db: Db, agencyId: number, filter: PublicFilter, now: Date) {
  const { by, falls } = orderOf(filter)
  const key = sql.ref(by)
  const kind = sql.raw(by === 'suspended_until' ? 'date' : 'timestamptz')
  const direction = falls ? 'desc' : 'asc'
  let query = matching(db, agencyId, filter, now).select(sql<string>`${key}::text`.as('sorted_by')).orderBy(by, direction).orderBy('id', direction)
  const { after, text } = filter
  if (after) query = query.where(sql<boolean>`(${key}, id) ${sql.raw(falls ? '<' : '>')} (${after.at}::${kind}, ${after.id}::bigint)`)
  if (text === '' || isNumber(text)) return query.limit(ROWS_A_PAGE + 1)
  const among = query.limit(WORDS_AMONG).as('among')
  return db
    .selectFrom(among)
    .selectAll()
    .where(withWords(text))
    .orderBy(by, direction)
    .orderBy('id', direction)
    .limit(ROWS_A_PAGE + 1)
}

/** The cases a filter leaves, without their order. */
function matching(db: Db, agencyId: number, filter: PublicFilter, now: Date) {
  const { status, category, street, unit, from, to, text } = filter
  // In letters, not as values: an index of part of a table serves only a plan that sees which part.
  let query = db.selectFrom('cases.case').selectAll().where('agency_id', '=', agencyId).where(sql<boolean>`shown <> 'none' and stage <> 'merged'`)
  if (status === 'open') query = query.where('stage', 'in', OPEN)
  if (status === 'overdue') query = query.where('overdue_from', '<', now)
  if (status === 'suspended') query = query.where('suspended_until', 'is not', null)
  if (status === 'closed') query = query.where('closed_at', '>=', beijingMidnight(beijingDay(now)))
  if (category !== '') query = query.where(category.split('-').length > 2 ? 'category' : 'major', '=', category)
  if (street !== '') query = query.where('street_code', '=', street)
  if (unit !== null) query = query.where('unit_id', '=', unit)
  if (from !== null) query = query.where('filed_at', '>=', beijingMidnight(from))
  if (to !== null) query = query.where('filed_at', '<', beijingMidnight(dayAfter(to)))
  if (isNumber(text)) query = query.where('number', '=', asNumber(text))
  return query
}

const asNumber = (text: string): string => text.toUpperCase().replace(/\s/g, '')
const isNumber = (text: string): boolean => /^XC[\d.]*\d{8}-\d{4,}$/.test(asNumber(text))
/** Words of the title or the place, or a piece of the number (`1118-0417`). */
const withWords = (text: string) => sql<boolean>`position(${text} in coalesce(title, '') || ' ' || coalesce(place, '') || ' ' || number) > 0`

const instant = (text: string | undefined): Date | null => (text ? new Date(Number(text)) : null)

/** The fields are the columns' own values, in the order of FIELDS. */
function rowOf(text: string): PublicRow {
  const [
    id,
    number,
    stage,
    shown,
    title,
    tile,
    category,
    street,
    unit,
    place,
    lon,
    lat,
    moved,
    given,
    due,
    overdue,
    handled,
    onTime,
    suspendedUntil,
    result,
    failed,
    supervision,
    sortedBy,
  ] = text.split(FIELD) as string[] & Fields
  const full = shown === 'full'
  return {
    id: Number(id),
    number,
    stage,
    shown,
    title: full ? title : '',
    place: full ? place : '',
    lon: full && lon !== '' ? Number(lon) : null,
    lat: full && lat !== '' ? Number(lat) : null,
    movedAt: new Date(Number(moved)),
    tile,
    category: full ? category : '',
    street,
    unit,
    givenAt: instant(given),
    dueAt: instant(due),
    overdueFrom: instant(overdue),
    handledAt: instant(handled),
    onTime: onTime === '' ? null : onTime === 'true',
    suspendedUntil,
    result,
    failed: Number(failed),
    supervision,
    sortedBy,
  }
}
type Fields = [
  string,
  string,
  Stage,
  Shown,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]

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
