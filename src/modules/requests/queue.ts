import { type ExpressionBuilder, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db, Tables } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import { addWorkingDays, type Calendar } from '../calendar/index.ts'
import { AMBER_DAYS } from './clock.ts'
import type { Decision } from './decisions.ts'
import type { ApplicantKind, Channel } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import { visibleTo } from './visibility.ts'
import './tables.ts'

export const TABS = ['open', 'today', 'soon', 'late', 'hold', 'drafted', 'reviewed', 'unsent', 'done'] as const
export type Tab = (typeof TABS)[number]
export const tabName = {
  open: '全部在办',
  today: '今日到期',
  soon: '临期',
  late: '超期',
  hold: '停计',
  drafted: '待审核',
  reviewed: '待签发',
  unsent: '待寄送',
  done: '已办结',
} as const satisfies Record<Tab, string>

export type QueueFilter = {
  readonly tab: Tab
  readonly text: string
  readonly channel: Channel | ''
  readonly department: string
  readonly after: Place | null
}
/** A row's place in the order of its list: the day it is sorted by (null: standing, at the end) and its id. */
export type Place = { readonly day: PlainDate | null; readonly id: number }
export type QueueRow = {
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly applicantKind: ApplicantKind
  readonly applicantMasked: string
  readonly channel: Channel
  readonly receivedOn: PlainDate
  readonly stage: Stage
  readonly department: string | null
  readonly dueOn: PlainDate | null
  readonly dueProvisional: boolean
  readonly concludedOn: PlainDate | null
  readonly decision: Decision | null
}
export type Queue = { readonly rows: readonly QueueRow[] /** Where the next page begins; null on the last. */; readonly next: Place | null }
export const ROWS_A_PAGE = 50

type At = { readonly today: PlainDate; readonly calendar: Calendar }
type Builder = ExpressionBuilder<Tables, 'requests.request'>

function inTab(eb: Builder, tab: Tab, { today, calendar }: At) {
  const open = eb('concluded_on', 'is', null)
  const amber = addWorkingDays(today, AMBER_DAYS, calendar)
  switch (tab) {
    case 'open':
      return open
    case 'today':
      return eb.and([open, eb('due_on', '=', today)])
    case 'soon':
      return eb.and([open, eb('due_on', '>=', today), eb('due_on', '<=', amber)])
    case 'late':
      return eb.and([open, eb('due_on', '<', today)])
    case 'hold':
      return eb.and([open, eb('due_on', 'is', null)])
    case 'drafted':
    case 'reviewed':
      return eb.and([open, eb('stage', '=', tab)])
    case 'unsent':
      return eb.and([eb('concluded_on', 'is not', null), eb('sent_on', 'is', null), eb('archived_on', 'is', null)])
    case 'done':
      return eb('concluded_on', 'is not', null)
  }
}

function rowsFor(db: Db, viewer: Viewer, filter: QueueFilter, at: At) {
  let query = db
    .selectFrom('requests.request')
    .selectAll()
    .where((eb) => visibleTo(eb, viewer))
    .where((eb) => inTab(eb, filter.tab, at))
  if (filter.text) {
    const like = `%${filter.text.replace(/[%_\\]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('number', 'ilike', like), eb('subject', 'ilike', like)]))
  }
  if (filter.channel) query = query.where('channel', '=', filter.channel)
  if (filter.department) query = query.where('department', '=', filter.department)
  return query
}

/** What has been answered stands by the day of its answer, the newest first. */
const isOver = (tab: Tab): boolean => tab === 'done' || tab === 'unsent'

/** One page of the queue after a place: open requests by due day, those whose clock stands at the end; answered ones newest first. */
export async function listQueue(db: Db, viewer: Viewer, filter: QueueFilter, at: At): Promise<Queue> {
  const rows = isOver(filter.tab) ? await doneAfter(db, viewer, filter, at) : await openAfter(db, viewer, filter, at)
  const shown = rows.slice(0, ROWS_A_PAGE)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > ROWS_A_PAGE && last ? { day: isOver(filter.tab) ? last.concludedOn : last.dueOn, id: last.id } : null }
}

// A page of rows as one text: as JSON it takes the database and the server half as long again, as rows twice. No text of a request
// holds these two characters (migration 0015).
const [FIELD, ROW] = ['\u001f', '\u001e']
const ROW_TEXT = sql<string>`array_to_string(array[id::text, number, subject, applicant_kind, applicant_masked, channel, received_on::text, stage,
  department, due_on::text, due_provisional::text, concluded_on::text, decision], ${sql.lit(FIELD)}, '')`

async function read(db: Db, query: ReturnType<typeof rowsFor>): Promise<QueueRow[]> {
  const told = await db
    .selectFrom(query.as('t'))
    .select(sql<string | null>`string_agg(${ROW_TEXT}, ${sql.lit(ROW)})`.as('rows'))
    .executeTakeFirst()
  return told?.rows ? told.rows.split(ROW).map(rowOf) : []
}

/** The fields are the columns' own values, in the order of ROW_TEXT. */
function rowOf(text: string): QueueRow {
  const [id, number, subject, kind, masked, channel, receivedOn, stage, department, dueOn, dueProvisional, concludedOn, decision] = text.split(
    FIELD,
  ) as string[] & Fields
  return {
    id: Number(id),
    number,
    subject,
    applicantKind: kind,
    applicantMasked: masked,
    channel,
    receivedOn,
    stage,
    department: department || null,
    dueOn: dueOn || null,
    dueProvisional: dueProvisional === 'true',
    concludedOn: concludedOn || null,
    decision: decision || null,
  }
}
type Fields = [string, string, string, ApplicantKind, string, Channel, PlainDate, Stage, string, PlainDate | '', string, PlainDate | '', Decision | '']

function doneAfter(db: Db, viewer: Viewer, filter: QueueFilter, at: At) {
  const { after } = filter
  const query = rowsFor(db, viewer, filter, at)
    .orderBy('concluded_on', 'desc')
    .orderBy('id', 'desc')
    .limit(ROWS_A_PAGE + 1)
  return read(db, after ? query.where(sql<boolean>`(concluded_on, id) < (${after.day}::date, ${after.id}::bigint)`) : query)
}

// Two ranges of one index: a comparison of rows leaves out those without a due day, which stand behind the others.
async function openAfter(db: Db, viewer: Viewer, filter: QueueFilter, at: At) {
  const { after } = filter
  const dated = rowsFor(db, viewer, filter, at)
    .where('due_on', 'is not', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(ROWS_A_PAGE + 1)
  const rows =
    after === null
      ? await read(db, dated)
      : after.day === null
        ? []
        : await read(db, dated.where(sql<boolean>`(due_on, id) > (${after.day}::date, ${after.id}::bigint)`))
  const left = ROWS_A_PAGE + 1 - rows.length
  if (left === 0 || filter.tab === 'today' || filter.tab === 'soon' || filter.tab === 'late') return rows
  const standing = rowsFor(db, viewer, filter, at).where('due_on', 'is', null).orderBy('id').limit(left)
  return [...rows, ...(await read(db, after?.day === null ? standing.where('id', '>', after.id) : standing))]
}

/** Answered requests are counted in no tab: nobody waits for them, or they are few. */
export type CountedTab = Exclude<Tab, 'done' | 'unsent'>
export const isCounted = (tab: Tab): tab is CountedTab => tab !== 'done' && tab !== 'unsent'
export type TabCounts = Readonly<Record<CountedTab, number>>
const KEEP_MS = 1_000
const counts = keepFor<TabCounts>(KEEP_MS)

/** Counts the tabs again at the next look; called by whatever changes a request in this process. */
export const forgetCounts = (db: Db): void => counts.forget(db)

/**
 * How many stand in each tab, for this viewer; answered ones are not counted, a list nobody waits for. Kept for a second,
 * because every page of the queue prints them; a change made by another process shows a second later.
 */
export const countQueue = (db: Db, viewer: Viewer, at: At): Promise<TabCounts> =>
  counts.find(db, `${viewer.agencyId} ${viewer.role} ${viewer.department} ${at.today} ${at.calendar.version}`, () => readCounts(db, viewer, at))

async function readCounts(db: Db, viewer: Viewer, at: At): Promise<TabCounts> {
  const amber = addWorkingDays(at.today, AMBER_DAYS, at.calendar)
  const row = await db
    .selectFrom('requests.request')
    .select([
      sql<number>`count(*)`.as('open'),
      sql<number>`count(*) filter (where due_on = ${at.today}::date)`.as('today'),
      sql<number>`count(*) filter (where due_on between ${at.today}::date and ${amber}::date)`.as('soon'),
      sql<number>`count(*) filter (where due_on < ${at.today}::date)`.as('late'),
      sql<number>`count(*) filter (where due_on is null)`.as('hold'),
      sql<number>`count(*) filter (where stage = 'drafted')`.as('drafted'),
      sql<number>`count(*) filter (where stage = 'reviewed')`.as('reviewed'),
    ])
    .where((eb) => visibleTo(eb, viewer))
    .where('concluded_on', 'is', null)
    .executeTakeFirstOrThrow()
  return row
}
