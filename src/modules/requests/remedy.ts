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
