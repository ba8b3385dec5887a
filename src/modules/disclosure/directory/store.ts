import { sql } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { RecordContent, RecordKind } from './kinds.ts'
import { type RecordFact, type RecordHappened, type RecordState, replayRecord } from './record.ts'
import '../tables.ts'

export type RecordLogged = RecordHappened & { readonly seq: number; readonly at: Date }
/** A record with its whole life. */
export type DirectoryRecord = {
  readonly id: number
  readonly agencyId: number
  readonly kind: RecordKind
  readonly version: number
  readonly events: readonly RecordLogged[]
  readonly state: RecordState
}

type Row = {
  readonly id: number
  readonly kind: RecordKind
  readonly version: number
  readonly events: readonly { seq: number; at: string; by: string; fact: RecordFact }[]
}
const WITH_LIFE = `select r.id, r.kind, r.version, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'fact', e.fact) order by e.seq)
    from disclosure.record_event e where e.record_id = r.id) as events from disclosure.record r`
const recordOf = (agencyId: number, { id, kind, version, events: told }: Row): DirectoryRecord => {
  const events = told.map((event) => ({ ...event, at: new Date(event.at) }))
  return { id: Number(id), agencyId, kind, version, events, state: replayRecord(events) }
}

export async function findRecord(db: Db, agencyId: number, id: number): Promise<DirectoryRecord | undefined> {
  const [one] = await ask<Row>(db, `${WITH_LIFE} where r.agency_id = $1 and r.id = $2`, [agencyId, id])
  return one && recordOf(agencyId, one)
}
/** The same by the key it was begun with. */
export async function findRecordOf(db: Db, agencyId: number, key: string): Promise<DirectoryRecord | undefined> {
  const [one] = await ask<Row>(db, `${WITH_LIFE} where r.agency_id = $1 and r.submission_key = $2::uuid`, [agencyId, key])
  return one && recordOf(agencyId, one)
}
/** What is shown of all that was begun for this reason. */
export const listCopies = (db: Db, agencyId: number, reason: string): Promise<{ id: number; kind: RecordKind; key: string }[]> =>
  ask(
    db,
    `select r.id::int as id, r.kind, r.submission_key::text as key from disclosure.record r join disclosure.record_event e on e.record_id = r.id and e.seq = 1
      where r.agency_id = $1 and r.shown is not null and e.fact ->> 'reason' = $2 order by r.id`,
    [agencyId, reason],
  )
/** Every record of a kind with its life; only for kinds of which there are few. */
export const listLives = async (db: Db, agencyId: number, kind: RecordKind): Promise<DirectoryRecord[]> =>
  (await ask<Row>(db, `${WITH_LIFE} where r.agency_id = $1 and r.kind = $2 order by r.id desc limit 200`, [agencyId, kind])).map((row) =>
    recordOf(agencyId, row),
  )

/** Records of which a version begins by this day and is not shown yet. */
export const listToTurn = (db: Db, day: PlainDate): Promise<{ id: number; agencyId: number }[]> =>
  ask(db, `select id::int as id, agency_id as "agencyId" from disclosure.record where next_on is not null and next_on <= $1 order by next_on, id`, [day])

/** What lists and pages read of a record. */
export type RecordProjection = {
  readonly name: string
  readonly rank: number
  readonly pending: boolean
  readonly shown: RecordContent | null
  readonly changedOn: PlainDate | null
  readonly nextOn: PlainDate | null
}
const columnsOf = ({ name, rank, pending, shown, changedOn, nextOn }: RecordProjection) => ({
  name,
  rank,
  pending,
  shown: shown && JSON.stringify(shown),
  changed_on: changedOn,
  next_on: nextOn,
})
export type RecordBy = { readonly at: Date; readonly byName: string; readonly byRole: string }

const addEvent = (tx: Db, id: number, seq: number, fact: RecordFact, by: RecordBy) =>
  sql`insert into disclosure.record_event (record_id, seq, at, by_name, by_role, fact)
    values (${id}, ${seq}, ${by.at}, ${by.byName}, ${by.byRole}, ${JSON.stringify(fact)}::jsonb)`.execute(tx)

type NewRecord = { readonly agencyId: number; readonly kind: RecordKind; readonly key: string }
/** Adds a record with its first event; the one that was made before, when this key was. */
export async function insertRecord(tx: Db, { agencyId, kind, key }: NewRecord, next: RecordProjection, fact: RecordFact, by: RecordBy): Promise<number> {
  const added = await tx
    .insertInto('disclosure.record')
    .values({ agency_id: agencyId, kind, submission_key: key, moved_at: by.at, ...columnsOf(next) })
    .onConflict((clash) => clash.column('submission_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) {
    await addEvent(tx, added.id, 1, fact, by)
    return Number(added.id)
  }
  return Number((await tx.selectFrom('disclosure.record').select('id').where('submission_key', '=', key).executeTakeFirstOrThrow()).id)
}

/** Adds an event and moves the columns; false when someone else was there first. */
export async function saveRecord(tx: Db, record: DirectoryRecord, fact: RecordFact, next: RecordProjection, by: RecordBy): Promise<boolean> {
  const moved = await tx
    .updateTable('disclosure.record')
    .set({ ...columnsOf(next), version: record.version + 1, moved_at: by.at })
    .where('id', '=', record.id)
    .where('version', '=', record.version)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return false
  await addEvent(tx, record.id, record.events.length + 1, fact, by)
  return true
}
/** Shows what begins today: nothing happened to the record itself, so its version stays. */
export const turnRecord = async (tx: Db, id: number, next: RecordProjection): Promise<void> =>
  void (await tx.updateTable('disclosure.record').set(columnsOf(next)).where('id', '=', id).execute())

/** A record as the public reads it. */
export type ShownRecord = { readonly id: number; readonly content: RecordContent; readonly changedOn: PlainDate }
const MOST_SHOWN = 500
const SHOWN = `select id::int as id, shown as content, changed_on::text as "changedOn" from disclosure.record
  where agency_id = $1 and kind = $2 and kind <> 'procurement' and shown is not null order by rank, id limit ${MOST_SHOWN}`
/** What is shown of a kind in its order; projects that were bought have a list of their own. */
export const listShown = (db: Db, agencyId: number, kind: Exclude<RecordKind, 'procurement'>): Promise<ShownRecord[]> =>
  ask<ShownRecord>(db, SHOWN, [agencyId, kind])
/** What is shown of every kind, in the order it was begun; `changedSince` leaves out what has stood since before that day. */
export const listShownAfter = (
  db: Db,
  agencyId: number,
  after: number,
  changedSince: PlainDate | null,
  most: number,
): Promise<(ShownRecord & { kind: RecordKind })[]> =>
  ask(
    db,
    `select id::int as id, kind, shown as content, changed_on::text as "changedOn" from disclosure.record
      where agency_id = $1 and shown is not null and id > $2 and ($3::date is null or changed_on >= $3::date) order by id limit $4`,
    [agencyId, after, changedSince, most],
  )
export async function findShown(db: Db, agencyId: number, kind: RecordKind, id: number): Promise<ShownRecord | undefined> {
  const [one] = await ask<ShownRecord>(
    db,
    `select id::int as id, shown as content, changed_on::text as "changedOn" from disclosure.record where id = $3 and agency_id = $1 and kind = $2 and shown is not null`,
    [agencyId, kind, id],
  )
  return one
}

/** A line of the console's list. */
export type ListedRecord = {
  readonly id: number
  readonly kind: RecordKind
  readonly name: string
  readonly pending: boolean
  readonly isShown: boolean
  readonly changedOn: PlainDate | null
  readonly nextOn: PlainDate | null
}
export const RECORDS_A_PAGE = 50
const LISTED = `select id::int as id, kind, name, pending, shown is not null as "isShown", changed_on::text as "changedOn", next_on::text as "nextOn" from disclosure.record`
/** One page of a kind, or of what waits for review in all kinds; the last made first. */
export async function listRecords(
  db: Db,
  agencyId: number,
  kind: RecordKind | 'pending',
  after: number | null,
): Promise<{ rows: readonly ListedRecord[]; next: number | null }> {
  const values: unknown[] = [agencyId, ...(kind === 'pending' ? [] : [kind]), ...(after === null ? [] : [after])]
  const where = ['agency_id = $1', kind === 'pending' ? 'pending' : 'kind = $2', ...(after === null ? [] : [`id < $${values.length}::bigint`])].join(' and ')
  const rows = await ask<ListedRecord>(db, `${LISTED} where ${where} order by id desc limit ${RECORDS_A_PAGE + 1}`, values)
  return { rows: rows.slice(0, RECORDS_A_PAGE), next: rows.length > RECORDS_A_PAGE ? (rows[RECORDS_A_PAGE - 1]?.id ?? null) : null }
}

const COLUMN_OF: Readonly<Record<Exclude<RecordKind, 'procurement'>, string>> = {
  duties: 'organisation',
  office: 'organisation',
  leader: 'organisation',
  service: 'permits',
  guide: 'guide',
}
type KindHeld = { readonly kind: Exclude<RecordKind, 'procurement'>; readonly items: number; readonly last: PlainDate }
/** What the columns hold of records, and when the last of them changed: a column that is kept by records is not empty for want of items. */
export async function heldAsRecords(
  db: Db,
  agencyId: number,
): Promise<readonly { readonly column: string; readonly items: number; readonly last: PlainDate }[]> {
  const kinds = await ask<KindHeld>(
    db,
    `select kind, count(*)::int as items, max(changed_on)::text as last from disclosure.record
      where agency_id = $1 and kind <> 'procurement' and shown is not null group by kind`,
    [agencyId],
  )
  const bought = await ask<{ last: PlainDate }>(
    db,
    `select awarded_on::text as last from disclosure.procurement where agency_id = $1 order by awarded_on desc, record_id desc limit 1`,
    [agencyId],
  )
  return [
    ...kinds.map(({ kind, items, last }) => ({ column: COLUMN_OF[kind], items, last })),
    ...bought.map(({ last }) => ({ column: 'procurement', items: 1, last })),
  ]
}
