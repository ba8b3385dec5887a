import { isOwnPath } from '../../../kernel/own-path.ts'
import { type PlainDate, plainDate, yearOf } from '../../../kernel/plain-date.ts'
import { addWorkingDays, type Calendar } from '../../calendar/index.ts'

export const MESSAGE_KINDS = ['question', 'correction', 'suggestion'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]
export const messageKindName = { question: '咨询', correction: '纠错', suggestion: '建议' } as const satisfies Record<MessageKind, string>

const SIMPLE_DAYS = 1 // office setting: working days for a mistake that is pointed out; the reply times of the 检查指标 were not seen in print
const OTHER_DAYS = 5 // office setting: working days for questions and suggestions
/** After so many months without an answer the inspection fails the site. */
export const FAIL_MONTHS = 3 // 国办秘函〔2019〕19号 单项否决：一年内有效政务咨询类留言超过3个月未答复
/** After so many months an unanswered message costs points. */
export const COST_MONTHS = 2 // 国办秘函〔2019〕19号 扣分指标：留言超过2个月未答复

export const daysFor = (kind: MessageKind): number => (kind === 'correction' ? SIMPLE_DAYS : OTHER_DAYS)
/** The last day on which the office answers by its own promise. */
export const answerBy = (kind: MessageKind, arrivedOn: PlainDate, calendar: Calendar): PlainDate => addWorkingDays(arrivedOn, daysFor(kind), calendar)

/** The same day so many months later, or the last of its month where there is none. */
export function monthsAfter(day: PlainDate, months: number): PlainDate {
  const month = Number(day.slice(5, 7)) - 1 + months
  const [year, of] = [yearOf(day) + Math.floor(month / 12), (month % 12) + 1]
  const last = new Date(Date.UTC(year, of, 0)).getUTCDate()
  return plainDate(`${year}-${String(of).padStart(2, '0')}-${String(Math.min(last, Number(day.slice(8)))).padStart(2, '0')}`)
}

/** Whether a message that is still unanswered today fails the inspection, costs points, is late by the office's own promise, or is in time. */
export function standingOf(kind: MessageKind, arrivedOn: PlainDate, today: PlainDate, calendar: Calendar): 'fails' | 'costs' | 'late' | 'open' {
  if (today > monthsAfter(arrivedOn, FAIL_MONTHS)) return 'fails'
  if (today > monthsAfter(arrivedOn, COST_MONTHS)) return 'costs'
  return today > answerBy(kind, arrivedOn, calendar) ? 'late' : 'open'
}

const MOST_LETTERS = 2_000 // office setting
const MOST_CONTACT = 100
export type Left = { readonly kind: string; readonly about: string; readonly body: string; readonly contact: string }
/** What of a message cannot be taken, a sentence a field. */
export function messageFaults({ kind, body, contact }: Left): Readonly<Record<string, string>> {
  return {
    ...(MESSAGE_KINDS.some((one) => one === kind) ? {} : { kind: '选咨询、纠错或者建议' }),
    ...(body === '' ? { body: '写下您要说的' } : body.length > MOST_LETTERS ? { body: `最多 ${MOST_LETTERS} 字，现在是 ${body.length} 字` } : {}),
    ...(contact.length > MOST_CONTACT ? { contact: `联系方式最多 ${MOST_CONTACT} 字` } : {}),
  }
}

/** Which page a message is about: the number of an item or a path of this platform; nothing where it is neither. */
export const aboutIn = (text: string): string => (/^20\d\d-\d{5}$/.test(text) || (isOwnPath(text) && /^[\w/?=&.%~-]{1,151}$/.test(text)) ? text : '')
export const aboutHref = (about: string): string => (about.startsWith('/') ? about : `/disclosure/${about}`)
