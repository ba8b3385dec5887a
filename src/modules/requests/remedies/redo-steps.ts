import type { PlainDate } from '../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { type DeliveryWay, resultClosed, resultFault, sendClosed, sendFault } from '../../letters/index.ts'
import type { Decision } from '../decisions.ts'
import { draftFault, objectionsAgainst } from '../event-of.ts'
import { STANCES, type Stance } from '../events.ts'
import { openPlaces } from '../reply.ts'
import type { RequestState } from '../request.ts'
import type { RemedyEvent } from './events.ts'
import type { RemedyStep } from './lifecycle.ts'
import { answeredAnew } from './redo.ts'
import type { Redo, RemedyState } from './remedy.ts'
import { spoken } from './words.ts'

/** The edition of the letter that whoever acts has seen, `id:edition`; absent where no page was looked at. */
type Seen = { readonly letters?: string; readonly copies?: string }
/** What is asked to be done with an answer ordered anew. */
export type RedoOrder =
  | {
      readonly step: 'hearThird'
      readonly on: PlainDate
      readonly with: string
      readonly askedOn: PlainDate
      readonly stance: Stance
      readonly opinion: string
    }
  | {
      readonly step: 'draftRedo'
      readonly decision: Decision
      readonly text: string
      readonly overriding?: string
      /** Put in by whoever knows the register, not by a form. */
      readonly answeredBefore?: boolean
    }
  | { readonly step: 'takeRedoBack' }
  | ({ readonly step: 'reviewRedo' | 'signRedo' } & Seen)
  | { readonly step: 'sendRedoBack'; readonly reason: string }
  | { readonly step: 'sendRedo'; readonly on: PlainDate; readonly way: DeliveryWay; readonly tracking: string; readonly evidence: string }
  | { readonly step: 'confirmRedo'; readonly on: PlainDate; readonly index: number; readonly evidence: string }
  | { readonly step: 'failRedo'; readonly on: PlainDate; readonly index: number; readonly reason: string }

const REDO_STEPS = {
  hearThird: true,
  draftRedo: true,
  takeRedoBack: true,
  reviewRedo: true,
  signRedo: true,
  sendRedoBack: true,
  sendRedo: true,
  confirmRedo: true,
  failRedo: true,
} as const satisfies Record<RedoOrder['step'], true>
export const isRedoOrder = <Order extends { readonly step: string }>(order: Order): order is Extract<Order, RedoOrder> => order.step in REDO_STEPS

/** Why what has happened leaves a step of the answer anew closed; undefined where it is open, or is no such step. */
export function redoClosed({ redo }: RemedyState, step: RemedyStep): Refusal | undefined {
  if (step !== 'sendRedo' && step !== 'confirmRedo' && step !== 'failRedo') return undefined
  if (!redo?.done) return refuse('not-now', '没有重新作出的答复')
  return step === 'sendRedo' ? sendClosed(redo.deliveries, '重新答复') : resultClosed(redo.deliveries)
}

type At = { readonly today: PlainDate /** The request it is about, where it is about one. */; readonly about: RequestState | null }
export function redoEventOf(state: RemedyState, order: RedoOrder, { today, about }: At): RemedyEvent | Refusal {
  const { redo } = state
  if (!redo) return refuse('not-now', '没有责令重新答复')
  switch (order.step) {
    case 'hearThird':
      return heardFault(order) ?? { ...order }
    case 'draftRedo':
      return draftedAnew(state, redo, order, { today, about })
    case 'sendRedoBack':
      return spoken(order.reason, '写明理由') ?? { ...order, on: today }
    case 'takeRedoBack':
    case 'reviewRedo':
    case 'signRedo':
      return { step: order.step, on: today }
    case 'sendRedo':
      return sendFault(order, redo.done?.on ?? redo.servedOn, today, '答复') ?? { ...order }
    case 'confirmRedo':
      return resultFault(redo.deliveries, { ...order, words: order.evidence, arrived: true }, today) ?? { ...order }
    case 'failRedo':
      return resultFault(redo.deliveries, { ...order, words: order.reason, arrived: false }, today) ?? { ...order }
  }
}

type Of<Step extends RedoOrder['step']> = Extract<RedoOrder, { step: Step }>

function heardFault({ with: third, askedOn, on, stance, opinion }: Of<'hearThird'>): Refusal | undefined {
  if (!third.trim()) return refuse('invalid', '填写征求意见的对象')
  if (!STANCES.includes(stance)) return refuse('invalid', '选择对方的意见')
  if (askedOn > on) return refuse('invalid', '征求意见的日期不能晚于收到意见的日期')
  return spoken(opinion, '写明对方的意见和凭据；期满没有答复的，写明征求意见书怎样送达', '条例第三十二条')
}

/** The same rules as for the first answer, judged by the file of the request. */
function draftedAnew(state: RemedyState, redo: Redo, order: Of<'draftRedo'>, { today, about }: At): RemedyEvent | Refusal {
  const { decision, text, overriding = '' } = order
  if (about === null) {
    const open = openPlaces(text)
    if (open.length > 0) return refuse('invalid', `还有没有填写的地方：${open.slice(0, 3).join('、')}`)
    return spoken(text, '写出重新答复的正文') ?? { step: 'draftRedo', on: today, decision, text }
  }
  const anew = answeredAnew(about, state, redo)
  const fault = draftFault(anew, order, today)
  if (fault) return lacksThird(fault, anew, decision) ?? fault
  return { step: 'draftRedo', on: today, decision, text, ...(objectionsAgainst(anew, decision).length > 0 ? { overriding } : {}) }
}

/** Where the file has no opinion of a third party, it is asked for and written down here. */
const lacksThird = (fault: Refusal, { consultations }: RequestState, decision: Decision): Refusal | undefined =>
  decision === 'refused.third_party' && fault.refused === 'not-now' && !consultations.some(({ kind }) => kind === 'third_party')
    ? refuse('not-now', `${fault.because}，意见用“登记第三方的意见”记下`, '条例第三十二条')
    : undefined
