import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { findUnit } from '../../organizations/index.ts'
import { knownTo } from '../known-to.ts'
import { type Stage, stageName, stepName } from '../lifecycle.ts'
import { orderOf } from '../step-orders.ts'
import type { Case } from '../store.ts'
import { takeStepOn } from '../take-step.ts'

/** The steps of the dispatch desk in the order of a case's way. */
export const GOALS = ['accept', 'file', 'dispatch'] as const
export type Goal = (typeof GOALS)[number]
export const isGoal = (text: string | undefined): text is Goal => GOALS.some((goal) => goal === text)

const NEXT: Readonly<Partial<Record<Stage, Goal>>> = { reported: 'accept', screened: 'file', filed: 'dispatch', returned: 'dispatch' }
/** The stages that wait at the dispatch desk. */
export const DESK_STAGES = ['reported', 'screened', 'filed', 'returned'] as const satisfies readonly Stage[]

/** The steps from a stage up to a goal; empty when the goal lies behind it. */
export function stepsTo(stage: Stage, goal: Goal): readonly Goal[] {
  const first = NEXT[stage]
  return first === undefined ? [] : GOALS.slice(GOALS.indexOf(first), GOALS.indexOf(goal) + 1)
}

export type Carried = {
  /** The case after the last step that was taken. */
  readonly one: Case
  readonly done: readonly Goal[]
  readonly refused?: { readonly step: Goal; readonly because: Refusal }
}
type Values = Readonly<Record<string, string>>

/**
 * Takes a case from where it stands to a goal, one step after the other. Each step is kept by itself: when one is refused, those
 * before it stand, and the answer says which. Without a unit, whom the rules of responsibility name gets the case.
 */
export async function carry(house: House, seen: { readonly one: Case; readonly version: number }, goal: Goal, values: Values, by: Viewer): Promise<Carried> {
  const steps = stepsTo(seen.one.state.stage, goal)
  if (steps.length === 0) {
    const because = refuse('not-now', `现在是“${stageName[seen.one.state.stage]}”，不用再${stepName[goal]}`)
    return { one: seen.one, done: [], refused: { step: goal, because } }
  }
  let { one, version } = seen
  const done: Goal[] = []
  for (const step of steps) {
    const told = step === 'dispatch' ? await withUnit(house, one, values) : values
    const order = isRefusal(told) ? told : await orderOf(step, told, await knownTo(house, one))
    const taken = isRefusal(order) ? order : await takeStepOn(house, { number: one.number, version, order, by })
    if (isRefusal(taken)) return { one, done, refused: { step, because: taken } }
    one = taken
    version = taken.version
    done.push(step)
  }
  return { one, done }
}

async function withUnit(house: House, { agencyId, state }: Case, values: Values): Promise<Values | Refusal> {
  const { unit = '', because = '' } = values
  const found = state.filing ? await findUnit(house.db, agencyId, state.filing.category, state.spot?.streetCode ?? null) : undefined
  if (unit === '') return found ? { ...values, unit: String(found.unit.id), because: found.because } : values
  if (unit === String(found?.unit.id)) return values
  // The proposal's own reason does not speak for another unit.
  return because === '' || because === found?.because ? refuse('invalid', '派给的不是规定的单位，请写明依据，公众会看到') : values
}
