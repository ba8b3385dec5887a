import { addDays, type PlainDate } from '../../../kernel/plain-date.ts'
import type { Validity } from '../lifecycle.ts'
import type { Issue } from './norm.ts'

/** What took a document out of force or changed it, from its day on; `by` is the number of the document that did, empty when a decision did. */
export type Ending = { readonly kind: Exclude<Validity, 'valid'>; readonly from: PlainDate; readonly by: string; readonly reason: string }
type Facts = { readonly issue: Issue | null; readonly endings: readonly Ending[] }
export type Standing = {
  readonly validity: Validity
  /** What made it so; null for one that is in force as it was issued. */
  readonly because: Ending | null
  /** Issued, but not in force before its day. */
  readonly pending: boolean
}

/** The one ending of a document, which is the first; a day it is in force until ends it the day after. Null where nothing ends it. */
export function endingOf({ issue, endings }: Facts): Ending | null {
  const term: readonly Ending[] = issue?.validUntil ? [{ kind: 'expired', from: addDays(issue.validUntil, 1), by: '', reason: '有效期届满' }] : []
  return firstOf([...endings.filter(({ kind }) => kind !== 'amended'), ...term])
}
/** The first change that left it in force; null where its words are as issued. */
export const amendmentOf = ({ endings }: Facts): Ending | null => firstOf(endings.filter(({ kind }) => kind === 'amended'))

const firstOf = (endings: readonly Ending[]): Ending | null =>
  endings.reduce<Ending | null>((first, one) => (first === null || one.from < first.from ? one : first), null)

/** Whether a document is 有效, 已修改, 失效 or 废止 on a day; null before it was issued. Pure: the same facts and day give the same state. */
export function standingOn(facts: Facts, day: PlainDate): Standing | null {
  if (facts.issue === null || day < facts.issue.issuedOn) return null
  const pending = day < facts.issue.effectiveOn
  for (const because of [endingOf(facts), amendmentOf(facts)])
    if (because !== null && because.from <= day) return { validity: because.kind, because, pending: pending && because.kind === 'amended' }
  return { validity: 'valid', because: null, pending }
}
