import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Applicant } from './applicant.ts'
import type { Decision } from './decisions.ts'
import type { ApplicantKind, Channel, DeliveryWay, Format } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import type { RequestEvent } from './events.ts'
import { type RequestState, replay } from './request.ts'
import './tables.ts'
import type { RequestTable } from './tables.ts'

export type LoggedEvent = {
  readonly seq: number
  readonly at: Date
  readonly by: string
  readonly role: string
  readonly article: string
  readonly fact: RequestEvent
}

/** A request with its whole life. */
export type Request = {
  readonly id: number
  readonly agencyId: number
  readonly number: string
  readonly version: number
  readonly channel: Channel
  readonly submittedAt: Date
  readonly arrivedOn: PlainDate
  readonly confirmedOn: PlainDate | null
  readonly evidence: string
  readonly applicantKind: ApplicantKind
  readonly applicantMasked: string
  readonly applicantSealed: string
  readonly applicantFingerprint: string
  readonly codeFingerprint: string
  readonly subject: string
  readonly format: Format
  readonly deliveryWay: DeliveryWay
  readonly dueOn: PlainDate | null
  readonly hasFiles: boolean
  readonly erasedOn: PlainDate | null
  /** The same applicant has made others. */
  readonly hasOthers: boolean
  readonly events: readonly LoggedEvent[]
  readonly state: RequestState
  /** The remedy that ordered the answer anew, where this is the request as that answer sees it (remedies/anew.ts). */
  readonly anew?: number
}

type Told = Omit<Selectable<RequestTable>, 'submitted_at'> & { readonly submitted_at: string }
type Row = {
  readonly row: Told
  readonly has_others: boolean
  readonly events: readonly { seq: number; at: string; by: string; role: string; article: string; fact: RequestEvent }[]
}

// A whole row as one value: read column by column, its twenty-five columns cost as much again.
const WITH_LIFE = `
  select row_to_json(r) as row, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role,
    'article', e.article, 'fact', e.fact) order by e.seq) from requests.event e where e.request_id = r.id) as events,
    exists (select from requests.request o where o.applicant_fingerprint = r.applicant_fingerprint and o.id <> r.id) as has_others
  from requests.request r`
// Written out once: the page of a request is asked for most, and building this statement each time costs a tenth of it.
const ONE_WITH_LIFE = `${WITH_LIFE} where r.number = $1`

/** The request of this number with its events, in one statement. */
export async function findRequest(db: Db, number: string): Promise<Request | undefined> {
  const [one] = await ask<Row>(db, ONE_WITH_LIFE, [number])
  return one && requestOf(one)
}

function requestOf({ row, events: told, has_others }: Row): Request {
  const events = told.map((event) => ({ ...event, at: new Date(event.at) }))
  return {
    id: row.id,
    agencyId: row.agency_id,
    number: row.number,
    version: row.version,
    channel: row.channel,
    submittedAt: new Date(row.submitted_at),
    arrivedOn: row.arrived_on,
    confirmedOn: row.confirmed_on,
    evidence: row.evidence,
    applicantKind: row.applicant_kind,
    applicantMasked: row.applicant_masked,
    applicantSealed: row.applicant_sealed,
    applicantFingerprint: row.applicant_fingerprint,
    codeFingerprint: row.code_fingerprint,
    subject: row.subject,
    format: row.format,
    deliveryWay: row.delivery_way,
    dueOn: row.due_on,
    hasFiles: row.has_files,
    erasedOn: row.erased_on,
    hasOthers: has_others,
    events,
    state: replay(events.map((event) => event.fact)),
  }
}

export const openApplicant = (request: Pick<Request, 'applicantSealed'>, cipher: Cipher): Applicant => JSON.parse(cipher.open(request.applicantSealed))

/** What was kept of a form sent before under this key. */
export const findBySubmissionKey = (db: Db, key: string) =>
  db
    .selectFrom('requests.request')
    .select(['number', 'subject', 'applicant_fingerprint as applicantFingerprint', 'received_on as receivedOn'])
    .where('submission_key', '=', key)
    .executeTakeFirst()

/** What lists and figures read, drawn from the state after a step. */
export type Projection = {
  readonly receivedOn: PlainDate
  readonly stage: Stage
  readonly department: string | null
  readonly dueOn: PlainDate | null
  readonly dueProvisional: boolean
  readonly calendarVersion: string
  readonly concludedOn: PlainDate | null
  readonly decision: Decision | null
  readonly departments: readonly string[]
  readonly sentOn: PlainDate | null
  readonly archivedOn: PlainDate | null
  readonly eraseAfter: PlainDate | null
  /** What the request asks for; a paper that was split keeps its first matter. Null leaves it as it is. */
  readonly subject: string | null
}

export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly article: string }

/** Holds a request until the transaction ends, so that no step of it is taken meanwhile. */
export const holdRequest = async (tx: Db, number: string): Promise<void> =>
  void (await tx.selectFrom('requests.request').select('id').where('number', '=', number).forUpdate().execute())

/** Adds the event and moves the columns; false when someone else was there first. */
export async function saveStep(tx: Db, request: Request, fact: RequestEvent, next: Projection, by: StepBy): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      update requests.request set version = version + 1, received_on = ${next.receivedOn}::date, stage = ${next.stage}, department = ${next.department},
        due_on = ${next.dueOn}::date, due_provisional = ${next.dueProvisional}::boolean, calendar_version = ${next.calendarVersion},
        concluded_on = ${next.concludedOn}::date, decision = ${next.decision}, departments = ${[...next.departments]}::text[],
        sent_on = ${next.sentOn}::date, archived_on = ${next.archivedOn}::date,
        erase_after = ${next.eraseAfter}::date, subject = coalesce(${next.subject}, subject)
      where id = ${request.id} and version = ${request.version} returning id)
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select id, ${request.events.length + 1}::int, ${by.at}::timestamptz, ${by.byName}, ${by.byRole}, ${by.article}, ${JSON.stringify(fact)}::jsonb from moved
    returning seq`.execute(tx)
  return rows.length === 1
}

/** Every open request with its life, for counting deadlines anew. */
export async function listOpenRequests(db: Db): Promise<Request[]> {
  const { rows } = await sql<Row>`
    ${sql.raw(WITH_LIFE)} where r.concluded_on is null order by r.id`.execute(db)
  return rows.map(requestOf)
}

/** Open requests whose clock stands for an opinion, with their lives. */
export async function listStandingRequests(db: Db): Promise<Request[]> {
  const { rows } = await sql<Row>`
    ${sql.raw(WITH_LIFE)} where r.concluded_on is null and r.due_on is null and r.stage = 'handling' order by r.id`.execute(db)
  return rows.map(requestOf)
}

/** Moves the deadline that was counted from this version of the request; false when a step was taken since, which counted it anew. */
export async function moveDeadline(
  tx: Db,
  request: { readonly id: number; readonly version: number },
  dueOn: PlainDate,
  provisional: boolean,
  calendarVersion: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests.request')
    .set({ due_on: dueOn, due_provisional: provisional, calendar_version: calendarVersion })
    .where('id', '=', request.id)
    .where('version', '=', request.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
