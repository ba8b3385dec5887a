import { keysOf } from '../../kernel/closed.ts'

/**
 * What a stretch of time is counted by. `filed`: the cases filed in it. `given`: each time in it that a case was given to a unit. `due`: the
 * promises of those times that ended in it, as far as that moment has come. `rated`: the public reports rated in it, under what they
 * were merged into. A case merged into another is the same problem and counts once.
 */
export type Cohort = 'filed' | 'given' | 'due' | 'rated'

/**
 * Every count and the cohort it is taken from. What a unit is counted for is told of the time it had the case, whoever has it since.
 * - `returned`, `checked`, `reworked`, `threeFail`: of those given, given back, verified on site at least once, sent back by a
 *   verification, sent back three times, whenever that was.
 * - `due` = `onTime` + `late` + `openOverdue`: promises that were kept, were not, or are open and past their end. What was given back or
 *   taken back late is `late`, in time it is no promise any more. The wait for the verification is not the unit's own. `exempt` are those
 *   of `late` whose appeal was granted.
 * - `awaiting`: handled in time and not yet closed; a verification may still send it back, so it is not yet in `due`.
 */
export const cohortOf = {
  filed: 'filed',
  given: 'given',
  returned: 'given',
  checked: 'given',
  reworked: 'given',
  threeFail: 'given',
  due: 'due',
  onTime: 'due',
  late: 'due',
  exempt: 'due',
  openOverdue: 'due',
  awaiting: 'due',
  rated: 'rated',
  satisfied: 'rated',
} as const satisfies Readonly<Record<string, Cohort>>
export type Count = keyof typeof cohortOf
export const COUNTS = keysOf<Count>(cohortOf)
export type Counts = Readonly<Record<Count, number>>
export const NOTHING = Object.fromEntries(COUNTS.map((count) => [count, 0])) as Counts // every count has its key

/** A street, a unit and a category (a small class `部-01-02` or a major one `部-01`); `''` leaves it open, `none` is where there is none. */
export type Among = { readonly street: string; readonly unit: string; readonly category: string }
export const DIMENSIONS = ['unit', 'street', 'category'] as const
export type Dimension = (typeof DIMENSIONS)[number]
