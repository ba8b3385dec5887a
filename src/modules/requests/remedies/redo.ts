import type { Stage } from '../lifecycle.ts'
import type { RequestEvent } from '../events.ts'
import type { Consultation, RequestState } from '../request.ts'
import type { RemedyEvent } from './events.ts'
import type { RemedyStage } from './lifecycle.ts'
import type { Heard, Redo, RemedyState } from './remedy.ts'

const STAGE_OF = {
  accepted: 'handling',
  answering: 'handling',
  awaiting: 'handling',
  redoing: 'handling',
  redrafted: 'drafted',
  rereviewed: 'reviewed',
  closed: 'concluded',
} as const satisfies Record<RemedyStage, Stage>

/**
 * A request as it would stand were the answer ordered anew its only one. Drafts are judged by it and letters made of it, as of the first
 * answer; the request itself keeps its conclusion.
 */
export function answeredAnew(request: RequestState, { stage }: Pick<RemedyState, 'stage'>, redo: Redo): RequestState {
  const { draft, sentBack, done, heard } = redo
  return {
    ...request,
    ...{ stage: STAGE_OF[stage], draft, sentBack, deliveries: [], archived: null },
    conclusion: done && { ...done, how: 'signed' },
    consultations: [...request.consultations, ...heard.map(asConsultation)],
  }
}

const asConsultation = ({ with: third, askedOn, on, stance, opinion }: Heard): Consultation => ({
  ...{ kind: 'third_party', with: third, askedOn, reachedOn: null, dueOn: on, answeredOn: on, stance, opinion, evidence: [] },
})

/** What happened to an answer ordered anew, in the words of the first: its versions are compared in one manner. */
export function asAnswerEvent(fact: RemedyEvent): RequestEvent | undefined {
  switch (fact.step) {
    case 'draftRedo':
      return { ...fact, step: 'draftReply' }
    case 'takeRedoBack':
      return { step: 'takeBack', on: fact.on }
    case 'reviewRedo':
      return { ...fact, step: 'review' }
    case 'sendRedoBack':
      return { ...fact, step: 'sendBack' }
    case 'signRedo':
      return { step: 'sign', on: fact.on }
    default:
      return undefined
  }
}
