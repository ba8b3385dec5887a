import type { Calendar } from '../calendar/index.ts'
import type { Limit } from '../standards/index.ts'
import type { CaseState, Tenure } from './case.ts'
import { type CaseClock, clockOf } from './clock.ts'
import { DESK_LIMITS } from './settings.ts'

/** The clock of the unit that has the case. */
export const promiseOf = ({ tenure, filing }: CaseState, calendar: Calendar): CaseClock | undefined =>
  filing && tenure ? clockOfTenure(tenure, filing.limit, calendar) : undefined

/** The wait for a verification is left out while it lasts: the promise still shows. */
const clockOfTenure = ({ from, extendedBy, breaks }: Tenure, limit: Limit, calendar: Calendar): CaseClock =>
  clockOf({ startedAt: from, limit, extendedBy, breaks: breaks.filter((one) => one.kind !== 'verification' || one.to !== null) }, calendar)

export type Verdict = 'on_time' | 'late'
/** Handled by the promised moment or not; unknown until it is handled. An exemption never changes the fact. */
export const verdictOf = (state: CaseState, calendar: Calendar): Verdict | null => verdictOn(state, promiseOf(state, calendar)?.dueAt)

/** The same where the promise has been counted already. */
export function verdictOn({ handledAt }: CaseState, due: Date | null | undefined): Verdict | null {
  if (!handledAt || !due) return null
  return handledAt.getTime() <= due.getTime() ? 'on_time' : 'late'
}

/** A promise that was not kept before the one that runs now: by who had the case before a reopening, or gave it back too late. */
export type Former = { readonly unit: string; readonly dueAt: Date; readonly at: Date; readonly ended: 'handled' | 'returned'; readonly exempt: boolean }
export function formerLates({ passes, past, filing }: CaseState, calendar: Calendar): readonly Former[] {
  const handled = passes.flatMap(({ tenure, limit, handledAt, exempt }): Former[] => {
    const { dueAt } = clockOfTenure(tenure, limit, calendar)
    return dueAt && handledAt && handledAt > dueAt ? [{ unit: tenure.unit.name, dueAt, at: handledAt, ended: 'handled', exempt }] : []
  })
  const returned = past.flatMap((tenure): Former[] => {
    const back = tenure.breaks.findLast(({ kind }) => kind === 'return')
    const dueAt = filing && back ? clockOfTenure({ ...tenure, breaks: tenure.breaks.filter((one) => one !== back) }, filing.limit, calendar).dueAt : null
    return dueAt && back && back.from > dueAt ? [{ unit: tenure.unit.name, dueAt, at: back.from, ended: 'returned', exempt: false }] : []
  })
  return [...handled, ...returned].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Whether every time that the case was late was excused by a granted appeal: the fact stays, the exemption is visible. */
export function isExempt({ appeal }: CaseState, verdict: Verdict | null, former: readonly Former[]): boolean {
  const granted = appeal?.granted === true
  const before = former.filter(({ ended }) => ended === 'handled')
  return before.every(({ exempt }) => exempt) && (verdict === 'late' ? granted : granted || before.length > 0)
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
