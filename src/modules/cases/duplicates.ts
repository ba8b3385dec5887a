import { distanceMetres, type Point } from '../organizations/index.ts'
import { hashDistance } from '../photos/index.ts'
import { spanText } from './light.ts'
import { likeness, pairsOf } from './likeness.ts'
import type { Stage } from './lifecycle.ts'

/** A code of a table and what it is called. */
export type Named = { readonly code: string; readonly name: string }
/** What is looked at in two cases to tell whether they are the same problem. */
export type Comparable = {
  readonly number: string
  readonly stage: Stage
  readonly reportedAt: Date
  readonly point: Point
  /** The small class it is filed under; null while nobody has decided. */
  readonly category: Named | null
  /** The kind its reporter chose, or that of its category. */
  readonly tile: Named
  readonly words: string
  /** Perceptual hashes of the photos of how it was found. */
  readonly hashes: readonly string[]
}

export type DuplicateLimits = {
  readonly metres: number
  /** As far apart two reports with almost the same photo may stand: a telephone's position wanders, a finger on a map more. */
  readonly photoMetres: number
  readonly days: number
  /** Bits of 64 in which the hashes of almost the same photo may differ. */
  readonly photoBits: number
  /** Likeness of the words that is worth saying. */
  readonly textPercent: number
  /** Points of 100 from which a person should look. */
  readonly enough: number
}
export const DUPLICATE_LIMITS: DuplicateLimits = { metres: 50, photoMetres: 150, days: 30, photoBits: 8, textPercent: 40, enough: 55 } // office settings
/** What each likeness is worth at most; together more than 100, which is the most. */
const WORTH = { place: 30, category: 30, tile: 20, unsure: 8, time: 15, photo: 30, text: 25 } as const // office settings
const UNSURE = 'other'
const DAY_MS = 86_400_000

/** How alike two cases are, in points of 100, and why, in words for the person who decides. */
export type Likeness = { readonly score: number; readonly metres: number; readonly because: readonly string[] }

/** Whether two cases are perhaps the same problem; undefined when nothing speaks for it. The same whichever comes first. */
export function likenessOf(a: Comparable, b: Comparable, limits: DuplicateLimits = DUPLICATE_LIMITS): Likeness | undefined {
  const metres = distanceMetres(a.point, b.point)
  const apart = Math.abs(a.reportedAt.getTime() - b.reportedAt.getTime())
  if (metres > limits.photoMetres || apart > limits.days * DAY_MS) return undefined
  const bits = nearestBits(a.hashes, b.hashes)
  const samePhoto = bits <= limits.photoBits
  const kind = kindOf(a, b)
  if (!samePhoto && (metres > limits.metres || kind.worth === 0)) return undefined
  const rest =
    WORTH.place * Math.max(0, 1 - metres / limits.metres) +
    kind.worth +
    WORTH.time * (1 - apart / (limits.days * DAY_MS)) +
    (samePhoto ? WORTH.photo * (1 - bits / 64) : 0)
  // Comparing words costs more than all the rest.
  if (rest + WORTH.text < limits.enough) return undefined
  const text = likeness(pairsOf(a.words), pairsOf(b.words))
  const score = Math.min(100, Math.round(rest + WORTH.text * text))
  if (score < limits.enough) return undefined
  const percent = Math.round(text * 100)
  const because = [
    `相距 ${Math.round(metres)} 米`,
    ...(kind.words === '' ? [] : [kind.words]),
    apart < 60_000 ? '同时上报' : `相隔 ${spanText(apart)}`,
    ...(samePhoto ? [`照片几乎相同（相差 ${bits}/64）`] : []),
    ...(percent >= limits.textPercent ? [`文字相似 ${percent}%`] : []),
  ]
  return { score, metres: Math.round(metres), because }
}

function kindOf(a: Comparable, b: Comparable): { readonly worth: number; readonly words: string } {
  if (a.category && a.category.code === b.category?.code) return { worth: WORTH.category, words: `同为“${a.category.name}”` }
  if (a.tile.code === UNSURE || b.tile.code === UNSURE) return { worth: WORTH.unsure, words: '至少一件的类别不确定' }
  return a.tile.code === b.tile.code ? { worth: WORTH.tile, words: `同属“${a.tile.name}”` } : { worth: 0, words: '' }
}

const nearestBits = (a: readonly string[], b: readonly string[]): number =>
  Math.min(Number.POSITIVE_INFINITY, ...a.flatMap((one) => b.map((other) => hashDistance(one, other))))

/** Stages from which a report can be merged, now or once it is back from the site: nobody works on it yet. */
export const IN_HAND = ['reported', 'on_site', 'screened', 'filed'] as const satisfies readonly Stage[]
const isInHand = ({ stage }: Comparable): boolean => IN_HAND.some((one) => one === stage)
/** The further along, the sooner it is the one that the others join. */
const WAY: readonly Stage[] = ['reported', 'on_site', 'screened', 'filed', 'returned', 'disputed', 'dispatched', 'handling', 'handled', 'verified', 'visiting']

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** The one further along first, then the older. */
const leadingFirst = (a: Comparable, b: Comparable): number =>
  WAY.indexOf(b.stage) - WAY.indexOf(a.stage) || a.reportedAt.getTime() - b.reportedAt.getTime() || compareText(a.number, b.number)

export type Member<C extends Comparable> = { readonly one: C; readonly likeness: Likeness }
/** Cases that are perhaps one problem: the one proposed to go on, and what may be merged into it, the most alike first. */
export type Cluster<C extends Comparable> = { readonly parent: C; readonly members: readonly Member<C>[] }
/** Whether a person has said of two cases that they are different problems. */
export type SaidDifferent = (a: string, b: string) => boolean

const mostAlikeFirst = <C extends Comparable>(a: Member<C>, b: Member<C>): number =>
  b.likeness.score - a.likeness.score || compareText(a.one.number, b.one.number)

/** What is perhaps the same problem as one case, the most alike first. */
export const suspectedOf = <C extends Comparable>(one: Comparable, others: readonly C[], said: SaidDifferent): Member<C>[] =>
  others
    .flatMap((other) => {
      const likeness = other.number === one.number || said(one.number, other.number) ? undefined : likenessOf(one, other)
      return likeness ? [{ one: other, likeness }] : []
    })
    .toSorted(mostAlikeFirst)

/**
 * Gathers cases around the one of each that is furthest along. A case is in at most one cluster, every member is like the parent
 * itself, nobody has said otherwise of the two, and no unit has it yet. The same for the cases in any order.
 */
export function clustersOf<C extends Comparable>(cases: readonly C[], said: SaidDifferent): Cluster<C>[] {
  const nearby = neighbours(cases)
  const taken = new Set<string>()
  const clusters = cases.toSorted(leadingFirst).flatMap((parent) => {
    if (taken.has(parent.number)) return []
    const free = nearby(parent).filter((other) => !taken.has(other.number) && isInHand(other))
    const members = suspectedOf(parent, free, said)
    if (members.length === 0) return []
    for (const { number } of [parent, ...members.map(({ one }) => one)]) taken.add(number)
    return [{ parent, members }]
  })
  return clusters.toSorted((a, b) => bestOf(b) - bestOf(a) || compareText(a.parent.number, b.parent.number))
}
const bestOf = (cluster: Cluster<Comparable>): number => cluster.members[0]?.likeness.score ?? 0

// One in a hundred to spare, for the earth is round.
const SQUARE_DEGREES = (DUPLICATE_LIMITS.photoMetres / 111_195) * 1.01
/** Which cases stand near enough to be compared at all: those in the same square of the earth, or one beside it. */
function neighbours<C extends Comparable>(cases: readonly C[]): (one: C) => C[] {
  const rowOf = ({ point }: Comparable) => Math.floor(point.lat / SQUARE_DEGREES)
  const columnOf = ({ point }: Comparable, row: number) => Math.floor((point.lon * Math.cos((row * SQUARE_DEGREES * Math.PI) / 180)) / SQUARE_DEGREES)
  const squares = new Map<string, C[]>()
  for (const one of cases) {
    const key = `${rowOf(one)} ${columnOf(one, rowOf(one))}`
    const there = squares.get(key)
    if (there) there.push(one)
    else squares.set(key, [one])
  }
  return (one) =>
    [-1, 0, 1].flatMap((up) => {
      const row = rowOf(one) + up
      return [-1, 0, 1].flatMap((along) => squares.get(`${row} ${columnOf(one, row) + along}`) ?? [])
    })
}
