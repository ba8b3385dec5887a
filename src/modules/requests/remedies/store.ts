import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Db } from '../../../platform/database.ts'
import type { Calendar } from '../../calendar/index.ts'
import { appendEvent, type Logged, type LoggedBy, readLedger } from '../event-ledger-store.ts'
import { REMEDY_COLUMNS, type Remedy } from '../figures.ts'
import { dueOf } from './clock.ts'
import type { RemedyEvent } from './events.ts'
import type { RemedyStage } from './lifecycle.ts'
import { isSuspended, type RemedyState, replayRemedy, resultOf } from './remedy.ts'
import { isSame, sameKey, type Told } from './same.ts'
import './tables.ts'

/** A 复议 or 诉讼 with its whole life. */
export type RemedyFile = {
  readonly id: number
  readonly agencyId: number
  readonly version: number
  readonly key: string
  readonly events: readonly Logged<RemedyEvent>[]
  readonly state: RemedyState
}

/** The remedy of this number in an agency; `held` until the transaction ends. */
export async function findRemedy(db: Db, agencyId: number, id: number, held = false): Promise<RemedyFile | undefined> {
  const query = db.selectFrom('requests.remedy').select(['id', 'version', 'submission_key as key']).where('id', '=', id).where('agency_id', '=', agencyId)
  const row = await (held ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return undefined
  const events = await readLedger<RemedyEvent>(db, 'remedy', id)
  return { ...row, agencyId, events, state: replayRemedy(events.map(({ fact }) => fact)) }
}

/** What lists and figures read, drawn from the state after a step. */
function projectionOf(state: RemedyState, today: PlainDate, calendar: Calendar) {
  const due = dueOf(state, today, calendar)
  return {
    stage: state.stage,
    filed_on: state.acceptedOn,
    closed_on: state.ended?.on ?? null,
    result: resultOf(state),
    ending: state.ended?.ending ?? null,
    suspended: isSuspended(state),
    due_on: due?.due ?? null,
    due_provisional: due?.provisional ?? false,
  }
}

type At = { readonly today: PlainDate; readonly calendar: Calendar }
/** Adds a remedy with its first event; undefined when its form has been received before, or it stands already. */
export async function insertRemedy(
  tx: Db,
  agencyId: number,
  key: string,
  state: RemedyState,
  fact: RemedyEvent,
  by: LoggedBy,
  at: At,
): Promise<number | undefined> {
  const { route, requestNumber, note, authority, caseNumber, follows } = state
  const added = await tx
    .insertInto('requests.remedy')
    .values({
      agency_id: agencyId,
      route,
      request_number: requestNumber,
      note,
      authority,
      case_number: caseNumber,
      follows,
      submission_key: key,
      same_key: sameKey(agencyId, { route, requestNumber, authority, caseNumber, filedOn: state.acceptedOn }),
      ...projectionOf(state, at.today, at.calendar),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await appendEvent(tx, 'remedy', added.id, 1, fact, by)
  return added?.id
}

/** Adds the event and moves the columns; the caller holds the row. */
export async function saveRemedyStep(tx: Db, remedy: RemedyFile, state: RemedyState, fact: RemedyEvent, by: LoggedBy, { today, calendar }: At): Promise<void> {
  await tx
    .updateTable('requests.remedy')
    .set({ ...projectionOf(state, today, calendar), version: remedy.version + 1 })
    .where('id', '=', remedy.id)
    .execute()
  await appendEvent(tx, 'remedy', remedy.id, remedy.events.length + 1, fact, by)
}

export const findByKey = (db: Db, agencyId: number, key: string) =>
  db
    .selectFrom('requests.remedy')
    .select(['id', 'route', 'filed_on as filedOn', 'request_number as requestNumber'])
    .where('submission_key', '=', key)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()

/** The one that stands already where this would be registered; with its request held, none comes between. */
export async function findTwin(tx: Db, agencyId: number, told: Told): Promise<{ id: number; caseNumber: string; filedOn: PlainDate } | undefined> {
  const key = sameKey(agencyId, told)
  const { rows } = await sql<Told & { id: number; sameKey: string | null }>`
    select id, route, request_number as "requestNumber", authority, case_number as "caseNumber", filed_on::text as "filedOn", same_key as "sameKey"
    from requests.remedy where agency_id = ${agencyId} and (same_key = ${key} or request_number = ${told.requestNumber}) order by id`.execute(tx)
  return rows.find((row) => row.sameKey === key || (told.requestNumber !== null && isSame(row, told)))
}

const MOST_DUE = 200 // office setting: a district agency has a handful
/** What the agency itself has to do, the nearest day first: answers and answers anew. */
export const listDueRemedies = (db: Db, agencyId: number): Promise<Remedy[]> =>
  db
    .selectFrom('requests.remedy')
    .select(REMEDY_COLUMNS)
    .where('agency_id', '=', agencyId)
    .where('due_on', 'is not', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(MOST_DUE)
    .execute()

/** Answers ordered anew that stand in a stage, the nearest day first. */
export const listRedone = async (db: Db, agencyId: number, stage: RemedyStage): Promise<Remedy[]> =>
  (await listDueRemedies(db, agencyId)).filter((one) => one.stage === stage)

/** All that is pending, whoever has the next word, the oldest first. */
export const openRemedies = (db: Db, agencyId: number): Promise<Remedy[]> =>
  db
    .selectFrom('requests.remedy')
    .select(REMEDY_COLUMNS)
    .where('agency_id', '=', agencyId)
    .where('closed_on', 'is', null)
    .orderBy('filed_on')
    .orderBy('id')
    .limit(MOST_DUE)
    .execute()

/** The 复议 a new 诉讼 may follow: the latest first. */
export const listReconsiderations = (db: Db, agencyId: number): Promise<Remedy[]> =>
  db
    .selectFrom('requests.remedy')
    .select(REMEDY_COLUMNS)
    .where('agency_id', '=', agencyId)
    .where('route', '=', 'reconsideration')
    .orderBy('filed_on', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_DUE)
    .execute()

/** The 诉讼 that follow a 复议. */
export const listFollowing = (db: Db, id: number): Promise<{ id: number; route: Remedy['route'] }[]> =>
  db.selectFrom('requests.remedy').select(['id', 'route']).where('follows', '=', id).orderBy('id').execute()

/** What was brought over one request, with what was answered anew. */
export async function listRemediesOf(db: Db, agencyId: number, number: string): Promise<{ id: number; state: RemedyState }[]> {
  const { rows } = await sql<{ id: number; facts: RemedyEvent[] }>`
    select r.id, (select json_agg(e.fact order by e.seq) from requests.remedy_event e where e.remedy_id = r.id) as facts
    from requests.remedy r where r.request_number = ${number} and r.agency_id = ${agencyId} order by r.id`.execute(db)
  return rows.map(({ id, facts }) => ({ id, state: replayRemedy(facts) }))
}

/** The same with who did what when, as their files keep it. */
export async function listRemedyFiles(db: Db, agencyId: number, number: string): Promise<RemedyFile[]> {
  const rows = await db
    .selectFrom('requests.remedy')
    .select(['id', 'version', 'submission_key as key'])
    .where('request_number', '=', number)
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  return await Promise.all(
    rows.map(async (row) => {
      const events = await readLedger<RemedyEvent>(db, 'remedy', row.id)
      return { ...row, agencyId, events, state: replayRemedy(events.map(({ fact }) => fact)) }
    }),
  )
}

/** Whether a request of this number is the agency's, and when it was received; held until the transaction ends. */
export const holdRequestDay = (tx: Db, agencyId: number, number: string) =>
  tx
    .selectFrom('requests.request')
    .select('received_on as receivedOn')
    .where('number', '=', number)
    .where('agency_id', '=', agencyId)
    .forUpdate()
    .executeTakeFirst()

/** Every remedy the agency owes something in, with its life, for counting deadlines anew. */
export async function listOwed(db: Db): Promise<{ id: number; dueOn: PlainDate; state: RemedyState }[]> {
  const { rows } = await sql<{ id: number; dueOn: PlainDate; facts: RemedyEvent[] }>`
    select r.id, r.due_on::text as "dueOn", (select json_agg(e.fact order by e.seq) from requests.remedy_event e where e.remedy_id = r.id) as facts
    from requests.remedy r where r.due_on is not null order by r.id`.execute(db)
  return rows.map(({ id, dueOn, facts }) => ({ id, dueOn, state: replayRemedy(facts) }))
}

export async function moveRemedyDeadline(tx: Db, id: number, dueOn: PlainDate, provisional: boolean): Promise<void> {
  await tx.updateTable('requests.remedy').set({ due_on: dueOn, due_provisional: provisional }).where('id', '=', id).execute()
}
