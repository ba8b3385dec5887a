import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { type CaseState, replay } from './case.ts'
import type { CaseFact } from './facts.ts'
import type { Projection } from './projection.ts'
import type { CaseTable } from './tables.ts'
import './tables.ts'

export type LoggedFact = { readonly seq: number; readonly at: Date; readonly by: string; readonly role: string; readonly fact: CaseFact }

/** A report or case with its whole life. `row` is what its columns say; `state` is what its events say, and rules. */
export type Case = {
  readonly id: number
  readonly agencyId: number
  readonly number: string
  readonly version: number
  readonly row: Told
  /** Reports merged into this one. */
  readonly coReports: number
  readonly events: readonly LoggedFact[]
  readonly state: CaseState
}

type Moments = 'reported_at' | 'filed_at' | 'given_at' | 'due_at' | 'desk_due_at' | 'overdue_from' | 'handled_at' | 'closed_at' | 'rated_at' | 'moved_at'
/** The columns as json tells them: moments are text. */
export type Told = Omit<Selectable<CaseTable>, Moments> & { readonly [M in Moments]: string | null }
type Row = {
  readonly row: Told
  readonly co_reports: number
  readonly events: readonly { seq: number; at: string; by: string; role: string; fact: CaseFact }[]
}

// A whole row as one value: read column by column, its many columns cost as much again.
const WITH_LIFE = `
  select row_to_json(c) as row, (select count(*) from cases.case k where k.parent = c.number) as co_reports, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role, 'fact', e.fact)
    order by e.seq) from cases.event e where e.case_id = c.id) as events
  from cases.case c`
const ONE_WITH_LIFE = `${WITH_LIFE} where c.number = $1`

/** The case of this number with its events, in one statement. */
export async function findCase(db: Db, number: string): Promise<Case | undefined> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(ONE_WITH_LIFE, [number]))
  return rows[0] && caseOf(rows[0])
}

function caseOf({ row, co_reports: coReports, events: told }: Row): Case {
  const events = told.map((event) => ({ ...event, at: new Date(event.at) }))
  return { id: row.id, agencyId: row.agency_id, number: row.number, version: row.version, row, coReports, events, state: replay(events) }
}

/** Holds a case until the transaction ends, so that nobody else moves it meanwhile. */
export async function lockCase(tx: Db, number: string): Promise<void> {
  await tx.selectFrom('cases.case').select('id').where('number', '=', number).forUpdate().execute()
}

export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly photos: number }

/** Adds the event and moves the columns; false when someone else was there first. */
export async function saveStep(tx: Db, one: Case, fact: CaseFact, next: Projection, by: StepBy): Promise<boolean> {
  const moved = await tx
    .updateTable('cases.case')
    .set({ ...next, version: one.version + 1, photos: one.row.photos + by.photos })
    .where('id', '=', one.id)
    .where('version', '=', one.version)
    .returning('id')
    .executeTakeFirst()
  if (!moved) return false
  await sql`insert into cases.event (case_id, seq, at, by_name, by_role, fact)
    values (${one.id}, ${one.events.length + 1}, ${by.at}, ${by.byName}, ${by.byRole}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)
  return true
}

/** Who reported the same and was joined to this case. */
export const listCoReporters = (db: Db, parent: string) =>
  db
    .selectFrom('cases.case')
    .select(['number', 'reporter_sealed as sealed', 'reporter_fingerprint as fingerprint'])
    .where('parent', '=', parent)
    .where('reporter_fingerprint', 'is not', null)
    .execute()

/** The numbers of the reports merged into a case. */
export const listMergedNumbers = async (db: Db, parent: string): Promise<string[]> =>
  (await db.selectFrom('cases.case').select('number').where('parent', '=', parent).execute()).map(({ number }) => number)

/** Every case with a limit still running, a unit's or the hall's, for counting it anew. */
export async function listOpen(db: Db): Promise<Case[]> {
  const { rows } = await sql<Row>`${sql.raw(WITH_LIFE)}
    where c.stage not in ('closed', 'declined', 'merged', 'transferred', 'withdrawn', 'voided') order by c.id`.execute(db)
  return rows.map(caseOf)
}

/** Keeps what a promise counted anew has become; the case itself has not moved, so its version stays. */
export async function moveClock(tx: Db, id: number, { due_at, due_provisional, desk_due_at, overdue_from, on_time }: Projection): Promise<void> {
  await tx.updateTable('cases.case').set({ due_at, due_provisional, desk_due_at, overdue_from, on_time }).where('id', '=', id).execute()
}

/** Cases hung up until this day or an earlier one. */
export const listToResume = (db: Db, today: PlainDate) =>
  db
    .selectFrom('cases.case')
    .select(['number', 'version', sql<string>`suspended_until::text`.as('until')])
    .where(sql<boolean>`suspended_until is not null`)
    .where('suspended_until', '<=', today)
    .orderBy('suspended_until')
    .orderBy('id')
    .execute()
