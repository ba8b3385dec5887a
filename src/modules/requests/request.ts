import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Calendar, Clock } from '../calendar/index.ts'
import { clockOf, type ClockFacts, REPLY_DAYS } from './clock.ts'
import type { Decision } from './decisions.ts'
import type { Stage } from './lifecycle.ts'

export const CONSULTED = ['third_party', 'other_agency', 'joint_maker'] as const
export type Consulted = (typeof CONSULTED)[number]
export const consultedName = {
  third_party: '第三方',
  other_agency: '其他行政机关',
  joint_maker: '共同制作机关',
} as const satisfies Record<Consulted, string>

/** An opinion asked for, and when it came; silence past the limit is recorded as an answer too (条例第三十二条、第三十四条). */
export type Consultation = {
  readonly kind: Consulted
  readonly with: string
  readonly askedOn: PlainDate
  readonly dueOn: PlainDate
  readonly answeredOn: PlainDate | null
  readonly opinion: string | null
}

/** What has happened to a request: a fold of its events. */
export type RequestState = {
  readonly stage: Stage
  readonly receivedOn: PlainDate
  readonly department: string | null
  readonly departmentOpinion: string | null
  readonly amendment: {
    readonly askedOn: PlainDate
    readonly dueOn: PlainDate
    readonly matters: string
    readonly answeredOn: PlainDate | null
    readonly answer: string | null
  } | null
  readonly extension: { readonly days: number; readonly reason: string; readonly proposedOn: PlainDate } | null
  readonly extendedBy: number
  readonly consultations: readonly Consultation[]
  readonly draft: { readonly decision: Decision; readonly text: string } | null
  readonly sentBack: string | null
  readonly conclusion: { readonly decision: Decision; readonly on: PlainDate; readonly text: string } | null
}

/** One thing that happened, with the day it happened on; the facts an event carries are all a replay needs. */
export type RequestEvent =
  | { readonly step: 'register'; readonly on: PlainDate; readonly receivedOn: PlainDate }
  | { readonly step: 'assign'; readonly on: PlainDate; readonly department: string }
  | { readonly step: 'giveOpinion'; readonly on: PlainDate; readonly opinion: string }
  | { readonly step: 'askToAmend'; readonly on: PlainDate; readonly dueOn: PlainDate; readonly matters: string }
  | { readonly step: 'receiveAmendment'; readonly on: PlainDate; readonly answer: string }
  | { readonly step: 'lapse'; readonly on: PlainDate }
  | { readonly step: 'proposeExtension'; readonly on: PlainDate; readonly days: number; readonly reason: string }
  | { readonly step: 'approveExtension'; readonly on: PlainDate; readonly days: number }
  | { readonly step: 'declineExtension'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'consult'; readonly on: PlainDate; readonly kind: Consulted; readonly with: string; readonly dueOn: PlainDate }
  | { readonly step: 'receiveOpinion'; readonly on: PlainDate; readonly index: number; readonly opinion: string }
  | { readonly step: 'draftReply'; readonly on: PlainDate; readonly decision: Decision; readonly text: string }
  | { readonly step: 'review'; readonly on: PlainDate }
  | { readonly step: 'sendBack'; readonly on: PlainDate; readonly reason: string }
  | { readonly step: 'sign'; readonly on: PlainDate }
  | { readonly step: 'correctReceipt'; readonly on: PlainDate; readonly receivedOn: PlainDate; readonly reason: string }
  | { readonly step: 'withdraw'; readonly on: PlainDate; readonly reason: string }

const LAPSED = '您没有在补正期限内补正申请内容，视为放弃申请，本机关不再处理该申请（条例第三十条）。您可以重新提出内容明确的申请。'

const newborn = (receivedOn: PlainDate): RequestState => ({
  stage: 'handling',
  receivedOn,
  department: null,
  departmentOpinion: null,
  amendment: null,
  extension: null,
  extendedBy: 0,
  consultations: [],
  draft: null,
  sentBack: null,
  conclusion: null,
})

/** The state after one more event. */
export function applyEvent(state: RequestState, event: RequestEvent): RequestState {
  const conclude = (decision: Decision, text: string): RequestState => ({ ...state, stage: 'concluded', conclusion: { decision, on: event.on, text } })
  switch (event.step) {
    case 'register':
      return newborn(event.receivedOn)
    case 'assign':
      return { ...state, department: event.department, departmentOpinion: null }
    case 'giveOpinion':
      return { ...state, departmentOpinion: event.opinion }
    case 'askToAmend':
      return { ...state, stage: 'amending', amendment: { askedOn: event.on, dueOn: event.dueOn, matters: event.matters, answeredOn: null, answer: null } }
    case 'receiveAmendment':
      return { ...state, stage: 'handling', amendment: state.amendment && { ...state.amendment, answeredOn: event.on, answer: event.answer } }
    case 'lapse':
      return conclude('other.not_amended', LAPSED)
    case 'proposeExtension':
      return { ...state, extension: { days: event.days, reason: event.reason, proposedOn: event.on } }
    case 'approveExtension':
      return { ...state, extension: null, extendedBy: state.extendedBy + event.days }
    case 'declineExtension':
      return { ...state, extension: null }
    case 'consult':
      return {
        ...state,
        consultations: [...state.consultations, { kind: event.kind, with: event.with, askedOn: event.on, dueOn: event.dueOn, answeredOn: null, opinion: null }],
      }
    case 'receiveOpinion':
      return { ...state, consultations: state.consultations.map((c, i) => (i === event.index ? { ...c, answeredOn: event.on, opinion: event.opinion } : c)) }
    case 'draftReply':
      return { ...state, stage: 'drafted', draft: { decision: event.decision, text: event.text }, sentBack: null }
    case 'review':
      return { ...state, stage: 'reviewed' }
    case 'sendBack':
      return { ...state, stage: 'handling', sentBack: event.reason }
    case 'sign':
      return conclude(state.draft?.decision ?? 'other.other', state.draft?.text ?? '')
    case 'correctReceipt':
      return { ...state, receivedOn: event.receivedOn }
    case 'withdraw':
      return conclude('other.other', `申请人撤回申请。${event.reason}`)
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replay(events: readonly RequestEvent[]): RequestState {
  const [first, ...rest] = events
  if (first?.step !== 'register') throw new Error('a request begins with its registration')
  return rest.reduce(applyEvent, newborn(first.receivedOn))
}

/** What the clock needs to know of a state; consultations still open are taken as answered on `today`. */
export function clockFacts(state: RequestState, today: PlainDate): ClockFacts {
  return {
    receivedOn: state.receivedOn,
    days: REPLY_DAYS,
    amendedOn: state.amendment?.answeredOn ?? null,
    extendedBy: state.extendedBy,
    consultations: state.consultations.map((c) => ({ askedOn: c.askedOn, answeredOn: c.answeredOn ?? (today > c.askedOn ? today : c.askedOn) })),
  }
}

/** Whether the clock stands: the applicant is amending, or an opinion asked for has not come. */
export const isStanding = (state: RequestState): boolean =>
  state.stage === 'amending' || (state.stage !== 'concluded' && state.consultations.some((c) => c.answeredOn === null))

/** The clock of a request. While it stands, `due` is the earliest day possible. */
export const clockOfState = (state: RequestState, today: PlainDate, calendar: Calendar): Clock => clockOf(clockFacts(state, today), calendar)
