import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import { ask, type Db } from '../../platform/database.ts'
import { keepFor } from '../../platform/keep.ts'
import type { Kind } from './document.ts'
import './tables.ts'

const FIELD = '\u001f'
const ROW = '\u001e'

export type Filter = {
  readonly kind: Kind | null
  readonly column: string
  readonly department: string
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

/** A document as it is ranked and counted, as it is written. */
export type Row = {
  readonly id: number
  readonly kind: Kind
  readonly publishedOn: PlainDate
  readonly title: string
  readonly summary: string
  readonly numbers: string
  readonly column: string
  readonly department: string
  readonly answers: boolean
  /** 失效、废止: what is in force stands before it. */
  readonly ended: boolean
  readonly holds: readonly boolean[]
}

/** `title` is looked for first, so that what is named by the words is among the candidates whatever else holds them. */
export type Question = {
  readonly agencyId: number
  readonly title: string
  readonly whole: string
  /** Of each group, whether a document holds it; none asked where all are held. */
  readonly groups: readonly string[]
  readonly from: PlainDate | null
  readonly to: PlainDate | null
  /** So many that are named by the words are enough: others are not looked for. */
  readonly enough: number
}
export const MOST_CANDIDATES = 150 // office setting: of what more documents hold, the newest are ranked
const MOST_PARTLY = 80 // of each, what it holds is asked word by word

const HOLDS = `(select string_agg(case when d.words @@ g::tsquery then '1' else '0' end, '' order by n) from unnest($5::text[]) with ordinality as u (g, n))`
const some = (query: string, holds: string, limit: number, more = ''): string => `
  select d.id, concat_ws('${FIELD}', d.id, d.kind, d.published_on, d.column_name, d.department, (d.answer <> '')::int + case when d.validity in ('失效', '废止') then 2 else 0 end, ${holds}, d.title, d.summary, d.numbers) as told
    from search.document d
    where d.words @@ ${query}::tsquery and d.agency_id = $2::int and d.published_on between $3::date and $4::date${more} limit ${limit}`
const statement = (holds: string, limit: number): string => `
  with titled as materialized (${some('$6', holds, limit)}),
    others as materialized (${some('$1', holds, limit, ` and (select count(*) from titled) < $7::int`)})
  select string_agg(told, '${ROW}') as told, (select count(*) from titled) as titled from (select told from titled union all select told from others where id not in (select id from titled)) t`
// The fifth value is in both, for a statement has all of its values.
const WHOLLY = statement(`left($5::text[]::text, 0)`, MOST_CANDIDATES)
const PARTLY = statement(HOLDS, MOST_PARTLY)
const EARLIEST = '0001-01-01'
const LATEST = '9999-12-31'

/** Documents that a query matches, each once, in no order; not more than there is room for, and then those whose titles do. */
export async function findCandidates(
  db: Db,
  { agencyId, title, whole, groups, from, to, enough }: Question,
): Promise<{ rows: Row[]; titled: number; isFull: boolean }> {
  const values = [whole, agencyId, from ?? EARLIEST, to ?? LATEST, groups, title, enough]
  const [found] = await ask<{ told: string | null; titled: number }>(db, groups.length === 0 ? WHOLLY : PARTLY, values)
  const rows = found?.told?.split(ROW).map(rowOf) ?? []
  return { rows, titled: found?.titled ?? 0, isFull: rows.length >= (groups.length === 0 ? MOST_CANDIDATES : MOST_PARTLY) }
}

const NEWEST = `
  select string_agg(concat_ws('${FIELD}', d.id, d.kind, d.published_on, d.column_name, d.department, (d.answer <> '')::int + case when d.validity in ('失效', '废止') then 2 else 0 end, left($5::text[]::text, 0),
      d.title, d.summary, d.numbers), '${ROW}' order by d.published_on desc, d.id desc) as told
  from (select * from search.document d where d.words @@ $1::tsquery and d.agency_id = $2::int and d.published_on between $3::date and $4::date
    and (d.published_on, d.id) < ($6::date, $7::bigint) order by d.published_on desc, d.id desc limit ${MOST_CANDIDATES}) d`

/** The newest that a query matches, from a place on. */
export async function findNewest(
  db: Db,
  { agencyId, whole, from, to }: Question,
  place: { readonly day: PlainDate; readonly id: number } | undefined,
): Promise<Row[]> {
  const values = [whole, agencyId, from ?? EARLIEST, to ?? LATEST, [], place?.day ?? LATEST, place?.id ?? 0]
  const [found] = await ask<{ told: string | null }>(db, NEWEST, values)
  return found?.told?.split(ROW).map(rowOf) ?? []
}

function rowOf(told: string): Row {
  const [id, kind, publishedOn = '', column = '', department = '', bits, holds = '', title = '', summary = '', numbers = ''] = told.split(FIELD)
  return {
    id: Number(id),
    kind: kind as Kind, // as the column has it
    publishedOn: publishedOn as PlainDate, // as the column has it
    column,
    department,
    answers: (Number(bits) & 1) === 1,
    ended: (Number(bits) & 2) === 2,
    holds: [...holds].map((one) => one === '1'),
    title,
    summary,
    numbers,
  }
}

/** How near to each other the words of a query stand, of documents that hold them. */
export async function findNearness(db: Db, ids: readonly number[], query: string): Promise<ReadonlyMap<number, number>> {
  const rows = await ask<{ id: number; near: number }>(
    db,
    'select id, ts_rank_cd(words, $2::tsquery, 32) as near from search.document where id = any($1::bigint[])',
    [ids, query],
  )
  return new Map(rows.map(({ id, near }) => [id, Number(near)]))
}

export type Told = {
  readonly id: number
  readonly kind: Kind
  readonly path: string
  readonly title: string
  readonly summary: string
  readonly answer: string
  readonly numbers: string
  readonly publishedOn: PlainDate
  readonly column: string
  readonly department: string
  readonly subject: string
  readonly validity: string
  /** The part of the body around the first of the words that it holds. */
  readonly body: string
}

const AROUND = 240
const STRETCH = 900
/** What is shown of some documents, in the order asked for. */
export async function findShown(db: Db, ids: readonly number[], words: readonly string[]): Promise<Told[]> {
  if (ids.length === 0) return []
  const rows = await ask<Told>(
    db,
    `select d.id, d.kind, d.path, d.title, d.summary, d.answer, d.numbers, d.published_on as "publishedOn", d.column_name as column, d.department, d.subject,
      d.validity, substr(d.body, greatest(1, coalesce((select strpos(d.body, w) from unnest($2::text[]) with ordinality as u (w, n)
        where strpos(d.body, w) > 0 order by n limit 1), 1) - ${AROUND}), ${STRETCH}) as body
      from search.document d where d.id = any($1::bigint[])`,
    [ids, words],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** How many documents there are, and of which share of them the server has seen a word; a word it does not name is in few. */
export type Statistics = { readonly total: number; readonly shares: ReadonlyMap<string, number> }
const KEEP_MS = 60_000
const statistics = keepFor<Statistics>(KEEP_MS)
export const readStatistics = (db: Db): Promise<Statistics> =>
  statistics.find(db, 'words', async () => {
    const { rows } = await sql<{ total: number; words: string[] | null; shares: number[] | null }>`
      select greatest(c.reltuples, 0)::float8 as total, s.most_common_elems::text::text[] as words, s.most_common_elem_freqs as shares
      from pg_class c left join pg_stats s on s.schemaname = 'search' and s.tablename = 'document' and s.attname = 'words'
      where c.oid = 'search.document'::regclass`.execute(db)
    const [found] = rows
    return { total: found?.total ?? 0, shares: new Map((found?.words ?? []).map((word, i) => [word, found?.shares?.[i] ?? 0])) }
  })
