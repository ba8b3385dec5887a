import { isKeyOf, keysOf } from '../../../kernel/closed.ts'

/** 行政复议 and 行政诉讼 over a request: the columns of table four (国办公开办函〔2019〕60号、〔2021〕30号). */
export const REMEDY_ROUTES = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration'] as const
export type RemedyRoute = (typeof REMEDY_ROUTES)[number]
export const remedyRouteName = {
  reconsideration: '行政复议',
  litigation_direct: '行政诉讼（未经复议直接起诉）',
  litigation_after_reconsideration: '行政诉讼（复议后起诉）',
} as const satisfies Record<RemedyRoute, string>

export const REMEDY_RESULTS = ['upheld', 'corrected', 'other'] as const
export type RemedyResult = (typeof REMEDY_RESULTS)[number]
export const remedyResultName = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
} as const satisfies Record<RemedyResult, string>

/** How the authority or the court goes about it; 简易程序 halves the agency's time (行政复议法第五十三条、第五十四条). */
export const PROCEDURES = ['ordinary', 'simplified'] as const
export type Procedure = (typeof PROCEDURES)[number]
export const procedureName = { ordinary: '普通程序', simplified: '简易程序' } as const satisfies Record<Procedure, string>

/** How it ended, in the words of the decision, and the column of table four each of them is counted in. */
export const ENDINGS = {
  upheld: { name: '维持', column: 'upheld', law: '行政复议法第六十八条' },
  dismissed: { name: '驳回复议请求、诉讼请求', column: 'upheld', law: '行政复议法第六十九条、行政诉讼法第六十九条' },
  annulled: { name: '撤销或者部分撤销', column: 'corrected', law: '行政复议法第六十四条、行政诉讼法第七十条' },
  modified: { name: '变更', column: 'corrected', law: '行政复议法第六十三条、行政诉讼法第七十七条' },
  unlawful: { name: '确认违法或者无效', column: 'corrected', law: '行政复议法第六十五条、第六十七条，行政诉讼法第七十四条、第七十五条' },
  ordered: { name: '责令履行', column: 'corrected', law: '行政复议法第六十六条、行政诉讼法第七十二条' },
  corrected_unsaid: { name: '结果纠正（没有写明怎样纠正）', column: 'corrected', law: '国办公开办函〔2021〕30号' },
  mediated: { name: '调解', column: 'other', law: '行政复议法第七十三条、行政诉讼法第六十条' },
  ended: { name: '终止（撤回申请、撤诉）', column: 'other', law: '行政复议法第四十一条、行政诉讼法第六十二条' },
  not_heard: { name: '驳回申请、裁定驳回起诉（不符合受理条件）', column: 'other', law: '行政复议法第三十三条、行政诉讼法第四十九条' },
  other_unsaid: { name: '其他结果（没有写明）', column: 'other', law: '国办公开办函〔2021〕30号' },
} as const satisfies Record<string, { readonly name: string; readonly column: RemedyResult; readonly law: string }>
export type Ending = keyof typeof ENDINGS
export const ENDING_KEYS = keysOf<Ending>(ENDINGS)
export const isEnding = isKeyOf(ENDINGS)

/** What may leave the agency to decide anew within a time: 行政复议法第六十四条、第六十六条、第七十三条, 行政诉讼法第七十条、第七十二条. */
export const REDO_ENDINGS = ['annulled', 'ordered', 'mediated'] as const satisfies readonly Ending[]
export type RedoEnding = (typeof REDO_ENDINGS)[number]

/** Days that are counted: 工作日, or every day of the calendar. */
export const UNITS = ['working', 'calendar'] as const
export type Unit = (typeof UNITS)[number]
export const unitName = { working: '个工作日', calendar: '日' } as const satisfies Record<Unit, string>
