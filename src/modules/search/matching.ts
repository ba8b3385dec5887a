import type { PlainDate } from '../../kernel/plain-date.ts'
import { isPlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { correctedGroups } from './correct.ts'
import { type Filter, findCandidates, findNewest, MOST_CANDIDATES, type Question, type Row, type Statistics } from './find-store.ts'
import { COLUMN, DEPARTMENT, KIND, TITLE } from './marks.ts'
import { isDocumentNumber, namesDocument } from './numerals.ts'
import { allOf, among, type Group, groupShare, pairsOf, wayOf, weightOf } from './query.ts'
import { type Recent, recentMarks, shareOfAll, shareOfPairs } from './recent.ts'
import { keepHeld } from './term-store.ts'

export const SORTS = ['best', 'newest'] as const
export type Sort = (typeof SORTS)[number]
export type SearchQuestion = Filter & {
  readonly text: string
  readonly sort: Sort
  /** Where the next page begins, as the last one said. */
  readonly after: string | null
}

const MOST_RELAXED = 5
const EVERYWHERE = 0.95 // a word of nearly every document narrows nothing down and costs as much as any other
const LEAST_HELD = 0.4
const LEAST_OF_TWO = 0.3 // of two words, one that every tenth document holds
const ENOUGH_TITLES = 30 // three pages of what is named by the words
const LEAST_TITLES = 10

export type Found = {
  readonly rows: readonly Row[]
  readonly groups: readonly Group[]
  readonly query: string
  readonly more: boolean
  readonly partly: boolean
  readonly corrected: boolean
}

export type Search = {
  readonly db: Db
  readonly agencyId: number
  readonly question: SearchQuestion
  readonly today: PlainDate
  readonly shares: Statistics
}

/** Everything that was asked; or what may have been meant; or most of it. */
export async function findAny(search: Search, text: string, typed: readonly Group[]): Promise<Found | undefined> {
  // Who names a document by its number wants that one; what shares its year or its figures is another.
  const groups = namesDocument(text) ? typed.map((group) => (isNumbered(group) ? { ...group, ways: [wayOf([group.typed])] } : group)) : typed
  const strict = await find(search, groups)
  if (strict.rows.length > 0) return { ...strict, groups, partly: false, corrected: false }
  if (namesDocument(text)) return findNumbered(search, groups)
  const meant = await correctedGroups(search.db, search.agencyId, text)
  if (meant) {
    const found = await find(search, meant)
    if (found.rows.length > 0) return { ...found, groups: meant, partly: false, corrected: true }
  }
  const most = meant ? await findMost(search, meant, !meant.some(isAlone)) : undefined
  if (meant && most && most.rows.length > 0) return { ...most, groups: meant, partly: true, corrected: true }
  const loose = groups.some(isAlone) ? await find(search, groups, true) : undefined
  if (loose && loose.rows.length > 0) return { ...loose, groups, partly: false, corrected: false }
  const some = await findMost(search, groups, true)
  return some.rows.length > 0 ? { ...some, groups, partly: true, corrected: false } : undefined
}

/** What bears the numbers, whoever issued it and whatever else was typed. */
async function findNumbered(search: Search, groups: readonly Group[]): Promise<Found | undefined> {
  const found = await find(search, groups.filter(isNumbered))
  const holds = groups.map(isNumbered)
  return found.rows.length > 0 ? { ...found, rows: found.rows.map((row) => ({ ...row, holds })), groups, partly: true, corrected: false } : undefined
}

type Matched = { readonly rows: readonly Row[]; readonly query: string; readonly more: boolean }

const find = (search: Search, groups: readonly Group[], loose = false): Promise<Matched> => {
  const share = shareIn(search)
  const telling = groups.filter((group) => groupShare(group, share) < EVERYWHERE)
  return match(search, {
    title: allOf(groups, { mark: TITLE, loose }),
    whole: allOf(telling.length > 0 ? telling : groups, { loose }),
    titleShare: shareOfAll(groups, (word) => share(TITLE + word)),
    wholeShare: shareOfAll(groups, share),
    groups: [],
  })
}

const isNumbered = ({ typed }: Group): boolean => isDocumentNumber(typed)
const isAlone = ({ typed }: Group): boolean => typed.length === 1

/**
 * All words but those that tell least, as many of them as are anywhere together; else two that tell most, and of all words a good part.
 * `asked`: all of them together have been looked for, to no avail.
 */
async function findMost(search: Search, groups: readonly Group[], asked: boolean): Promise<Matched> {
  if (groups.length < 2) return { rows: [], query: '', more: false }
  const share = shareIn(search)
  const queries = new Map(groups.map((group) => [group, allOf([group], { loose: true })]))
  const isKnown = (group: Group): boolean => groupShare(group, share) > 0
  // A character alone begins some word somewhere; to look for all words that it begins takes longer than the rest of the search.
  const isThere = (group: Group): boolean => isKnown(group) || isAlone(group)
  const unknown = groups.filter((group) => !isThere(group)).map((group) => queries.get(group) ?? '')
  const held = new Set(await keepHeld(search.db, search.agencyId, unknown))
  const weightIn = (some: readonly Group[]): number => sumOf(some.map((group) => weightOf(group, share)))
  const there = groups.filter((group) => isThere(group) || held.has(queries.get(group) ?? '')).toSorted((a, b) => weightOf(b, share) - weightOf(a, share))
  for (let n = asked && there.length === groups.length ? there.length - 1 : there.length; n >= 2; n--) {
    const telling = there.slice(0, n)
    const found = weightIn(telling) < LEAST_HELD * weightIn(there) ? undefined : await find(search, telling, true)
    if (found && found.rows.length > 0) return { ...found, rows: found.rows.map((row) => ({ ...row, holds: groups.map((group) => telling.includes(group)) })) }
  }
  const telling = there.slice(0, MOST_RELAXED)
  if (telling.length === 0) return { rows: [], query: '', more: false }
  const found = await match(search, {
    title: pairsOf(telling, { mark: TITLE, loose: true }),
    whole: pairsOf(telling, { loose: true }),
    titleShare: shareOfPairs(telling, (word) => share(TITLE + word)),
    wholeShare: shareOfPairs(telling, share),
    groups: [...queries.values()],
  })
  const isEnough = ({ holds }: Row): boolean => {
    const parts = groups.filter((_, i) => holds[i])
    // Two words of those that are anywhere are a beginning; a single one must tell a good part of the whole.
    return weightIn(parts) >= (groups.length === 2 ? LEAST_OF_TWO : LEAST_HELD) * weightIn(parts.length > 1 ? there : groups)
  }
  return { ...found, rows: found.rows.filter(isEnough) }
}
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

export const shareIn =
  ({ shares }: Search) =>
  (word: string): number =>
    shares.shares.get(word) ?? 0

type Match = { readonly title: string; readonly whole: string; readonly titleShare: number; readonly wholeShare: number; readonly groups: readonly string[] }

async function match(search: Search, { title, whole, titleShare, wholeShare, groups }: Match): Promise<Matched> {
  const { db, agencyId, question, shares, today } = search
  const { kind, column, department, from } = question
  const filters = [kind === null ? [] : [KIND + kind], column ? [COLUMN + column] : [], department ? [DEPARTMENT + department] : []]
  const filtered = filters.flat().reduce((product, mark) => product * (shares.shares.get(mark) ?? 1), 1)
  const to = placeOf(question)?.day ?? question.to
  const recent: Recent = { total: shares.total, share: shareIn(search), to: to ?? today, most: MOST_CANDIDATES }
  const asking = (marks: readonly (readonly string[])[]): Question => ({
    agencyId,
    title: among(title, [...filters, marks[0] ?? []]),
    whole: among(whole, [...filters, marks[1] ?? []]),
    groups,
    from,
    to,
    enough: ENOUGH_TITLES,
  })
  const [inTitle, anywhere] = [recentMarks(recent, titleShare * filtered), recentMarks(recent, wholeShare * filtered)]
  if (question.sort === 'newest' && groups.length === 0) {
    const near = await findNewest(db, asking([[], anywhere]), placeOf(question))
    const rows = near.length > MOST_CANDIDATES / 3 || anywhere.length === 0 ? near : await findNewest(db, asking([]), placeOf(question))
    return { rows, query: whole, more: rows.length >= MOST_CANDIDATES }
  }
  const { rows, titled, isFull } = await findCandidates(db, asking([inTitle, anywhere]))
  // More than the words' shares let expect: the newest are read as well, for those that were come in no order.
  const newest = anywhere.length === 0 && isFull && titled < LEAST_TITLES ? recentMarks({ ...recent, most: shares.total / 20 }, 1) : []
  const again = newest.length > 0 ? (await findCandidates(db, asking([newest, newest]))).rows : []
  return {
    rows: [...new Map([...rows, ...again].map((row) => [row.id, row])).values()],
    query: whole,
    more: isFull || anywhere.length > 0 || titled >= ENOUGH_TITLES,
  }
}

export type DayPlace = { readonly day: PlainDate; readonly id: number }
export function placeOf({ sort, after }: SearchQuestion): DayPlace | undefined {
  const [day = '', id = ''] = sort === 'newest' ? (after ?? '').split('~') : []
  return isPlainDate(day) && /^\d{1,15}$/.test(id) ? { day, id: Number(id) } : undefined
}
