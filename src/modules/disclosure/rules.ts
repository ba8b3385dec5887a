/** How long the agency has, from which day, and who says so. */
export type DueRule = {
  readonly name: string
  readonly days: number
  readonly unit: 'work_day' | 'day'
  /** The day it runs from, in words: `自…之日起`. */
  readonly from: string
  readonly law: string
}

const ITEM_DAYS = 20 // 条例第二十六条：自该政府信息形成或者变更之日起20个工作日内及时公开
const BUDGET_DAYS = 20 // 预算法第十四条第二款：部门预算、决算在批复后20日内公开；未写工作日，按自然日
const INTERPRETATION_DAYS = 3 // 国办发〔2016〕19号：解读材料于文件公开后3个工作日内发布
const CONSULTATION_DAYS = 30 // 优化营商环境条例第六十二条、重大行政决策程序暂行条例第十五条：公开征求意见期限一般不少于30日；未写工作日，按自然日
const PENALTY_DAYS = 3 // 行政处罚法第四十八条第二款、第八十五条：决定被变更、撤销、确认违法或者无效的，3个工作日内撤回并公开说明理由

/** The legal clocks of published information. Other legal limits prevail over the twenty working days (条例第二十六条). */
export const RULES = {
  item: { name: '主动公开', days: ITEM_DAYS, unit: 'work_day', from: '形成或者变更', law: '条例第二十六条' },
  budget: { name: '预算决算公开', days: BUDGET_DAYS, unit: 'day', from: '批复', law: '预算法第十四条第二款' },
  interpretation: { name: '政策解读', days: INTERPRETATION_DAYS, unit: 'work_day', from: '文件公开', law: '国办发〔2016〕19号' },
  consultation: { name: '公开征求意见', days: CONSULTATION_DAYS, unit: 'day', from: '公开征求意见', law: '优化营商环境条例第六十二条' },
  penalty: { name: '处罚决定撤回', days: PENALTY_DAYS, unit: 'work_day', from: '决定被变更、撤销或者确认违法', law: '行政处罚法第四十八条第二款' },
} as const satisfies Record<string, DueRule>
export type RuleKey = keyof typeof RULES
