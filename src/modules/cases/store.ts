import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import { type CaseState, replay } from './case.ts'
import type { CaseFact, Happened } from './facts.ts'
import type { Projection } from './projection.ts'
import type { CaseTable } from './tables.ts'
import type { WrittenTenure } from './tenures.ts'
import { FIELD } from './told.ts'
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
/** An event as its statement tells it. */
type ToldEvent = readonly [at: number, fact: CaseFact, seq: number, by: string, role: string]
type Row = { readonly row: Told; readonly co_reports: number; readonly events: string }

// Written as text by operators: built from json functions, the events cost the server as much again as all the rest.
const eventsWith = (who: string): string =>
  `(select '[' || string_agg('[' || (date_part('epoch', e.at) * 1000)::int8 || ',' || e.fact::text || ${who} || ']', ',' order by e.seq) || ']'
    from cases.event e where e.case_id = c.id)`
const EVENTS = eventsWith(`',' || e.seq || ',' || to_json(e.by_name)::text || ',' || to_json(e.by_role)::text`)
const CO_REPORTS = '(select count(*) from cases.case k where k.parent = c.number) '
// A whole row as one value: read column by column, its many columns cost as much again.
const WITH_LIFE = `select row_to_json(c) as row, ${CO_REPORTS} as co_reports, ${EVENTS} as events from cases.case c`
const ONE_WITH_LIFE = `${WITH_LIFE} where c.number = $1`
// What the public page needs, as one text: every column more that is described and read is a hundredth of the page.
const ONE_FOR_PUBLIC = `select concat_ws('${FIELD}', c.id, c.agency_id, c.shown, c.photos, ${CO_REPORTS}, ${eventsWith("''")}) as told
  from cases.case c where c.number = $1`

/** The case of this number with its events, in one statement. */
export async function findCase(db: Db, number: string): Promise<Case | undefined> {
  const [one] = await ask<Row>(db, ONE_WITH_LIFE, [number])
  return one && caseOf(one)
}

/** As much of a case as its public page is made of. */
export type PublicSource = Pick<Case, 'id' | 'agencyId' | 'number' | 'coReports' | 'state'> & {
  readonly events: readonly Happened[]
  readonly row: Pick<Told, 'shown' | 'photos'>
}

/** The same for everybody's eyes, without what only the console reads. */
export async function findForPublic(db: Db, number: string): Promise<PublicSource | undefined> {
  const [one] = await ask<{ told: string }>(db, ONE_FOR_PUBLIC, [number])
  if (!one) return undefined
  const [id, agencyId, shown, photos, coReports, told = '[]'] = one.told.split(FIELD)
  const events = (JSON.parse(told) as ToldEvent[]).map(([at, fact]) => ({ at: new Date(at), fact }))
  const row = { shown: shown as Told['shown'], photos: Number(photos) } // as the column has it
  return { id: Number(id), agencyId: Number(agencyId), number, row, coReports: Number(coReports), events, state: replay(events) }
}

function eventsIn(text: string): LoggedFact[] {
  const told: readonly ToldEvent[] = JSON.parse(text)
  return told.map(([at, fact, seq, by, role]) => ({ seq, at: new Date(at), by, role, fact }))
}

function caseOf({ row, co_reports: coReports, events: told }: Row): Case {
  const events = eventsIn(told)
  return { id: row.id, agencyId: row.agency_id, number: row.number, version: row.version, row, coReports, events, state: replay(events) }
}

/** Holds a case until the transaction ends, so that nobody else moves it meanwhile. */
export async function lockCase(tx: Db, number: string): Promise<void> {
  await tx.selectFrom('cases.case').select('id').where('number', '=', number).forUpdate().execute()
}

export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly photos: number }

/** What is written of a case beside its events. */
export type Written = { readonly columns: Projection; readonly tenures: readonly WrittenTenure[] }

/** Adds the event and moves the columns and tenures; false when someone else was there first. */
export async function saveStep(tx: Db, one: Case, fact: CaseFact, { columns: next, tenures }: Written, by: StepBy): Promise<boolean> {
  const moved = await tx
    .updateTable('cases.case')
    .set({ ...next, version: one.version + 1, photos: one.row.photos + by.photos })
    .where('id', '=', one.id)
    .where('version', '=', one.version)
    .returning('id')
    .executeTakeFirst()
  if (!moved) return false
  const isPublic = next.shown === 'full' || one.row.shown === 'full'
  await sql`with told as (insert into cases.to_index (case_id) select ${one.id}::bigint where ${isPublic}::boolean)
    insert into cases.event (case_id, seq, at, by_name, by_role, fact)
    values (${one.id}, ${one.events.length + 1}, ${by.at}, ${by.byName}, ${by.byRole}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)
  await saveTenures(tx, one.id, tenures)
  return true
}

const TENURE = `n int, agency_id int, unit_id int, unit text, street_code text, major text, category text, counted boolean, given_at timestamptz, due_at timestamptz,
  ended_at timestamptz, settled boolean, on_time boolean, exempt boolean, overdue_from timestamptz, returned boolean, rounds int, failed int`
/** The columns of a tenure with their types, and their names. */
export const TENURE_COLUMNS = { typed: TENURE, names: TENURE.replace(/ \w+(?=,|$)/g, '').replace(/\s+/g, ' ') } as const

const SAVE_TENURES = `insert into cases.tenure (case_id, ${TENURE_COLUMNS.names}) select $1::bigint, ${TENURE_COLUMNS.names}
  from jsonb_to_recordset($2::jsonb) as t (${TENURE}) on conflict (case_id, n) do update set ${TENURE_COLUMNS.names
    .split(', ')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`
/** Writes the tenures of a case as they are now. */
export async function saveTenures(tx: Db, id: number, tenures: readonly WrittenTenure[]): Promise<void> {
  if (tenures.length > 0) await ask(tx, SAVE_TENURES, [id, JSON.stringify(tenures)])
}

/** Who reported the same and was joined to this case. */
export const listCoReporters = (db: Db, parent: string) =>
  db
    .selectFrom('cases.case')
    .select(['number', 'reporter_sealed as sealed', 'reporter_fingerprint as fingerprint', 'satisfied', 'rated_at as ratedAt'])
    .where('parent', '=', parent)
    .where('reporter_fingerprint', 'is not', null)
    .execute()

/** How the reporters of these reports may be reached, sealed. */
export const listSealedReporters = (db: Db, agencyId: number, numbers: readonly string[]) =>
  db
    .selectFrom('cases.case')
    .select(['number', 'reporter_sealed as sealed'])
    .where('agency_id', '=', agencyId)
    .where('number', 'in', [...numbers])
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

/** Cases that units have had and that have no tenure yet, after an id. */
export async function listWithoutTenures(db: Db, after: number, most: number): Promise<Case[]> {
  const { rows } = await sql<Row>`${sql.raw(WITH_LIFE)}
    where c.id > ${after}::bigint and c.filed_at is not null and not exists (select 1 from cases.tenure t where t.case_id = c.id)
      and exists (select 1 from cases.event e where e.case_id = c.id and e.fact ->> 'step' in ('dispatch', 'decide'))
    order by c.id limit ${most}::int`.execute(db)
  return rows.map(caseOf)
}

/** Keeps what a promise counted anew has become; the case itself has not moved, so its version stays. */
export async function moveClock(tx: Db, id: number, { columns, tenures }: Written): Promise<void> {
  const { due_at, due_provisional, desk_due_at, overdue_from, on_time } = columns
  await tx.updateTable('cases.case').set({ due_at, due_provisional, desk_due_at, overdue_from, on_time }).where('id', '=', id).execute()
  await saveTenures(tx, id, tenures)
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
