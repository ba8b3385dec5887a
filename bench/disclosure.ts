import { sql } from 'kysely'
import type { Db } from '../src/platform/database.ts'
import type { Load } from './load.ts'
import { compare, isAsked, ours, yardsticksOf } from './side-by-side.ts'

const ITEMS = 20_000
const PLACES = 2_000
const get = (name: string, path: (n: number) => string): Load => ({ name, origin: ours, good: [200], next: (n) => ({ path: path(n) }) })

/** Copies the sample's items until there are so many, each with its own number and day, and the words of the one it is copied from. */
async function fillItems(db: Db): Promise<void> {
  await sql`
    with sample as (select i.*, row_number() over (order by i.id) as nth, count(*) over () as all_of from disclosure.item i where i.shown = 'full'),
    added as (
      insert into disclosure.item (agency_id, number, index_number, submission_key, stage, shown, title, column_code, issuer, document_number, subject, department,
        formed_on, due_provisional, first_published_on, published_on, validity, moved_at, changed, changed_at)
      select agency_id, '20' || 30 + n / 99999 || '-' || lpad((n % 99999)::text, 5, '0'), 'bench/' || n, gen_random_uuid(), stage, shown, title || n, column_code, issuer,
        document_number, subject, department, formed_on, false, date '2016-01-01' + n % 3600, date '2016-01-01' + n % 3600, validity, now(), 1000000 + n, now()
      from generate_series(1, ${ITEMS}::int) n join sample on nth = n % all_of + 1 returning id, number, title)
    insert into disclosure.revision (item_id, n, published_on, content, html, words)
    select a.id, 1, r.published_on, r.content, r.html, r.words from added a
      join lateral (select * from disclosure.revision where n = 1 offset a.id % 100 limit 1) r on true`.execute(db)
  await sql`vacuum analyze disclosure.item, disclosure.revision`.execute(db)
}

/** The page of an item, and lists of fifty from any place on, uncached. */
export async function measureDisclosure(db: Db, only: string | undefined): Promise<void> {
  await fillItems(db)
  const { byId, fifty } = yardsticksOf(ITEMS)
  const column = async (query: string): Promise<string[]> => (await sql<{ one: string }>`${sql.raw(query)}`.execute(db)).rows.map(({ one }) => one)
  const numbers = await column(`select number as one from disclosure.item where shown = 'full' order by random() limit ${PLACES}`)
  const places = (where: string): Promise<string[]> =>
    column(`select published_on || '~' || id as one from disclosure.item where shown = 'full' and ${where} order by random() limit ${PLACES}`)
  const [any, news, year] = await Promise.all([places('true'), places(`column_code = 'news'`), places(`published_on between '2019-01-01' and '2019-12-31'`)])
  const at = (all: readonly string[], n: number): string => all[n % all.length] ?? ''
  const pairs = [
    { bar: 0.35, yardstick: byId, page: get('item page', (n) => `/disclosure/${at(numbers, n)}`) },
    { bar: 0.6, yardstick: fifty, page: get('list of items', (n) => `/disclosure/items?after=${at(any, n)}`) },
    { bar: 0.6, yardstick: fifty, page: get('items of a column', (n) => `/disclosure/items?column=news&after=${at(news, n)}`) },
    { bar: 0.6, yardstick: fifty, page: get('items of a year', (n) => `/disclosure/items?year=2019&after=${at(year, n)}`) },
  ]
  for (const pair of pairs) if (only === 'items' || isAsked(only, pair.page.name)) await compare(pair)
}
