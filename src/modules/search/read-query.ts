import { fold } from './fold.ts'
import { otherNumerals } from './numerals.ts'
import { type Group, groupOf, wayOf } from './query.ts'
import { isEmpty, wordsOf } from './segment.ts'
import { STANDS_FOR, SYNONYMS } from './words/terms.ts'

const MOST_GROUPS = 12
export const LONGEST_QUERY = 100

const synonyms = new Map<string, readonly string[]>()
for (const same of SYNONYMS) for (const one of same) synonyms.set(one, [...(synonyms.get(one) ?? []), ...same.filter((other) => other !== one)])
for (const [said, ...meant] of STANDS_FOR) synonyms.set(said, [...(synonyms.get(said) ?? []), ...meant])
/** Whether a word is meant as it stands, whatever it is spelled like. */
export const isOwnWord = (term: string): boolean => synonyms.has(term)

const partsOf = (term: string): readonly string[] => wordsOf(term)[0]?.parts ?? []
const synonymsOf = (term: string): readonly string[] => synonyms.get(term) ?? []
/** A word of the dictionary with all the ways to say it. */
export const groupOfTerm = (term: string): Group => groupOf(term, partsOf(term), { synonymsOf, partsOf })

/** What was typed, as it is read and counted: folded, without control characters, its spaces one each. */
export const tidy = (typed: string): string =>
  fold(typed.slice(0, LONGEST_QUERY))
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()

/** The groups of a tidy text: a word each, without those that say nothing. */
export function groupsIn(text: string): readonly Group[] {
  const groups = wordsOf(text, true)
    .filter(({ term }) => !isEmpty(term))
    .map(({ term, parts }) =>
      /^[a-z0-9]/.test(term) ? { typed: term, ways: parts.length > 1 ? [wayOf([term]), wayOf(parts)] : [wayOf([term])] } : groupOfTerm(term),
    )
    .map((group) => ({ ...group, ways: [...group.ways, ...otherNumerals(group.typed).map((one) => wayOf([one]))] }))
  const once = [...new Map(groups.map((group) => [group.typed, group])).values()]
  return once.slice(0, MOST_GROUPS)
}
