import { isPlainDate, type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import type { Calendar, Clock } from '../calendar/index.ts'
import { clockOf, type ClockFacts, REPLY_DAYS } from './clock.ts'
import type { Decision } from './decisions.ts'
import { type Consulted, type ReferredTo, type RequestEvent, type Retention, retentionYears, type Stance } from './events.ts'
import { answered, type Circulated, circulated } from './circulation.ts'
import { type Fee, feeAfter } from './fees/fee.ts'
import { cameBack, type Delivery, reached, sent } from '../letters/index.ts'
import type { Stage } from './lifecycle.ts'

/** An opinion asked for, and when it came; silence past the limit is recorded as an answer too (条例第三十二条、第三十四条). */
export type Consultation = {
  readonly kind: Consulted
  readonly with: string
  readonly askedOn: PlainDate
  /** When it reached whoever was asked; null until that is known, and then the fifteen days run from the day it was sent. */
  readonly reachedOn: PlainDate | null
  readonly dueOn: PlainDate
  readonly answeredOn: PlainDate | null
  readonly stance: Stance | null
  readonly opinion: string | null
  /** What proves each of the three days. */
  readonly evidence: readonly string[]
}
type How = 'signed' | 'lapsed' | 'withdrawn'

/** What has happened to a request: a fold of its events. */
export type RequestState = {
  readonly stage: Stage
  readonly receivedOn: PlainDate
  /** The case of the hall it came of. */
  readonly fromCase: string | null
  /** The department that leads; others stand in `circulation`. */
  readonly department: string | null
  readonly circulation: readonly Circulated[]
  readonly discussions: readonly { readonly on: PlainDate; readonly present: string; readonly record: string }[]
  readonly amendment: {
    readonly askedOn: PlainDate
    readonly dueOn: PlainDate
    readonly matters: string
    readonly answeredOn: PlainDate | null
    readonly answer: string | null
  } | null
  /** Why so much or so often, as the applicant was asked (条例第三十五条). */
  readonly reasons: {
    readonly askedOn: PlainDate
    readonly dueOn: PlainDate
    readonly finding: string
    readonly answeredOn: PlainDate | null
    readonly answer: string | null
  } | null
  readonly delay: { readonly days: number; readonly reason: string } | null
  /** The matters a paper held and the numbers the others were given; null where it was one matter. */
  readonly split: { readonly on: PlainDate; readonly matters: readonly string[]; readonly into: readonly string[] } | null
  readonly extension: { readonly days: number; readonly reason: string; readonly proposedOn: PlainDate } | null
  readonly extendedBy: number
  readonly consultations: readonly Consultation[]
  readonly fee: Fee | null
  readonly draft: { readonly decision: Decision; readonly text: string; readonly overriding: string } | null
  readonly sentBack: string | null
  /** An answer that was signed and a lapse are told to the applicant; a withdrawal is her own. */
  readonly conclusion: { readonly decision: Decision; readonly on: PlainDate; readonly text: string; readonly how: How } | null
  readonly deliveries: readonly Delivery[]
  /** What of it belonged elsewhere, and where it went. */
  readonly referrals: readonly { readonly on: PlainDate; readonly to: ReferredTo; readonly words: string; readonly case: string | null }[]
  readonly archived: { readonly on: PlainDate; readonly fileNumber: string; readonly retention: Retention; readonly place: string } | null
}

const LAPSED = '您没有在补正期限内补正申请内容，视为放弃申请，本机关不再处理该申请（条例第三十条）。您可以重新提出内容明确的申请。'
const UNPAID = '您没有在收费通知写明的期限内缴纳信息处理费，视为放弃申请，本机关不再处理该申请（信息处理费管理办法）。您可以重新提出申请。'

const newborn = (receivedOn: PlainDate, fromCase: string | null): RequestState => ({
  fromCase,
  stage: 'handling',
  receivedOn,
  department: null,
  circulation: [],
  discussions: [],
  amendment: null,
  reasons: null,
  delay: null,
  split: null,
  extension: null,
  extendedBy: 0,
  consultations: [],
  fee: null,
  draft: null,
  sentBack: null,
  conclusion: null,
  deliveries: [],
  referrals: [],
  archived: null,
})

const changed = <T>(all: readonly T[], index: number, change: Partial<T>): readonly T[] => all.map((one, i) => (i === index ? { ...one, ...change } : one))
const concluded = (state: RequestState, on: PlainDate, how: How, decision: Decision, text: string): RequestState => ({
  ...state,
  stage: 'concluded',
  conclusion: { decision, on, text, how },
})

/** The state after one more event. */
export function applyEvent(state: RequestState, event: RequestEvent): RequestState {
  return afterAsking(state, event) ?? afterOpinions(state, event) ?? afterReply(state, event)
}

/** What is asked of departments and of the applicant. */
function afterAsking(state: RequestState, event: RequestEvent): RequestState | undefined {
  switch (event.step) {
    case 'register':
      return newborn(event.receivedOn, event.fromCase ?? null)
    case 'assign':
      return { ...state, department: event.department, circulation: circulated(state.circulation, event) }
    case 'giveOpinion':
      return { ...state, circulation: answered(state.circulation, event.department ?? state.department ?? '', event) }
    case 'urge':
      return {
        ...state,
        circulation: state.circulation.map((one) => (one.department === event.department ? { ...one, urged: [...one.urged, event.on] } : one)),
      }
    case 'discuss':
      return { ...state, discussions: [...state.discussions, { on: event.heldOn, present: event.present, record: event.record }] }
    case 'askToAmend':
      return { ...state, stage: 'amending', amendment: { askedOn: event.on, dueOn: event.dueOn, matters: event.matters, answeredOn: null, answer: null } }
    case 'receiveAmendment':
      return { ...state, stage: 'handling', amendment: state.amendment && { ...state.amendment, answeredOn: event.on, answer: event.answer } }
    case 'lapse':
      return concluded(state, event.on, 'lapsed', 'other.not_amended', LAPSED)
    case 'askReasons':
      return { ...state, reasons: { askedOn: event.on, dueOn: event.dueOn, finding: event.finding, answeredOn: null, answer: null } }
    case 'receiveReasons':
      return { ...state, reasons: state.reasons && { ...state.reasons, answeredOn: event.on, answer: event.answer } }
    case 'setDelay':
      return { ...state, delay: { days: event.days, reason: event.reason } }
    case 'split':
      return { ...state, split: { on: event.on, matters: event.matters, into: event.into } }
    default:
      return undefined
  }
}

/** Extensions, opinions of others, and fees: what moves the clock. */
function afterOpinions(state: RequestState, event: RequestEvent): RequestState | undefined {
  switch (event.step) {
    case 'proposeExtension':
      return { ...state, extension: { days: event.days, reason: event.reason, proposedOn: event.on } }
    case 'approveExtension':
      return { ...state, extension: null, extendedBy: state.extendedBy + event.days }
    case 'declineExtension':
      return { ...state, extension: null }
    case 'consult': {
      const { kind, dueOn, evidence } = event
      const asked = { kind, with: event.with, askedOn: event.on, reachedOn: null, dueOn, answeredOn: null, stance: null, opinion: null }
      return { ...state, consultations: [...state.consultations, { ...asked, evidence: evidence ? [`发出：${evidence}`] : [] }] }
    }
    case 'noteConsulted': {
      const evidence = [...(state.consultations[event.index]?.evidence ?? []), `送达：${event.evidence}`]
      return { ...state, consultations: changed(state.consultations, event.index, { reachedOn: event.on, dueOn: event.dueOn, evidence }) }
    }
    case 'receiveOpinion': {
      const evidence = [...(state.consultations[event.index]?.evidence ?? []), ...(event.evidence ? [`答复：${event.evidence}`] : [])]
      const answer = { answeredOn: event.on, opinion: event.opinion, stance: event.stance ?? null, evidence }
      return { ...state, consultations: changed(state.consultations, event.index, answer) }
    }
    case 'approveFee':
      return { ...state, stage: 'paying', fee: feeAfter(state.fee, event) }
    case 'payFee':
    case 'waiveFee':
      return { ...state, stage: 'handling', fee: feeAfter(state.fee, event) }
    case 'lapseUnpaid':
      return concluded(state, event.on, 'lapsed', 'other.unpaid', UNPAID)
    case 'proposeFee':
    case 'declineFee':
    case 'noteFeeNotice':
    case 'objectToFee':
    case 'answerFeeObjection':
      return { ...state, fee: feeAfter(state.fee, event) }
    default:
      return undefined
  }
}

/** The answer, its way to the applicant, and the file. */
function afterReply(state: RequestState, event: RequestEvent): RequestState {
  switch (event.step) {
    case 'draftReply':
      return { ...state, stage: 'drafted', draft: { decision: event.decision, text: event.text, overriding: event.overriding ?? '' }, sentBack: null }
    case 'review':
      return { ...state, stage: 'reviewed' }
    case 'takeBack':
      return { ...state, stage: 'handling' }
    case 'sendBack':
      return { ...state, stage: 'handling', sentBack: event.reason }
    case 'sign':
      return concluded(state, event.on, 'signed', state.draft?.decision ?? 'other.other', state.draft?.text ?? '')
    case 'deliver':
      return { ...state, deliveries: sent(state.deliveries, { ...event, sentOn: event.on }) }
    case 'confirmDelivery':
      return { ...state, deliveries: reached(state.deliveries, event.index, event.on, event.evidence) }
    case 'failDelivery': // what came back has to go out again, and a file that was put away is taken out for it
      return { ...state, archived: null, deliveries: cameBack(state.deliveries, event.index, event.on, event.reason) }
    case 'refer':
      return { ...state, referrals: [...state.referrals, { on: event.on, to: event.to, words: event.words, case: event.case }] }
    case 'archive':
      return { ...state, archived: { on: event.on, fileNumber: event.fileNumber, retention: event.retention, place: event.place } }
    case 'correctReceipt':
      return { ...state, receivedOn: event.receivedOn }
    case 'withdraw':
      return concluded(state, event.on, 'withdrawn', 'other.other', `申请人撤回申请。${event.reason}`)
    default:
      return state
  }
}

/** Replays a life from its first event; throws when there is none. */
export function replay(events: readonly RequestEvent[]): RequestState {
  const [first, ...rest] = events
  if (first?.step !== 'register') throw new Error('a request begins with its registration')
  return rest.reduce(applyEvent, newborn(first.receivedOn, first.fromCase ?? null))
}

/** 条例第三十二条、第三十四条: whoever says nothing in fifteen days is waited for no longer; art 33(3) names no limit for other agencies. */
export const endsByItself = ({ kind }: Pick<Consultation, 'kind'>): boolean => kind !== 'other_agency'
/**
 * The last day that an opinion holds the clock up; of one still awaited, as far as `today`. Until the arrival is recorded the fifteen days are
 * counted from the sending: were they not, a clock would stand for ever because nobody wrote the arrival down.
 */
function heldUntil(one: Consultation, today: PlainDate): PlainDate {
  const end = one.answeredOn ?? (today > one.askedOn ? today : one.askedOn)
  return endsByItself(one) && one.dueOn < end ? one.dueOn : end
}

/** What the clock needs to know of a state; consultations still open are taken as answered on `today`. */
export function clockFacts(state: RequestState, today: PlainDate): ClockFacts {
  const { fee } = state
  const heldByFee = fee?.noticedOn && fee.paidOn === null && (fee.waived || state.stage === 'paying')
  return {
    receivedOn: state.receivedOn,
    days: REPLY_DAYS,
    amendedOn: state.amendment?.answeredOn ?? null,
    paidOn: fee?.paidOn ?? null,
    extendedBy: state.extendedBy,
    delayedBy: state.delay?.days ?? 0,
    consultations: state.consultations.map((one) => ({ askedOn: one.askedOn, answeredOn: heldUntil(one, today) })),
    feeHolds: heldByFee ? [{ askedOn: fee.noticedOn, answeredOn: fee.waived?.on ?? today }] : [],
  }
}

const isAwaited = (one: Consultation, today: PlainDate): boolean => one.answeredOn === null && !(endsByItself(one) && one.dueOn < today)

/** Whether the clock stands: the applicant amends or pays, or an opinion asked for has not come and may still come in time. */
export const isStanding = (state: RequestState, today: PlainDate): boolean =>
  state.stage === 'amending' || state.stage === 'paying' || (state.stage !== 'concluded' && state.consultations.some((one) => isAwaited(one, today)))

/** The clock of a request. While it stands, `due` is the earliest day possible. */
export const clockOfState = (state: RequestState, today: PlainDate, calendar: Calendar): Clock => clockOf(clockFacts(state, today), calendar)

/** The last day a file is kept whole: years after it was put away; null is for ever. */
export function retainedUntil({ on, retention }: { readonly on: PlainDate; readonly retention: Retention }): PlainDate | null {
  const years = retentionYears[retention]
  if (years === null) return null
  const until = `${Number(on.slice(0, 4)) + years}${on.slice(4)}`
  return plainDate(until.endsWith('02-29') && !isPlainDate(until) ? until.replace('02-29', '02-28') : until)
}

/** Third parties who said no and have not been answered by the decision itself (条例第三十二条). */
export const objectors = ({ consultations }: RequestState): readonly Consultation[] =>
  consultations.filter(({ kind, stance }) => kind === 'third_party' && (stance === 'objects' || stance === 'partly'))
