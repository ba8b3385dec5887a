import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** How a paper leaves the house; also the 获取信息的方式 an applicant chooses (条例第二十九条第三项). */
export const DELIVERY_WAYS = ['email', 'post', 'collect', 'fax'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]
export const deliveryWayName = {
  email: '电子邮件',
  post: '邮寄',
  collect: '自行领取或当场查阅、抄录',
  fax: '传真',
} as const satisfies Record<DeliveryWay, string>

const POST_LAW = '国办公开办函〔2016〕235号'

/** One time something was sent, and what became of it. */
export type Delivery = {
  readonly way: DeliveryWay
  /** By post the day of handing over (交邮之日) is the day that counts (国办公开办函〔2016〕235号). */
  readonly sentOn: PlainDate
  readonly tracking: string
  readonly evidence: string
  readonly reachedOn: PlainDate | null
  readonly proof: string
  readonly failed: { readonly on: PlainDate; readonly reason: string } | null
}
type Fate = Pick<Delivery, 'reachedOn' | 'failed'>
export type Sending = Pick<Delivery, 'way' | 'sentOn' | 'tracking' | 'evidence'>

export const isUnderway = ({ reachedOn, failed }: Fate): boolean => reachedOn === null && failed === null
const hasArrived = (all: readonly Fate[]): boolean => all.some(({ reachedOn }) => reachedOn !== null)
/** Whether what was sent is still out or has arrived; what came back has to go out again. */
export const isOut = (all: readonly Fate[]): boolean => all.some(({ failed }) => failed === null)

/** Why nothing can be sent now: it has arrived, or it is on its way. `what` is called 答复 or by the name of the letter. */
export function sendClosed(all: readonly Fate[], what: string): Refusal<'not-now'> | undefined {
  if (hasArrived(all)) return refuse('not-now', `${what}已经送达`)
  return all.some(isUnderway) ? refuse('not-now', '已经寄送，等待送达；没有送达的先登记，再重新寄送') : undefined
}
export const resultClosed = (all: readonly Fate[]): Refusal<'not-now'> | undefined =>
  all.some(isUnderway) ? undefined : refuse('not-now', '没有等待送达的寄送')

/** What is wrong with a sending: by post it has its number, and no day lies before what is sent was signed, or to come. */
export function sendFault(
  { way, tracking, on }: { readonly way: DeliveryWay; readonly tracking: string; readonly on: PlainDate },
  since: PlainDate,
  today: PlainDate,
  what: string,
): Refusal<'invalid'> | undefined {
  if (way === 'post' && !tracking.trim()) return refuse('invalid', `填写邮件号；交邮之日就是${what}之日`, POST_LAW)
  return dayFault(on, since, '签发', today)
}

/** What is wrong with what is told of one of them: it is out, how that is known is written down, and the day is not before it was sent. */
export function resultFault(
  all: readonly (Fate & Pick<Delivery, 'sentOn'>)[],
  told: { readonly index: number; readonly on: PlainDate; readonly words: string; readonly arrived: boolean },
  today: PlainDate,
): Refusal<'invalid'> | undefined {
  const one = all[told.index]
  if (!one || !isUnderway(one)) return refuse('invalid', '这次寄送不存在，或者已经登记结果')
  if (!told.words.trim()) return refuse('invalid', told.arrived ? '写明送达的凭据，例如签收人或者打开的时间' : '写明没有送达的原因')
  return dayFault(told.on, one.sentOn, '寄送', today)
}

function dayFault(on: PlainDate, earliest: PlainDate, what: string, today: PlainDate): Refusal<'invalid'> | undefined {
  if (on > today) return refuse('invalid', `日期不能晚于今天（${inChinese(today)}）`)
  return on < earliest ? refuse('invalid', `日期不能早于${what}之日（${inChinese(earliest)}）`) : undefined
}

export const sent = <One extends Delivery>(all: readonly One[], { way, sentOn, tracking, evidence }: Sending): readonly (One | Delivery)[] => [
  ...all,
  { way, sentOn, tracking, evidence, reachedOn: null, proof: '', failed: null },
]
const changed = <One>(all: readonly One[], index: number, change: Partial<Delivery>): readonly One[] =>
  all.map((one, i) => (i === index ? { ...one, ...change } : one))
export const reached = <One extends Fate>(all: readonly One[], index: number, on: PlainDate, proof: string): readonly One[] =>
  changed(all, index, { reachedOn: on, proof })
export const cameBack = <One extends Fate>(all: readonly One[], index: number, on: PlainDate, reason: string): readonly One[] =>
  changed(all, index, { failed: { on, reason } })
