import { isMailAddress } from '../../kernel/mail-address.ts'

export type Channel = 'mail' | 'sms' | 'wechat'
export const channelName = { mail: '邮件', sms: '短信', wechat: '微信' } as const satisfies Record<Channel, string>

export const STATES = ['waiting', 'sending', 'sent', 'failed', 'cancelled'] as const
export type State = (typeof STATES)[number]
export const stateName = { waiting: '待发', sending: '正在发', sent: '已发出', failed: '没有发成', cancelled: '已取消' } as const satisfies Record<
  State,
  string
>

/** What a person can do with a message. */
export const maySendAgain = (state: State): boolean => state === 'failed'
export const mayCancel = (state: State): boolean => state === 'failed' || state === 'waiting'

export type Outcome = 'sent' | 'for-now' | 'for-good' | 'lost'
export const outcomeName = { sent: '已发出', 'for-now': '暂时没有发成', 'for-good': '被拒绝', lost: '没有结果' } as const satisfies Record<Outcome, string>

/** What a module asks to be told to a person. */
export type OutgoingMessage = {
  readonly agencyId: number
  /** What happened, the same whenever it is asked for again: `cases/XC20261125-0001/7`. */
  readonly eventKey: string
  readonly recipient: { readonly fingerprint: string; readonly mail?: string | undefined }
  readonly subject: string
  readonly body: string
  /** Sent also to who wants no more messages: what the law or the person's own request demands. */
  readonly essential?: boolean | undefined
  /** Where the person can say so: an https address. */
  readonly unsubscribe?: string | undefined
}

const LONGEST_SUBJECT = 200
const LONGEST_BODY = 20_000
const LONGEST_KEY = 200
const LONGEST_URL = 900 // a line of a mail holds 998 characters, RFC 5322 §2.1.1
const LINE_ENDS = /[\p{Cc}\u2028\u2029]/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/
const FINGERPRINT = /^[0-9a-f]{64}$/

/** Whether text can stand in a header of a mail: one line, nothing that ends it. */
export const isOneLine = (text: string): boolean => !LINE_ENDS.test(text)

/** Why a message can be sent to nobody, or undefined. Line ends of the body are those of `plainBody`. */
export function whyUnfit(message: Pick<OutgoingMessage, 'eventKey' | 'recipient' | 'subject' | 'body' | 'unsubscribe'>): string | undefined {
  const { eventKey, recipient, subject, body, unsubscribe } = message
  if (eventKey === '' || eventKey.length > LONGEST_KEY || !isOneLine(eventKey)) return '事件的标识是空的、太长或者不止一行'
  if (!FINGERPRINT.test(recipient.fingerprint)) return '收件人没有指纹'
  if (!isOneLine(subject)) return '标题里有换行或控制字符'
  if (subject.trim() === '' || subject.length > LONGEST_SUBJECT) return `标题应为 1 到 ${LONGEST_SUBJECT} 字`
  if (CONTROL.test(plainBody(body))) return '正文里有控制字符'
  if (body.trim() === '' || body.length > LONGEST_BODY) return `正文应为 1 到 ${LONGEST_BODY} 字`
  if (unsubscribe !== undefined && !isHttps(unsubscribe)) return '退订地址不是 https 地址'
  if (recipient.mail !== undefined && !isMailAddress(recipient.mail)) return '邮箱地址不对'
  return undefined
}

/** A body with line ends of one kind. */
export const plainBody = (body: string): string => body.replace(/\r\n?/g, '\n')

// Only what a URL is written with: no brackets, which would end the header's value, and no line ends.
const isHttps = (text: string): boolean => text.length <= LONGEST_URL && /^https:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/.test(text) && URL.canParse(text)

/** A message as a door gets it. */
export type Letter = {
  readonly channel: Channel
  /** The same at each attempt and never that of another message: what repeats are recognised by. */
  readonly reference: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly unsubscribe: string | null
}

export type Answer = { readonly providerId: string } | { readonly refused: 'for-now' | 'for-good'; readonly because: string }

/** A way out of the house. `send` answers and does not throw; what it says in `because` holds no personal data. */
export type Door = { readonly channel: Channel; readonly send: (letter: Letter) => Promise<Answer> }

/** `42.1.mi1x2y3z`: the row, its agency, and its moment, because a restored database gives numbers anew. */
export const referenceOf = (row: { readonly id: number; readonly agencyId: number; readonly createdAt: Date }): string =>
  `${row.id}.${row.agencyId}.${row.createdAt.getTime().toString(36)}`

const MINUTE = 60_000
/** After the first, second, … attempt that failed for now. */
const PAUSES = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE) // office setting
export const MOST_ATTEMPTS = PAUSES.length + 1

/** A mail takes at most this long … */
export const LONGEST_SENDING_MS = 4 * MINUTE
/** … so one that has been in hand for this long is in nobody's. */
export const LEASE_MS = 5 * MINUTE

/** What becomes of a message after an answer; `pauseMs` until it may be tried again. */
export function afterAttempt(answer: Answer, attempts: number): { state: 'sent' | 'failed' } | { state: 'waiting'; pauseMs: number } {
  if ('providerId' in answer) return { state: 'sent' }
  const pauseMs = PAUSES[attempts - 1]
  return answer.refused === 'for-good' || pauseMs === undefined ? { state: 'failed' } : { state: 'waiting', pauseMs }
}
