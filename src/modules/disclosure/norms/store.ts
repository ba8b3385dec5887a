import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import { type NormEvent, type NormHappened, type NormState, type Relation, replayNorm } from './norm.ts'
import './tables.ts'
import type { NormTable } from './tables.ts'

export type NormLogged = NormHappened & { readonly seq: number; readonly at: Date; readonly role: string }
/** A normative document with its whole life. */
export type Norm = {
  readonly id: number
  readonly agencyId: number
  /** Its place in the register and in addresses, `2026-003`. */
  readonly number: string
  readonly version: number
  readonly key: string
  readonly department: string | null
  readonly comments: number
  readonly events: readonly NormLogged[]
  readonly state: NormState
}

type Told = Pick<Selectable<NormTable>, 'id' | 'agency_id' | 'number' | 'version' | 'submission_key' | 'department' | 'comments'>
type Row = { readonly row: Told; readonly events: readonly { seq: number; at: string; by: string; role: string; fact: NormEvent }[] }
const LIFE = `(select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'role', e.by_role, 'fact', e.fact) order by e.seq)
  from disclosure.norm_event e where e.norm_id = n.id) as events`
const ONE = `select row_to_json(n) as row, ${LIFE} from disclosure.norm n where n.agency_id = $1 and n.number = $2`

/** The document of this number with its events. */
export async function findNorm(db: Db, agencyId: number, number: string): Promise<Norm | undefined> {
  const [one] = await ask<Row>(db, ONE, [agencyId, number])
  return one && normOf(one)
}
/** The same by the key it was begun with. */
export async function findNormOf(db: Db, agencyId: number, key: string): Promise<Norm | undefined> {
  const [one] = await ask<Row>(db, `select row_to_json(n) as row, ${LIFE} from disclosure.norm n where n.agency_id = $1 and n.submission_key = $2::uuid`, [
    agencyId,
    key,
  ])
  return one && normOf(one)
}
/** The same, held until the transaction ends: numbers without gaps bear no second try. */
export async function lockNorm(tx: Db, agencyId: number, number: string): Promise<Norm | undefined> {
  await sql`select 1 from disclosure.norm where agency_id = ${agencyId}::int and number = ${number} for update`.execute(tx)
  return await findNorm(tx, agencyId, number)
}

function normOf({ row, events: told }: Row): Norm {
  const events = told.map((event) => ({ ...event, at: new Date(event.at) }))
  return {
    id: row.id,
    agencyId: row.agency_id,
    number: row.number,
    version: row.version,
    key: row.submission_key,
    department: row.department,
    comments: row.comments,
    events,
    state: replayNorm(events),
  }
}

/** The columns a state shows to lists. */
export type NormProjection = Omit<NormTable, 'id' | 'agency_id' | 'number' | 'version' | 'submission_key' | 'department' | 'comments' | 'moved_at'>
export type NormStepBy = { readonly at: Date; readonly byName: string; readonly byRole: string }
export type NewNorm = {
  readonly agencyId: number
  readonly key: string
  readonly year: number
  readonly department: string | null
  readonly fact: Extract<NormEvent, { step: 'receive' }>
}

/** Adds a document under the next number of its year with its first event; the number that was given before, when this key was. */
export async function insertNorm(tx: Db, norm: NewNorm, next: NormProjection, by: NormStepBy): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`norm ${norm.key}`}::text, 0))`.execute(tx) // two clicks at once stand in line
  const known = await tx.selectFrom('disclosure.norm').select('number').where('submission_key', '=', norm.key).executeTakeFirst()
  if (known) return known.number
  const { rows } = await sql<{ last: number }>`
    insert into disclosure.norm_register as r (agency_id, year, last) values (${norm.agencyId}, ${norm.year}, 1)
    on conflict (agency_id, year) do update set last = r.last + 1 returning last`.execute(tx)
  const number = `${norm.year}-${String(rows[0]?.last ?? 1).padStart(3, '0')}`
  const added = await tx
    .insertInto('disclosure.norm')
    .values({ ...next, agency_id: norm.agencyId, number, submission_key: norm.key, department: norm.department, moved_at: by.at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertNormEvent(tx, added.id, 1, norm.fact, by)
  return number
}

const insertNormEvent = (tx: Db, id: number, seq: number, fact: NormEvent, by: NormStepBy) =>
  sql`insert into disclosure.norm_event (norm_id, seq, at, by_name, by_role, fact)
    values (${id}, ${seq}, ${by.at}, ${by.byName}, ${by.byRole}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)

/** Adds the event and moves the columns of a document that this transaction holds. */
export async function saveNormStep(tx: Db, norm: Norm, fact: NormEvent, next: NormProjection, by: NormStepBy): Promise<void> {
  await tx
    .updateTable('disclosure.norm')
    .set({ ...next, version: norm.version + 1, moved_at: by.at })
    .where('id', '=', norm.id)
    .execute()
  await insertNormEvent(tx, norm.id, norm.events.length + 1, fact, by)
}

/** Writes down a relation of a document, or takes it out. False when the other one is not in the ledger, or not issued. */
export async function saveRelation(tx: Db, norm: Norm, relation: Relation, there: boolean): Promise<boolean> {
  const other = relation.norm === null ? null : await idOf(tx, norm.agencyId, relation.norm)
  if (relation.norm !== null && other === null) return false
  const values = { norm_id: norm.id, kind: relation.kind, to_norm_id: other, to_item: relation.item, words: relation.words }
  if (there) await tx.insertInto('disclosure.norm_relation').values(values).execute()
  else
    await sql`delete from disclosure.norm_relation where norm_id = ${norm.id}::bigint and kind = ${relation.kind} and words = ${relation.words}
      and to_norm_id is not distinct from ${other}::bigint and to_item is not distinct from ${relation.item}::text`.execute(tx)
  return true
}
async function idOf(tx: Db, agencyId: number, number: string): Promise<number | null> {
  const one = await tx
    .selectFrom('disclosure.norm')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('number', '=', number)
    .where('issued_on', 'is not', null)
    .executeTakeFirst()
  return one?.id ?? null
}

export type Series = { readonly id: number; readonly format: string }
/** The formats of document numbers this office has set, the first first. */
export const listSeries = (db: Db, agencyId: number): Promise<Series[]> =>
  db.selectFrom('disclosure.norm_series').select(['id', 'format']).where('agency_id', '=', agencyId).orderBy('id').execute()

export async function addSeries(tx: Db, agencyId: number, format: string, at: Date, by: string): Promise<boolean> {
  const added = await tx
    .insertInto('disclosure.norm_series')
    .values({ agency_id: agencyId, format, added_at: at, added_by: by })
    .onConflict((oc) => oc.columns(['agency_id', 'format']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** The next number of a series and year. Given back when the transaction is not kept, so that none is left out. */
export async function nextInSeries(tx: Db, seriesId: number, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into disclosure.norm_counter as c (series_id, year, last) values (${seriesId}, ${year}, 1)
    on conflict (series_id, year) do update set last = c.last + 1 returning last`.execute(tx)
  return rows[0]?.last ?? 1
}

/** Whether a document of this agency bears the number already. */
export async function isNumberTaken(db: Db, agencyId: number, documentNumber: string): Promise<boolean> {
  const one = await db
    .selectFrom('disclosure.norm')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('document_number', '=', documentNumber)
    .where(sql<boolean>`document_number <> ''`)
    .executeTakeFirst()
  return one !== undefined
}

/** Consultations whose last day has passed. */
export const listEndedConsultations = (db: Db, today: PlainDate) =>
  db
    .selectFrom('disclosure.norm')
    .select(['agency_id as agencyId', 'number'])
    .where(sql<boolean>`stage = 'consulting'`)
    .where('consult_until', '<', today)
    .execute()

const SETTLED = `case when n.ended_on <= $1::date then n.end_kind when n.amended_on <= $1::date then 'amended' else 'valid' end`
export type Unsettled = { readonly agencyId: number; readonly number: string; readonly item: string }
/** Published items whose mark is not what the day makes of their document. */
export const listUnsettled = (db: Db, today: PlainDate): Promise<Unsettled[]> =>
  ask<Unsettled>(
    db,
    `select n.agency_id as "agencyId", n.number, i.number as item from disclosure.norm n
      join disclosure.item i on i.agency_id = n.agency_id and i.number = n.item_number
      where n.issued_on is not null and i.stage = 'published' and i.validity <> ${SETTLED} order by n.id`,
    [today],
  )
