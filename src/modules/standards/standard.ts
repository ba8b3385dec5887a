import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Limit } from './limits.ts'

export const KINDS = ['部件', '事件'] as const
export type Kind = (typeof KINDS)[number]

/** A 小类 of the tree. Its code is data: which major class of 事件 is 04 and which 05 differs between sources. */
export type Category = {
  /** `部-01-02`, `事-01-12`. */
  readonly code: string
  readonly kind: Kind
  readonly major: string
  readonly majorName: string
  readonly minor: string
  readonly minorName: string
}

export const LEVELS = [1, 2, 3] as const
export type RewardLevel = (typeof LEVELS)[number]

/** One step of a limit in stages: fence the hole off within hours, mend it within days. */
export type LimitStage = { readonly name: string; readonly limit: Limit }

/** A 立案条件: what is filed, how long it may take, and what closes it. Not the category but the condition owns both. */
export type Condition = {
  /** `部-01-02-1`. */
  readonly code: string
  readonly category: string
  readonly text: string
  readonly limit: Limit
  /** Empty, or at least two, the last of which is the whole and ends with `limit`. */
  readonly stages: readonly LimitStage[]
  readonly closing: string
  /** 告知性结案: closed by telling the reporter, not by a repair. Follows from `closing`. */
  readonly informational: boolean
  readonly level: RewardLevel
}

/** What a table of standards says. */
export type StandardBody = { readonly categories: readonly Category[]; readonly conditions: readonly Condition[] }

/** A version as it was added; it never changes. */
export type Standard = StandardBody & {
  readonly version: number
  /** “2019 年版”. */
  readonly name: string
  readonly effectiveFrom: PlainDate
}

/** The version in force on a day: the latest from-day, and of one from-day the version added last. */
export function standardOn<Version extends { readonly version: number; readonly effectiveFrom: PlainDate }>(
  standards: readonly Version[],
  day: PlainDate,
): Version | undefined {
  const later = (a: Version, b: Version) => a.effectiveFrom > b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.version > b.version)
  return standards.reduce<Version | undefined>((best, one) => (one.effectiveFrom <= day && (best === undefined || later(one, best)) ? one : best), undefined)
}

const kindLetter = { 部件: '部', 事件: '事' } as const satisfies Record<Kind, string>
export const categoryCode = (kind: Kind, major: string, minor: string): string => `${kindLetter[kind]}-${major}-${minor}`
/** `部-01`. */
export const majorCode = ({ kind, major }: Pick<Category, 'kind' | 'major'>): string => `${kindLetter[kind]}-${major}`
export const isInformational = (closing: string): boolean => closing.includes('告知性结案')

export type Major = { readonly code: string; readonly kind: Kind; readonly name: string; readonly categories: readonly Category[] }

/** The tree by its major classes, 部件 before 事件. */
export function majorsOf(categories: readonly Category[]): Major[] {
  const majors = Map.groupBy(categories.toSorted(byCode), majorCode)
  return [...majors].map(([code, [first, ...rest]]) => {
    if (!first) throw new Error('a group without a member')
    return { code, kind: first.kind, name: first.majorName, categories: [first, ...rest] }
  })
}

/** 部件 first, then by the numbers in the codes. */
export const byCode = (a: Category, b: Category): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || Number(a.major) - Number(b.major) || Number(a.minor) - Number(b.minor)

/** In the order of the tree; the conditions of a category stay in theirs. */
export function inOrder({ categories, conditions }: StandardBody): StandardBody {
  const sorted = categories.toSorted(byCode)
  const byCategory = Map.groupBy(conditions, (condition) => condition.category)
  return { categories: sorted, conditions: sorted.flatMap((category) => byCategory.get(category.code) ?? []) }
}

/** The part of a standard a text is found in: a name of the tree, a condition, or what closes it. Every word must be found. */
export function search(body: StandardBody, text: string): StandardBody {
  const words = text.trim().toLowerCase().split(/\s+/)
  const names = new Map(body.categories.map((one) => [one.code, `${one.code} ${one.kind} ${one.majorName} ${one.minorName}`]))
  const conditions = body.conditions.filter((one) => {
    const all = `${names.get(one.category)} ${one.code} ${one.text} ${one.closing}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const found = new Set(conditions.map((one) => one.category))
  return { categories: body.categories.filter((one) => found.has(one.code)), conditions }
}
