import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Decision } from './decisions.ts'
import type { Priced } from './fees/fee.ts'
import type { Basis } from './fees/tariff.ts'
import type { DeliveryWay } from './kinds.ts'

export const CONSULTED = ['third_party', 'other_agency', 'joint_maker'] as const
export type Consulted = (typeof CONSULTED)[number]
export const consultedName = {
  third_party: '第三方',
  other_agency: '其他行政机关',
  joint_maker: '共同制作机关',
} as const satisfies Record<Consulted, string>

export const STANCES = ['agrees', 'partly', 'objects', 'silent'] as const
/** What somebody who was asked said; silence leaves a third party's case to the agency (条例第三十二条) and is a joint maker's consent (第三十四条). */
export type Stance = (typeof STANCES)[number]
export const stanceName = { agrees: '同意公开', partly: '部分同意', objects: '不同意公开', silent: '期满未答复' } as const satisfies Record<Stance, string>

export const RETENTIONS = ['permanent', 'thirty_years', 'ten_years'] as const
/** How long a file is kept; the law names no period for these files, so the office chooses (档案法). */
export type Retention = (typeof RETENTIONS)[number]
export const retentionName = { permanent: '永久', thirty_years: '30年', ten_years: '10年' } as const satisfies Record<Retention, string>
export const retentionYears = { permanent: null, thirty_years: 30, ten_years: 10 } as const satisfies Record<Retention, number | null> // office setting

export const REFERRED_TO = ['case', 'hotline', 'petition', 'other'] as const
/** Where a complaint in the guise of an application belongs (条例第三十九条第一款). */
export type ReferredTo = (typeof REFERRED_TO)[number]
export const referredToName = {
  case: '城市管理案件（随手拍）',
  hotline: '12345 市民热线',
  petition: '信访渠道',
  other: '其他渠道',
} as const satisfies Record<ReferredTo, string>

type Done<Name extends string, More = unknown> = { readonly step: Name; readonly on: PlainDate } & More

/** One thing that happened, with the day it happened on; the facts an event carries are all a replay needs. What older events lack is optional. */
export type RequestEvent =
  /** `fromCase`: the case of the hall that asked for information, whose reporter went on to apply. */
  | Done<'register', { readonly receivedOn: PlainDate; readonly fromCase?: string }>
  | Done<'assign', { readonly department: string; readonly helpers?: readonly string[]; readonly dueOn?: PlainDate; readonly note?: string }>
  | Done<'giveOpinion', { readonly opinion: string; readonly department?: string; readonly objects?: boolean }>
  | Done<'urge', { readonly department: string; readonly words: string }>
  | Done<'discuss', { readonly heldOn: PlainDate; readonly present: string; readonly record: string }>
  | Done<'askToAmend', { readonly dueOn: PlainDate; readonly matters: string }>
  | Done<'receiveAmendment', { readonly answer: string }>
  | Done<'lapse', { readonly evidence?: string }>
  | Done<'askReasons', { readonly dueOn: PlainDate; readonly finding: string }>
  | Done<'receiveReasons', { readonly answer: string }>
  | Done<'setDelay', { readonly days: number; readonly reason: string }>
  | Done<'split', { readonly matters: readonly string[]; readonly into: readonly string[] }>
  | Done<'proposeExtension', { readonly days: number; readonly reason: string }>
  | Done<'approveExtension', { readonly days: number }>
  | Done<'declineExtension', { readonly reason: string }>
  | Done<'consult', { readonly kind: Consulted; readonly with: string; readonly dueOn: PlainDate; readonly evidence?: string }>
  | Done<'noteConsulted', { readonly index: number; readonly dueOn: PlainDate; readonly evidence: string }>
  | Done<'receiveOpinion', { readonly index: number; readonly opinion: string; readonly stance?: Stance; readonly evidence?: string }>
  | Done<'proposeFee', Priced & { readonly basis: Basis; readonly quantity: number; readonly reason: string }>
  | Done<'approveFee', { readonly dueOn: PlainDate }>
  | Done<'declineFee', { readonly reason: string }>
  | Done<'noteFeeNotice', { readonly dueOn: PlainDate; readonly evidence: string }>
  | Done<'objectToFee', { readonly reason: string }>
  | Done<'answerFeeObjection', { readonly yuan: number; readonly words: string }>
  | Done<'waiveFee', { readonly reason: string }>
  | Done<'payFee', { readonly receipt: string }>
  | Done<'lapseUnpaid'>
  | Done<'draftReply', { readonly decision: Decision; readonly text: string; readonly overriding?: string }>
  | Done<'takeBack'>
  /** The letter and edition the reviewer let pass, `id:edition`; empty when none was made, absent in what was reviewed before this was kept. */
  | Done<'review', { readonly letters?: string }>
  /** With the letter and edition that was sent back, as with the review. */
  | Done<'sendBack', { readonly reason: string; readonly letters?: string }>
  | Done<'sign'>
  | Done<'deliver', { readonly way: DeliveryWay; readonly tracking: string; readonly evidence: string }>
  | Done<'confirmDelivery', { readonly index: number; readonly evidence: string }>
  | Done<'failDelivery', { readonly index: number; readonly reason: string }>
  | Done<'archive', { readonly fileNumber: string; readonly retention: Retention; readonly place: string }>
  | Done<'refer', { readonly to: ReferredTo; readonly words: string; readonly address: string; readonly case: string | null }>
  | Done<'correctReceipt', { readonly receivedOn: PlainDate; readonly reason: string }>
  | Done<'withdraw', { readonly reason: string }>
