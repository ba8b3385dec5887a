import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Applicant } from './applicant.ts'
import type { Decision } from './decisions.ts'
import type { ApplicantKind, Channel, DeliveryWay, Format } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import { type RequestEvent, type RequestState, replay } from './request.ts'
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
  readonly events: readonly LoggedEvent[]
  readonly state: RequestState
}

type Told = Omit<Selectable<RequestTable>, 'submitted_at'> & { readonly submitted_at: string }
type Row = {
  readonly row: Told
  readonly events: readonly { seq: number; at: string; by: string; role: string; article: string; fact: RequestEvent }[]
}

// A whole row as one value: read column by column, its twenty-five columns cost as much again.
const WITH_LIFE = `
  select row_to_json(r) as row, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role,
    'article', e.article, 'fact', e.fact) order by e.seq) from requests.event e where e.request_id = r.id) as events
  from requests.request r`
// Written out once: the page of a request is asked for most, and building this statement each time costs a tenth of it.
const ONE_WITH_LIFE = `${WITH_LIFE} where r.number = $1`

/** The request of this number with its events, in one statement. */
export async function findRequest(db: Db, number: string): Promise<Request | undefined> {
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(ONE_WITH_LIFE, [number]))
  return rows[0] && requestOf(rows[0])
}

function requestOf({ row, events: told }: Row): Request {
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
    events,
    state: replay(events.map((event) => event.fact)),
  }
}

/** Remembers which of the requests just added came with files. */
export async function markFiles(tx: Db, added: readonly Numbered[]): Promise<void> {
  if (added.length === 0) return
  const numbers = added.map((one) => one.number)
  await tx.updateTable('requests.request').set({ has_files: true }).where('number', 'in', numbers).execute()
}

export const openApplicant = (request: Pick<Request, 'applicantSealed'>, cipher: Cipher): Applicant => JSON.parse(cipher.open(request.applicantSealed))

export type NewRequest = Omit<RequestTable, 'id' | 'has_files' | 'number' | 'version' | 'stage' | 'department' | 'concluded_on' | 'decision'> & {
  readonly by_name: string
  readonly by_role: string
}
export type Numbered = { readonly key: string; readonly number: string }

const REGISTER_LAW = '条例第三十一条、第四十五条'

/**
 * Adds requests under the next numbers of their year, each with its first event, in one statement. Those whose submission
 * key is already there are left out of the answer. The counter's row is held until the transaction ends, which keeps the
 * numbers without gaps; many submissions at once are therefore gathered into one call.
 */
export async function insertRequests(tx: Db, requests: readonly NewRequest[]): Promise<Numbered[]> {
  const input = requests.map((request) => ({
    ...request,
    fact: { step: 'register', on: request.arrived_on, receivedOn: request.received_on } satisfies RequestEvent,
  }))
  const { rows } = await sql<Numbered>`
    with fresh as (
      select i.*, extract(year from i.received_on)::int as year,
        row_number() over (partition by i.agency_id, extract(year from i.received_on) order by i.submitted_at, i.submission_key) as nth
      from jsonb_to_recordset(${JSON.stringify(input)}::jsonb) as i (agency_id int, submission_key uuid, code_fingerprint text, channel text,
        submitted_at timestamptz, arrived_on date, confirmed_on date, received_on date, evidence text, applicant_kind text,
        applicant_sealed text, applicant_masked text, applicant_fingerprint text, subject text, format text, delivery_way text,
        due_on date, due_provisional boolean, calendar_version text, by_name text, by_role text, fact jsonb)
      -- A scalar, so that each key is looked up by its index; as "not exists" it is hashed against the whole table.
      where (select r.id from requests.request r where r.submission_key = i.submission_key) is null),
    series as (
      insert into requests.number_series as s (agency_id, year, last)
      select agency_id, year, count(*) from fresh group by agency_id, year
      on conflict (agency_id, year) do update set last = s.last + excluded.last
      returning agency_id, year, last),
    numbered as (
      select f.*, s.last - count(*) over (partition by f.agency_id, f.year) + f.nth as no from fresh f join series s using (agency_id, year)),
    added as (
      insert into requests.request (agency_id, number, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on,
        received_on, evidence, applicant_kind, applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way,
        stage, due_on, due_provisional, calendar_version)
      select agency_id, ${numberOf}, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on,
        received_on, evidence, applicant_kind, applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way,
        'handling', due_on, due_provisional, calendar_version
      from numbered order by no returning id, number, submission_key),
    begun as (
      insert into requests.event (request_id, seq, at, by_name, by_role, article, fact)
      select a.id, 1, n.submitted_at, n.by_name, n.by_role, ${REGISTER_LAW}, n.fact from added a join numbered n using (submission_key))
    select submission_key as key, number from added`.execute(tx)
  return rows
}

// The agency a database was made for is its first; numbers of others carry its id, for a number is all an applicant gives.
const numberOf = sql`'XQ' || case when agency_id = 1 then '' else agency_id::text end || '-' || year || '-' || lpad(no::text, greatest(4, length(no::text)), '0')`

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
}

export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly article: string }

/** Adds the event and moves the columns; false when someone else was there first. */
export async function saveStep(tx: Db, request: Request, fact: RequestEvent, next: Projection, by: StepBy): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      update requests.request set version = version + 1, received_on = ${next.receivedOn}::date, stage = ${next.stage}, department = ${next.department},
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
    ${sql.raw(WITH_LIFE)} where r.concluded_on is null order by r.id`.execute(db)
  return rows.map(requestOf)
}

export async function moveDeadline(tx: Db, id: number, dueOn: PlainDate, provisional: boolean, calendarVersion: string): Promise<void> {
  await tx
    .updateTable('requests.request')
    .set({ due_on: dueOn, due_provisional: provisional, calendar_version: calendarVersion })
    .where('id', '=', id)
    .execute()
}
