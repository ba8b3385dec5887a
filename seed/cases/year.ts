import { addDays, beijingDay, type PlainDate } from '../../src/kernel/plain-date.ts'
import { isHandledIn, isRatedIn, type Period } from '../../src/modules/cases/index.ts'
import { chanceOf, shuffled } from './chance.ts'
import { daysBusy, momentOn } from './hours.ts'
import { type Life, reopened, tellLife, withRating } from './life.ts'
import { drawTraits, EVERY_BRANCH } from './traits.ts'
import type { World } from './world.ts'

/** A past stretch of time with the figures it must come to. */
export type Target = { readonly name: string; readonly period: Period; readonly handled: number; readonly rated: number; readonly satisfied: number }

const DAY_MS = 86_400_000
const before = (date: Date, days: number): Date => new Date(date.getTime() - days * DAY_MS)
export const countable = ({ reported, state }: Life) => ({
  channel: reported.channel,
  closedAt: state.closing?.at ?? null,
  ratedAt: state.rating?.at ?? null,
})
const isHandled = (life: Life, { period }: Target): boolean => isHandledIn(countable(life), period)
const daysOf = ({ from, before: end }: Period): { first: PlainDate; last: PlainDate } => ({ first: beijingDay(from), last: beijingDay(before(end, 1)) })

/** Lives reported in the period until exactly so many of them are handled in it, exactly so many rated, so many satisfied. */
export function livesOf(world: World, target: Target): readonly Life[] {
  const { first, last } = daysOf(target.period)
  const days = daysBusy(first, last, world.calendar)
  // The one life of every branch has time to come to its end.
  const early = daysBusy(first, addDays(first, 35), world.calendar)
  const chance = chanceOf(target.name)
  const lives: Life[] = []
  for (let i = 0, handled = 0; handled < target.handled; i++) {
    const forced = EVERY_BRANCH[i]
    const at = momentOn((forced ? early : days).pick(chance), chance)
    const told = tellLife(world, `${target.name} ${i}`, at, forced ?? drawTraits(chance))
    const [life] = told
    if (!life || life.state.movedAt >= target.period.before) continue
    if (isHandled(life, target)) handled += 1
    lives.push(...told)
  }
  return rateLives(world, lives, target)
}

type Wish = { readonly satisfied: boolean; readonly again: boolean }

/** The ratings to be given: a few of them after the case was done over. */
function wishesOf({ rated, satisfied }: Target): Wish[] {
  const again = { satisfied: Math.max(1, Math.round(satisfied / 60)), not: Math.max(1, Math.round((rated - satisfied) / 20)) }
  const many = (n: number, wish: Wish): Wish[] => Array.from({ length: n }, () => wish)
  return [
    ...many(again.satisfied, { satisfied: true, again: true }),
    ...many(again.not, { satisfied: false, again: true }),
    ...many(satisfied - again.satisfied, { satisfied: true, again: false }),
    ...many(rated - satisfied - again.not, { satisfied: false, again: false }),
  ]
}

function rateLives(world: World, lives: readonly Life[], target: Target): readonly Life[] {
  const byKey = new Map(lives.map((life) => [life.key, life]))
  const parents = new Set(lives.flatMap(({ copyOf }) => (copyOf === null ? [] : [copyOf])))
  const open = shuffled([...byKey.values()], chanceOf(`${target.name} ratings`))
  const wishes = wishesOf(target)
  const given = new Set<string>()
  for (const again of [true, false])
    for (const life of open) {
      const wish = wishes[0]
      if (wish?.again !== again) break
      const parent = life.copyOf === null ? undefined : byKey.get(life.copyOf)
      const closedAt = (parent ?? life).state.closing?.at
      if (!closedAt || given.has(life.key) || (again && (parent !== undefined || parents.has(life.key)))) continue
      const next = again ? reopened(world, life, wish.satisfied) : withRating(world, life, wish.satisfied, parent)
      if (!next || next.state.movedAt >= target.period.before || !isRatedIn(countable(next), target.period)) continue
      given.add(life.key)
      byKey.set(life.key, next)
      wishes.shift()
    }
  if (wishes.length > 0) throw new Error(`${target.name}: ${wishes.length} ratings found no case`)
  return [...byKey.values()]
}
