import { type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import type { Calendar } from '../calendar/index.ts'
import { tileOf } from '../standards/index.ts'
import type { CaseState } from './case.ts'
import type { Stage } from './lifecycle.ts'
import { deskDueAt, isExempt, overdueFrom, promiseOf, verdictOn } from './promise.ts'
import { covered } from '../../kernel/release-gate.ts'
import { type Shown, shownOf } from './visibility.ts'

/** What lists and figures read, drawn from the state after a step. */
export type Projection = {
  readonly stage: Stage
  readonly shown: Shown
  /** The tile the public finds it under: the reporter's choice, then that of the category it was filed under. */
  readonly service: string
  readonly title: string | null
  readonly place: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly street_code: string | null
  readonly grid_code: string | null
  readonly major: string | null
  readonly category: string | null
  readonly condition: string | null
  readonly standard_version: number | null
  readonly unit_id: number | null
  readonly unit: string | null
  readonly filed_at: Date | null
  readonly given_at: Date | null
  readonly due_at: Date | null
  readonly due_provisional: boolean
  readonly desk_due_at: Date | null
  readonly overdue_from: Date | null
  readonly handled_at: Date | null
  readonly closed_at: Date | null
  readonly on_time: boolean | null
  readonly exempt: boolean
  readonly result: string | null
  readonly returns: number
  readonly rounds: number
  readonly failed: number
  readonly postponements: number
  readonly suspended_until: PlainDate | null
  readonly supervision: string | null
  readonly reopened: number
  readonly satisfied: boolean | null
  readonly rated_at: Date | null
  readonly parent: string | null
  /** What waits for the duty officer's decision beside the case's own way. */
  readonly asks: Asks | null
  readonly moved_at: Date
}

/** A major class is the first two parts of a category: `部-01` of `部-01-02`. */
export const majorOf = (category: string): string => category.split('-').slice(0, 2).join('-')

export const ASKS = ['postponement', 'suspension', 'appeal'] as const
export type Asks = (typeof ASKS)[number]
function asksOf(state: CaseState): Asks | null {
  if (state.postponement) return 'postponement'
  if (state.suspension) return 'suspension'
  return state.appeal?.granted === null ? 'appeal' : null
}

// Lists give these columns out as they are, so words pass the release gate before they are written.
const coveredOr = (text: string | null | undefined): string | null => (text == null ? null : covered(text))

/** The columns a state shows to lists; where a report has not been read yet, the place it came with. */
export function projectionOf(
  state: CaseState,
  given: Pick<Projection, 'service' | 'lon' | 'lat' | 'street_code' | 'grid_code'>,
  calendar: Calendar,
): Projection {
  const promise = promiseOf(state, calendar)
  const verdict = verdictOn(state, promise?.dueAt)
  const { filing, spot, tenure } = state
  // What one unit failed is not another's, and stays when the case is reopened.
  const rounds = [...state.past, ...(tenure ? [tenure] : [])].map((one) => one.rounds)
  return {
    stage: state.stage,
    shown: shownOf(state),
    service: filing ? tileOf(filing.category).key : given.service,
    title: coveredOr(state.released?.title),
    place: coveredOr(state.released?.place),
    lon: spot ? spot.lon : given.lon,
    lat: spot ? spot.lat : given.lat,
    street_code: spot ? spot.streetCode : given.street_code,
    grid_code: spot ? spot.gridCode : given.grid_code,
    major: filing && majorOf(filing.category),
    category: filing?.category ?? null,
    condition: filing?.condition ?? null,
    standard_version: filing?.version ?? null,
    unit_id: tenure?.unit.id ?? null,
    unit: tenure?.unit.name ?? null,
    filed_at: state.filedAt,
    given_at: tenure?.from ?? null,
    due_at: promise?.dueAt ?? null,
    due_provisional: promise?.provisional ?? false,
    desk_due_at: deskDueAt(state, calendar),
    overdue_from: overdueFrom(state, calendar),
    handled_at: state.handledAt,
    closed_at: state.closing?.at ?? null,
    on_time: verdict === null ? null : verdict === 'on_time',
    exempt: isExempt(state, verdict),
    result: coveredOr(state.closing?.opinion ?? state.ended),
    returns: state.returns.length,
    rounds: rounds.flat().length,
    failed: Math.max(0, ...rounds.map((one) => one.filter(({ passed }) => !passed).length)),
    postponements: tenure?.postponements ?? 0,
    suspended_until: state.suspendedUntil === null ? null : plainDate(state.suspendedUntil),
    supervision: state.supervision,
    reopened: state.reopened,
    satisfied: state.rating?.satisfied ?? null,
    rated_at: state.rating?.at ?? null,
    parent: state.parent,
    asks: asksOf(state),
    moved_at: state.movedAt,
  }
}
