import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Applicant } from './applicant.ts'
import type { Decision } from './decisions.ts'
import type { ApplicantKind, Channel, DeliveryWay, Format } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import { type RequestEvent, type RequestState, replay } from './request.ts'
import type { RequestTable } from './tables.ts'

export type LoggedEvent = { readonly seq: number; readonly at: Date; readonly by: string; readonly role: string; readonly article: string; readonly fact: RequestEvent }

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
  readonly events: readonly LoggedEvent[]
  readonly state: RequestState
}

type Row = RequestTable & { id: number; version: number; events: { seq: number; at: string; by: string; role: string; article: string; fact: RequestEvent }[] }

/** The request of this number with its events, in one statement. */
export async function findRequest(db: Db, number: string): Promise<Request | undefined> {
  const { rows } = await sql<Row>`
    select r.*, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role,
      'article', e.article, 'fact', e.fact) order by e.seq) from requests.event e where e.request_id = r.id) as events
    from requests.request r where r.number = ${number}`.execute(db)
  const row = rows[0]
  return row && requestOf(row)
}

function requestOf(row: Row): Request {
  const events = row.events.map((event) => ({ ...event, at: new Date(event.at) }))
  return {
    id: row.id, agencyId: row.agency_id, number: row.number, version: row.version, channel: row.channel,
    submittedAt: row.submitted_at, arrivedOn: row.arrived_on, confirmedOn: row.confirmed_on, evidence: row.evidence,
    applicantKind: row.applicant_kind, applicantMasked: row.applicant_masked, applicantSealed: row.applicant_sealed,
    applicantFingerprint: row.applicant_fingerprint, codeFingerprint: row.code_fingerprint,
    subject: row.subject, format: row.format, deliveryWay: row.delivery_way, dueOn: row.due_on,
    events, state: replay(events.map((event) => event.fact)),
  }
}

export const openApplicant = (request: Pick<Request, 'applicantSealed'>, cipher: Cipher): Applicant => JSON.parse(cipher.open(request.applicantSealed))

export type NewRequest = Omit<RequestTable, 'id' | 'number' | 'version' | 'stage' | 'department' | 'concluded_on' | 'decision'> & {
  readonly year: number
  readonly at: Date
  readonly byName: string
  readonly byRole: string
}

/**
 * Adds a request under the next number of its year, with its first event and its trace, in one statement: the counter's row
 * is locked for that statement alone. Undefined when the submission key is already there.
 */
export async function insertRequest(db: Db, request: NewRequest): Promise<string | undefined> {
  const fact: RequestEvent = { step: 'register', on: request.arrived_on, receivedOn: request.received_on }
  const { rows } = await sql<{ number: string }>`
    with known as (select 1 from requests.request where submission_key = ${request.submission_key}),
    series as (
      insert into requests.number_series as s (agency_id, year, last)
      select ${request.agency_id}::int, ${request.year}::int, 1 where not exists (select 1 from known)
      on conflict (agency_id, year) do update set last = s.last + 1 returning last),
    added as (
      insert into requests.request (agency_id, number, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on,
        received_on, evidence, applicant_kind, applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way,
        stage, due_on, due_provisional, calendar_version)
      select ${request.agency_id}::int, 'XQ-' || ${String(request.year)} || '-' || lpad(last::text, 4, '0'), ${request.submission_key}::uuid, ${request.code_fingerprint},
        ${request.channel}, ${request.submitted_at}::timestamptz, ${request.arrived_on}::date, ${request.confirmed_on}::date, ${request.received_on}::date, ${request.evidence},
        ${request.applicant_kind}, ${request.applicant_sealed}, ${request.applicant_masked}, ${request.applicant_fingerprint}, ${request.subject},
        ${request.format}, ${request.delivery_way}, 'handling', ${request.due_on}::date, ${request.due_provisional}::boolean, ${request.calendar_version}
      from series returning id, number)
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select id, 1, ${request.at}::timestamptz, ${request.byName}, ${request.byRole}, '条例第三十一条、第四十五条', ${JSON.stringify(fact)}::jsonb from added
    returning (select number from added) as number`.execute(db)
  return rows[0]?.number
}

export const findBySubmissionKey = (db: Db, key: string): Promise<{ number: string } | undefined> =>
  db.selectFrom('requests.request').select('number').where('submission_key', '=', key).executeTakeFirst()

/** What lists and figures read, drawn from the state after a step. */
export type Projection = {
  readonly stage: Stage
  readonly department: string | null
  readonly dueOn: PlainDate | null
  readonly dueProvisional: boolean
  readonly calendarVersion: string
  readonly concludedOn: PlainDate | null
  readonly decision: Decision | null
}

export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly article: string }

/** Adds the event and moves the columns; false when someone else was there first. */
export async function saveStep(tx: Db, request: Request, fact: RequestEvent, next: Projection, by: StepBy): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      update requests.request set version = version + 1, stage = ${next.stage}, department = ${next.department},
        due_on = ${next.dueOn}::date, due_provisional = ${next.dueProvisional}::boolean, calendar_version = ${next.calendarVersion},
        concluded_on = ${next.concludedOn}::date, decision = ${next.decision}
      where id = ${request.id} and version = ${request.version} returning id)
    insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
    select id, ${request.events.length + 1}::int, ${by.at}::timestamptz, ${by.byName}, ${by.byRole}, ${by.article}, ${JSON.stringify(fact)}::jsonb from moved
    returning seq`.execute(tx)
  return rows.length === 1
}

/** Every open request with its life, for counting deadlines anew. */
export async function listOpenRequests(db: Db): Promise<Request[]> {
  const { rows } = await sql<Row>`
    select r.*, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role,
      'article', e.article, 'fact', e.fact) order by e.seq) from requests.event e where e.request_id = r.id) as events
    from requests.request r where r.concluded_on is null order by r.id`.execute(db)
  return rows.map(requestOf)
}

export async function moveDeadline(tx: Db, id: number, dueOn: PlainDate, provisional: boolean, calendarVersion: string): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ due_on: dueOn, due_provisional: provisional, calendar_version: calendarVersion })
    .where('id', '=', id)
    .execute()
}
