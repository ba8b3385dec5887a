import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import { type Checked, type DeadLink, SETTLED_BY_HAND, type SlipFound, type TaskKind, type Waiting, type Wanted } from './tasks.ts'
import type { TaskTable } from './tables.ts'
import './tables.ts'

export const SYSTEM = '系统'
const GONE = '原因已经消除'

/** Opens what is wanted and not open, keeps what is, and ends what has no reason any more. What a person has settled does not come back. */
export async function syncTasks(tx: Db, agencyId: number, wanted: readonly Wanted[], today: PlainDate): Promise<void> {
  const rows = JSON.stringify(wanted)
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as w (kind text, subject text, says text, href text, department text, until date)`
  await sql`update disclosure.task t set done_on = ${today}::date, done_by = ${SYSTEM}, note = ${GONE}
    where t.agency_id = ${agencyId}::int and t.done_on is null and not exists (select 1 from ${given} where w.kind = t.kind and w.subject = t.subject)`.execute(
    tx,
  )
  await sql`insert into disclosure.task (agency_id, kind, subject, says, href, department, until_on, opened_on)
    select ${agencyId}::int, w.kind, w.subject, w.says, w.href, w.department, w.until, ${today}::date from ${given}
    where not (w.kind = any(${[...SETTLED_BY_HAND]}::text[]) and exists (select 1 from disclosure.task d
      where d.agency_id = ${agencyId}::int and d.kind = w.kind and d.subject = w.subject and d.done_on is not null and d.done_by <> ${SYSTEM}))
    on conflict (agency_id, kind, subject) where done_on is null
      do update set says = excluded.says, department = excluded.department, until_on = excluded.until_on, href = excluded.href`.execute(tx)
}

export type Task = Pick<Selectable<TaskTable>, 'id' | 'kind' | 'says' | 'href' | 'department' | 'note'> & {
  readonly until: PlainDate | null
  readonly openedOn: PlainDate
  readonly doneOn: PlainDate | null
  readonly doneBy: string | null
  readonly sortedBy: string
}
export type TaskPlace = { readonly at: string; readonly id: number }
export type TaskFilter = { readonly done: boolean; readonly kind: TaskKind | null; readonly department: string | null; readonly after: TaskPlace | null }
export const TASKS_A_PAGE = 50

const andOf = ({ kind, department }: Pick<TaskFilter, 'kind' | 'department'>) =>
  sql`${kind ? sql`and kind = ${kind}::text` : sql``} ${department === null ? sql`` : sql`and department = ${department}::text`}`

/** Tasks of an agency, or of one of its departments: what is open by the day it must be done by, those without a day last; what is done, the last first. */
export async function listTasks(db: Db, agencyId: number, filter: TaskFilter): Promise<{ rows: Task[]; next: TaskPlace | null }> {
  const { done, after } = filter
  const by = sql.raw(done ? 'done_on' : `coalesce(until_on, 'infinity'::date)`)
  const place = after ? sql`and (${by}, id) ${sql.raw(done ? '<' : '>')} (${after.at}::date, ${after.id}::bigint)` : sql``
  const direction = sql.raw(done ? 'desc' : 'asc')
  const { rows } = await sql<Task>`
    select id, kind, says, href, department, note, until_on as until, opened_on as "openedOn", done_on as "doneOn", done_by as "doneBy", ${by}::text as "sortedBy"
    from disclosure.task where agency_id = ${agencyId}::int and done_on is ${sql.raw(done ? 'not null' : 'null')} ${andOf(filter)} ${place}
    order by ${by} ${direction}, id ${direction} limit ${TASKS_A_PAGE + 1}::int`.execute(db)
  const last = rows[TASKS_A_PAGE - 1]
  return { rows: rows.slice(0, TASKS_A_PAGE), next: rows.length > TASKS_A_PAGE && last ? { at: last.sortedBy, id: last.id } : null }
}

/** How many are open of each kind. */
export async function countTasks(db: Db, agencyId: number, department: string | null): Promise<ReadonlyMap<TaskKind, number>> {
  const { rows } = await sql<{ kind: TaskKind; n: number }>`
    select kind, count(*)::int as n from disclosure.task where agency_id = ${agencyId}::int and done_on is null ${andOf({ kind: null, department })} group by kind`.execute(
    db,
  )
  return new Map(rows.map(({ kind, n }) => [kind, n]))
}

/** Ends an open task of words or links; gives what it said, or nothing when there is none or somebody was faster. */
export async function settleTask(
  tx: Db,
  agencyId: number,
  id: number,
  by: { readonly on: PlainDate; readonly name: string; readonly note: string; readonly department: string | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ says: string }>`
    update disclosure.task set done_on = ${by.on}::date, done_by = ${by.name}, note = ${by.note}
    where agency_id = ${agencyId}::int and id = ${id}::bigint and done_on is null and kind = any(${[...SETTLED_BY_HAND]}::text[])
      ${by.department === null ? sql`` : sql`and department = ${by.department}::text`} returning says`.execute(tx)
  return rows[0]?.says
}

export const listKeepers = async (db: Db, agencyId: number): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await db.selectFrom('disclosure.column_unit').select(['column_code as column', 'department']).where('agency_id', '=', agencyId).execute()).map((row) => [
      row.column,
      row.department,
    ]),
  )

/** Says which department keeps a column; nobody when it is none. */
export async function saveKeeper(tx: Db, agencyId: number, column: string, department: string | null): Promise<void> {
  await tx.deleteFrom('disclosure.column_unit').where('agency_id', '=', agencyId).where('column_code', '=', column).execute()
  if (department !== null) await tx.insertInto('disclosure.column_unit').values({ agency_id: agencyId, column_code: column, department }).execute()
}

const MOST_WAITING = 500
/** Items on the road whose day has passed. */
export const listLate = async (db: Db, agencyId: number, today: PlainDate): Promise<readonly Waiting[]> =>
  (
    await sql<Waiting>`select number, title, department, due_on as "on" from disclosure.item
      where agency_id = ${agencyId}::int and stage in ('drafting', 'secrecy', 'review', 'ready') and due_on < ${today}::date
      order by due_on, id limit ${MOST_WAITING}::int`.execute(db)
  ).rows
/** Published items that are to be taken down. */
export const listOverturned = async (db: Db, agencyId: number): Promise<readonly Waiting[]> =>
  (
    await sql<Waiting>`select number, title, department, due_on as "on" from disclosure.item
      where agency_id = ${agencyId}::int and stage = 'published' and due_on is not null order by due_on, id limit ${MOST_WAITING}::int`.execute(db)
  ).rows
/** Documents that were issued and have no item, or one that was thrown away; `on` is the day of their issue. */
export const listUnpublished = async (db: Db, agencyId: number): Promise<readonly Waiting[]> =>
  (
    await sql<Waiting>`select n.number, n.title, n.department, n.issued_on as "on" from disclosure.norm n
      left join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where n.agency_id = ${agencyId}::int and n.issued_on is not null and n.stage = 'issued' and (i.id is null or i.stage = 'discarded')
      order by n.issued_on, n.id limit ${MOST_WAITING}::int`.execute(db)
  ).rows
/** Documents of this office that are published and neither explained nor said to need no explanation; `on` is the day of their publication. */
export const listUnexplained = async (db: Db, agencyId: number): Promise<readonly (Waiting & { readonly decided: boolean })[]> =>
  (
    await sql<Waiting & { readonly decided: boolean }>`
      select n.number, n.title, n.department, i.published_on as "on", n.interpretation is not null as decided
      from disclosure.norm n join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number and i.shown = 'full'
      where n.agency_id = ${agencyId}::int and n.origin = 'own' and n.issued_on is not null and n.interpretation is distinct from 'not_needed'
        and not exists (select 1 from disclosure.norm_relation r join disclosure.item e on e.agency_id = n.agency_id and e.number = r.to_item and e.shown = 'full'
          where r.norm_id = n.id and r.kind = 'interprets')
      order by i.published_on, n.id limit ${MOST_WAITING}::int`.execute(db)
  ).rows
/** Withheld items whose review has come. */
export const listToReview = async (db: Db, agencyId: number, today: PlainDate): Promise<readonly Waiting[]> =>
  (
    await sql<Waiting>`select number, title, department, review_on as "on" from disclosure.item
      where agency_id = ${agencyId}::int and stage = 'withheld' and review_on <= ${today}::date order by review_on, id limit ${MOST_WAITING}::int`.execute(db)
  ).rows

export type ToCheck = {
  readonly id: number
  readonly title: string
  readonly revision: number
  readonly html: string
  readonly words: string
  /** What was found dead the last time, with the day it began. */
  readonly dead: readonly DeadLink[]
}
/** Published items never checked as they stand, then those not looked at since a day. */
export const listToCheck = async (db: Db, before: PlainDate, most: number): Promise<readonly ToCheck[]> =>
  (
    await sql<ToCheck>`
      select i.id, i.title, r.n as revision, r.html, r.words, coalesce(c.dead, '[]'::jsonb) as dead
      from disclosure.item i
        join lateral (select n, html, words from disclosure.revision where item_id = i.id order by n desc limit 1) r on true
        left join disclosure.checked c on c.item_id = i.id
      where i.shown = 'full' and (c.revision is distinct from r.n or c.checked_on < ${before}::date)
      order by c.checked_on nulls first, i.id limit ${most}::int`.execute(db)
  ).rows

export async function saveChecked(
  db: Db,
  { id, revision }: ToCheck,
  on: PlainDate,
  { slips, dead }: { readonly slips: readonly SlipFound[]; readonly dead: readonly DeadLink[] },
): Promise<void> {
  await sql`insert into disclosure.checked (item_id, revision, checked_on, slips, dead)
    values (${id}::bigint, ${revision}::int, ${on}::date, ${JSON.stringify(slips)}::jsonb, ${JSON.stringify(dead)}::jsonb)
    on conflict (item_id) do update set revision = excluded.revision, checked_on = excluded.checked_on, slips = excluded.slips, dead = excluded.dead`.execute(
    db,
  )
}

/** What was found in the published items as they stand. */
export const listChecked = async (db: Db, agencyId: number): Promise<readonly Checked[]> =>
  (
    await sql<Checked>`
      select i.number, i.title, i.department, c.slips, c.dead from disclosure.checked c join disclosure.item i on i.id = c.item_id
      where i.agency_id = ${agencyId}::int and i.shown = 'full' and (c.slips <> '[]'::jsonb or c.dead <> '[]'::jsonb) order by i.id`.execute(db)
  ).rows
