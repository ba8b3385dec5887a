import { daysBetween, type PlainDate } from '../../kernel/plain-date.ts'
import type { Kind } from './document.ts'
import { numberKey, writtenForms } from './numerals.ts'
import type { Group, Way } from './query.ts'

/** What a document is ranked by; its texts are folded. */
export type Candidate = {
  readonly id: number
  readonly kind: Kind
  readonly publishedOn: PlainDate
  readonly ended: boolean
  readonly title: string
  readonly summary: () => string
  /** One a line. */
  readonly numbers: () => string
  /** Which groups the document holds anywhere, in their order. */
  readonly holds: readonly boolean[]
}
export type Sought = {
  readonly groups: readonly Group[]
  readonly weights: readonly number[]
  /** What was typed, folded, without spaces and signs. */
  readonly text: string
  readonly today: PlainDate
}

// Title far before a number typed in full; a number before a summary, a summary before a body.
const IN_TITLE = 10
const IN_SUMMARY = 3
const IN_BODY = 1
const WHOLE_NUMBER = 50
const END_OF_NUMBER = 25
const SAME_TITLE = 12
const PHRASE_IN_TITLE = 6
const PHRASE_IN_SUMMARY = 2
const TIGHT = 3
const NEAR = 2
const FRESH = 1
const FRESH_HALF_DAYS = 730 // office setting: after so long, being new counts half
const ENDED = -5 // 失效、废止: not before what is in force under the same words
const SHORTEST_NUMBER = 4
const BY_KIND = { guide: 1.5, item: 0.5, report: 0.5, request: 0.25, case: 0 } as const satisfies Record<Kind, number>

/** The ways of a query as they may be written, once for all candidates. */
type Written = { readonly worth: number; readonly forms: readonly (readonly string[])[]; readonly length: number }
const written = (way: Way): Written => ({ worth: way.worth, forms: way.lexemes.map(writtenForms), length: way.text.length })
const holdsWay = (text: string, { forms }: Written): boolean => forms.every((some) => some.some((form) => text.includes(form)))
const bestIn = (text: string, ways: readonly Written[]): Written | undefined => ways.find((way) => holdsWay(text, way))
const bare = (text: string): string => text.replace(/[^a-z0-9\u3400-\u9fff〇]+/g, '')

/** Gives each candidate a score: the more, the nearer to what was asked. `near`: how near to each other its words stand, from 0 to 1. */
export function scorer({ groups, weights, text, today }: Sought): (one: Candidate, near?: number) => number {
  const ways = groups.map((group) => group.ways.map(written))
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1
  const key = numberKey(text)
  const isNumber = key.length >= SHORTEST_NUMBER && /\d/.test(key)
  return (one, near = 0) => {
    let summary: string | undefined
    let found = 0
    let tight = 0
    ways.forEach((some, i) => {
      const weight = (weights[i] ?? 0) / all
      const inTitle = bestIn(one.title, some)
      if (inTitle) {
        found += weight * IN_TITLE * inTitle.worth
        tight += inTitle.length
      } else {
        summary ??= one.summary()
        const inSummary = bestIn(summary, some)
        found += weight * (inSummary ? IN_SUMMARY * inSummary.worth : one.holds[i] ? IN_BODY : 0)
      }
    })
    const title = bare(one.title)
    const phrase =
      text.length < 2
        ? 0
        : title === text
          ? SAME_TITLE
          : title.includes(text)
            ? PHRASE_IN_TITLE
            : summary !== undefined && bare(summary).includes(text)
              ? PHRASE_IN_SUMMARY
              : 0
    const age = Math.max(0, daysBetween(one.publishedOn, today))
    const fresh = FRESH * 0.5 ** (age / FRESH_HALF_DAYS)
    return (
      found +
      phrase +
      (TIGHT * Math.min(tight, title.length)) / (title.length || 1) +
      (isNumber ? byNumber(one.numbers(), key) : 0) +
      NEAR * near +
      fresh +
      (one.ended ? ENDED : 0) +
      BY_KIND[one.kind]
    )
  }
}

function byNumber(numbers: string, key: string): number {
  const keys = numbers.split('\n').map(numberKey)
  return keys.includes(key) ? WHOLE_NUMBER : keys.some((one) => one.endsWith(key)) ? END_OF_NUMBER : 0
}
