import type { CaseState } from '../../src/modules/cases/index.ts'
import type { Subject } from './desk.ts'
import { atWork, byDay, inTheHall, later, nextWorkday } from './hours.ts'
import { EXPLAINED, FAILED, HANDLED, LATE_BECAUSE, PASSED, REOPENED, UNSATISFIED } from './words.ts'

/** The inspector looks, as many times as it takes; then the case is closed. */
export function verify(subject: Subject): void {
  const { telling, traits, chance } = subject
  const { take, calendar } = telling
  const look = (): Date => inTheHall(telling.state().movedAt, 15 + chance.wait(60))
  for (let failed = 0; failed < traits.fails; failed++) {
    const at = take(look(), 'inspector', { step: 'fail', note: chance.pick(FAILED), metres: chance.whole(1, 30) })
    take(atWork(at, 40 + chance.wait(80), calendar), 'handler', { step: 'feedBack', note: `返工：${chance.pick(HANDLED)}` })
  }
  const passed = take(look(), 'inspector', { step: 'pass', note: chance.pick(PASSED), metres: chance.whole(1, 20) })
  const closer = chance.is(0.85) ? 'dispatcher' : 'duty-officer'
  take(inTheHall(passed, 2 + chance.wait(12)), closer, { step: 'close', opinion: closing(telling.state()) })
}

const closing = ({ filing, tenure }: CaseState): string => `${tenure?.unit.name ?? ''}已处置，核查通过，符合结案条件：${filing?.closing ?? ''}（样例）`

/** A unit that was late may say why it should not count. */
export function appeal({ telling, traits, chance }: Subject): void {
  if (traits.appeal === null) return
  const asked = byDay(later(telling.state().movedAt, 120 + chance.wait(900)))
  telling.take(asked, 'handler', { step: 'appeal', reason: chance.pick(LATE_BECAUSE) })
  if (traits.appeal === 'open') return
  const decided = nextWorkday(asked, 10.2, telling.calendar)
  if (traits.appeal === 'granted') telling.take(decided, 'duty-officer', { step: 'grantAppeal', note: '经核实，超期不由该单位造成' })
  else telling.take(decided, 'duty-officer', { step: 'refuseAppeal', reason: '派遣记录显示位置准确，维持超期' })
}

const DAY_MINUTES = 1_440
/** When a reporter rates after a closing: within the days it counts. */
export const ratingAt = (closedAt: Date, { chance }: Pick<Subject, 'chance'>): Date =>
  byDay(later(closedAt, 30 + Math.min(chance.wait(1.5 * DAY_MINUTES), 6 * DAY_MINUTES)))

/** The reporter is satisfied, or is not and hears why. */
export function rate({ telling, chance }: Pick<Subject, 'telling' | 'chance'>, satisfied: boolean, closedAt: Date): void {
  const at = ratingAt(closedAt, { chance })
  if (satisfied) {
    telling.take(at, 'reporter', { step: 'rateSatisfied', reason: chance.is(0.2) ? '处理得很快' : '' }, closedAt)
    return
  }
  dissatisfied({ telling, chance }, at, closedAt)
  if (telling.state().stage !== 'visiting') return
  telling.take(nextWorkday(telling.state().movedAt, 9.6 + chance.between(0, 2), telling.calendar), chance.is(0.7) ? 'screener' : 'duty-officer', {
    step: 'explain',
    note: chance.pick(EXPLAINED),
  })
}

const dissatisfied = ({ telling, chance }: Pick<Subject, 'telling' | 'chance'>, at: Date, closedAt: Date): Date =>
  telling.take(at, 'reporter', { step: 'rateDissatisfied', reason: chance.pick(UNSATISFIED) }, closedAt)

/** The reporter is not satisfied, and the return visit finds that he is right. */
export function reopen({ telling, chance }: Pick<Subject, 'telling' | 'chance'>): void {
  const closedAt = telling.state().movedAt
  dissatisfied({ telling, chance }, ratingAt(closedAt, { chance }), closedAt)
  telling.take(nextWorkday(telling.state().movedAt, 9.5, telling.calendar), 'duty-officer', { step: 'reopen', reason: chance.pick(REOPENED) })
}
