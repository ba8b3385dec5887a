import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db, Tables } from '../../platform/database.ts'
import type { Exemption } from './exemptions.ts'
import type { Stage } from './lifecycle.ts'
import './tables.ts'

/** The parts of the desk: what is on its way, by where it waits; what is withheld, the next review first; what is out. */
export const TABS = ['road', 'drafting', 'secrecy', 'review', 'ready', 'withheld', 'published', 'withdrawn', 'discarded'] as const
export type Tab = (typeof TABS)[number]
export const tabName = {
  road: '在办',
  drafting: '拟稿',
  secrecy: '待保密审查',
  review: '待审核',
  ready: '待发布',
  withheld: '不予公开台账',
  published: '已发布',
  withdrawn: '已撤下',
  discarded: '作废',
} as const satisfies Record<Tab, string>

export type DeskItem = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly column: string
  readonly stage: Stage
  readonly department: string | null
  readonly formedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly provisional: boolean
  readonly publishedOn: PlainDate | null
  readonly exemption: Exemption | null
  readonly reviewOn: PlainDate | null
  readonly sortedBy: string
}
export type DeskPlace = { readonly at: string; readonly id: number }
export const DESK_ROWS = 50

const ROAD = sql<boolean>`stage in ('drafting', 'secrecy', 'review', 'ready')`
type Items = ExpressionBuilder<Tables, 'disclosure.item'>
const seenBy = (viewer: Viewer) => (eb: Items) =>
  viewer.role === 'handling-department'
    ? eb.and([eb('agency_id', '=', viewer.agencyId), eb('department', '=', viewer.department ?? '')])
    : eb('agency_id', '=', viewer.agencyId)

/** One page of a part of the desk; the day it is sorted by first, then the id. */
export async function listDesk(db: Db, viewer: Viewer, tab: Tab, after: DeskPlace | null): Promise<{ rows: readonly DeskItem[]; next: DeskPlace | null }> {
  const { by, falls, where } = orderOf(tab)
  const column = sql.ref(by)
  let query = db.selectFrom('disclosure.item').where(seenBy(viewer)).where(where)
  if (after)
    query = query.where(
      sql<boolean>`(${column}, id) ${sql.raw(falls ? '<' : '>')} (${after.at}::${sql.raw(by === 'moved_at' ? 'timestamptz' : 'date')}, ${after.id}::bigint)`,
    )
  const direction = falls ? 'desc' : 'asc'
  const rows = await selected(query, by)
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(DESK_ROWS + 1)
    .execute()
  const last = rows[DESK_ROWS - 1]
  return { rows: rows.slice(0, DESK_ROWS), next: rows.length > DESK_ROWS && last ? { at: last.sortedBy, id: last.id } : null }
}

const selected = (query: SelectQueryBuilder<Tables, 'disclosure.item', object>, by: string) =>
  query.select([
    'id',
    'number',
    'title',
    'column_code as column',
    'stage',
    'department',
    'formed_on as formedOn',
    'due_on as dueOn',
    'due_provisional as provisional',
    'published_on as publishedOn',
    'exemption',
    'review_on as reviewOn',
    sql<string>`${sql.ref(by)}::text`.as('sortedBy'),
  ])

function orderOf(tab: Tab): {
  readonly by: 'due_on' | 'review_on' | 'published_on' | 'moved_at'
  readonly falls: boolean
  readonly where: ReturnType<typeof sql<boolean>>
} {
  switch (tab) {
    case 'road':
      return { by: 'due_on', falls: false, where: ROAD }
    case 'withheld':
      return { by: 'review_on', falls: false, where: sql<boolean>`stage = 'withheld'` }
    case 'published':
      return { by: 'published_on', falls: true, where: sql<boolean>`shown = 'full'` }
    case 'withdrawn':
      return { by: 'moved_at', falls: true, where: sql<boolean>`stage = 'withdrawn'` }
    case 'discarded':
      return { by: 'moved_at', falls: true, where: sql<boolean>`stage = 'discarded'` }
    default:
      return { by: 'due_on', falls: false, where: sql<boolean>`stage = ${sql.lit(tab)} and ${ROAD}` }
  }
}

/** How many items each part of the desk holds, and how many on their way are late. */
export async function countDesk(db: Db, viewer: Viewer, today: PlainDate): Promise<ReadonlyMap<Tab | 'late', number>> {
  const rows = await db
    .selectFrom('disclosure.item')
    .where(seenBy(viewer))
    .where(sql<boolean>`stage in ('drafting', 'secrecy', 'review', 'ready', 'withheld')`)
    .select(['stage', sql<number>`count(*)::int`.as('n'), sql<number>`(count(*) filter (where due_on < ${today}::date))::int`.as('late')])
    .groupBy('stage')
    .execute()
  const counts = new Map<Tab | 'late', number>()
  for (const { stage, n, late } of rows) {
    counts.set(stage as Tab, n) // the stages asked for are tabs
    if (stage === 'withheld') continue
    counts.set('road', (counts.get('road') ?? 0) + n)
    counts.set('late', (counts.get('late') ?? 0) + late)
  }
  return counts
}
