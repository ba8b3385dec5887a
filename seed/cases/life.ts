import { beijingDay } from '../../src/kernel/plain-date.ts'
import { type CaseState, replay } from '../../src/modules/cases/index.ts'
import { appeal, ratingAt, reopen, rate, verify } from './after-work.ts'
import { type Chance, chanceOf } from './chance.ts'
import { file, screen, type Subject } from './desk.ts'
import { inTheHall, later } from './hours.ts'
import { drawCopy, drawReport, type Reported } from './report.ts'
import { type Told, telling } from './telling.ts'
import { PLAIN, type Traits } from './traits.ts'
import { giveOut, handle } from './unit-work.ts'
import type { World } from './world.ts'

/** A report with all that happened to it. Of one merged into another the number of that one is not known yet: `copyOf` names its key. */
export type Life = {
  readonly key: string
  readonly reported: Reported
  readonly events: readonly Told[]
  readonly state: CaseState
  readonly copyOf: string | null
}

const lifeOf = (key: string, reported: Reported, events: readonly Told[], copyOf: string | null = null): Life => ({
  key,
  reported,
  events,
  state: replay(events),
  copyOf,
})

/** A life from the report to as far as its traits take it, and the copies of it. */
export function tellLife(world: World, key: string, reportedAt: Date, traits: Traits, wish: (reported: Reported) => boolean = () => true): readonly Life[] {
  const chance = chanceOf(key)
  let reported = drawReport(world, beijingDay(reportedAt), chance)
  while (!wish(reported)) reported = drawReport(world, beijingDay(reportedAt), chance)
  const subject: Subject = { telling: telling(world.calendar, reportedAt), reported, traits, chance }
  if (screen(subject) && file(subject) && giveOut(world, subject)) {
    handle(subject)
    verify(subject)
    appeal(subject)
  }
  const life = lifeOf(key, reported, subject.telling.events)
  return [life, ...copiesOf(world, life, traits.copies, chance)]
}

/** Reports of the same problem that come while it is being worked on, and are merged into it. */
function copiesOf(world: World, life: Life, wanted: number, chance: Chance): Life[] {
  const { filedAt, handledAt, closing } = life.state
  if (filedAt === null || handledAt === null || closing === null) return []
  return Array.from({ length: wanted }, (_, i) => {
    const at = later(new Date(filedAt.getTime() + chance.next() * 0.8 * Math.max(0, handledAt.getTime() - filedAt.getTime())), 5)
    const copy = telling(world.calendar, at)
    const reported = drawCopy(life.reported, chance)
    const merge = { step: 'merge', parent: '', because: `相距 ${chance.whole(1, 20)} 米，同一处问题` } as const
    if (i === 2) {
      const taken = copy.take(inTheHall(at, 6), 'screener', merge)
      copy.take(inTheHall(taken, 20), 'screener', { step: 'unmerge', reason: '经核实是另一处，先撤销并案' })
      copy.take(inTheHall(taken, 45), 'screener', merge)
    } else copy.take(inTheHall(at, 3 + chance.wait(9)), 'screener', merge)
    return lifeOf(`${life.key} ${i}`, reported, copy.events, life.key)
  })
}

/** The same problem reported once more at a moment, and not looked at yet. */
export const reportedAgain = (world: World, life: Life, at: Date): Life =>
  lifeOf(`${life.key} again`, drawCopy(life.reported, chanceOf(`${life.key} again`)), telling(world.calendar, at).events)

/** The life with its rating at the end; undefined where the rules allow none any more. */
export function withRating(world: World, life: Life, satisfied: boolean, parent?: Life): Life | undefined {
  const closedAt = (parent ?? life).state.closing?.at
  if (!closedAt) return undefined
  const chance = chanceOf(`${life.key} rating`)
  // A step already taken after the closing, such as an appeal, may leave too little time.
  if (ratingAt(closedAt, { chance }) <= life.state.movedAt && life.state.stage !== 'closed') return undefined
  const more = telling(world.calendar, life.events)
  if (life.state.appeal !== null) return undefined
  rate({ telling: more, chance }, satisfied, closedAt)
  return lifeOf(life.key, life.reported, more.events, life.copyOf)
}

/** A closed life whose reporter was right to be dissatisfied: worked on once more and rated at the end of that. */
export function reopened(world: World, life: Life, satisfied: boolean): Life | undefined {
  if (life.state.stage !== 'closed' || life.state.appeal !== null) return undefined
  const chance = chanceOf(`${life.key} again`)
  const subject: Subject = { telling: telling(world.calendar, life.events), reported: life.reported, traits: PLAIN, chance }
  reopen(subject)
  if (!giveOut(world, subject)) return undefined
  handle(subject)
  verify(subject)
  rate(subject, satisfied, subject.telling.state().movedAt)
  return lifeOf(life.key, life.reported, subject.telling.events)
}

/** A closed life and its copy, whose reporter is not satisfied: the case is to be visited for him. */
export function visitedForCopy(world: World, [life, copy]: readonly Life[]): readonly Life[] | undefined {
  const rated = life && copy && withRating(world, copy, false, life)
  const last = rated?.events.at(-1)
  if (!life || !rated || last?.fact.step !== 'rateDissatisfied' || last.at <= life.state.movedAt) return undefined
  const more = telling(world.calendar, life.events)
  more.take(last.at, 'system', { step: 'askVisit', reason: `同一问题的另一位上报人不满意：${last.fact.reason}` })
  return [lifeOf(life.key, life.reported, more.events), rated]
}

/** The life as it stood at a moment; its copies are cut by themselves. */
export function cutAt(life: Life, now: Date): Life | undefined {
  const events = life.events.filter(({ at }) => at <= now)
  return events.length === 0 ? undefined : events.length === life.events.length ? life : lifeOf(life.key, life.reported, events, life.copyOf)
}

/** The life up to the step that brought it to a stage. */
export function cutWhen(life: Life, isThere: (state: CaseState) => boolean): Life | undefined {
  for (let n = 1; n <= life.events.length; n++) {
    const cut = lifeOf(life.key, life.reported, life.events.slice(0, n), life.copyOf)
    if (isThere(cut.state)) return cut
  }
  return undefined
}
