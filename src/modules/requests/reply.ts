import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { isWordingKey, remedyOf, shippedRemedy, shippedWords, spokenTo, type Words } from '../letters/index.ts'
import { DECISIONS, type Decision } from './decisions.ts'
import { LETTERS_OF_DECISION } from './letters/letter-of.ts'

/** What the applicant can do against this answer, and by when: 复议 first where the law has it so (行政复议法第二十三条). */
export const remedyText = (decision: Decision): string => shippedRemedy(LETTERS_OF_DECISION[decision][0])

/** 不予公开 and the rest that the office's texts of answers do not tell, for no letter of theirs has words of its own. */
const OTHERWISE = {
  'other.not_amended': '您没有在补正期限内补正申请内容，视为放弃申请，本机关不再处理该申请。',
  'other.unpaid': '您逾期未按〔收费通知书文号〕缴纳信息处理费，视为放弃申请，本机关不再处理该申请。',
  'other.other': '经研究，对您的申请作如下处理：〔写明处理情况〕。',
} as const satisfies Partial<Record<Decision, string>>
/** What only the case can fill, where the letter has no field for it: how it was searched, where to get it, to whom to go, what was answered. */
const TO_FILL = {
  granted: '〔提供的信息附后，或者写明网址、查阅地点〕',
  partly_granted: '〔写明提供什么〕',
  'unable.not_held': '〔写明检索的范围和方式；不属于本机关的，改用相应的正文并写明可以向哪个机关申请〕',
  'refused.administrative_query': '请依照〔法规名称〕向〔机关名称〕办理。',
  'not_processed.complaint': '您可以通过〔写明渠道〕提出。',
  'not_processed.repeated': '本机关已于〔日期〕以〔文号〕答复。',
  'not_processed.published': '获取的途径是〔写明途径〕。',
} as const satisfies Partial<Record<Decision, string>>

/** What an answer decides and why, in the words the office has on the day; `why` is null where the letter has no place for it. */
function bodyOf(decision: Decision, words: Words): { readonly what: string; readonly why: string | null } {
  const [code] = LETTERS_OF_DECISION[decision]
  const said = (key: string): string => spokenTo(words(key).text, '您')
  const ground = decision in OTHERWISE ? OTHERWISE[decision as keyof typeof OTHERWISE] : said(`ground.${code}`)
  const rest = decision in TO_FILL ? TO_FILL[decision as keyof typeof TO_FILL] : ''
  return { what: ground + rest, why: isWordingKey(`reason.${code}`) ? `${REASON_IS}${said(`reason.${code}`)}。` : null }
}
/** How the paragraph begins that the letter has a place of its own for. */
export const REASON_IS = '理由是：'

type About = {
  readonly agency: string
  readonly receivedOn: PlainDate
  readonly subject: string
  /** Why it is given anew: the decision that ordered it. */
  readonly orderedBy?: string
  /** The answer given before to the same applicant for the same (条例第三十六条第六项). */
  readonly earlier?: { readonly number: string; readonly on: PlainDate }
}

/** The first draft of a letter for this decision, in the office's words of the day; places to fill are in 〔〕. The officer changes what needs changing. */
export function draftText(decision: Decision, about: About, words: Words = shippedWords): string {
  const { what, why } = bodyOf(decision, words)
  const body = about.earlier ? what.replace('〔日期〕', inChinese(about.earlier.on)).replace('〔文号〕', about.earlier.number) : what
  return [
    `您好！${about.agency}于${inChinese(about.receivedOn)}收到您提出的政府信息公开申请，申请公开：${about.subject}`,
    ...(about.orderedBy ? [`${about.orderedBy}，本机关重新作出答复如下。`] : []),
    `${body}依据是《中华人民共和国政府信息公开条例》${DECISIONS[decision].law.replace('条例', '')}。`,
    ...(why === null ? [] : [why]),
    words(remedyOf(LETTERS_OF_DECISION[decision][0])).text,
  ].join('\n\n')
}

/** Places of a letter nobody has filled in yet. */
export const openPlaces = (text: string): string[] => text.match(/〔(?!\d{4}〕)[^〕]*〕/g) ?? []
