import { addDays, beijingDay } from '../../src/kernel/plain-date.ts'
import { promiseOf, type Unit } from '../../src/modules/cases/index.ts'
import { type Subject, reclassify } from './desk.ts'
import { atHour, atWork, byDay, inTheHall, later, nextWorkday } from './hours.ts'
import { HANDLED, POSTPONED, RETURNED, SUSPENDED } from './words.ts'
import type { World } from './world.ts'

/** Night and day matter to no limit in urgent hours. */
const isUrgent = ({ telling }: Subject): boolean => (telling.state().filing?.limit.unit ?? '').startsWith('urgent')
const working = (subject: Subject, at: Date, minutes: number): Date =>
  isUrgent(subject) ? later(at, Math.min(minutes, 20)) : atWork(at, minutes, subject.telling.calendar)

function giveTo(subject: Subject, unit: Unit, because: string, at: Date): Date {
  const note = subject.chance.is(0.2) ? '请先到现场设置围挡' : ''
  return subject.telling.take(at, 'dispatcher', { step: 'dispatch', unit, note, because })
}
const receive = (subject: Subject): Date =>
  subject.telling.take(working(subject, subject.telling.state().movedAt, subject.chance.between(4, 50)), 'handler', { step: 'receive' })

/** The dispatcher gives a filed case out and the unit takes it, with what can go wrong; false when it ends on the way. */
export function giveOut(world: World, subject: Subject): boolean {
  const { telling, traits, chance } = subject
  const state = telling.state()
  const { unit, because } = world.unitFor(state.filing?.category ?? '', state.spot?.streetCode ?? null)
  let at = giveTo(subject, unit, because, inTheHall(state.movedAt, chance.between(1, 9)))
  if (traits.recalled) {
    at = telling.take(later(at, 4), 'dispatcher', { step: 'recall', reason: '选错了单位，撤回重派' })
    giveTo(subject, unit, because, later(at, 2))
  }
  if (traits.returned === null) {
    receive(subject)
    return true
  }
  if (chance.is(0.7)) receive(subject)
  return giveBack(world, subject, unit)
}

function giveBack(world: World, subject: Subject, unit: Unit): boolean {
  const { telling, traits, chance } = subject
  let at = working(subject, telling.state().movedAt, chance.between(20, 120))
  at = telling.take(at, 'handler', { step: 'return', reason: chance.pick(RETURNED) })
  if (traits.ending === 'voidReturned') {
    telling.take(inTheHall(at, 30), 'duty-officer', { step: 'void', reason: '三个单位核实均无此设施，作废并告知上报人' })
    return false
  }
  if (traits.reclassified === 'returned') at = reclassify(subject, inTheHall(at, 8))
  const other = traits.returned === 'same' ? unit : world.otherThan(unit, telling.state().spot?.streetCode ?? null, chance)
  at = inTheHall(at, chance.between(4, 28))
  if (traits.returned === 'dispute') {
    at = telling.take(at, 'dispatcher', { step: 'dispute', reason: `${unit.name}与${other.name}都认为不归自己管` })
    at = inTheHall(at, chance.between(60, 400))
    telling.take(at, chance.is(0.5) ? 'leader' : 'duty-officer', { step: 'decide', unit: other, ground: '按会议纪要和现场产权标识，先由该单位处置' })
  } else giveTo(subject, other, traits.returned === 'same' ? '补充位置后仍由原单位处置' : '按回退的说明改派', at)
  receive(subject)
  return true
}

const dueOf = ({ telling }: Subject): Date | null => promiseOf(telling.state(), telling.calendar)?.dueAt ?? null
const share = (from: Date, to: Date, part: number): Date => new Date(from.getTime() + Math.floor((to.getTime() - from.getTime()) * part))

/** The unit asks for more time and hears an answer; after it has been late nothing more can be asked. */
function askForTime(subject: Subject): void {
  const { telling, traits, chance } = subject
  const due = dueOf(subject)
  const from = telling.state().movedAt
  if (due === null || later(from, 30) >= due) return
  const asked = share(from, due, chance.between(0.1, 0.4))
  const answered = (at: Date) => later(at, chance.between(10, 70))
  if (traits.postponed !== null) {
    const limit = telling.state().filing?.limit.amount ?? 1
    const amount = Math.max(1, Math.floor(limit / 2))
    const at = telling.take(asked, 'handler', { step: 'askPostponement', amount: Math.min(amount, limit), reason: chance.pick(POSTPONED) })
    if (traits.postponed === 'refused') telling.take(answered(at), 'duty-officer', { step: 'refusePostponement', reason: '作业量不大，请按时完成' })
    else telling.take(answered(at), 'duty-officer', { step: 'grantPostponement', note: '' })
  }
  if (traits.suspended !== null) suspend(subject, asked)
}

function suspend(subject: Subject, asked: Date): void {
  const { telling, traits, chance } = subject
  const { take, calendar } = telling
  const due = dueOf(subject)
  const begun = asked > telling.state().movedAt ? asked : later(telling.state().movedAt, 5)
  if (due === null || begun >= due) return
  const days = chance.whole(3, 18)
  const until = addDays(beijingDay(begun), days)
  const at = take(begun, 'handler', { step: 'askSuspension', until, reason: chance.pick(SUSPENDED) })
  if (traits.suspended === 'refused') {
    take(later(at, chance.between(10, 60)), 'duty-officer', { step: 'refuseSuspension', reason: '不具备挂账条件，请先行处置' })
    return
  }
  const granted = take(later(at, chance.between(10, 60)), 'duty-officer', { step: 'grantSuspension', note: '' })
  if (traits.suspended === 'byItself') take(atHour(until, 0.1), 'system', { step: 'resume', note: '挂账到期，自动恢复计时' })
  else take(nextWorkday(atHour(addDays(beijingDay(granted), Math.floor(days / 2)), 9), 9.3, calendar), 'handler', { step: 'resume', note: '料已到，恢复施工' })
}

const latest = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))

/** When the unit reports that it is done: before the promise ends, or some hours after it. */
function doneAt(subject: Subject): Date {
  const { telling, traits, chance } = subject
  const from = telling.state().movedAt
  const due = dueOf(subject)
  if (due === null) return atWork(from, 120, telling.calendar)
  if (traits.late) return atWork(latest(due, from), 30 + chance.wait(400), telling.calendar)
  if (later(from, 4) >= due) return later(from, 2)
  const done = share(from, due, chance.between(0.12, 0.9))
  const human = isUrgent(subject) ? done : byDay(done)
  return human > from && human <= due ? human : done
}

/** The unit works on the case until it reports that it is done. */
export function handle(subject: Subject): Date {
  const { telling, traits, chance } = subject
  if (traits.postponed !== null || traits.suspended !== null) askForTime(subject)
  if (traits.postponed === 'twice') askForTime({ ...subject, traits: { ...traits, suspended: null } })
  const from = telling.state().movedAt
  const done = doneAt(subject)
  const stages = telling.state().filing?.stages.slice(0, -1) ?? []
  for (const [i, { name }] of stages.entries())
    telling.take(share(from, done, 0.2 + 0.1 * i), 'handler', { step: 'finishStage', name, note: `${name}已完成，等待下一步` })
  supervise(subject, done)
  return telling.take(done, 'handler', { step: 'feedBack', note: chance.pick(HANDLED) })
}

function supervise({ telling, traits, chance }: Subject, done: Date): void {
  const due = promiseOf(telling.state(), telling.calendar)?.dueAt
  if (traits.reminded && later(telling.state().movedAt, 20) < done)
    telling.take(later(telling.state().movedAt, 15), chance.is(0.5) ? 'dispatcher' : 'duty-officer', { step: 'supervise', level: 'remind', note: '请注意时限' })
  if (!traits.late || !due) return
  for (const [level, minutes] of [
    ['remind', 20],
    ['formal', 1_440],
    ['leader', 7_200],
  ] as const) {
    const at = inTheHall(later(due, minutes), 1)
    if (at < done && at > telling.state().movedAt)
      telling.take(at, level === 'leader' ? 'leader' : chance.is(0.5) ? 'system' : 'duty-officer', {
        step: 'supervise',
        level,
        note: '已经超期，请说明原因和完成时间',
      })
  }
}
