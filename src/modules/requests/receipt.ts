import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Channel } from './kinds.ts'

/** When a request reached the office, and when both sides confirmed it; two facts, of which art 31 picks one. */
export type Arrival = { readonly channel: Channel; readonly arrivedOn: PlainDate; readonly confirmedOn: PlainDate | null }

export type ReceiptRule = {
  readonly law: string
  /** Whether the day of receipt is the day of confirmation rather than of arrival. */
  readonly byConfirmation: boolean
  readonly which: string
  readonly evidence: string
}

/** 条例第三十一条: which day counts, and what to keep as evidence of it. */
export const receiptRule = {
  in_person: {
    law: '条例第三十一条第一项',
    byConfirmation: false,
    which: '以提交之日为收到申请之日',
    evidence: '申请人签字的登记表或接收回执',
  },
  registered_letter: {
    law: '条例第三十一条第二项',
    byConfirmation: false,
    which: '以行政机关签收之日为收到申请之日',
    evidence: '邮件单号和签收记录，信封存档',
  },
  letter: {
    law: '条例第三十一条第二项',
    byConfirmation: true,
    which: '于收到当日与申请人确认，以确认之日为收到申请之日',
    evidence: '电话记录：拨打时间、号码、接听人和确认内容',
  },
  fax: {
    law: '条例第三十一条第三项',
    byConfirmation: true,
    which: '以双方确认之日为收到申请之日',
    evidence: '传真件、传真报告和电话确认记录',
  },
  // Given to the visitor with its number at once, so both sides have confirmed on that day, also after office hours and at
  // weekends: the day of receipt is never counted (民法典第二百零一条), so this is the reading that favours the applicant.
  online: {
    law: '条例第三十一条第三项',
    byConfirmation: true,
    which: '以双方确认之日为收到申请之日',
    evidence: '提交回执：平台给出编号即为双方确认',
  },
} as const satisfies Record<Channel, ReceiptRule>

/** The day of receipt under art 31, or what is missing to know it. */
export function receivedOn(arrival: Arrival, today: PlainDate): PlainDate | Refusal<'invalid'> {
  const rule: ReceiptRule = receiptRule[arrival.channel]
  if (arrival.arrivedOn > today) return refuse('invalid', `到达日期不能晚于今天（${inChinese(today)}）`)
  if (!rule.byConfirmation) return arrival.arrivedOn
  if (arrival.confirmedOn === null) return refuse('invalid', `填写与申请人确认的日期：${rule.which}`, rule.law)
  if (arrival.confirmedOn < arrival.arrivedOn) return refuse('invalid', '确认日期不能早于到达日期', rule.law)
  if (arrival.confirmedOn > today) return refuse('invalid', `确认日期不能晚于今天（${inChinese(today)}）`, rule.law)
  return arrival.confirmedOn
}
