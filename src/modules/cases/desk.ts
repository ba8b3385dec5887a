import { postponementsOf } from './steps.ts'
import { beijingDay, daysBetween } from '../../kernel/plain-date.ts'
import type { Role } from '../../kernel/viewer.ts'
import type { CaseState } from './case.ts'
import type { DeskPlace } from './desk-store.ts'
import { lifecycle, rowOf, STEPS, type Stage, type Step } from './lifecycle.ts'
import { promiseOf } from './promise.ts'
import type { Calendar } from '../calendar/index.ts'
import { APPEAL_DAYS, MOST_POSTPONEMENTS, MOST_SUSPENSIONS } from './settings.ts'

/** The stages that wait for a role, in the order of a case's way. The duty officer also decides what units ask for. */
export const STAGES_OF: Readonly<Partial<Record<Role, readonly Stage[]>>> = {
  screener: ['reported', 'screened', 'visiting'],
  dispatcher: ['filed', 'returned', 'verified', 'screened'],
  handler: ['dispatched', 'handling'],
  inspector: ['on_site', 'handled'],
  'duty-officer': ['disputed', 'visiting', 'returned'],
  leader: ['disputed'],
}
export const CASE_ROLES: readonly Role[] = ['screener', 'dispatcher', 'handler', 'inspector', 'duty-officer', 'leader']

/** Who looks at photos before the public does. */
export const SCREENING_ROLES: readonly Role[] = ['screener', 'dispatcher', 'inspector', 'duty-officer']

/** What the list of the desk can be asked for: a stage, what units ask for, photos that nobody has looked at. */
export type DeskBox = Stage | 'asks' | 'photos'

type Seer = { readonly role: Role; readonly account: string; readonly department: string | null }

/** The steps of the table that this person could take now; what a step's form holds is judged when it is sent. Pure. */
export function offeredSteps(state: CaseState, { role, account, department }: Seer, now: Date, calendar: Calendar): Step[] {
  const steps = STEPS.filter((step) => step in lifecycle[state.stage] && rowOf(state.stage, step)?.by.includes(role))
  if (role === 'handler' && state.tenure?.unit.name !== department) return []
  return steps.filter((step) => isOffered(state, step, account, now, calendar))
}

function isOffered(state: CaseState, step: Step, account: string, now: Date, calendar: Calendar): boolean {
  const free = !state.postponement && !state.suspension && !state.suspendedUntil
  const due = promiseOf(state, calendar)?.dueAt ?? null
  const inTime = due !== null && now <= due
  switch (step) {
    case 'askPostponement':
      return free && inTime && postponementsOf(state) < MOST_POSTPONEMENTS
    case 'askSuspension':
      return free && inTime && (state.tenure?.suspensions ?? 0) < MOST_SUSPENSIONS
    case 'grantPostponement':
    case 'refusePostponement':
      return state.postponement !== null
    case 'grantSuspension':
    case 'refuseSuspension':
      return state.suspension !== null
    case 'resume':
      return state.suspendedUntil !== null
    case 'feedBack':
      return state.suspendedUntil === null
    case 'finishStage':
      return openStages(state).length > 0
    case 'pass':
    case 'fail':
      return account !== state.handledBy
    case 'appeal':
      return state.appeal === null && state.handledAt !== null && due !== null && state.handledAt > due && mayStillAppeal(state, now)
    case 'grantAppeal':
    case 'refuseAppeal':
      return state.appeal?.granted === null
    default:
      return true
  }
}

const mayStillAppeal = ({ closing }: CaseState, now: Date): boolean => closing === null || daysBetween(beijingDay(closing.at), beijingDay(now)) <= APPEAL_DAYS

/** Parts of the work not done yet; the last of them is done by the feedback. */
export const openStages = (state: CaseState): string[] =>
  (state.filing?.stages ?? [])
    .filter((stage) => !state.stagesDone.some((done) => done.name === stage.name))
    .slice(0, -1)
    .map(({ name }) => name)

/** A row's place in a list as an address holds it, `2026-11-24 01:00:00.123+00~431`; anything else is none. */
export function deskPlaceIn(text: string | undefined): DeskPlace | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)~(\d{1,15})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined ? null : { at, id: Number(id) }
}
