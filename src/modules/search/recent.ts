import type { PlainDate } from '../../kernel/plain-date.ts'
import { MONTH, YEAR } from './marks.ts'
import { type Group, groupShare, type Share } from './query.ts'

export type Recent = {
  readonly total: number
  readonly share: Share
  readonly from: PlainDate | null
  /** The last day looked at. */
  readonly to: PlainDate
  /** As many documents as can be ranked. */
  readonly most: number
}

const MOST_MONTHS = 24 // no period of the law: how finely time is cut
const MOST_YEARS = 12

/**
 * Where more documents match than can be ranked, the newest months and years that hold about as many: a word that half of all documents
 * hold is looked for among the newest of them. None where all can be ranked.
 */
export function recentMarks({ total, share, from, to, most }: Recent, matching: number): readonly string[] {
  if (total * matching <= 2 * most) return []
  const marks: string[] = []
  let expected = 0
  let [year = 0, month = 0] = to.split('-').map(Number)
  const take = (mark: string): boolean => {
    marks.push(mark)
    expected += total * matching * share(mark)
    return expected >= most
  }
  for (let n = 0; n < MOST_MONTHS; n++) {
    if (from !== null && `${year}-${two(month)}` < from.slice(0, 7)) return marks
    if (take(`${MONTH}${year}-${two(month)}`)) return marks
    month = month === 1 ? 12 : month - 1
    if (month === 12) year -= 1
  }
  for (let n = 0; n <= MOST_YEARS; n++) if (take(`${YEAR}${year - n}`)) return marks
  return []
}
const two = (n: number): string => String(n).padStart(2, '0')

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
