import { type Selectable, sql } from 'kysely'
import { type PlainDate, yearOf } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Decision } from '../decisions.ts'
import { type AnswerEvent, type AnswerHappened, type AnswerState, replayAnswer, shownOf } from './answer.ts'
import type { AnswerStage } from './lifecycle.ts'
import './tables.ts'
import type { AnswerTable } from './tables.ts'

export type LoggedAnswerEvent = AnswerHappened & { readonly seq: number; readonly at: Date; readonly role: string }

/** A public answer with its whole life, as the office sees it. */
export type Answer = {
  readonly id: number
  readonly agencyId: number
  readonly version: number
  readonly key: string
  readonly decision: Decision
  readonly repliedOn: PlainDate
  readonly events: readonly LoggedAnswerEvent[]
  readonly state: AnswerState
}

type Told = { readonly seq: number; readonly at: string; readonly by: string; readonly role: string; readonly fact: AnswerEvent }
type Row = {
  readonly row: Pick<Selectable<AnswerTable>, 'id' | 'agency_id' | 'version' | 'submission_key' | 'decision' | 'replied_on'>
  readonly events: readonly Told[]
}
const ONE = `
  select row_to_json(a) as row, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role, 'fact', e.fact)
    order by e.seq) from requests.answer_event e where e.answer_id = a.id) as events
  from requests.answer a where a.request_id = $1`

/** The public answer of a request. `held` until the transaction ends, so that a number is taken only by a step that is then saved. */
export async function findAnswer(db: Db, requestId: number, held = false): Promise<Answer | undefined> {
  if (held) await ask(db, 'select id from requests.answer where request_id = $1 for update', [requestId])
  const [one] = await ask<Row>(db, ONE, [requestId])
  if (!one) return undefined
  const events = one.events.map((event) => ({ ...event, at: new Date(event.at) }))
  const { id, agency_id, version, submission_key, decision, replied_on } = one.row
  return { id, agencyId: agency_id, version, key: submission_key, decision, repliedOn: replied_on, events, state: replayAnswer(events) }
}

/** What lists read, drawn from the state after a step. */
export const projectionOf = (state: AnswerState) => ({
  stage: state.stage,
  shown: shownOf(state),
  number: state.number,
  title: state.content.title,
  asked: state.content.asked,
  answered: state.content.answered,
  links: JSON.stringify(state.content.links),
  released_on: state.releasedOn,
  withdrawn_on: state.withdrawn?.on ?? null,
  withdrawn_because: state.withdrawn?.reason ?? null,
})

export type AnswerStepBy = { readonly at: Date; readonly byName: string; readonly byRole: string }
export type NewAnswer = Pick<AnswerTable, 'agency_id' | 'request_id' | 'submission_key' | 'decision' | 'decision_group' | 'replied_on'>

/** Adds an answer with its first event; false when the request has one. */
export async function insertAnswer(tx: Db, answer: NewAnswer, state: AnswerState, fact: AnswerEvent, by: AnswerStepBy): Promise<boolean> {
  const added = await tx
    .insertInto('requests.answer')
    .values({ ...answer, ...projectionOf(state), moved_at: by.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await insertEvent(tx, added.id, 1, fact, by)
  return added !== undefined
}

/** Adds the event and moves the columns; the caller holds the row. */
export async function saveAnswerStep(tx: Db, answer: Answer, state: AnswerState, fact: AnswerEvent, by: AnswerStepBy): Promise<void> {
  await tx
    .updateTable('requests.answer')
    .set({ ...projectionOf(state), version: answer.version + 1, moved_at: by.at })
    .where('id', '=', answer.id)
    .execute()
  await insertEvent(tx, answer.id, answer.events.length + 1, fact, by)
}

const insertEvent = (tx: Db, id: number, seq: number, fact: AnswerEvent, by: AnswerStepBy) =>
  sql`insert into requests.answer_event (answer_id, seq, at, by_name, by_role, fact)
    values (${id}, ${seq}, ${by.at}, ${by.byName}, ${by.byRole}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)

/** The next number of a year, `2026-3`: its row is held until the transaction ends, which keeps the numbers without gaps. */
export async function nextAnswerNumber(tx: Db, agencyId: number, on: PlainDate): Promise<string> {
  const year = yearOf(on)
  const [row] = await ask<{ last: number }>(
    tx,
    `insert into requests.answer_series as s (agency_id, year, last) values ($1, $2, 1)
      on conflict (agency_id, year) do update set last = s.last + 1 returning last`,
    [agencyId, year],
  )
  return `${year}-${row?.last ?? 1}`
}

/** What the page of a request tells of its public answer. */
export type AnswerBrief = { readonly stage: AnswerStage; readonly number: string | null }
export const findAnswerBrief = (db: Db, requestId: number): Promise<AnswerBrief | undefined> =>
  db.selectFrom('requests.answer').select(['stage', 'number']).where('request_id', '=', requestId).executeTakeFirst()

export type DeskPlace = { readonly at: string; readonly id: number }
export type DeskAnswer = {
  readonly id: number
  readonly request: string
  readonly number: string | null
  readonly title: string
  readonly decision: Decision
  readonly repliedOn: PlainDate
  readonly movedAt: string
}
const DESK_PAGE = 50

/** One page of a stage for the office, what moved last first. */
export async function listDeskAnswers(db: Db, agencyId: number, stage: AnswerStage, after: DeskPlace | null) {
  const rows = await ask<DeskAnswer>(
    db,
    `select a.id, r.number as request, a.number, a.title, a.decision, a.replied_on::text as "repliedOn", a.moved_at::text as "movedAt"
      from (select * from requests.answer where agency_id = $1 and stage = $2
        ${after ? 'and (moved_at, id) < ($3::timestamptz, $4::bigint)' : ''} order by moved_at desc, id desc limit ${DESK_PAGE + 1}) a
      join requests.request r on r.id = a.request_id order by a.moved_at desc, a.id desc`,
    [agencyId, stage, ...(after ? [after.at, after.id] : [])],
  )
  const last = rows[DESK_PAGE - 1]
  return { rows: rows.slice(0, DESK_PAGE), next: rows.length > DESK_PAGE && last ? { at: last.movedAt, id: last.id } : null }
}

export type Granted = { readonly number: string; readonly subject: string; readonly applicantFingerprint: string }
const LATEST = 300 // office setting: how far back the same matter is looked for

/** The latest requests that were answered by giving something: what they ask for can be public. */
export const listGranted = (db: Db, agencyId: number): Promise<Granted[]> =>
  ask<Granted>(
    db,
    `select number, subject, applicant_fingerprint as "applicantFingerprint" from (
      select * from requests.request where agency_id = $1 and concluded_on is not null order by concluded_on desc, id desc limit ${LATEST}) r
      where decision in ('granted', 'partly_granted')`,
    [agencyId],
  )
