import type { Db } from '../../platform/database.ts'
import { isDocumentNumber } from './numerals.ts'
import { type Group, wayOf } from './query.ts'
import { groupOfTerm, groupsIn, isOwnWord } from './read-query.ts'
import { DICTIONARY, isEmpty, wordsOf } from './segment.ts'
import { soundOf, syllablesOf } from './sound.ts'
import { formsOf, heard, isOneSlip } from './spelling.ts'
import { findTerms, type Term } from './term-store.ts'

const LONGEST_TERM = 8
const MOST_LETTERS = 40
const MOST_RUN = 20
const MOST_WAYS = 24

type Sought = { readonly sounds: readonly string[]; readonly initials: readonly string[]; readonly forms: readonly string[] }
type Dictionary = { readonly [by in keyof Sought]: ReadonlyMap<string, readonly Term[]> }
/** The dictionary's own words are heard and spelled like those of titles. */
let dictionary: Dictionary | undefined
function dictionaryBy(): Dictionary {
  if (dictionary) return dictionary
  const terms = DICTIONARY.filter((term) => !/[^\u3400-\u9fff]/.test(term)).map((term) => ({ term, ...soundOf(term) }))
  dictionary = {
    sounds: grouped(terms, ({ sound }) => [sound]),
    initials: grouped(terms, ({ initials }) => [initials]),
    forms: grouped(terms, ({ term }) => formsOf(term)),
  }
  return dictionary
}

/** A stretch of what was typed, and what it may have been meant to be; nothing where it stands as it is. */
type Edge = { readonly from: number; readonly to: number; readonly cost: number; readonly meant: readonly string[] }

// The cheapest way through what was typed is taken. A word that is known costs next to nothing, one that is not more than its correction.
const COST = { known: 0.1, empty: 0.2, unknown: 1.5, single: 2, sameSound: 1, slip: 1.3, bySound: 1, byInitials: 1.5 } as const

/**
 * What a query may have been meant to be: words typed by their sound or initials, words that sound the same, and words with one slip of
 * the hand. Nothing when it can be read no other way.
 */
export async function correctedGroups(db: Db, agencyId: number, text: string): Promise<readonly Group[] | undefined> {
  const runs = text.match(/[a-z]+(?:[ '][a-z]+)*|[\u3400-\u9fff〇]+|[^a-z\u3400-\u9fff〇]+/g) ?? []
  // A law's article or a document's number is no word that could be misspelt.
  if (wordsOf(text, true).some(({ term }) => /^第\d/.test(term) || isDocumentNumber(term))) return undefined
  const read = await Promise.all(
    runs.map((run) => (/^[a-z]/.test(run) ? byLetters(db, agencyId, run) : /^[\u3400-\u9fff〇]/.test(run) ? byEar(db, agencyId, run) : undefined)),
  )
  if (read.every((groups) => groups === undefined)) return undefined
  return read.flatMap((groups, i) => groups ?? groupsIn(runs[i] ?? ''))
}

/** `gongjijin`, `gjj`, `xiaoqu tingche`. */
async function byLetters(db: Db, agencyId: number, run: string): Promise<readonly Group[] | undefined> {
  const letters = run.replace(/[ ']/g, '')
  if (letters.length < 2 || letters.length > MOST_LETTERS) return undefined
  const spans = spansOf(letters, 2, LONGEST_TERM * 6)
  const short = spans.filter(({ text }) => text.length <= LONGEST_TERM)
  const found = await lookUp(db, agencyId, { sounds: spans.map(({ text }) => heard(text)), initials: short.map(({ text }) => text), forms: [] })
  const bySound = grouped(found, (one) => [one.sound])
  const byInitials = grouped(found, (one) => [one.initials])
  const edges = spans.flatMap(({ from, to, text }): Edge[] => {
    const [sounding, beginning] = [termsOf(bySound.get(heard(text))), text.length <= LONGEST_TERM ? termsOf(byInitials.get(text)) : undefined]
    return [
      ...(sounding ? [{ from, to, cost: COST.bySound, meant: sounding }] : []),
      ...(beginning ? [{ from, to, cost: COST.byInitials, meant: beginning }] : []),
    ]
  })
  return groupsOf(cheapest(letters.length, edges), letters)
}

/** Words that sound like others, or have one character wrong, missing, too many or swapped. */
async function byEar(db: Db, agencyId: number, whole: string): Promise<readonly Group[] | undefined> {
  const run = whole.slice(0, MOST_RUN)
  const syllables = syllablesOf(run)
  const spans = spansOf(run, 2, LONGEST_TERM - 1).map((span) => ({ ...span, sound: heard(syllables.slice(span.from, span.to).join('')) }))
  const forms = spans.flatMap(({ text }) => (text.length > 2 ? formsOf(text) : [text, [...text].toReversed().join('')]))
  const found = await lookUp(db, agencyId, { sounds: spans.map(({ sound }) => sound), initials: [], forms })
  const known = new Set(found.map(({ term }) => term))
  const edges: Edge[] = []
  let at = 0
  for (const { term } of wordsOf(run)) {
    const from = Math.max(at, run.indexOf(term, at))
    const cost = isEmpty(term) ? COST.empty : known.has(term) ? COST.known : term.length > 1 ? COST.unknown : COST.single
    edges.push({ from, to: from + term.length, cost, meant: [] })
    at = from + term.length
  }
  for (const { from, to, text, sound } of spans) {
    if (known.has(text)) edges.push({ from, to, cost: COST.known, meant: [] })
    // 公车 is what is meant, however much 公厕 looks like it.
    if (isOwnWord(text)) continue
    const same = found.filter((one) => one.term !== text && one.sound === sound && one.term.length === text.length).map(({ term }) => term)
    const slips = found.filter((one) => isOneSlip(one.term, text)).map(({ term }) => term)
    if (same.length > 0) edges.push({ from, to, cost: COST.sameSound, meant: same })
    if (slips.length > 0) edges.push({ from, to, cost: COST.slip, meant: slips })
  }
  return groupsOf(cheapest(run.length, edges), run)
}

async function lookUp(db: Db, agencyId: number, sought: Sought): Promise<readonly Term[]> {
  const own = (['sounds', 'initials', 'forms'] as const).flatMap((by) => sought[by].flatMap((one) => dictionaryBy()[by].get(one) ?? []))
  const titles = await findTerms(db, agencyId, [...new Set(sought.sounds)], [...new Set(sought.initials)], [...new Set(sought.forms)])
  return [...new Map([...own, ...titles].map((one) => [one.term, one])).values()]
}

function grouped(terms: readonly Term[], by: (one: Term) => readonly string[]): ReadonlyMap<string, readonly Term[]> {
  const groups = new Map<string, Term[]>()
  for (const one of terms)
    for (const key of by(one)) {
      const group = groups.get(key)
      if (group) group.push(one)
      else groups.set(key, [one])
    }
  return groups
}
const termsOf = (terms: readonly Term[] | undefined): readonly string[] | undefined => terms?.map(({ term }) => term)

const spansOf = (text: string, least: number, most: number): { from: number; to: number; text: string }[] =>
  [...text].flatMap((_, from) =>
    Array.from({ length: Math.max(0, Math.min(most, text.length - from) - least + 1) }, (_, i) => ({
      from,
      to: from + least + i,
      text: text.slice(from, from + least + i),
    })),
  )

/** The cheapest edges that lead from the beginning to the end. */
function cheapest(length: number, edges: readonly Edge[]): readonly Edge[] | undefined {
  const best: { cost: number; way: readonly Edge[] }[] = [{ cost: 0, way: [] }]
  for (let at = 0; at < length; at++) {
    const here = best[at]
    if (!here) continue
    for (const edge of edges) {
      if (edge.from !== at) continue
      const cost = here.cost + edge.cost
      if (cost < (best[edge.to]?.cost ?? Number.POSITIVE_INFINITY)) best[edge.to] = { cost, way: [...here.way, edge] }
    }
  }
  return best[length]?.way
}

/** The groups along a way; nothing when nothing on it was corrected. */
function groupsOf(way: readonly Edge[] | undefined, run: string): readonly Group[] | undefined {
  if (!way?.some(({ meant }) => meant.length > 0)) return undefined
  return way.flatMap(({ from, to, meant }): readonly Group[] => {
    const typed = run.slice(from, to)
    if (meant.length === 0) return groupsIn(typed)
    const ways = meant.slice(0, MOST_WAYS).flatMap((term) => groupOfTerm(term).ways.map((one, i) => (i === 0 ? wayOf([term]) : { ...one, text: term })))
    return [{ typed, ways }]
  })
}
