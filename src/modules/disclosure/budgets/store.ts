import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Book, BookKind, FormKey } from './book.ts'
import '../tables.ts'

/** A published budget or account, with the names of its tables. */
export type BudgetListed = {
  readonly number: string
  readonly title: string
  readonly year: number
  readonly kind: BookKind
  readonly publishedOn: PlainDate
  readonly tables: readonly { readonly n: number; readonly name: string; readonly form: FormKey | null }[]
}

/** Lists the book under its year, in the transaction that publishes its item. */
export async function keepBook(tx: Db, item: { readonly id: number; readonly agencyId: number }, { year, kind, tables }: Book): Promise<void> {
  const names = JSON.stringify(tables.map(({ n, name, form }) => ({ n, name, form })))
  await tx
    .insertInto('disclosure.budget')
    .values({ item_id: item.id, agency_id: item.agencyId, year, kind, tables: names })
    .onConflict((clash) => clash.column('item_id').doUpdateSet({ year, kind, tables: names }))
    .execute()
}

const SAME = `select number, title from (
    (select i.number, i.title, i.issuer, i.submission_key from disclosure.budget b join disclosure.item i on i.id = b.item_id
      where b.agency_id = $1 and b.year = $2 and b.kind = $3 and i.shown = 'full')
    union all
    (select i.number, i.title, i.issuer, i.submission_key from disclosure.item i
      where i.agency_id = $1 and i.stage in ('drafting', 'secrecy', 'review', 'ready') and i.column_code = 'budgets'
        and (select e.fact -> 'content' -> 'budget' from disclosure.event e where e.item_id = i.id and e.fact ? 'content' order by e.seq desc limit 1)
          @> jsonb_build_object('year', $2::int, 'kind', $3::text))
  ) t where issuer = $4 and number <> $5 and submission_key <> $6::uuid limit 1`
/** Another book of the same year and kind that the same office has published or has on its road; the form's own is none. */
export async function findSameBook(
  db: Db,
  agencyId: number,
  {
    year,
    kind,
    issuer,
    number,
    key,
  }: { readonly year: number; readonly kind: BookKind; readonly issuer: string; readonly number: string; readonly key: string },
): Promise<{ readonly number: string; readonly title: string } | undefined> {
  const [one] = await ask<{ number: string; title: string }>(db, SAME, [agencyId, year, kind, issuer, number, key])
  return one
}

const MOST_LISTED = 300 // a few a year: a hundred years
const LIST = `select i.number, i.title, b.year, b.kind, i.published_on::text as "publishedOn", b.tables
  from disclosure.budget b join disclosure.item i on i.id = b.item_id
  where b.agency_id = $1 and i.shown = 'full' order by b.year desc, b.kind desc, b.item_id limit ${MOST_LISTED}`
/** Every budget and account that is shown, the last year first. */
export const listBooks = (db: Db, agencyId: number): Promise<BudgetListed[]> => ask<BudgetListed>(db, LIST, [agencyId])
