import type { PlainDate } from '../../kernel/plain-date.ts'
import { MONTH, quarterOf, YEAR } from './marks.ts'
import { type Group, groupShare, type Share } from './query.ts'

export type Recent = {
  readonly total: number
  readonly share: Share
  /** The last day looked at. */
  readonly to: PlainDate
  /** As many documents as can be ranked. */
  readonly most: number
}

// Each mark of a query costs: time is cut as coarsely as few of them tell.
const MOST_MONTHS = 4 // no period of the law
const MOST_QUARTERS = 6 // no period of the law
const MOST_YEARS = 12 // no period of the law

/**
 * Where more documents match than can be ranked, the newest months, quarters or years that hold about as many: a word that half of all
 * documents hold is looked for among the newest of them. None where all can be ranked.
 */
export function recentMarks({ total, share, to, most }: Recent, matching: number): readonly string[] {
  if (total * matching <= 2 * most) return []
  const [year = 0, month = 0] = to.split('-').map(Number)
  const before = (months: number): readonly [year: number, month: number] => {
    const all = year * 12 + month - 1 - months
    return [Math.floor(all / 12), (all % 12) + 1]
  }
  const cuts: readonly (readonly string[])[] = [
    Array.from({ length: MOST_MONTHS }, (_, n) => monthOf(...before(n))),
    Array.from({ length: MOST_QUARTERS }, (_, n) => quarterOf(...before(3 * n))),
    Array.from({ length: MOST_YEARS }, (_, n) => `${YEAR}${year - n}`),
  ]
  for (const marks of cuts) {
    let expected = 0
    const enough = marks.findIndex((mark) => {
      expected += total * matching * share(mark)
      return expected >= most
    })
    if (enough >= 0) return marks.slice(0, enough + 1)
  }
  return []
}
const monthOf = (year: number, month: number): string => `${MONTH}${year}-${String(month).padStart(2, '0')}`

/** As if words came together by chance. */
export const shareOfAll = (groups: readonly Group[], share: Share): number => groups.reduce((product, group) => product * groupShare(group, share), 1)

export function shareOfPairs(groups: readonly Group[], share: Share): number {
  const shares = groups.map((group) => groupShare(group, share))
  if (shares.length < 3)
    return Math.min(
      1,
      shares.reduce((sum, one) => sum + one, 0),
    )
  return Math.min(
    1,
    shares.reduce((sum, one, i) => sum + shares.slice(i + 1).reduce((more, other) => more + one * other, 0), 0),
  )
}
