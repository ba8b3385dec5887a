import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import type { Attachment } from '../files/index.ts'
import type { Book } from './budgets/book.ts'
import { heldAsRecords } from './directory/store.ts'
import { type Source, TAKEN_DOWN } from './item.ts'
import type { Validity } from './lifecycle.ts'
import './tables.ts'

/** An item as lists print it. */
export type ListedItem = {
  readonly number: string
  readonly title: string
  readonly column: string
  readonly issuer: string
  readonly documentNumber: string
  /** The day it was first published: lists, years and the watch go by it. */
  readonly publishedOn: PlainDate
  /** The day its last revision was published; null on one that was never revised. */
  readonly revisedOn: PlainDate | null
  readonly validity: Validity
  readonly indexNumber: string
  readonly subject: string
  readonly formedOn: PlainDate
}
/** What of an item its own page prints. */
export type PublicItem = ListedItem & {
  readonly shown: 'full' | 'tombstone'
  readonly summary: string
  readonly html: string
  readonly files: readonly Attachment[]
  readonly budget?: Book
  readonly countedFrom: PlainDate | null
  readonly firstPublishedOn: PlainDate
  readonly validUntil: PlainDate | null
  /** What amended, abolished or stands for it, and of a document that is not here its name; what it did so to. */
  readonly replacedBy: { readonly number: string; readonly title: string } | null
  readonly replacedTitle: string | null
  readonly replaces: readonly { readonly number: string; readonly title: string; readonly validity: Validity; readonly shown: 'full' | 'tombstone' }[] | null
  readonly withdrawn: { readonly on: PlainDate; readonly reason: string } | null
  readonly source?: Source
  /** The day of the change that the last revision tells of. */
  readonly changedOn?: PlainDate
  /** How many revisions were published; this is the last. */
  readonly revisions: number
}
export type ItemPlace = { readonly on: PlainDate; readonly id: number }
export type ItemFilter = { readonly column: string; readonly year: number | null; readonly after: ItemPlace | null }
export type ItemList = { readonly rows: readonly ListedItem[]; readonly next: ItemPlace | null }
export const ITEMS_A_PAGE = 50

// A page of rows as one text, with signs between that no field can hold: forms drop them.
const [FIELD, ROW] = ['\u001f', '\u001e']
const TOLD = [
  ...['number', 'title', 'column_code', 'issuer', 'document_number', 'published_on', `coalesce(revised_on::text, '')`, 'validity'],
  ...['index_number', 'subject', 'formed_on'],
].join(` || '${FIELD}' || `)

/** One page of what is published, the last first; of a column or a year where asked. */
export async function listPublished(db: Db, agencyId: number, { column, year, after }: ItemFilter): Promise<ItemList> {
  const values: unknown[] = [agencyId]
  const value = (given: unknown, kind: string): string => `$${values.push(given)}::${kind}`
  // In letters, not as values: an index of part of a table serves only a plan that sees which part.
  const where = [`agency_id = $1 and shown = 'full'`]
  if (column !== '') where.push(`column_code = ${value(column, 'text')}`)
  if (year !== null) where.push(`published_on >= ${value(`${year}-01-01`, 'date')} and published_on <= ${value(lastOf(year, after), 'date')}`)
  if (after) where.push(`(published_on, id) < (${value(after.on, 'date')}, ${value(after.id, 'bigint')})`)
  type Page = { rows: string | null; on: PlainDate | null; id: number | null }
  const [{ rows, on, id } = { rows: null, on: null, id: null }] = await ask<Page>(
    db,
    `select string_agg(${TOLD}, '${ROW}') as rows, (array_agg(published_on))[${ITEMS_A_PAGE}]::text as on, (array_agg(id))[${ITEMS_A_PAGE}] as id from (
      select * from disclosure.item where ${where.join(' and ')} order by published_on desc, id desc limit ${ITEMS_A_PAGE + 1}) t`,
    values,
  )
  const all = rows === null ? [] : rows.split(ROW).map(rowOf)
  return { rows: all.slice(0, ITEMS_A_PAGE), next: all.length > ITEMS_A_PAGE && on !== null && id !== null ? { on, id } : null }
}
/** A list begins at its place, not at the end of its year: of two bounds the server enters the index by the first. */
const lastOf = (year: number, after: ItemPlace | null): string => (after && after.on < `${year}-12-31` ? after.on : `${year}-12-31`)

function rowOf(told: string): ListedItem {
  const [number = '', title = '', column = '', issuer = '', documentNumber = '', publishedOn = '', revisedOn = '', ...more] = told.split(FIELD)
  const [validity = '', indexNumber = '', subject = '', formedOn = ''] = more
  return {
    number,
    title,
    column,
    issuer,
    documentNumber,
    publishedOn: publishedOn as PlainDate,
    revisedOn: (revisedOn || null) as PlainDate | null,
    validity: validity as Validity,
    indexNumber,
    subject,
    formedOn: formedOn as PlainDate,
  } // as the columns have them
}

// The grounds of an exemption are the office's own: they name persons and secrets.
const PUBLIC_REASON = `case w.fact ->> 'step' when 'withdraw' then w.fact ->> 'reason' else w.fact ->> 'publicWords' end`
/**
 * What a row of `disclosure.item i` tells the public, with its last revision `r` that was published; read by `itemOf`. Built here rather
 * than as one document by the server, which takes a third longer over it.
 */
export const TOLD_OF_ITEM = `r.html, r.content::text as content,
    concat_ws('${FIELD}', i.number, i.published_on, i.validity, i.index_number, i.shown, i.first_published_on, r.n, coalesce(i.revised_on::text, '')) as row,
    (select jsonb_build_object('number', o.number, 'title', o.title) from disclosure.item o
      where o.agency_id = i.agency_id and o.number = i.replaced_by and i.replaced_by is not null and o.shown <> 'none') as "replacedBy", i.replaced_title as "replacedTitle",
    (select jsonb_agg(jsonb_build_object('number', o.number, 'title', o.title, 'validity', o.validity, 'shown', o.shown))
      from disclosure.item o where o.agency_id = i.agency_id and o.replaced_by = i.number and o.replaced_by is not null and o.shown <> 'none') as replaces,
    case when i.shown = 'tombstone' then (
      select jsonb_build_object('on', w.fact ->> 'on', 'reason', coalesce(${PUBLIC_REASON}, '${TAKEN_DOWN}')) from disclosure.event w
      where w.item_id = i.id and w.fact ->> 'step' in ('withdraw', 'withhold') order by (${PUBLIC_REASON}) is null, w.seq desc limit 1) end as withdrawn`
export type ToldItem = Pick<PublicItem, 'html' | 'replacedBy' | 'replacedTitle' | 'replaces' | 'withdrawn'> & { readonly content: string; readonly row: string }
/** The item that was told. */
export function itemOf({ html, content, row, replacedBy, replacedTitle, replaces, withdrawn }: ToldItem): PublicItem {
  const [number = '', publishedOn = '', validity = '', indexNumber = '', shown = '', firstPublishedOn = '', revisions = '', revisedOn = ''] = row.split(FIELD)
  return {
    ...JSON.parse(content),
    ...{ html, number, publishedOn, validity, indexNumber, shown, firstPublishedOn, revisions: Number(revisions), revisedOn: revisedOn || null },
    ...{ replacedBy, replacedTitle, withdrawn, replaces: replaces?.toSorted((a, b) => (a.number < b.number ? -1 : 1)) ?? null },
  } // as the statement builds it
}
export const LAST_REVISION = 'join lateral (select * from disclosure.revision r where r.item_id = i.id order by r.n desc limit 1) r on true'
const ONE = `select ${TOLD_OF_ITEM} from disclosure.item i ${LAST_REVISION} where i.agency_id = $1 and i.number = $2 and i.shown <> 'none'`

/** What the public sees of an item, its last revision that was published; undefined where there is nothing to be seen. */
export async function findPublished(db: Db, agencyId: number, number: string): Promise<PublicItem | undefined> {
  const [one] = await ask<ToldItem>(db, ONE, [agencyId, number])
  return one && itemOf(one)
}

export type PublicTitle = { readonly number: string; readonly title: string; readonly files: readonly Attachment[] }
/** Of these items those that the public sees in full, with their titles and files, by number. */
export async function publicTitles(db: Db, agencyId: number, numbers: readonly string[]): Promise<ReadonlyMap<string, PublicTitle>> {
  const rows = await ask<PublicTitle>(
    db,
    `select i.number, r.content ->> 'title' as title, r.content -> 'files' as files from disclosure.item i ${LAST_REVISION}
      where i.agency_id = $1 and i.number = any($2::text[]) and i.shown = 'full'`,
    [agencyId, numbers],
  )
  return new Map(rows.map((row) => [row.number, row]))
}

export type Revision = {
  readonly n: number
  readonly changedOn: PlainDate | null
  readonly publishedOn: PlainDate
  readonly title: string
  readonly words: string
}
/** Every revision that was published, the first first. */
export const listRevisions = (db: Db, agencyId: number, number: string): Promise<Revision[]> =>
  ask<Revision>(
    db,
    `select r.n, r.content ->> 'changedOn' as "changedOn", r.published_on::text as "publishedOn", r.content ->> 'title' as title, r.words from disclosure.revision r join disclosure.item i on i.id = r.item_id
      where i.agency_id = $1 and i.number = $2 and i.shown = 'full' order by r.n`,
    [agencyId, number],
  )

export type ColumnCount = { readonly column: string; readonly items: number; readonly last: PlainDate }
const KEEP_MS = 5_000
const counts = keepFor<readonly ColumnCount[]>(KEEP_MS)
/** How many items each column holds, and when its last one came; kept for five seconds. */
export const countColumns = (db: Db, agencyId: number): Promise<readonly ColumnCount[]> =>
  counts.find(db, String(agencyId), () =>
    ask<ColumnCount>(
      db,
      `select column_code as column, count(*)::int as items, max(published_on)::text as last from disclosure.item where agency_id = $1 and shown = 'full' group by column_code`,
      [agencyId],
    ),
  )

/** The same with the records that columns are made of, for the watch over stale and empty columns. */
export const heldIn = async (db: Db, agencyId: number): Promise<readonly ColumnCount[]> =>
  (await Promise.all([countColumns(db, agencyId), heldAsRecords(db, agencyId)])).flat()

/** The day the first item was published; undefined before. */
export async function openedOn(db: Db, agencyId: number): Promise<PlainDate | undefined> {
  const [one] = await ask<{ on: PlainDate | null }>(
    db,
    `select min(first_published_on)::text as on from disclosure.item where agency_id = $1 and first_published_on is not null`,
    [agencyId],
  )
  return one?.on ?? undefined
}
