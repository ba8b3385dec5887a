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

const MOST_LISTED = 300 // a few a year: a hundred years
const LIST = `select i.number, i.title, b.year, b.kind, i.published_on::text as "publishedOn", b.tables
  from disclosure.budget b join disclosure.item i on i.id = b.item_id
  where b.agency_id = $1 and i.shown = 'full' order by b.year desc, b.kind desc, b.item_id limit ${MOST_LISTED}`
/** Every budget and account that is shown, the last year first. */
export const listBooks = (db: Db, agencyId: number): Promise<BudgetListed[]> => ask<BudgetListed>(db, LIST, [agencyId])
