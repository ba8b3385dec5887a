import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { ReviewDecision } from './norm.ts'
import './tables.ts'

/** A clean-up round: each document in force is kept, to be changed, or repealed. */
export type Round = {
  readonly number: string
  readonly openedOn: PlainDate
  readonly closedOn: PlainDate | null
  readonly item: string | null
}
const COLUMNS = 'number, opened_on as "openedOn", closed_on as "closedOn", item_number as item'

/** The rounds there were, the last first. */
export const listRounds = (db: Db, agencyId: number): Promise<Round[]> =>
  ask<Round>(db, `select ${COLUMNS} from disclosure.norm_round where agency_id = $1 order by number desc limit 50`, [agencyId])

export async function findRound(db: Db, agencyId: number, number: string): Promise<Round | undefined> {
  const [one] = await ask<Round>(db, `select ${COLUMNS} from disclosure.norm_round where agency_id = $1 and number = $2`, [agencyId, number])
  return one
}
/** The same, held until the transaction ends. */
export async function lockRound(tx: Db, agencyId: number, number: string): Promise<Round | undefined> {
  const [one] = await ask<Round>(tx, `select ${COLUMNS} from disclosure.norm_round where agency_id = $1 and number = $2 for update`, [agencyId, number])
  return one
}

/** Opens the round of this number; false when it is there already. */
export async function insertRound(tx: Db, agencyId: number, number: string, on: PlainDate, by: string): Promise<boolean> {
  const added = await tx
    .insertInto('disclosure.norm_round')
    .values({ agency_id: agencyId, number, opened_on: on, opened_by: by, closed_on: null, item_number: null })
    .onConflict((oc) => oc.columns(['agency_id', 'number']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return added !== undefined
}

export async function saveRound(tx: Db, agencyId: number, number: string, change: { closedOn?: PlainDate; item?: string }): Promise<void> {
  await tx
    .updateTable('disclosure.norm_round')
    .set({ ...(change.closedOn ? { closed_on: change.closedOn } : {}), ...(change.item ? { item_number: change.item } : {}) })
    .where('agency_id', '=', agencyId)
    .where('number', '=', number)
    .execute()
}

export type Reviewed = {
  readonly number: string
  readonly version: number
  readonly title: string
  readonly documentNumber: string
  readonly issuedOn: PlainDate
  readonly validUntil: PlainDate | null
  readonly decision: ReviewDecision | null
}
/** Every document a round asks about: in force on the day, or decided in it. */
export const listReviewed = (db: Db, agencyId: number, round: string, today: PlainDate): Promise<Reviewed[]> =>
  ask<Reviewed>(
    db,
    `select n.number, n.version, n.title, n.document_number as "documentNumber", n.issued_on as "issuedOn", n.valid_until as "validUntil",
      case when n.round_number = $2 then n.round_decision end as decision
      from disclosure.norm n where n.agency_id = $1 and n.issued_on is not null and n.origin <> 'incoming'
        and (n.round_number = $2 or n.ended_on is null or n.ended_on > $3::date) order by n.issued_on desc, n.id desc`,
    [agencyId, round, today],
  )
