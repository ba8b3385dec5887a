import { sql } from 'kysely'
import { firstDay, lastDay, type PlainDate, yearOf } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Calendar } from '../../calendar/index.ts'
import { appendEvent, type Logged, type LoggedBy, readLedger } from '../event-ledger-store.ts'
import type { PetitionEvent } from './events.ts'
import { type PetitionKind, petitionPrefix } from './kinds.ts'
import { PETITION_STAGES, type PetitionStage } from './lifecycle.ts'
import { endedOn, petitionDue, type PetitionState, replayPetition } from './petition.ts'
import './tables.ts'

/** A complaint or a suggestion with its whole life; who sent it stays sealed. */
export type Petition = {
  readonly id: number
  readonly agencyId: number
  readonly kind: PetitionKind
  readonly number: string
  readonly version: number
  readonly codeFingerprint: string
  readonly senderSealed: string
  readonly senderMasked: string
  readonly senderFingerprint: string
  readonly subject: string
  readonly aboutRequest: string | null
  readonly aboutItem: string | null
  readonly aboutPerson: string
  readonly events: readonly Logged<PetitionEvent>[]
  readonly state: PetitionState
}

/** The petition of this number and kind; `held` until the transaction ends. */
export async function findPetition(db: Db, kind: PetitionKind, number: string, held = false): Promise<Petition | undefined> {
  const query = db
    .selectFrom('requests.petition')
    .select(['id', 'agency_id as agencyId', 'kind', 'number', 'version', 'code_fingerprint as codeFingerprint', 'subject'])
    .select(['sender_sealed as senderSealed', 'sender_masked as senderMasked', 'sender_fingerprint as senderFingerprint'])
    .select(['about_request as aboutRequest', 'about_item as aboutItem', 'about_person as aboutPerson'])
    .where('number', '=', number)
    .where('kind', '=', kind)
  const row = await (held ? query.forUpdate() : query).executeTakeFirst()
  if (!row) return undefined
  const events = await readLedger<PetitionEvent>(db, 'petition', row.id)
  return { ...row, events, state: replayPetition(events.map(({ fact }) => fact)) }
}

/** What was kept of a form sent before under this key. */
export const findPetitionByKey = (db: Db, key: string) =>
  db
    .selectFrom('requests.petition')
    .select(['number', 'kind', 'subject', 'sender_fingerprint as senderFingerprint'])
    .where('submission_key', '=', key)
    .executeTakeFirst()

export type NewPetition = Pick<Petition, 'agencyId' | 'kind' | 'codeFingerprint' | 'senderSealed' | 'senderMasked' | 'senderFingerprint'> &
  Pick<Petition, 'subject' | 'aboutRequest' | 'aboutItem' | 'aboutPerson'> & { readonly key: string; readonly on: PlainDate }

/** Adds a petition with its first event and the next number of its year; undefined when its form has been received before. */
export async function insertPetition(tx: Db, petition: NewPetition, by: LoggedBy, calendar: Calendar): Promise<string | undefined> {
  const { agencyId, kind, key, on } = petition
  if (await findPetitionByKey(tx, key)) return undefined
  const [series] = await ask<{ last: number }>(
    tx,
    `insert into requests.petition_series as s (agency_id, kind, year, last) values ($1, $2, $3, 1)
      on conflict (agency_id, kind, year) do update set last = s.last + 1 returning last`,
    [agencyId, kind, yearOf(on)],
  )
  // Two sendings of one form meet at the series' row: the later one finds the first one's key now.
  if (await findPetitionByKey(tx, key)) throw new SentTwice()
  const number = `${petitionPrefix[kind]}-${yearOf(on)}-${String(series?.last ?? 1).padStart(4, '0')}`
  const fact: PetitionEvent = { step: 'submit', on }
  const state = replayPetition([fact])
  const due = petitionDue(kind, state, calendar)
  const { id } = await tx
    .insertInto('requests.petition')
    .values({
      agency_id: agencyId,
      kind,
      number,
      submission_key: key,
      code_fingerprint: petition.codeFingerprint,
      stage: state.stage,
      submitted_at: by.at,
      received_on: on,
      sender_sealed: petition.senderSealed,
      sender_masked: petition.senderMasked,
      sender_fingerprint: petition.senderFingerprint,
      subject: petition.subject,
      about_request: petition.aboutRequest,
      about_item: petition.aboutItem,
      about_person: petition.aboutPerson,
      due_on: due?.on ?? null,
      due_provisional: due?.provisional ?? false,
      ended_on: null,
      handler: null,
      item: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await appendEvent(tx, 'petition', id, 1, fact, by)
  return number
}
/** The number taken for the second sending is given back with its transaction. */
export class SentTwice extends Error {}

/** Adds the event and moves the columns; the caller holds the row. */
export async function savePetitionStep(tx: Db, petition: Petition, state: PetitionState, fact: PetitionEvent, by: LoggedBy, calendar: Calendar): Promise<void> {
  const due = petitionDue(petition.kind, state, calendar)
  await tx
    .updateTable('requests.petition')
    .set({
      stage: state.stage,
      due_on: due?.on ?? null,
      due_provisional: due?.provisional ?? false,
      ended_on: endedOn(state),
      handler: state.handler,
      item: state.published?.item ?? null,
      version: petition.version + 1,
    })
    .where('id', '=', petition.id)
    .execute()
  await appendEvent(tx, 'petition', petition.id, petition.events.length + 1, fact, by)
}

export type PetitionRow = {
  readonly id: number
  readonly number: string
  readonly stage: PetitionStage
  readonly subject: string
  readonly senderMasked: string
  readonly aboutRequest: string | null
  readonly aboutItem: string | null
  readonly receivedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly endedOn: PlainDate | null
  readonly handler: string | null
  readonly item: string | null
}
export type PetitionPlace = { readonly day: PlainDate; readonly id: number }
const PAGE = 50
const COLUMNS = `id, number, stage, subject, sender_masked as "senderMasked", about_request as "aboutRequest", about_item as "aboutItem",
  received_on::text as "receivedOn", due_on::text as "dueOn", ended_on::text as "endedOn", handler, item`

/** One page: what is open with the nearest day first, or what is over with the latest first. */
export async function listPetitions(db: Db, agencyId: number, kind: PetitionKind, open: boolean, after: PetitionPlace | null) {
  const [by, order, than] = open ? ['due_on', '', '>'] : ['ended_on', 'desc', '<']
  const rows = await ask<PetitionRow>(
    db,
    `select ${COLUMNS} from requests.petition where agency_id = $1 and kind = $2 and ${by} is not null
      ${after ? `and (${by}, id) ${than} ($3::date, $4::bigint)` : ''} order by ${by} ${order}, id ${order} limit ${PAGE + 1}`,
    [agencyId, kind, ...(after ? [after.day, after.id] : [])],
  )
  const last = rows[PAGE - 1]
  const day = last && (open ? last.dueOn : last.endedOn)
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE && last && day ? { day, id: last.id } : null }
}

const LATEST = 300 // office setting: how far back the same matter is looked for
/** The latest of a kind, to find those of the same matter. */
export const listLatest = (db: Db, agencyId: number, kind: PetitionKind) =>
  ask<PetitionRow & { applicantFingerprint: string }>(
    db,
    `select ${COLUMNS}, sender_fingerprint as "applicantFingerprint" from requests.petition where agency_id = $1 and kind = $2 order by id desc limit ${LATEST}`,
    [agencyId, kind],
  )

/** What was sent about one request. */
export const listAbout = (db: Db, agencyId: number, number: string) =>
  db
    .selectFrom('requests.petition')
    .select(['kind', 'number', 'stage', 'received_on as receivedOn', 'item'])
    .where('about_request', '=', number)
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()

export type PetitionFigures = Readonly<Record<PetitionStage, number>> & { readonly received: number; readonly carriedIn: number; readonly carriedOut: number }
/** A year's count: what came, what was carried in, how each was settled in the year, and what was open at its end. */
export async function petitionFigures(db: Db, agencyId: number, kind: PetitionKind, year: number): Promise<PetitionFigures> {
  const [from, to] = [firstDay(year), lastDay(year)]
  // What is over by the index of its end, what is open by that of its day: no year is read but this one and those after it.
  const { rows } = await sql<{ stage: PetitionStage; fresh: number; carried: number; ended: number; open: number }>`
    select stage, count(*) filter (where received_on >= ${from}::date) as fresh, count(*) filter (where received_on < ${from}::date) as carried,
      count(*) filter (where ended_on <= ${to}::date) as ended, count(*) filter (where ended_on is null or ended_on > ${to}::date) as open
    from (
      select stage, received_on, ended_on from requests.petition where agency_id = ${agencyId} and kind = ${kind} and ended_on >= ${from}::date
      union all
      select stage, received_on, null from requests.petition where agency_id = ${agencyId} and kind = ${kind} and due_on is not null) p
    where received_on <= ${to}::date group by stage`.execute(db)
  const sum = (of: 'fresh' | 'carried' | 'open') => rows.reduce((total, row) => total + row[of], 0)
  const stages = Object.fromEntries(PETITION_STAGES.map((stage) => [stage, rows.find((row) => row.stage === stage)?.ended ?? 0]))
  return { ...(stages as Record<PetitionStage, number>), received: sum('fresh'), carriedIn: sum('carried'), carriedOut: sum('open') } // every stage was just listed
}

/** Every petition with a day to keep, for counting it anew. */
export async function listPetitionsOwed(
  db: Db,
): Promise<{ id: number; kind: PetitionKind; number: string; subject: string; dueOn: PlainDate; state: PetitionState }[]> {
  const { rows } = await sql<{ id: number; kind: PetitionKind; number: string; subject: string; dueOn: PlainDate; facts: PetitionEvent[] }>`
    select p.id, p.kind, p.number, p.subject, p.due_on::text as "dueOn",
      (select json_agg(e.fact order by e.seq) from requests.petition_event e where e.petition_id = p.id) as facts
    from requests.petition p where p.due_on is not null order by p.id`.execute(db)
  return rows.map(({ facts, ...row }) => ({ ...row, state: replayPetition(facts) }))
}

export async function movePetitionDeadline(tx: Db, id: number, dueOn: PlainDate, provisional: boolean): Promise<void> {
  await tx.updateTable('requests.petition').set({ due_on: dueOn, due_provisional: provisional }).where('id', '=', id).execute()
}
