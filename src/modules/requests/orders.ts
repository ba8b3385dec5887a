import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Decision } from './decisions.ts'
import type { Consulted, ReferredTo, Retention, Stance } from './events.ts'
import type { Priced } from './fees/fee.ts'
import type { Basis } from './fees/tariff.ts'
import type { DeliveryWay } from './kinds.ts'

type Asked<Name extends string, More = unknown> = { readonly step: Name } & More
type Day = { readonly on: PlainDate }
/** The edition of the answer's letter that whoever acts has seen, `id:edition`, and the files that go with it; absent where no page was looked at. */
type Seen = { readonly letters?: string; readonly copies?: string }

/**
 * What a person asks to be done. Days the person gives are days that have come; days that follow are computed. What the house knows and
 * no form may say (the department that speaks, the price, the numbers of new requests, an answer given before) is put in by complete-order.ts.
 */
export type Order =
  | Asked<'assign', { readonly department: string; readonly helpers?: readonly string[]; readonly withinDays?: number; readonly note?: string }>
  | Asked<'giveOpinion', { readonly opinion: string; readonly objects?: boolean; readonly department?: string }>
  | Asked<'urge', { readonly department: string; readonly words: string }>
  | Asked<'discuss', { readonly heldOn: PlainDate; readonly present: string; readonly record: string }>
  | Asked<'askToAmend', { readonly matters: string; readonly withinDays: number }>
  | Asked<'receiveAmendment', Day & { readonly answer: string }>
  | Asked<'lapse', { readonly evidence: string }>
  | Asked<'askReasons', { readonly finding: string; readonly withinDays: number }>
  | Asked<'receiveReasons', Day & { readonly answer: string }>
  | Asked<'setDelay', { readonly days: number; readonly reason: string }>
  | Asked<'split', { readonly matters: readonly string[]; readonly into?: readonly string[] }>
  | Asked<'proposeExtension', { readonly days: number; readonly reason: string }>
  | Asked<'approveExtension'>
  | Asked<'declineExtension', { readonly reason: string }>
  | Asked<'consult', Day & { readonly kind: Consulted; readonly with: string; readonly evidence: string }>
  | Asked<'noteConsulted', Day & { readonly index: number; readonly evidence: string }>
  | Asked<'receiveOpinion', Day & { readonly index: number; readonly opinion: string; readonly stance?: Stance; readonly evidence?: string }>
  | Asked<'proposeFee', { readonly basis: Basis; readonly quantity: number; readonly reason: string; readonly priced?: Priced }>
  | Asked<'approveFee'>
  | Asked<'declineFee', { readonly reason: string }>
  | Asked<'noteFeeNotice', Day & { readonly evidence: string }>
  | Asked<'objectToFee', Day & { readonly reason: string }>
  | Asked<'answerFeeObjection', { readonly yuan: number; readonly words: string }>
  | Asked<'waiveFee', { readonly reason: string }>
  | Asked<'payFee', Day & { readonly receipt: string }>
  | Asked<'lapseUnpaid'>
  | Asked<'draftReply', { readonly decision: Decision; readonly text: string; readonly overriding?: string; readonly answeredBefore?: boolean }>
  | Asked<'takeBack'>
  | Asked<'review', Seen>
  | Asked<'sendBack', { readonly reason: string }>
  | Asked<'sign', Seen>
  | Asked<'deliver', Day & { readonly way: DeliveryWay; readonly tracking: string; readonly evidence: string }>
  | Asked<'confirmDelivery', Day & { readonly index: number; readonly evidence: string }>
  | Asked<'failDelivery', Day & { readonly index: number; readonly reason: string }>
  | Asked<'archive', { readonly fileNumber: string; readonly retention: Retention; readonly place: string }>
  | Asked<'refer', { readonly to: ReferredTo; readonly words: string; readonly address: string; readonly case?: string }>
  | Asked<'correctReceipt', { readonly receivedOn: PlainDate; readonly reason: string }>
  | Asked<'withdraw', { readonly reason: string }>
