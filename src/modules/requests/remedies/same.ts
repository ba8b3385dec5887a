import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { RemedyRoute } from './kinds.ts'

/** What tells one 复议 or 诉讼 from another. */
export type Told = {
  readonly route: RemedyRoute
  readonly requestNumber: string | null
  readonly authority: string
  readonly caseNumber: string
  readonly filedOn: PlainDate
}

const BRACKETS: Readonly<Record<string, string>> = { '〔': '[', '【': '[', '(': '[', '〕': ']', '】': ']', ')': ']' }
/** Names and numbers are written with this bracket or that, and with spaces or without. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[〔〕【】()]/g, (one) => BRACKETS[one] ?? one)

/**
 * The key under which one stands once (unique in the database): route, request, authority and number, or the day where it has no number.
 * Null where nothing tells it from others. The migration that brought it wrote the same.
 */
export const sameKey = (agencyId: number, { route, requestNumber, authority, caseNumber, filedOn }: Told): string | null =>
  caseNumber === '' && requestNumber === null
    ? null
    : [agencyId, route, requestNumber ?? '', bare(authority), caseNumber === '' ? filedOn : bare(caseNumber)].join('|')

/** Whether two about the same request are one: by number, or by day where one of them has none; an authority left out says nothing. */
export function isSame(one: Told, other: Told): boolean {
  if (one.route !== other.route || one.requestNumber !== other.requestNumber) return false
  const [ours, theirs] = [bare(one.authority), bare(other.authority)]
  if (ours !== '' && theirs !== '' && ours !== theirs) return false
  return one.caseNumber !== '' && other.caseNumber !== '' ? bare(one.caseNumber) === bare(other.caseNumber) : one.filedOn === other.filedOn
}
