import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'
import type { Decision, DecisionGroup } from '../decisions.ts'
import type { AnswerLink } from './answer.ts'
import './tables.ts'

/** An answer as lists and files tell it. Nothing here is read from the request. */
export type ListedAnswer = {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly decision: Decision
  readonly repliedOn: PlainDate
}
export type ToldAnswer = ListedAnswer & {
  readonly asked: string
  readonly answered: string
  readonly links: readonly AnswerLink[]
  readonly releasedOn: PlainDate
}
/** What stands where an answer was taken down: not even its title. */
export type GoneAnswer = { readonly number: string; readonly withdrawnOn: PlainDate; readonly reason: string }

const LISTED = `id, number, title, decision, replied_on::text as "repliedOn"`
const TOLD = `${LISTED}, asked, answered, links, released_on::text as "releasedOn"`

export type AnswerPlace = { readonly on: PlainDate; readonly id: number }
export type AnswerFilter = { readonly group: DecisionGroup | null; readonly year: number | null; readonly after: AnswerPlace | null }
export const ANSWERS_A_PAGE = 50

/** One page of what is public, the last reply first; of one manner of deciding or a year of replies where asked. */
async function listOf<Row extends ListedAnswer>(db: Db, agencyId: number, columns: string, { group, year, after }: AnswerFilter) {
  const values: unknown[] = [agencyId]
  const value = (given: unknown, kind: string): string => `$${values.push(given)}::${kind}`
  // In letters, not as values: an index of part of a table serves only a plan that sees which part.
  const where = [`agency_id = $1 and shown = 'full'`]
  if (group !== null) where.push(`decision_group = ${value(group, 'text')}`)
  if (year !== null) where.push(`replied_on >= ${value(`${year}-01-01`, 'date')} and replied_on <= ${value(`${year}-12-31`, 'date')}`)
  if (after) where.push(`(replied_on, id) < (${value(after.on, 'date')}, ${value(after.id, 'bigint')})`)
  const rows = await ask<Row>(
    db,
    `select ${columns} from requests.answer where ${where.join(' and ')} order by replied_on desc, id desc limit ${ANSWERS_A_PAGE + 1}`,
    values,
  )
  const last = rows[ANSWERS_A_PAGE - 1]
  return { rows: rows.slice(0, ANSWERS_A_PAGE), next: rows.length > ANSWERS_A_PAGE && last ? { on: last.repliedOn, id: last.id } : null }
}
export const listAnswers = (db: Db, agencyId: number, filter: AnswerFilter) => listOf<ListedAnswer>(db, agencyId, LISTED, filter)
/** The same with their words, for files. */
export const listToldAnswers = (db: Db, agencyId: number, filter: AnswerFilter) => listOf<ToldAnswer>(db, agencyId, TOLD, filter)

/** What the public sees under a number; undefined where there is nothing to be seen. */
export async function findPublicAnswer(db: Db, agencyId: number, number: string): Promise<ToldAnswer | GoneAnswer | undefined> {
  const [full] = await ask<ToldAnswer>(db, `select ${TOLD} from requests.answer where agency_id = $1 and number = $2 and shown = 'full'`, [agencyId, number])
  if (full) return full
  const [gone] = await ask<GoneAnswer>(
    db,
    `select number, withdrawn_on::text as "withdrawnOn", withdrawn_because as reason from requests.answer where agency_id = $1 and number = $2 and shown = 'tombstone'`,
    [agencyId, number],
  )
  return gone
}
export const isGone = (answer: ToldAnswer | GoneAnswer): answer is GoneAnswer => 'withdrawnOn' in answer
