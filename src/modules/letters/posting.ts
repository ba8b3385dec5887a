import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Delivery, type DeliveryWay, isOut, resultClosed, resultFault, sendClosed, sendFault } from './delivery.ts'
import { type LetterCode, letterOf } from './letter.ts'

/** What has become of a letter that goes out by itself: each time it was sent, or why it never will be. */
export type Posted = {
  readonly deliveries: readonly Delivery[]
  readonly keptBack: { readonly on: PlainDate; readonly reason: string } | null
}
export const NOT_POSTED: Posted = { deliveries: [], keptBack: null }
/** Grows with every thing written down: two officers at one letter are told apart by it. */
export const postedVersion = ({ deliveries, keptBack }: Posted): number =>
  deliveries.length + deliveries.filter(({ reachedOn, failed }) => reachedOn !== null || failed !== null).length + (keptBack ? 1 : 0)

export const POSTING_STEPS = ['send', 'arrive', 'fail', 'keepBack'] as const
export type PostingStep = (typeof POSTING_STEPS)[number]
export const postingStepName = { send: '寄送', arrive: '登记送达', fail: '没有送达', keepBack: '不再寄送' } as const satisfies Record<PostingStep, string>
export type PostingOrder =
  | { readonly step: 'send'; readonly on: PlainDate; readonly way: DeliveryWay; readonly tracking: string; readonly evidence: string }
  | { readonly step: 'arrive'; readonly on: PlainDate; readonly index: number; readonly evidence: string }
  | { readonly step: 'fail'; readonly on: PlainDate; readonly index: number; readonly reason: string }
  | { readonly step: 'keepBack'; readonly reason: string }

/** The letter that is sent: what it is, and the day it was signed. */
export type Sent = { readonly code: LetterCode; readonly signedOn: PlainDate | null; readonly posted: Posted }

/** Why a step is closed whatever is entered; undefined when it is open. */
export function postingClosed({ code, signedOn, posted }: Sent, step: PostingStep): Refusal | undefined {
  const { name } = letterOf(code)
  const { keptBack, deliveries } = posted
  if (keptBack) return refuse('not-now', `${name}已于${inChinese(keptBack.on)}记为不再寄送${keptBack.reason && `：${keptBack.reason}`}`)
  switch (step) {
    case 'send':
      // The receipt is nobody's decision: it has no signature (条例第三十一条).
      if (signedOn === null && code !== 'P1') return refuse('not-now', `${name}还没有签发，签发以后才寄送`)
      return sendClosed(deliveries, name)
    case 'arrive':
    case 'fail':
      return resultClosed(deliveries)
    case 'keepBack':
      return isOut(deliveries) ? refuse('not-now', `${name}已经寄出`) : undefined
  }
}

/** What is wrong with what was entered; undefined when nothing is. */
export function postingFault(letter: Sent, order: PostingOrder, madeOn: PlainDate, today: PlainDate): Refusal | undefined {
  const { deliveries } = letter.posted
  switch (order.step) {
    case 'send':
      return sendFault(order, letter.signedOn ?? madeOn, today, '告知')
    case 'arrive':
      return resultFault(deliveries, { ...order, words: order.evidence, arrived: true }, today)
    case 'fail':
      return resultFault(deliveries, { ...order, words: order.reason, arrived: false }, today)
    case 'keepBack':
      return order.reason.trim() ? undefined : refuse('invalid', '写明为什么不寄，例如已经另行制作')
  }
}

/** In a word, for lists: what a letter waits for. */
export function postedWord({ signedOn, posted: { deliveries, keptBack }, code }: Sent): string {
  if (keptBack) return '不再寄送'
  const last = deliveries.at(-1)
  if (last?.reachedOn) return '已送达'
  if (last?.failed) return '没有送达，待重新寄送'
  if (last) return '已寄出'
  return signedOn === null && code !== 'P1' ? '待签发' : '待寄送'
}
