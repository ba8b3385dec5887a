import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { type At, closedByFacts } from './closed-by-facts.ts'
import { eventOf } from './event-of.ts'
import type { RequestEvent } from './events.ts'
import { type Actor, rowOf, STAGES, type Step, stageName, stepName } from './lifecycle.ts'
import type { Order } from './orders.ts'
import type { RequestState } from './request.ts'

export type { Order } from './orders.ts'

/** Whether this person may take this step now: the event it becomes, or why not. Pure. */
export function takeStep(state: RequestState, order: Order, by: Actor, at: At): RequestEvent | Refusal {
  return closedBecause(state, order.step, by, at) ?? eventOf(state, order, at)
}

/** Why a step is closed whatever is entered in its form; undefined when it is open. The pages list both. */
export function closedBecause(state: RequestState, step: Step, by: Actor, at: At): Refusal | undefined {
  const row = rowOf(state.stage, step)
  if (!row) return refuse('not-now', `“${stepName[step]}”要在${stagesOf(step)}时办理，本件现在${stageName[state.stage]}`)
  if (!row.by.includes(by)) return refuse('not-yours', `“${stepName[step]}”不由您的岗位办理`, row.law)
  return closedByFacts(state, step, at)
}

const stagesOf = (step: Step): string =>
  STAGES.filter((stage) => rowOf(stage, step))
    .map((stage) => `“${stageName[stage]}”`)
    .join('或')
