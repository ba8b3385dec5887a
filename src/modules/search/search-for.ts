import pLimit from 'p-limit'
import { beijingDay, type PlainDate } from '../../kernel/plain-date.ts'
import { findPrivate } from '../../kernel/release-gate.ts'
import type { Db } from '../../platform/database.ts'
import { countAsked } from './asked-store.ts'
import type { Kind, Segment } from './document.ts'
import { findNearness, findShown, MOST_CANDIDATES, readStatistics, type Row, type Told } from './find-store.ts'
import { fold } from './fold.ts'
import { type DayPlace, type Found, findAny, placeOf, type Search, type SearchQuestion, shareIn } from './matching.ts'
import { marked, marksOf, passageOf } from './passage.ts'
import { type Group, weightOf } from './query.ts'
import { type Candidate, scorer } from './rank.ts'
import { groupsIn, tidy } from './read-query.ts'

export type Hit = {
  readonly kind: Kind
  readonly path: string
  readonly title: readonly Segment[]
  readonly passage: readonly Segment[]
  readonly numbers: readonly string[]
  readonly publishedOn: PlainDate
  readonly column: string
  readonly department: string
  readonly validity: string
}
export type Facet = { readonly name: string; readonly count: number }
export type SearchResult = {
  readonly hits: readonly Hit[]
  /** Of what was found, or of the newest of it where `more` stands. */
  readonly facets: { readonly kinds: ReadonlyMap<Kind, number>; readonly columns: readonly Facet[]; readonly departments: readonly Facet[] }
  readonly count: number
  readonly more: boolean
  /** What was searched for instead, where what was typed is nowhere. */
  readonly corrected: string | null
  /** No document holds all of the words: these hold most. */
  readonly partly: boolean
  readonly card: { readonly path: string; readonly title: string; readonly answer: readonly Segment[] } | null
  readonly next: string | null
}

export const HITS_A_PAGE = 10
const PASSAGE = 96
const MOST_ANSWER = 200
const CARD_AMONG = 3
const MOST_FACETS = 8
const MANY_TITLES = 10
const MOST_NEAR = 30
const SEARCHES_AT_ONCE = 3
const SURE = 8 // a score that only a title gives

const NOTHING: SearchResult = {
  hits: [],
  facets: { kinds: new Map(), columns: [], departments: [] },
  count: 0,
  more: false,
  corrected: null,
  partly: false,
  card: null,
  next: null,
}

// All at once they would wait for each other all the same, and the dear ones longest; and other pages would wait for all of them.
const inTurn = pLimit(SEARCHES_AT_ONCE)

/** What is public and answers a query: one question more of a page, its words corrected where they are nowhere. */
export const searchFor = (db: Db, agencyId: number, question: SearchQuestion, now: Date): Promise<SearchResult> =>
  inTurn(() => search(db, agencyId, question, now))

async function search(db: Db, agencyId: number, question: SearchQuestion, now: Date): Promise<SearchResult> {
  const text = tidy(question.text)
  const groups = groupsIn(text)
  const asked: Search = { db, agencyId, question, today: beijingDay(now), shares: await readStatistics(db) }
  const found = groups.length === 0 ? undefined : await findAny(asked, text, groups)
  const counting = count(asked, text, found?.rows.length ?? 0)
  const result = found ? await shown(asked, text, found) : NOTHING
  await counting
  return result
}

/** A page of what was found, in the order asked for. */
async function shown(search: Search, text: string, found: Found): Promise<SearchResult> {
  const { db, question } = search
  const place = placeOf(question)
  const ranked = question.sort === 'newest' ? byDay(found.rows) : await byScore(search, text, found)
  const from = question.sort === 'best' ? offsetOf(question.after) : place ? ranked.findIndex((row) => isAfter(row, place)) : 0
  const page = from < 0 ? [] : ranked.slice(from, from + HITS_A_PAGE)
  const card = question.sort === 'best' && question.after === null ? cardAmong(page) : undefined
  const marks = marksOf(found.groups)
  const told = await findShown(
    db,
    page.map(({ id }) => id),
    marks.flat(),
  )
  const answer = told.find(({ id }) => id === card?.id)
  const last = page.at(-1)
  return {
    hits: told.map((one) => hitOf(one, marks)),
    facets: facetsOf(found.rows),
    count: found.rows.length,
    more: found.more,
    corrected: found.corrected ? wordsOfMeant(found.groups, ranked[0]) : null,
    partly: found.partly,
    card: answer ? { path: answer.path, title: answer.title, answer: passageIn(answer.answer, marks, MOST_ANSWER) } : null,
    next: from + HITS_A_PAGE >= ranked.length || !last ? null : question.sort === 'newest' ? `${last.publishedOn}~${last.id}` : String(from + HITS_A_PAGE),
  }
}

/** A guide that stands near the front answers; what somebody else was answered does only where nothing fits better. */
const cardAmong = (page: readonly Row[]): Row | undefined =>
  page.slice(0, CARD_AMONG).find(({ kind, answers }) => kind === 'guide' && answers) ??
  page.slice(0, 1).find(({ kind, answers }) => kind === 'request' && answers)

const byDay = (rows: readonly Row[]): Row[] => rows.toSorted((a, b) => (a.publishedOn === b.publishedOn ? b.id - a.id : a.publishedOn < b.publishedOn ? 1 : -1))

async function byScore(search: Search, text: string, { rows, groups, query, partly, corrected }: Found): Promise<Row[]> {
  const share = shareIn(search)
  const typed = (corrected ? groups.map((group) => group.ways[0]?.text ?? '').join('') : text).replace(/[^a-z0-9\u3400-\u9fff〇]+/g, (signs) =>
    /\d/.test(text) ? signs : '',
  )
  const score = scorer({ groups, weights: groups.map((group) => weightOf(group, share)), text: typed, today: search.today })
  const all = groups.map(() => true)
  const candidates = rows.map((row) => ({ row, one: candidateOf(row, partly ? row.holds : all) }))
  const scored = candidates.map(({ row, one }) => ({ row, one, score: score(one) })).toSorted((a, b) => b.score - a.score || b.row.id - a.row.id)
  if (partly || groups.length < 2 || scored.filter((one) => one.score >= SURE).length >= MANY_TITLES) return scored.map(({ row }) => row)
  const near = await findNearness(
    search.db,
    scored.slice(0, MOST_NEAR).map(({ row }) => row.id),
    query,
  )
  return scored
    .map(({ row, one }) => ({ row, score: score(one, near.get(row.id)) }))
    .toSorted((a, b) => b.score - a.score || b.row.id - a.row.id)
    .map(({ row }) => row)
}

/** Folded where it is looked at: most summaries are not. */
const candidateOf = (row: Row, holds: readonly boolean[]): Candidate => ({
  id: row.id,
  kind: row.kind,
  publishedOn: row.publishedOn,
  ended: row.ended,
  title: fold(row.title),
  summary: () => fold(`${row.summary} ${row.column} ${row.department}`),
  numbers: () => fold(row.numbers),
  holds,
})

const passageIn = (text: string, marks: readonly (readonly string[])[], most: number): readonly Segment[] => passageOf(text, fold(text), marks, most)

function hitOf(one: Told, marks: readonly (readonly string[])[]): Hit {
  const folded = fold(one.summary)
  const inSummary = marks.filter((forms) => forms.some((form) => folded.includes(form))).length
  const body = one.body.replace(/\s+/g, ' ')
  const inBody = marks.filter((forms) => forms.some((form) => fold(body).includes(form))).length
  return {
    kind: one.kind,
    path: one.path,
    title: marked(one.title, fold(one.title), marks),
    passage: passageIn(one.summary !== '' && inSummary >= inBody ? one.summary : body || one.summary, marks, PASSAGE),
    numbers: one.numbers === '' ? [] : one.numbers.split('\n'),
    publishedOn: one.publishedOn,
    column: one.column,
    department: one.department,
    validity: one.validity,
  }
}

function facetsOf(rows: readonly Row[]): SearchResult['facets'] {
  const kinds = new Map<Kind, number>()
  for (const { kind } of rows) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  const counted = (of: (row: Row) => string): Facet[] => {
    const counts = new Map<string, number>()
    for (const row of rows) if (of(row) !== '') counts.set(of(row), (counts.get(of(row)) ?? 0) + 1)
    return [...counts]
      .map(([name, n]) => ({ name, count: n }))
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MOST_FACETS)
  }
  return { kinds, columns: counted(({ column }) => column), departments: counted(({ department }) => department) }
}

/** What was meant, in the words of the best that was found. */
function wordsOfMeant(groups: readonly Group[], best: Row | undefined): string {
  const title = fold(`${best?.title ?? ''} ${best?.summary ?? ''}`)
  return groups.map(({ ways }) => (ways.find(({ lexemes }) => lexemes.every((word) => title.includes(word))) ?? ways[0])?.text ?? '').join(' ')
}

const MOST_OFFSET = 2 * MOST_CANDIDATES
const offsetOf = (after: string | null): number => Math.min(MOST_OFFSET, Math.max(0, Number.parseInt(after ?? '', 10) || 0))

const isAfter = (row: Row, { day, id }: DayPlace): boolean => row.publishedOn < day || (row.publishedOn === day && row.id < id)

/** Only what was asked of everything, and nothing that names a person. */
async function count({ db, agencyId, question, today }: Search, text: string, found: number): Promise<void> {
  const { kind, column, department, from, to, after } = question
  if (text === '' || after !== null || kind !== null || column || department || from || to || findPrivate(text).length > 0) return
  await countAsked(db, { agencyId, day: today, text, found })
}
