import type { Calendar } from '../calendar/index.ts'
import type { CaseState, PastTenure, Tenure } from './case.ts'
import { type CaseClock, clockOf } from './clock.ts'
import { DESK_LIMITS } from './settings.ts'

/** The clock of the unit that has the case. */
export const promiseOf = ({ tenure }: CaseState, calendar: Calendar): CaseClock | undefined => (tenure ? clockOfTenure(tenure, calendar) : undefined)

/** The wait for a verification is left out while it lasts: the promise still shows. */
const clockOfTenure = ({ from, limit, extendedBy, breaks }: Tenure, calendar: Calendar): CaseClock =>
  clockOf({ startedAt: from, limit, extendedBy, breaks: breaks.filter((one) => one.kind !== 'verification' || one.to !== null) }, calendar)

export type Verdict = 'on_time' | 'late'
/** Handled by the promised moment or not; unknown until it is handled. An exemption never changes the fact. */
export const verdictOf = (state: CaseState, calendar: Calendar): Verdict | null => verdictOn(state, promiseOf(state, calendar)?.dueAt)

/** The same where the promise has been counted already. */
export function verdictOn({ handledAt }: CaseState, due: Date | null | undefined): Verdict | null {
  if (!handledAt || !due) return null
  return handledAt.getTime() <= due.getTime() ? 'on_time' : 'late'
}

/** When the promise of a unit ended that has the case no more; null where it gave it back before any moment was known. */
export function dueOfPast(past: PastTenure, calendar: Calendar): Date | null {
  const { ended, breaks } = past
  // The wait for another dispatch is no part of it.
  const own = breaks.filter((one) => ended.how !== 'returned' || one.kind !== 'return' || one.from.getTime() !== ended.at.getTime())
  return clockOfTenure({ ...past, breaks: own }, calendar).dueAt
}

/** When a unit was done with it: by its feedback, or by giving it back. */
export const doneAt = ({ ended, handledAt }: PastTenure): Date => (ended.how === 'handled' ? (handledAt ?? ended.at) : ended.at)

/** A promise that was not kept before the one that runs now. */
export type Former = { readonly unit: string; readonly dueAt: Date; readonly at: Date; readonly ended: PastTenure['ended']['how']; readonly exempt: boolean }
export const formerLates = ({ past }: CaseState, calendar: Calendar): readonly Former[] =>
  past.flatMap((tenure): Former[] => {
    const [dueAt, at] = [dueOfPast(tenure, calendar), doneAt(tenure)]
    return dueAt && at > dueAt ? [{ unit: tenure.unit.name, dueAt, at, ended: tenure.ended.how, exempt: tenure.exempt }] : []
  })

/** Whether the unit's lateness was excused by a granted appeal: the fact stays, the exemption is visible. */
export const isExempt = ({ appeal }: CaseState, verdict: Verdict | null): boolean => verdict === 'late' && appeal?.granted === true

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
    // Given back in time its clock stands and no moment is known; one that was late already stays late until somebody has it.
    case 'returned':
    case 'disputed':
      return due
    case 'handled':
    case 'verified':
      return verdictOn(state, due) === 'late' ? due : null
    default:
      return null
  }
}
