import { isKeyOf, keysOf } from '../../kernel/closed.ts'

/**
 * The rows of table three under 三、本年度办理结果. The decision picked when a request is answered is the annual report's
 * cell: nothing is coded a second time at the end of the year. Keys are those of the published JSON.
 */
export const DECISIONS = {
  granted: { label: '（一）予以公开', short: '予以公开', group: 'granted', law: '条例第三十六条第一项、第二项' },
  partly_granted: { label: '（二）部分公开', short: '部分公开', group: 'partly_granted', law: '条例第三十七条' },
  'refused.state_secret': refused(1, '属于国家秘密', '条例第十四条'),
  'refused.prohibited_by_law': refused(2, '其他法律行政法规禁止公开', '条例第十四条'),
  'refused.security_and_stability': refused(3, '危及“三安全一稳定”', '条例第十四条'),
  'refused.third_party': refused(4, '保护第三方合法权益', '条例第十五条'),
  'refused.internal_affairs': refused(5, '属于三类内部事务信息', '条例第十六条第一款'),
  'refused.process_information': refused(6, '属于四类过程性信息', '条例第十六条第二款'),
  'refused.enforcement_file': refused(7, '属于行政执法案卷', '条例第十六条第二款'),
  'refused.administrative_query': refused(8, '属于行政查询事项', '条例第三十六条第七项'),
  'unable.not_held': row('（四）', 1, '本机关不掌握相关政府信息', 'unable', '条例第三十六条第四项、第五项'),
  'unable.needs_creation': row('（四）', 2, '没有现成信息需要另行制作', 'unable', '条例第三十八条'),
  'unable.still_unclear': row('（四）', 3, '补正后申请内容仍不明确', 'unable', '条例第三十条'),
  'not_processed.complaint': row('（五）', 1, '信访举报投诉类申请', 'not_processed', '条例第三十九条第一款'),
  'not_processed.repeated': row('（五）', 2, '重复申请', 'not_processed', '条例第三十六条第六项'),
  'not_processed.published': row('（五）', 3, '要求提供公开出版物', 'not_processed', '条例第三十九条第二款'),
  'not_processed.excessive': row('（五）', 4, '无正当理由大量反复申请', 'not_processed', '条例第三十五条'),
  'not_processed.confirmation': row('（五）', 5, '要求行政机关确认或重新出具已获取信息', 'not_processed', '条例第三十六条第六项'),
  'other.not_amended': row('（六）', 1, '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', 'other', '条例第三十条'),
  'other.unpaid': row('（六）', 2, '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', 'other', '条例第四十二条'),
  'other.other': row('（六）', 3, '其他', 'other', '条例第四十五条'),
} as const satisfies Record<string, DecisionRow>

export type DecisionGroup = 'granted' | 'partly_granted' | 'refused' | 'unable' | 'not_processed' | 'other'
export type DecisionRow = {
  /** As the form prints it below its group. */
  readonly label: string
  readonly short: string
  readonly group: DecisionGroup
  readonly law: string
}
export type Decision = keyof typeof DECISIONS
export const DECISION_KEYS = keysOf<Decision>(DECISIONS)

export const decisionGroupName = {
  granted: '（一）予以公开',
  partly_granted: '（二）部分公开',
  refused: '（三）不予公开',
  unable: '（四）无法提供',
  not_processed: '（五）不予处理',
  other: '（六）其他处理',
} as const satisfies Record<DecisionGroup, string>

export const isDecision = isKeyOf(DECISIONS)

/** The answers an officer can pick; 逾期不补正 and 逾期不缴费 follow from their own steps, which know whether the time is over. */
export const REPLY_DECISIONS: readonly Decision[] = DECISION_KEYS.filter((key) => key !== 'other.not_amended' && key !== 'other.unpaid')

/** 条例第三十六条第六项 needs an answer that was given: one withdrawn, lapsed or not answered as an application is none. */
export const isAnswered = ({ decision }: { readonly decision: Decision | null }): boolean => {
  if (decision === null) return false
  const { group } = DECISIONS[decision]
  return group !== 'other' && (group !== 'not_processed' || decision === 'not_processed.repeated')
}

function row(prefix: string, no: number, text: string, group: DecisionGroup, law: string): DecisionRow {
  return { label: `${prefix}${no}.${text}`, short: text, group, law }
}
function refused(no: number, text: string, law: string): DecisionRow {
  return row('（三）', no, text, 'refused', law)
}
