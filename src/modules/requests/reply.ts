import { inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { shippedRemedy } from '../letters/index.ts'
import { DECISIONS, type Decision } from './decisions.ts'
import { LETTERS_OF_DECISION } from './letters/letter-of.ts'

/** What the applicant can do against this answer, and by when: 复议 first where the law has it so (行政复议法第二十三条). */
export const remedyText = (decision: Decision): string => shippedRemedy(LETTERS_OF_DECISION[decision][0])

const BODY = {
  granted: '经研究，您申请的信息可以公开，现提供给您（附后）。已主动公开的，可以在〔写明网址或查阅地点〕获取。',
  partly_granted: '经研究，您申请的信息中含有不应当公开的内容，但能够作区分处理。现将可以公开的部分提供给您（附后）；其余部分不予公开，理由是〔写明理由〕。',
  'refused.state_secret': '经研究，您申请的信息属于依法确定为国家秘密的政府信息，不予公开。',
  'refused.prohibited_by_law': '经研究，您申请的信息属于〔法律、行政法规名称和条款〕禁止公开的政府信息，不予公开。',
  'refused.security_and_stability': '经研究，您申请的信息公开后可能危及国家安全、公共安全、经济安全或者社会稳定，不予公开。理由是〔写明理由〕。',
  'refused.third_party': '您申请的信息涉及第三方合法权益。经书面征求意见，第三方不同意公开且有合理理由，本机关决定不予公开。',
  'refused.internal_affairs': '经研究，您申请的信息属于〔人事管理、后勤管理、内部工作流程〕方面的内部事务信息，决定不予公开。',
  'refused.process_information': '经研究，您申请的信息属于履行行政管理职能过程中形成的〔讨论记录、过程稿、磋商信函、请示报告〕，决定不予公开。',
  'refused.enforcement_file': '经研究，您申请的信息属于行政执法案卷信息，决定不予公开。',
  'refused.administrative_query': '您申请的信息属于〔工商、不动产登记资料等〕，有关法律、行政法规对其获取另有规定，请依照〔法规名称〕向〔机关名称〕办理。',
  'unable.not_held': '经检索〔写明检索的范围和方式〕，本机关没有您申请的信息（或者：该信息不属于本机关负责公开，您可以向〔机关名称、联系方式〕申请）。',
  'unable.needs_creation': '您申请的内容需要对现有政府信息加工、分析，本机关没有现成的信息，可以不予提供。',
  'unable.still_unclear': '您补正后的申请内容仍不明确，本机关无法据此查找，现予告知。您可以重新提出内容明确的申请。',
  'not_processed.complaint': '您以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理。您可以通过〔写明渠道〕提出。',
  'not_processed.repeated': '您申请的信息，本机关已于〔日期〕以〔文号〕答复。您再次申请相同信息，不予重复处理。',
  'not_processed.published': '您申请提供的是公开出版物，可以通过〔写明途径〕获取。',
  'not_processed.excessive': '您申请公开政府信息的数量、频次明显超过合理范围，经要求说明理由，本机关认为理由不合理，决定不予处理。',
  'not_processed.confirmation': '您要求对已获取的信息进行确认或者重新出具，本机关不予处理。',
  'other.not_amended': '您没有在补正期限内补正申请内容，视为放弃申请，本机关不再处理该申请。',
  'other.unpaid': '您逾期未按〔收费通知书文号〕缴纳信息处理费，视为放弃申请，本机关不再处理该申请。',
  'other.other': '经研究，对您的申请作如下处理：〔写明处理情况〕。',
} as const satisfies Record<Decision, string>

type About = {
  readonly agency: string
  readonly receivedOn: PlainDate
  readonly subject: string
  /** Why it is given anew: the decision that ordered it. */
  readonly orderedBy?: string
  /** The answer given before to the same applicant for the same (条例第三十六条第六项). */
  readonly earlier?: { readonly number: string; readonly on: PlainDate }
}

/** The first draft of a letter for this decision; places to fill are in 〔〕. The officer changes what needs changing. */
export function draftText(decision: Decision, about: About): string {
  const body = about.earlier ? BODY[decision].replace('〔日期〕', inChinese(about.earlier.on)).replace('〔文号〕', `${about.earlier.number}号`) : BODY[decision]
  return [
    `您好！${about.agency}于${inChinese(about.receivedOn)}收到您提出的政府信息公开申请，申请公开：${about.subject}`,
    ...(about.orderedBy ? [`${about.orderedBy}，本机关重新作出答复如下。`] : []),
    `${body}依据是《中华人民共和国政府信息公开条例》${DECISIONS[decision].law.replace('条例', '')}。`,
    remedyText(decision),
  ].join('\n\n')
}

/** Places of a letter nobody has filled in yet. */
export const openPlaces = (text: string): string[] => text.match(/〔(?!\d{4}〕)[^〕]*〕/g) ?? []
