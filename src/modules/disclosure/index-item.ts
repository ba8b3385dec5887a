import type { Db } from '../../platform/database.ts'
import { dropDocument, indexDocument } from '../search/index.ts'
import { findColumn } from './columns.ts'
import { type ItemState, shownOf, sourceIndexOf } from './item.ts'
import { validityName } from './lifecycle.ts'
import type { Item } from './store.ts'
import { wordsOf } from './words.ts'

/** What the search knows of an item: the revision the public sees, in the transaction that changed it; nothing of one that is not shown. */
export async function indexItem(tx: Db, { agencyId, number, indexNumber }: Item, state: ItemState): Promise<void> {
  const last = state.published.at(-1)
  if (!last || shownOf(state) !== 'full') return await dropDocument(tx, agencyId, 'item', number)
  const { title, summary, column, issuer, documentNumber, subject } = last.content
  await indexDocument(tx, {
    agencyId,
    kind: 'item',
    key: number,
    path: `/disclosure/${number}`,
    title,
    summary,
    body: wordsOf(last.content),
    numbers: [indexNumber, number, documentNumber, sourceIndexOf({ indexNumber, ...last.content })].filter((one) => one !== ''),
    publishedOn: state.published[0]?.firstOn ?? state.published[0]?.on ?? last.on,
    column: findColumn(column)?.name ?? '',
    department: issuer,
    subject,
    validity: validityName[state.validity],
  })
}
