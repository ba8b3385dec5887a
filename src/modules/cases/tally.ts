/**
 * What a stretch of time is counted by. `filed`: the cases filed in it. `given`: the same, told of every unit that had to do with them. `due`: those whose promise ended in it, as far as that
 * moment has come. `rated`: the public reports rated in it. A case merged into another is the same problem and counts once.
 */
export type Cohort = 'filed' | 'given' | 'due' | 'rated'

/**
 * Every count and the cohort it is taken from.
 * - `checked`, `reworked`, `threeFail`: filed in the time and verified on site at least once, sent back by a verification, sent back
 *   three times, whenever that was.
 * - `given`, `returned`: filed in the time and given to a unit, given back by it. A unit has been given what it has and what it gave
 *   back, so one case may count for several; as a whole, in a street and in a class it counts once.
 * - `due` = `onTime` + `late` + `openOverdue`: what was closed, and what is open and past its promise; `late` and `onTime` go by
 *   the unit's feedback, for the wait for the verification is not its own. `exempt` are those of `late` whose appeal was granted.
 * - `awaiting`: handled in time and not yet closed; a verification may still send it back, so it is not yet in `due`.
 */
export const cohortOf = {
  filed: 'filed',
  given: 'given',
  returned: 'given',
  checked: 'filed',
  reworked: 'filed',
  threeFail: 'filed',
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
export const COUNTS = Object.keys(cohortOf) as Count[] // the object is closed, so its keys are the type
export type Counts = Readonly<Record<Count, number>>
export const NOTHING = Object.fromEntries(COUNTS.map((count) => [count, 0])) as Counts // every count has its key

/** A street, a unit and a category (a small class `部-01-02` or a major one `部-01`); `''` leaves it open, `none` is where there is none. */
export type Among = { readonly street: string; readonly unit: string; readonly category: string }
export const DIMENSIONS = ['unit', 'street', 'category'] as const
export type Dimension = (typeof DIMENSIONS)[number]
