import { addDays, beijingDay } from '../src/kernel/plain-date.ts'
import type { CaseState } from '../src/modules/cases/index.ts'
import { chanceOf, type Chance } from './cases/chance.ts'
import { daysBusy, momentOn } from './cases/hours.ts'
import { cutAt, cutWhen, type Life, tellLife, withRating } from './cases/life.ts'
import { PLAIN, type Traits } from './cases/traits.ts'
import type { World } from './cases/world.ts'

const YEARS_DAYS = 3 * 365
const LATELY_DAYS = 60
/** Of the reports of the last two months so many wait on some desk; with those of the last days about one of a hundred is open. */
const WAITING = 0.13
const RATED = 0.12

// Fewer turns than in the sample of the reference year: four to eight events each, now and then more.
const SHAPES: readonly (readonly [Partial<Traits>, number])[] = [
  [{}, 0.66],
  [{ ending: 'decline' }, 0.14],
  [{ copies: 1 }, 0.05],
  [{ late: true }, 0.05],
  [{ fails: 1 }, 0.03],
  [{ returned: 'other' }, 0.03],
  [{ ending: 'withdraw' }, 0.02],
  [{ postponed: 'granted' }, 0.01],
  [{ suspended: 'resumed' }, 0.01],
]

function shapeOf(chance: Chance): Traits {
  let at = chance.next()
  for (const [shape, share] of SHAPES) {
    if (at < share) return { ...PLAIN, ...shape }
    at -= share
  }
  return PLAIN
}

const WAITS: readonly ((state: CaseState) => boolean)[] = [
  (state) => state.stage === 'dispatched',
  (state) => state.stage === 'handling',
  (state) => state.stage === 'handling',
  (state) => state.stage === 'handled',
  (state) => state.suspendedUntil !== null,
  (state) => state.stage === 'returned',
]

/** Lives to be repeated with other places, reporters and moments: as many as asked for at the least, each copy right after what it is a copy of. */
export function livesToRepeat(world: World, now: Date, wanted: number): readonly Life[] {
  const today = beijingDay(now)
  // A repeated life may end some seconds later than told.
  const until = new Date(now.getTime() - 120_000)
  const days = daysBusy(addDays(today, -YEARS_DAYS), today, world.calendar)
  const lively = addDays(today, -LATELY_DAYS)
  const chance = chanceOf('many')
  const lives: Life[] = []
  for (let i = 0; lives.length < wanted; i++) {
    const day = days.pick(chance)
    const told = tellLife(world, `many ${i}`, momentOn(day, chance), shapeOf(chance))
    const [life, ...copies] = told
    if (!life) continue
    const waiting = day >= lively && chance.is(WAITING) ? cutWhen(life, chance.pick(WAITS)) : undefined
    const rated = !waiting && chance.is(RATED) ? withRating(world, life, chance.is(0.92)) : undefined
    const kept = cutAt(waiting ?? rated ?? life, until)
    if (kept) lives.push(kept, ...(waiting ? [] : copies.flatMap((copy) => cutAt(copy, until) ?? [])))
  }
  return lives
}
