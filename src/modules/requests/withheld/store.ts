import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Decision } from '../decisions.ts'
import { appendEvent, type Logged, type LoggedBy, readLedger } from '../event-ledger-store.ts'
import './tables.ts'
import { applyWithheldEvent, registration, replayWithheld, type WithheldEvent, type WithheldStage, type WithheldState } from './withheld.ts'

/** What a request withheld, with all its reviews. */
export type Withheld = {
  readonly id: number
  readonly agencyId: number
  readonly version: number
  readonly number: string
  readonly subject: string
  readonly events: readonly Logged<WithheldEvent>[]
  readonly state: WithheldState
}

/** Puts what a request withheld into the register, in the transaction that concluded it; nothing where it withheld nothing. */
export async function registerWithheld(tx: Db, request: { id: number; agencyId: number }, decision: Decision, on: PlainDate, by: LoggedBy): Promise<void> {
  const fact = registration(decision, on)
  if (!fact) return
  const state = applyWithheldEvent(undefined, fact)
  const added = await tx
    .insertInto('requests.withheld')
    .values({ agency_id: request.agencyId, request_id: request.id, stage: state.stage, decision, withheld_on: on, review_on: state.reviewOn, item: null })
    .onConflict((conflict) => conflict.column('request_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await appendEvent(tx, 'withheld', added.id, 1, fact, by)
}

/** The entry of the request of this number; `held` until the transaction ends. */
export async function findWithheld(db: Db, agencyId: number, number: string, held = false): Promise<Withheld | undefined> {
  const [row] = await ask<Pick<Withheld, 'id' | 'version' | 'number' | 'subject'>>(
    db,
    `select w.id, w.version, r.number, r.subject from requests.withheld w join requests.request r on r.id = w.request_id
      where r.number = $1 and w.agency_id = $2 ${held ? 'for update of w' : ''}`,
    [number, agencyId],
  )
  if (!row) return undefined
  const events = await readLedger<WithheldEvent>(db, 'withheld', row.id)
  return { ...row, agencyId, events, state: replayWithheld(events.map(({ fact }) => fact)) }
}

/** Adds the event and moves the columns; the caller holds the row. */
export async function saveWithheldStep(tx: Db, withheld: Withheld, fact: WithheldEvent, by: LoggedBy): Promise<void> {
  const state = applyWithheldEvent(withheld.state, fact)
  await tx
    .updateTable('requests.withheld')
    .set({ stage: state.stage, review_on: state.reviewOn, item: state.item, version: withheld.version + 1 })
    .where('id', '=', withheld.id)
    .execute()
  await appendEvent(tx, 'withheld', withheld.id, withheld.events.length + 1, fact, by)
}

export type WithheldRow = {
  readonly id: number
  readonly number: string
  readonly subject: string
  readonly stage: WithheldStage
  readonly decision: Decision
  readonly withheldOn: PlainDate
  readonly reviewOn: PlainDate | null
  readonly item: string | null
}
/** The last row of a page: its day, and none among what is public. */
export type WithheldPlace = { readonly day: PlainDate | null; readonly id: number }
const PAGE = 50

/** One page of the register, the next review first; or what has been published since. */
export async function listWithheld(db: Db, agencyId: number, open: boolean, after: WithheldPlace | null) {
  const isAfter = !after ? '' : open ? 'and (review_on, id) > ($2::date, $3::bigint)' : 'and id < $2'
  const values = !after ? [] : open ? [after.day, after.id] : [after.id]
  const rows = await ask<WithheldRow>(
    db,
    `select w.id, r.number, r.subject, w.stage, w.decision, w.withheld_on::text as "withheldOn", w.review_on::text as "reviewOn", w.item
      from (select * from requests.withheld where agency_id = $1 and review_on is ${open ? 'not null' : 'null'} ${isAfter}
        order by ${open ? 'review_on, id' : 'id desc'} limit ${PAGE + 1}) w
      join requests.request r on r.id = w.request_id order by ${open ? 'w.review_on, w.id' : 'w.id desc'}`,
    [agencyId, ...values],
  )
  const last = rows[PAGE - 1]
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE && last ? { day: last.reviewOn, id: last.id } : null }
}

/** How many wait for their review, or to be published, on a day. */
export async function countWithheldDue(db: Db, agencyId: number, today: PlainDate): Promise<number> {
  const [row] = await ask<{ due: number }>(db, 'select count(*) as due from requests.withheld where agency_id = $1 and review_on <= $2::date', [
    agencyId,
    today,
  ])
  return row?.due ?? 0
}
