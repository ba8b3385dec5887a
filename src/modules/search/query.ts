import { quoted } from './marks.ts'

/** One way to say what was asked: words that stand together. */
export type Way = {
  readonly lexemes: readonly string[]
  readonly worth: number
  readonly text: string
  /** Whoever holds it holds another way of its group too: a long word is indexed with the words it holds. It counts for the rank, not for what is looked for. */
  readonly implied?: true
}
/** A part of a query with all the ways it may be said; one of them must be there. */
export type Group = { readonly typed: string; readonly ways: readonly Way[] }

const SYNONYM_WORTH = 0.8
const PARTS_WORTH = 0.7

export const wayOf = (lexemes: readonly string[], worth = 1): Way => ({ lexemes, worth, text: lexemes.join('') })

const implied = (way: Way): Way => ({ ...way, implied: true })

type Known = { readonly synonymsOf: (term: string) => readonly string[]; readonly partsOf: (term: string) => readonly string[] }
/** A word with its synonyms, and where it is long with the words it holds. */
export function groupOf(term: string, parts: readonly string[], { synonymsOf, partsOf }: Known): Group {
  const covers = new Set(parts.flatMap((part) => Array.from({ length: part.length }, (_, i) => term.indexOf(part) + i))).size >= term.length - 1
  const split = parts.length > 1 && covers ? [wayOf(parts, PARTS_WORTH)] : []
  const others = synonymsOf(term).flatMap((other) => {
    const inside = partsOf(other)
    if (inside.length < 2) return [wayOf([other], SYNONYM_WORTH)]
    return [implied(wayOf([other], SYNONYM_WORTH)), { ...wayOf(inside, SYNONYM_WORTH * PARTS_WORTH), text: other }]
  })
  return { typed: term, ways: [split.length > 0 ? implied(wayOf([term])) : wayOf([term]), ...split, ...others] }
}

/** `mark`: in the title. `loose`: a character that stands alone may be the beginning of a word, 堵 of 堵塞. */
export type How = { readonly mark?: string; readonly loose?: boolean }
const isCharacter = (lexeme: string): boolean => /^[\u3400-\u9fff]$/.test(lexeme)
const wayText = (way: Way, { mark = '', loose = false }: How): string => {
  const words = way.lexemes.map((one) => quoted(mark + one) + (loose && isCharacter(one) ? ':*' : '')).join(' & ')
  return way.lexemes.length > 1 ? `(${words})` : words
}
const groupText = (group: Group, how: How): string =>
  `(${group.ways
    .filter((way) => !way.implied)
    .map((way) => wayText(way, how))
    .join(' | ')})`

/** Every group is there. */
export const allOf = (groups: readonly Group[], how: How = {}): string => groups.map((group) => groupText(group, how)).join(' & ')

/** At least two of the groups are there, or the one there is. */
export function pairsOf(groups: readonly Group[], how: How = {}): string {
  if (groups.length < 3) return groups.map((group) => groupText(group, how)).join(' | ')
  return groups.flatMap((a, i) => groups.slice(i + 1).map((b) => `(${groupText(a, how)} & ${groupText(b, how)})`)).join(' | ')
}

export const among = (query: string, marks: readonly (readonly string[])[]): string =>
  [`(${query})`, ...marks.filter((any) => any.length > 0).map((any) => `(${any.map(quoted).join(' | ')})`)].join(' & ')

/** The share of all documents that hold a word, as far as it is known. */
export type Share = (lexeme: string) => number
const wayShare = (way: Way, share: Share): number => Math.min(...way.lexemes.map(share))
export const groupShare = (group: Group, share: Share): number =>
  Math.min(
    1,
    group.ways.reduce((sum, way) => sum + wayShare(way, share), 0),
  )

const RARE = 0.005 // of rarer words the server's statistics do not tell how rare they are
/** How much a group tells: what few documents hold tells most. Its ways are mostly in the same documents: the commonest says how many. */
export const weightOf = (group: Group, share: Share): number => Math.log(1 / Math.max(RARE, ...group.ways.map((way) => wayShare(way, share)))) + 0.1
