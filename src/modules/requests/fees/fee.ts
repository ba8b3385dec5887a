import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { RequestEvent } from '../events.ts'
import type { Basis } from './tariff.ts'

export const PAYMENT_DAYS = 20 // 国办函〔2020〕109号：申请人应当自收到收费通知次日起20个工作日内缴纳费用

const YUAN_A_WAN = 10_000
/** Whole yuan as 万元: 3000 is 0.3. */
export const inWan = (yuan: number): string => String(yuan / YUAN_A_WAN)

/** What the tariff makes of a quantity: the sum, how it is reached band by band, and the tariff's name. Those of before the tariff was kept with the fee have neither. */
export type Priced = { readonly before: number; readonly yuan: number; readonly lines?: readonly string[]; readonly source?: string }
/** What a request costs, how the notice reached the applicant, and how it ended. Sums are whole yuan. */
export type Fee = {
  readonly basis: Basis
  readonly quantity: number
  /** Items of the same applicant counted before it in the calendar month; nothing for pages. */
  readonly before: number
  readonly yuan: number
  readonly lines: readonly string[]
  readonly source: string
  readonly reason: string
  readonly proposedOn: PlainDate
  readonly noticedOn: PlainDate | null
  readonly dueOn: PlainDate | null
  readonly evidence: string
  readonly objection: {
    readonly on: PlainDate
    readonly reason: string
    readonly answer: { readonly on: PlainDate; readonly yuan: number; readonly words: string } | null
  } | null
  readonly paidOn: PlainDate | null
  readonly receipt: string
  /** What was taken off on an objection; `yuan` is what is left. */
  readonly cut: number
  /** 减免: the sum that was given up stays in `yuan`. */
  readonly waived: { readonly on: PlainDate; readonly reason: string } | null
}

/** The fee after one more event; a fee that was declined is none. */
export function feeAfter(fee: Fee | null, event: RequestEvent): Fee | null {
  if (event.step === 'proposeFee') {
    const { basis, quantity, before, yuan, lines = [], source = '', reason, on } = event
    const nothing = { noticedOn: null, dueOn: null, evidence: '', objection: null, paidOn: null, receipt: '', cut: 0, waived: null }
    return { basis, quantity, before, yuan, lines, source, reason, proposedOn: on, ...nothing }
  }
  if (fee === null) return null
  switch (event.step) {
    case 'approveFee':
      return { ...fee, noticedOn: event.on, dueOn: event.dueOn }
    case 'noteFeeNotice':
      return { ...fee, dueOn: event.dueOn, evidence: event.evidence }
    case 'objectToFee':
      return { ...fee, objection: { on: event.on, reason: event.reason, answer: null } }
    case 'answerFeeObjection':
      return {
        ...fee,
        yuan: event.yuan,
        cut: fee.cut + fee.yuan - event.yuan,
        objection: fee.objection && { ...fee.objection, answer: { on: event.on, yuan: event.yuan, words: event.words } },
      }
    case 'payFee':
      return { ...fee, paidOn: event.on, receipt: event.receipt }
    case 'waiveFee':
      return { ...fee, waived: { on: event.on, reason: event.reason } }
    case 'declineFee':
      return null
    default:
      return fee
  }
}
