import { type Selectable, sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import { indexNumber, isIndexOf } from '../organizations/index.ts'
import { type Content, type Happened, type ItemEvent, type ItemState, type Published, publicContent, replay } from './item.ts'
import './tables.ts'
import type { ItemTable } from './tables.ts'

export type LoggedEvent = Happened & { readonly seq: number; readonly at: Date; readonly role: string }

/** An item with its whole life. */
export type Item = {
  readonly id: number
  readonly agencyId: number
  /** Its place in addresses, `2019-00012`. */
  readonly number: string
  /** 索引号, given once and never changed. */
  readonly indexNumber: string
  readonly version: number
  readonly department: string | null
  readonly dueOn: PlainDate | null
  readonly firstPublishedOn: PlainDate | null
  readonly events: readonly LoggedEvent[]
  readonly state: ItemState
}

type Told = Omit<Selectable<ItemTable>, 'moved_at' | 'scheduled_at'>
type Row = { readonly row: Told; readonly events: readonly { seq: number; at: string; by: string; byId: string | null; role: string; fact: ItemEvent }[] }
const WITH_LIFE = `
  select row_to_json(i) as row, (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'by', e.by_name, 'byId', e.by_id, 'role', e.by_role, 'fact', e.fact)
    order by e.seq) from disclosure.event e where e.item_id = i.id) as events
  from disclosure.item i`
const ONE_WITH_LIFE = `${WITH_LIFE} where i.agency_id = $1 and i.number = $2`

/** The item of this number with its events, in one statement. */
export async function findItem(db: Db, agencyId: number, number: string): Promise<Item | undefined> {
  const [one] = await ask<Row>(db, ONE_WITH_LIFE, [agencyId, number])
  return one && itemOf(one)
}

function itemOf({ row, events: told }: Row): Item {
  const events = told.map((event) => ({ ...event, at: new Date(event.at) }))
  return {
    id: row.id,
    agencyId: row.agency_id,
    number: row.number,
    indexNumber: row.index_number,
    version: row.version,
    department: row.department,
    dueOn: row.due_on,
    firstPublishedOn: row.first_published_on,
    events,
    state: replay(events),
  }
}

/** Items that are to be published, or taken down, by a day, for counting it anew. */
export async function listOnTheRoad(db: Db): Promise<Item[]> {
  return (
    await ask<Row>(
      db,
      `${WITH_LIFE} where i.stage in ('drafting', 'secrecy', 'review', 'ready') or (i.stage = 'published' and i.due_on is not null) order by i.id`,
      [],
    )
  ).map(itemOf)
}

/** The columns a state shows to lists. */
export type Projection = Pick<
  ItemTable,
  | 'stage'
  | 'shown'
  | 'title'
  | 'column_code'
  | 'issuer'
  | 'document_number'
  | 'subject'
  | 'formed_on'
  | 'due_on'
  | 'due_provisional'
  | 'first_published_on'
  | 'published_on'
  | 'revised_on'
  | 'scheduled_at'
  | 'validity'
  | 'valid_until'
  | 'replaced_by'
  | 'replaced_title'
  | 'exemption'
  | 'review_on'
>
export type StepBy = { readonly at: Date; readonly byName: string; readonly byRole: string; readonly byId?: string | null }
export type NewItem = {
  readonly agencyId: number
  /** How its 索引号 is written. */
  readonly indexAs: Parameters<typeof indexNumber>[0]
  readonly key: string
  readonly year: number
  readonly department: string | null
  readonly content: Content
  readonly on: PlainDate
}

/**
 * Adds an item under the next number of its year with its first event; the number that was given before, when this key was. What was a
 * document of this agency elsewhere keeps the 索引号 it has there while nothing here bears it; a 索引号 that was so kept is passed over.
 */
export async function insertItem(tx: Db, item: NewItem, next: Projection, by: StepBy): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`item ${item.key}`}::text, 0))`.execute(tx) // two clicks at once stand in line
  const known = await tx.selectFrom('disclosure.item').select('number').where('submission_key', '=', item.key).executeTakeFirst()
  if (known) return known.number
  const brought = item.content.source?.indexNumber ?? ''
  let number = await nextNumber(tx, item)
  let id = isIndexOf(item.indexAs, brought) ? await insertUnder(tx, item, next, by, number, brought) : undefined
  id ??= await insertUnder(tx, item, next, by, number, indexNumber(item.indexAs, number))
  while (id === undefined) {
    number = await nextNumber(tx, item)
    id = await insertUnder(tx, item, next, by, number, indexNumber(item.indexAs, number))
  }
  const fact: ItemEvent = { step: 'draft', on: item.on, content: item.content }
  await insertEvent(tx, id, 1, fact, by)
  return number
}

async function nextNumber(tx: Db, { agencyId, year }: NewItem): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into disclosure.number_series as s (agency_id, year, last) values (${agencyId}, ${year}, 1)
    on conflict (agency_id, year) do update set last = s.last + 1 returning last`.execute(tx)
  return `${year}-${String(rows[0]?.last ?? 1).padStart(5, '0')}`
}

/** Undefined where another document bears this 索引号; one that is being given just now is waited for. */
async function insertUnder(tx: Db, item: NewItem, next: Projection, by: StepBy, number: string, index: string): Promise<number | undefined> {
  const { agencyId, key, department } = item
  const row = { ...next, agency_id: agencyId, number, index_number: index, submission_key: key, department, moved_at: by.at }
  const added = await tx
    .insertInto('disclosure.item')
    .values(row)
    .onConflict((clash) => clash.column('index_number').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

const insertEvent = (tx: Db, id: number, seq: number, fact: ItemEvent, by: StepBy) =>
  sql`insert into disclosure.event (item_id, seq, at, by_name, by_role, by_id, fact)
    values (${id}, ${seq}, ${by.at}, ${by.byName}, ${by.byRole}, ${by.byId ?? null}::uuid, ${JSON.stringify(fact)}::jsonb)`.execute(tx)

/** Adds the event and moves the columns, and keeps a revision that this step publishes; false when someone else was there first. */
export async function saveStep(
  tx: Db,
  item: Item,
  fact: ItemEvent,
  next: Projection,
  by: StepBy,
  fresh: (Published & { words: string }) | null,
): Promise<boolean> {
  const moved = await tx
    .updateTable('disclosure.item')
    .set({ ...next, version: item.version + 1, moved_at: by.at })
    .where('id', '=', item.id)
    .where('version', '=', item.version)
    .returning('id')
    .executeTakeFirst()
  if (!moved) return false
  await insertEvent(tx, item.id, item.events.length + 1, fact, by)
  if (fresh) {
    const { html, ...words } = publicContent(fresh.content)
    const content = { ...words, ...(fresh.changedOn ? { changedOn: fresh.changedOn } : {}) }
    await tx
      .insertInto('disclosure.revision')
      .values({ item_id: item.id, n: fresh.revision, published_on: fresh.on, content: JSON.stringify(content), html, words: fresh.words })
      .execute()
  }
  return true
}

/** Keeps what a due day counted anew has become; the item itself has not moved, so its version stays. */
export async function moveDue(tx: Db, id: number, dueOn: PlainDate, provisional: boolean): Promise<void> {
  await tx.updateTable('disclosure.item').set({ due_on: dueOn, due_provisional: provisional }).where('id', '=', id).execute()
}

/** Items whose moment of publication has come. */
export const listToPublish = (db: Db, now: Date) =>
  db
    .selectFrom('disclosure.item')
    .select(['agency_id as agencyId', 'number', 'version'])
    .where('scheduled_at', 'is not', null)
    .where('scheduled_at', '<=', now)
    .orderBy('scheduled_at')
    .orderBy('id')
    .execute()
