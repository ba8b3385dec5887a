import { ask, type Db } from '../../../platform/database.ts'
import { itemOf, LAST_REVISION, TOLD_OF_ITEM, type ToldItem } from '../public-store.ts'
import type { ChangedPublic } from './told-item.ts'

type Row = ToldItem & { readonly version: number; readonly changed: number; readonly changedAt: Date }
const changedOf = ({ version, changed, changedAt, ...told }: Row): ChangedPublic => ({ item: itemOf(told), version, changed, changedAt })
const COLUMNS = `${TOLD_OF_ITEM}, i.version, i.changed, i.changed_at as "changedAt"`

/** Items by the number of their last change, from one on: each once, as it is now; one that changes meanwhile comes again further on. */
export async function listChanges(db: Db, agencyId: number, after: number, column: string, most: number): Promise<ChangedPublic[]> {
  // Two indexes for a column: what stands in it, and the few that have left it.
  const which =
    column === ''
      ? 'select * from disclosure.item where agency_id = $1 and changed is not null and changed > $2::bigint order by changed limit $3::int'
      : `select * from (
          (select * from disclosure.item where agency_id = $1 and column_code = $4::text and changed is not null and changed > $2::bigint order by changed limit $3::int)
          union all
          (select * from disclosure.item where agency_id = $1 and was_in <> '{}' and column_code <> $4::text and $4::text = any(was_in) and changed > $2::bigint
            order by changed limit $3::int)) both_of order by changed limit $3::int`
  const rows = await ask<Row>(
    db,
    `select ${COLUMNS} from (${which}) i ${LAST_REVISION} order by i.changed`,
    column === '' ? [agencyId, after, most] : [agencyId, after, most, column],
  )
  return rows.map(changedOf)
}

/** One item as the public sees it, with its last change; undefined where there is nothing to be seen. */
export async function findChanged(db: Db, agencyId: number, number: string): Promise<ChangedPublic | undefined> {
  const [row] = await ask<Row>(db, `select ${COLUMNS} from disclosure.item i ${LAST_REVISION} where i.agency_id = $1 and i.number = $2 and i.shown <> 'none'`, [
    agencyId,
    number,
  ])
  return row && changedOf(row)
}

/** The number after which everything changed at or after this moment comes. */
export async function placeSince(db: Db, agencyId: number, since: Date): Promise<number> {
  // The smallest, not the greatest before: two processes' clocks may differ by a little, and nothing is to be missed.
  const [row] = await ask<{ n: number }>(
    db,
    `select coalesce((select min(changed) - 1 from disclosure.item where agency_id = $1 and changed is not null and changed_at >= $2::timestamptz),
      (select last from disclosure.change_series where agency_id = $1), 0) as n`,
    [agencyId, since],
  )
  return row?.n ?? 0
}

/** When something that the public sees of the items last changed; undefined before the first. */
export async function lastChangedAt(db: Db, agencyId: number): Promise<Date | undefined> {
  const [last] = await ask<{ at: Date }>(
    db,
    'select changed_at as at from disclosure.item where agency_id = $1 and changed is not null order by changed_at desc limit 1',
    [agencyId],
  )
  return last?.at
}
