import type { Calendar } from '../calendar/index.ts'
import type { CaseState } from './case.ts'
import { type CaseClock, clockOf } from './clock.ts'
import { DESK_LIMITS } from './settings.ts'

/** The clock of the unit that has the case. The wait for its verification is left out while it lasts: the promise still shows. */
export function promiseOf(state: CaseState, calendar: Calendar): CaseClock | undefined {
  if (!state.filing || !state.tenure) return undefined
  const breaks = state.tenure.breaks.filter((one) => one.kind !== 'verification' || one.to !== null)
  return clockOf({ startedAt: state.tenure.from, limit: state.filing.limit, extendedBy: state.tenure.extendedBy, breaks }, calendar)
}

export type Verdict = 'on_time' | 'late'
/** Handled by the promised moment or not; unknown until it is handled. An exemption never changes the fact. */
export const verdictOf = (state: CaseState, calendar: Calendar): Verdict | null => verdictOn(state, promiseOf(state, calendar)?.dueAt)

/** The same where the promise has been counted already. */
export function verdictOn({ handledAt }: CaseState, due: Date | null | undefined): Verdict | null {
  if (!handledAt || !due) return null
  return handledAt.getTime() <= due.getTime() ? 'on_time' : 'late'
}

/** When the desk that has the case should have moved it on; null where none has. */
export function deskDueAt(state: CaseState, calendar: Calendar): Date | null {
  const limits: Readonly<Record<string, (typeof DESK_LIMITS)[keyof typeof DESK_LIMITS]>> = DESK_LIMITS
  const limit = limits[state.stage]
  return limit ? clockOf({ startedAt: state.movedAt, limit, extendedBy: 0, breaks: [] }, calendar).dueAt : null
}

/** The moment from which a case is open and late; it need not have come. Null when it cannot be late: not given out, standing, handled in time, over. */
export function overdueFrom(state: CaseState, calendar: Calendar): Date | null {
  const due = promiseOf(state, calendar)?.dueAt ?? null
  switch (state.stage) {
    case 'dispatched':
    case 'handling':
      return due
    case 'handled':
    case 'verified':
      return verdictOn(state, due) === 'late' ? due : null
    default:
      return null
  }
}
