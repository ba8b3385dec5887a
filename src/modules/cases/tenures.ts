import type { Calendar } from '../calendar/index.ts'
import type { CaseState, PastTenure, Tenure } from './case.ts'
import { type Projection, projectionOf } from './projection.ts'
import { doneAt, dueOfPast, isExempt, overdueFrom, promiseOf, verdictOn } from './promise.ts'
import { failedRounds } from './steps.ts'

/** What there is to count of the time one unit had a case: its promise belongs to the period it ended in, whoever has the case since. */
export type TenureRow = {
  readonly n: number
  readonly unit_id: number
  readonly unit: string
  readonly given_at: Date
  /** When the promise ended or will; null where none was left to keep: given back in time, or standing. */
  readonly due_at: Date | null
  /** When the unit was done with it. */
  readonly ended_at: Date | null
  /** Nothing more will change it. */
  readonly settled: boolean
  readonly on_time: boolean | null
  readonly exempt: boolean
  readonly overdue_from: Date | null
  readonly returned: boolean
  readonly rounds: number
  readonly failed: number
}

/** The tenures of a case as figures count them, in their order. */
export const tenuresOf = (state: CaseState, calendar: Calendar): readonly TenureRow[] => [
  ...state.past.map((past, i) => ({ n: i + 1, ...pastRow(past, calendar) })),
  ...(state.tenure ? [{ n: state.past.length + 1, ...presentRow(state, state.tenure, calendar) }] : []),
]

const common = (tenure: Tenure) => ({
  unit_id: tenure.unit.id,
  unit: tenure.unit.name,
  given_at: tenure.from,
  returned: tenure.breaks.some(({ kind }) => kind === 'return'),
  rounds: tenure.rounds.length,
  failed: failedRounds(tenure),
})
type Outcome = Omit<TenureRow, 'n'>

function pastRow(past: PastTenure, calendar: Calendar): Outcome {
  const [due, at] = [dueOfPast(past, calendar), doneAt(past)]
  const late = due !== null && at > due
  // Given back or taken back before its end, a promise was neither kept nor broken.
  const counts = past.ended.how === 'handled' || late
  return {
    ...common(past),
    due_at: counts ? due : null,
    ended_at: at,
    settled: true,
    on_time: counts && due !== null ? !late : null,
    exempt: late && past.exempt,
    overdue_from: null,
  }
}

function presentRow(state: CaseState, tenure: Tenure, calendar: Calendar): Outcome {
  const due = promiseOf(state, calendar)?.dueAt ?? null
  const verdict = verdictOn(state, due)
  const isDone = state.closing !== null
  if (isDone && due !== null && verdict !== null)
    return {
      ...common(tenure),
      due_at: due,
      ended_at: state.handledAt,
      settled: true,
      on_time: verdict === 'on_time',
      exempt: isExempt(state, verdict),
      overdue_from: null,
    }
  const back = tenure.breaks.findLast(({ kind, to }) => kind === 'return' && to === null)
  if (state.stage === 'voided' && back) return pastRow({ ...tenure, handledAt: null, exempt: false, ended: { at: back.from, how: 'returned' } }, calendar)
  return { ...common(tenure), due_at: due, ended_at: null, settled: false, on_time: null, exempt: false, overdue_from: overdueFrom(state, calendar) }
}

type Among = Pick<Projection, 'street_code' | 'major' | 'category' | 'shown' | 'stage'>
/** The rows with what of the case they are told apart by. */
const rowsOf = (state: CaseState, among: Among, agencyId: number, calendar: Calendar) =>
  tenuresOf(state, calendar).map((row) => ({
    ...row,
    agency_id: agencyId,
    street_code: among.street_code,
    major: among.major,
    category: among.category,
    counted: among.shown === 'full' && among.stage !== 'merged',
  }))
export type WrittenTenure = ReturnType<typeof rowsOf>[number]

/** The state's columns and its tenures, which are always written together. */
export function writtenOf(
  state: CaseState,
  given: Parameters<typeof projectionOf>[1],
  agencyId: number,
  calendar: Calendar,
): { readonly columns: Projection; readonly tenures: readonly WrittenTenure[] } {
  const columns = projectionOf(state, given, calendar)
  return { columns, tenures: rowsOf(state, columns, agencyId, calendar) }
}
