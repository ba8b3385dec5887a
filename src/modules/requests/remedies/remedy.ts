import type { PlainDate } from '../../../kernel/plain-date.ts'
import { cameBack, type Delivery, reached, sent } from '../../letters/index.ts'
import type { Decision } from '../decisions.ts'
import type { Stance } from '../events.ts'
import type { DeliveryWay } from '../kinds.ts'
import type { RemedyEvent } from './events.ts'
import { ENDINGS, type Ending, type Procedure, type RemedyResult, type RemedyRoute, type Unit } from './kinds.ts'
import type { RemedyStage } from './lifecycle.ts'

export type Suspension = { readonly from: PlainDate; readonly reason: string; readonly to: PlainDate | null }
/** What the agency was told to do anew, and what it did. */
export type Redo = {
  /** The day the decision or judgment was served on the agency: its time begins the day after. */
  readonly servedOn: PlainDate
  readonly days: number
  readonly unit: Unit
  /** The decision named no time. */
  readonly usual: boolean
  /** Third parties heard for it (条例第三十二条). */
  readonly heard: readonly Heard[]
  readonly draft: { readonly decision: Decision; readonly text: string; readonly overriding: string } | null
  readonly sentBack: string | null
  readonly done: { readonly on: PlainDate; readonly decision: Decision; readonly text: string } | null
  readonly deliveries: readonly RedoDelivery[]
}
export type Heard = { readonly with: string; readonly askedOn: PlainDate; readonly on: PlainDate; readonly stance: Stance; readonly opinion: string }
/** How it went out is not known of those kept before that was asked. */
export type RedoDelivery = Omit<Delivery, 'way'> & { readonly way: DeliveryWay | null }

/** What has happened to a 复议 or a 诉讼: a fold of its events. */
export type RemedyState = {
  readonly stage: RemedyStage
  readonly route: RemedyRoute
  readonly requestNumber: string | null
  readonly authority: string
  readonly caseNumber: string
  readonly procedure: Procedure
  readonly follows: number | null
  readonly note: string
  readonly acceptedOn: PlainDate
  readonly copy: { readonly on: PlainDate; readonly evidence: string } | null
  readonly answered: { readonly on: PlainDate; readonly evidence: string; readonly words: string } | null
  /** Days by which the authority has put its own decision off. */
  readonly extendedBy: number
  readonly suspensions: readonly Suspension[]
  readonly ended: { readonly on: PlainDate; readonly ending: Ending; readonly words: string } | null
  readonly redo: Redo | null
  /** The last day that anything but a remark happened on. */
  readonly lastOn: PlainDate
}

type Filed = Extract<RemedyEvent, { step: 'file' }>
const begun = (event: Filed): RemedyState => ({
  stage: 'accepted',
  route: event.route,
  requestNumber: event.requestNumber,
  authority: event.authority,
  caseNumber: event.caseNumber,
  procedure: event.procedure,
  follows: event.follows,
  note: event.note,
  acceptedOn: event.on,
  copy: null,
  answered: null,
  extendedBy: 0,
  suspensions: [],
  ended: null,
  redo: null,
  lastOn: event.on,
})

/** The state after one more event. */
export function applyRemedyEvent(state: RemedyState | undefined, event: RemedyEvent): RemedyState {
  if (event.step === 'file') return begun(event)
  if (state === undefined) throw new Error('a remedy begins with its acceptance')
  const isStep = event.step !== 'note' && event.step !== 'supplement' // what is only written down moves nothing
  return { ...changedBy(state, event), lastOn: isStep && event.on > state.lastOn ? event.on : state.lastOn }
}

function changedBy(state: RemedyState, event: Exclude<RemedyEvent, Filed>): RemedyState {
  switch (event.step) {
    case 'receiveCopy':
      return { ...state, stage: 'answering', copy: { on: event.on, evidence: event.evidence } }
    case 'answer':
      return { ...state, stage: 'awaiting', answered: { on: event.on, evidence: event.evidence, words: event.words } }
    case 'turnOrdinary':
      return { ...state, procedure: 'ordinary' }
    case 'extend':
      return { ...state, extendedBy: state.extendedBy + event.days }
    case 'suspend':
      return { ...state, suspensions: [...state.suspensions, { from: event.on, reason: event.reason, to: null }] }
    case 'resume':
      return { ...state, suspensions: state.suspensions.map((one) => (one.to === null ? { ...one, to: event.on } : one)) }
    case 'end':
      return { ...state, stage: 'closed', ended: { on: event.on, ending: event.ending, words: event.words } }
    case 'orderRedo': {
      const { servedOn, days, unit, ending, words, usual = false } = event
      const redo = { servedOn, days, unit, usual, heard: [], draft: null, sentBack: null, done: null, deliveries: [] }
      return { ...state, stage: 'redoing', ended: { on: event.on, ending, words }, redo }
    }
    case 'supplement':
    case 'note':
      return state
    default:
      return state.redo ? { ...state, stage: STAGE_AFTER[event.step], redo: redoneBy(state.redo, event) } : state
  }
}

type OfRedo = Exclude<
  RemedyEvent,
  { step: 'file' | 'receiveCopy' | 'answer' | 'turnOrdinary' | 'extend' | 'suspend' | 'resume' | 'end' | 'orderRedo' | 'supplement' | 'note' }
>
const STAGE_AFTER = {
  hearThird: 'redoing',
  draftRedo: 'redrafted',
  takeRedoBack: 'redoing',
  reviewRedo: 'rereviewed',
  sendRedoBack: 'redoing',
  signRedo: 'closed',
  sendRedo: 'closed',
  confirmRedo: 'closed',
  failRedo: 'closed',
  redo: 'closed',
  deliverRedo: 'closed',
} as const satisfies Record<OfRedo['step'], RemedyStage>

function redoneBy(redo: Redo, event: OfRedo): Redo {
  switch (event.step) {
    case 'hearThird':
      return { ...redo, heard: [...redo.heard, { with: event.with, askedOn: event.askedOn, on: event.on, stance: event.stance, opinion: event.opinion }] }
    case 'draftRedo':
      return { ...redo, draft: { decision: event.decision, text: event.text, overriding: event.overriding ?? '' }, sentBack: null }
    case 'sendRedoBack':
      return { ...redo, sentBack: event.reason }
    case 'takeRedoBack':
    case 'reviewRedo':
      return redo
    case 'signRedo':
      return { ...redo, done: redo.draft && { on: event.on, decision: redo.draft.decision, text: redo.draft.text } }
    case 'sendRedo':
      return { ...redo, deliveries: [...redo.deliveries, ...sent([], { ...event, sentOn: event.on })] }
    case 'confirmRedo':
      return { ...redo, deliveries: reached(redo.deliveries, event.index, event.on, event.evidence) }
    case 'failRedo':
      return { ...redo, deliveries: cameBack(redo.deliveries, event.index, event.on, event.reason) }
    case 'redo':
      return { ...redo, done: { on: event.on, decision: event.decision, text: event.text } }
    case 'deliverRedo': {
      const arrived = { way: null, sentOn: event.on, tracking: '', evidence: '', reachedOn: event.on, proof: event.evidence, failed: null }
      return { ...redo, deliveries: [...redo.deliveries, arrived] }
    }
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replayRemedy(events: readonly RemedyEvent[]): RemedyState {
  const state = events.reduce<RemedyState | undefined>(applyRemedyEvent, undefined)
  if (state === undefined) throw new Error('a remedy begins with its acceptance')
  return state
}

/** The agency answers anew, and has not signed it yet. */
export const isRedoing = (stage: RemedyStage): boolean => stage === 'redoing' || stage === 'redrafted' || stage === 'rereviewed'

export const isSuspended = ({ suspensions, ended }: RemedyState): boolean => ended === null && suspensions.some(({ to }) => to === null)
/** The column of table four; null while it is pending. */
export const resultOf = ({ ended }: RemedyState): RemedyResult | null => ended && ENDINGS[ended.ending].column
