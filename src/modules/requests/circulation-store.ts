import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import type { Circulated } from './circulation.ts'
import type { Stage } from './lifecycle.ts'
import type { Request } from './store.ts'
import './tables.ts'

/** Keeps what lists read of a circulation: one row a department and question. */
export async function keepCirculated(tx: Db, { id, agencyId }: Pick<Request, 'id' | 'agencyId'>, all: readonly Circulated[]): Promise<void> {
  const rows = all.map(({ department, leads, askedOn, dueOn, answer, urged }, n) => {
    return { request_id: id, n, agency_id: agencyId, department, leads, asked_on: askedOn, due_on: dueOn, answered_on: answer?.on ?? null, urged: urged.length }
  })
  await tx.deleteFrom('requests.circulated').where('request_id', '=', id).execute()
  if (rows.length > 0) await tx.insertInto('requests.circulated').values(rows).execute()
}

export type WaitedFor = {
  readonly number: string
  readonly subject: string
  readonly stage: Stage
  readonly department: string
  readonly leads: boolean
  readonly askedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly urged: number
  readonly requestDueOn: PlainDate | null
}
const MOST_WAITED_FOR = 200 // office setting: a page of what departments owe
/** What departments owe the office: open questions, the first due first; of one department where it asks for its own. */
export const listWaitedFor = (db: Db, agencyId: number, department: string | null): Promise<WaitedFor[]> =>
  ask<WaitedFor>(
    db,
    `select r.number, r.subject, r.stage, c.department, c.leads, c.asked_on as "askedOn", c.due_on as "dueOn", c.urged::int, r.due_on as "requestDueOn"
      from requests.circulated c join requests.request r on r.id = c.request_id
      where c.agency_id = $1 and c.answered_on is null and r.concluded_on is null${department === null ? '' : ' and c.department = $2'}
      order by c.due_on, c.request_id limit ${MOST_WAITED_FOR}`,
    department === null ? [agencyId] : [agencyId, department],
  )

export type DepartmentRecord = { readonly department: string; readonly asked: number; readonly given: number; readonly late: number; readonly urged: number }
/** How each department answered what it was asked since a day: which unit was late. */
export async function countByDepartment(db: Db, agencyId: number, since: PlainDate, today: PlainDate): Promise<DepartmentRecord[]> {
  const { rows } = await sql<DepartmentRecord>`
    select department, count(*)::int as asked, count(answered_on)::int as given,
      count(*) filter (where due_on < coalesce(answered_on, ${today}::date))::int as late, sum(urged)::int as urged
    from requests.circulated where agency_id = ${agencyId} and asked_on >= ${since}::date group by department order by late desc, asked desc, department`.execute(
    db,
  )
  return rows
}
