import { addDays, beijingDay, dayAfter } from '../../src/kernel/plain-date.ts'
import type { CaseState, Stage } from '../../src/modules/cases/index.ts'
import { type Chance, chanceOf } from './chance.ts'
import { atHour, dayWeight, momentOn } from './hours.ts'
import { cutAt, cutWhen, type Life, reopened, tellLife, untouched, visitedForCopy, withRating } from './life.ts'
import { drawTraits, PLAIN, type Traits } from './traits.ts'
import type { World } from './world.ts'

const DAYS = 30
const RATED = 0.13
const SATISFIED = 0.92

/** What is going on at a moment: the last thirty days with so many reports a day, many of them still open. */
export function livesUpTo(world: World, now: Date, aDay: number): readonly Life[] {
  const chance = chanceOf('month')
  const today = beijingDay(now)
  const lives: Life[] = [...openLives(world, now), ...justIn(world, now)]
  for (let day = addDays(today, -DAYS); day <= today; day = dayAfter(day)) {
    const many = Math.round(aDay * dayWeight(day, world.calendar) * chance.between(0.85, 1.15))
    for (let n = 0; n < many; n++) {
      const told = tellLife(world, `month ${day} ${n}`, momentOn(day, chance), drawTraits(chance))
      lives.push(...rated(world, told, chance).flatMap((life) => cutAt(life, now) ?? []))
    }
  }
  return lives
}

/** Some reporters rate, and a few cases are done over. */
function rated(world: World, told: readonly Life[], chance: Chance): readonly Life[] {
  const [life, ...copies] = told
  if (life?.state.stage !== 'closed' || !chance.is(RATED)) return told
  const satisfied = chance.is(SATISFIED)
  const next = !satisfied && copies.length === 0 && chance.is(0.3) ? reopened(world, life, true) : withRating(world, life, satisfied)
  return next ? [next, ...copies] : told
}

const JUST_IN = 18
const MINUTES_APART = 6
/** What has come in within two hours and waits to be looked at; every fifth is the same problem as the one before it. */
function justIn(world: World, now: Date): Life[] {
  const lives: Life[] = []
  for (let n = 0; n < JUST_IN; n++) {
    const reportedAt = new Date(now.getTime() - (JUST_IN - n) * MINUTES_APART * 60_000)
    lives.push(untouched(world, `month just in ${n}`, reportedAt, n % 5 === 4 ? lives.at(-1) : undefined))
  }
  return lives
}

type Open = {
  readonly name: string
  readonly traits: Partial<Traits>
  readonly is: (state: CaseState) => boolean
  readonly hours: number
  readonly slow?: boolean
  /** Of these categories only. */
  readonly of?: RegExp
  /** Somebody else has just reported it too. */
  readonly again?: boolean
}
const at = (stage: Stage) => (state: CaseState) => state.stage === stage

// What the rules of the sample give to the unit of the demonstration's handler (seed/units.ts).
const HANDLERS = /^部-(05|01-(01|2\d|4[05-8]|5[0-6]))/

/** Something on every desk, whatever the hour of the day: each life stops where it waits. `hours` is how long ago it was reported at the least. */
const OPEN: readonly Open[] = [
  { name: 'reported', traits: {}, is: at('reported'), hours: 0.2 },
  { name: 'reported long ago', traits: {}, is: at('reported'), hours: 30 },
  { name: 'on site', traits: { onSite: true }, is: at('on_site'), hours: 14 },
  { name: 'screened', traits: {}, is: at('screened'), hours: 14 },
  { name: 'filed', traits: {}, is: at('filed'), hours: 16 },
  { name: 'dispatched', traits: {}, is: at('dispatched'), hours: 18 },
  { name: 'handling', traits: {}, is: at('handling'), hours: 40, slow: true },
  { name: 'dispatched, of the handler', traits: {}, is: at('dispatched'), hours: 18, of: HANDLERS },
  { name: 'handling, of the handler', traits: {}, is: at('handling'), hours: 40, slow: true, of: HANDLERS },
  { name: 'handling long, of the handler', traits: {}, is: at('handling'), hours: 64, slow: true, of: HANDLERS },
  { name: 'overdue, of the handler', traits: {}, is: at('handling'), hours: 20 * 24, of: HANDLERS },
  { name: 'handling, reported again', traits: {}, is: at('handling'), hours: 60, slow: true, again: true },
  { name: 'overdue', traits: {}, is: at('handling'), hours: 20 * 24 },
  { name: 'overdue, supervised', traits: { late: true }, is: (state) => state.stage === 'handling' && state.supervision !== null, hours: 28 * 24 },
  { name: 'postponement asked', traits: { postponed: 'granted' }, is: (state) => state.postponement !== null, hours: 6 * 24, slow: true },
  { name: 'suspension asked', traits: { suspended: 'resumed' }, is: (state) => state.suspension !== null, hours: 6 * 24, slow: true },
  { name: 'suspended', traits: { suspended: 'resumed' }, is: (state) => state.suspendedUntil !== null, hours: 6 * 24, slow: true },
  { name: 'returned', traits: { returned: 'other' }, is: at('returned'), hours: 3 * 24 },
  { name: 'disputed', traits: { returned: 'dispute' }, is: at('disputed'), hours: 3 * 24 },
  { name: 'handled', traits: {}, is: at('handled'), hours: 8 * 24 },
  { name: 'failed once', traits: { fails: 1 }, is: (state) => state.stage === 'handling' && state.rounds.length > 0, hours: 10 * 24 },
  { name: 'failed three times', traits: { fails: 3 }, is: (state) => state.supervision === 'leader', hours: 18 * 24 },
  { name: 'verified', traits: {}, is: at('verified'), hours: 8 * 24 },
  { name: 'appealed', traits: { late: true, appeal: 'open' }, is: (state) => state.appeal !== null, hours: 20 * 24 },
  { name: 'visiting', traits: {}, is: at('visiting'), hours: 14 * 24 },
  { name: 'visiting for a co-reporter', traits: { copies: 1 }, is: at('visiting'), hours: 15 * 24 },
  { name: 'reopened', traits: {}, is: (state) => state.reopened > 0, hours: 16 * 24 },
]
const TRIES = 60
const AGAIN_MS = 25 * 60_000

function openLives(world: World, now: Date): Life[] {
  return OPEN.flatMap((open) => {
    for (let back = 0; back < TRIES; back++) {
      const found = openLife(world, now, open, back)
      if (found?.every(({ state }) => state.movedAt <= now)) return found
    }
    return []
  })
}

function openLife(
  world: World,
  now: Date,
  { name, traits, is, hours, slow = false, of = /./, again = false }: Open,
  back: number,
): readonly Life[] | undefined {
  // Before nine in the morning a report of the last hours is one of the night.
  const begun = hours < 12 ? new Date(now.getTime() - hours * 3_600_000) : atHour(beijingDay(new Date(now.getTime() - hours * 3_600_000)), 14)
  const reportedAt = new Date(begun.getTime() - back * (hours < 12 ? 60_000 : 43_200_000))
  const isSlow = (unit: string, amount: number): boolean => (slow ? unit === 'work_day' && amount >= 3 : unit !== 'day' && (unit !== 'work_day' || amount <= 5))
  const told = tellLife(
    world,
    `month ${name} ${back}`,
    reportedAt,
    { ...PLAIN, ...traits },
    ({ filing: { limit, category } }) => limit.season === undefined && isSlow(limit.unit, limit.amount) && of.test(category),
  )
  const [life] = told
  if (!life) return undefined
  if (traits.copies) return visitedForCopy(world, told)
  const longer = name === 'visiting' ? withRating(world, life, false) : name === 'reopened' ? reopened(world, life, true) : life
  const cut = longer && cutWhen(longer, is)
  if (!cut) return undefined
  return again ? [cut, untouched(world, `${cut.key} again`, new Date(now.getTime() - AGAIN_MS), cut)] : [cut]
}
