import { beijingMidnight, dayAfter, type PlainDate } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import './tables.ts'

export type Trace = {
  readonly at: Date
  readonly by: Viewer | 'public' | 'system'
  /** The step in Chinese, as the person saw it. */
  readonly act: string
  /** What it was done to: `requests/XQ-2026-0001`, `accounts/xinxi`. */
  readonly subject: string
  readonly article?: string
  readonly note?: string
}

/** Adds one event; call it inside the transaction of what it records, so that neither exists without the other. */
export async function leaveTrace(db: Db, trace: Trace): Promise<void> {
  await db
    .insertInto('audit.event')
    .values({ ...traceValues(trace), subject: trace.subject })
    .execute()
}

/** Part of a larger statement that adds many records: their events; `source` is a query of `trace`, a json of `TraceValues`, and `subject`. */
export const insertTraces = (source: string): string =>
  `insert into audit.event (at, actor_id, actor, role, act, subject, article, note)
    select t.at, t.actor_id, t.actor, t.role, t.act, s.subject, t.article, t.note from ${source} s,
      json_to_record(s.trace) as t (at timestamptz, actor_id uuid, actor text, role text, act text, article text, note text)`

export type TraceValues = ReturnType<typeof traceValues>
/** The columns of an event but its subject, for `insertTraces`. */
export function traceValues(trace: Omit<Trace, 'subject'>) {
  const by = trace.by === 'public' ? '社会公众' : trace.by === 'system' ? '系统' : trace.by
  return {
    at: trace.at,
    actor_id: typeof by === 'string' ? null : by.id,
    actor: typeof by === 'string' ? by : `${by.name}（${by.account}）`,
    role: typeof by === 'string' ? null : by.role,
    act: trace.act,
    article: trace.article ?? null,
    note: trace.note ?? null,
  }
}

export type TraceFilter = {
  readonly actor: string
  readonly act: string
  readonly subject: string
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  readonly page: number
}
export type TraceRow = {
  id: number
  at: Date
  actor: string
  role: string | null
  act: string
  subject: string
  article: string | null
  note: string | null
}
export const TRACES_A_PAGE = 50

/** The newest first; one row more than a page says that there are older ones. */
export async function listTraces(db: Db, filter: TraceFilter): Promise<{ rows: TraceRow[]; more: boolean }> {
  const rows = await matching(db, filter)
    .orderBy('id', 'desc')
    .limit(TRACES_A_PAGE + 1)
    .offset((filter.page - 1) * TRACES_A_PAGE)
    .execute()
  return { rows: rows.slice(0, TRACES_A_PAGE), more: rows.length > TRACES_A_PAGE }
}

export const MOST_EXPORTED = 50_000 // office setting

/** What a filter finds, the newest first, for a file. */
export const exportTraces = (db: Db, filter: TraceFilter): Promise<TraceRow[]> => matching(db, filter).orderBy('id', 'desc').limit(MOST_EXPORTED).execute()

function matching(db: Db, filter: TraceFilter) {
  let query = db.selectFrom('audit.event').select(['id', 'at', 'actor', 'role', 'act', 'subject', 'article', 'note'])
  if (filter.actor) query = query.where('actor', 'like', `%${filter.actor}%`)
  if (filter.act) query = query.where('act', '=', filter.act)
  if (filter.subject) query = query.where('subject', '=', filter.subject)
  if (filter.from) query = query.where('at', '>=', beijingMidnight(filter.from))
  if (filter.to) query = query.where('at', '<', beijingMidnight(dayAfter(filter.to)))
  return query
}
