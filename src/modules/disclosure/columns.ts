import type { RuleKey } from './rules.ts'

/** A column of the platform (国办公开办函〔2019〕61号), or a part of one. Codes stand in addresses and never change. */
export type Column = {
  readonly code: string
  readonly name: string
  /** The article that makes the agency publish what stands in it. */
  readonly law: string
  /** By which rule its items are due. */
  readonly rule: RuleKey
  /** The part of 法定主动公开内容 it belongs to; null for a column of its own. */
  readonly under: 'statutory' | null
  /** Under which category the yearly report counts its items. */
  readonly counted: CountedAs
  /** After how many days without a new item the 检查指标 call it stale; null where nothing is expected by the clock. */
  readonly freshDays: number | null
  /** A page of its own that arranges what the column holds. */
  readonly arranged?: { readonly href: string; readonly name: string }
}

/** The categories that the 2019 report counts its items by (its section 一（三）1): 法规文件、规划计划、业务动态、机构职责. */
export const COUNTED_AS = ['regulations', 'plans', 'activities', 'duties'] as const
export type CountedAs = (typeof COUNTED_AS)[number]

const NEWS_DAYS = 14 // 国办秘函〔2019〕19号 单项否决：动态、要闻类栏目超过2周未更新
const POLICY_DAYS = 183 // 国办秘函〔2019〕19号 单项否决：通知公告、政策文件类一级栏目超过6个月未更新

const ARRANGED: Readonly<Record<string, NonNullable<Column['arranged']>>> = {
  guide: { href: '/disclosure/guide', name: '现行指南' },
  organisation: { href: '/disclosure/organisation', name: '机构职能、负责人和内设机构' },
  permits: { href: '/disclosure/services', name: '办事服务' },
  procurement: { href: '/disclosure/procurement', name: '政府采购项目台账' },
  budgets: { href: '/disclosure/budgets', name: '按年看预算、决算和“三公”经费' },
}

type Row = readonly [
  code: string,
  name: string,
  law: string,
  under: Column['under'],
  counted: CountedAs,
  more?: { readonly rule?: RuleKey; readonly freshDays?: number },
]
const ROWS: readonly Row[] = [
  ['guide', '政府信息公开指南', '条例第十二条', null, 'duties'],
  ['systems', '政府信息公开制度', '条例第四条、第十七条', null, 'regulations'],
  ['documents', '规范性文件', '条例第二十条第一项', 'statutory', 'regulations', { freshDays: POLICY_DAYS }],
  ['interpretations', '政策解读', '条例第六条', 'statutory', 'regulations', { rule: 'interpretation', freshDays: POLICY_DAYS }],
  ['organisation', '机构职能', '条例第二十条第二项', 'statutory', 'duties'],
  ['plans', '规划计划', '条例第二十条第三项', 'statutory', 'plans'],
  ['statistics', '统计信息', '条例第二十条第四项', 'statutory', 'activities'],
  ['permits', '行政许可和对外管理服务', '条例第二十条第五项', 'statutory', 'duties'],
  ['penalties', '行政处罚和行政强制', '条例第二十条第六项', 'statutory', 'activities'],
  ['budgets', '预算决算', '条例第二十条第七项', 'statutory', 'plans', { rule: 'budget' }],
  ['charges', '行政事业性收费', '条例第二十条第八项', 'statutory', 'duties'],
  ['procurement', '政府采购', '条例第二十条第九项', 'statutory', 'activities'],
  ['projects', '重大建设项目', '条例第二十条第十项', 'statutory', 'activities'],
  ['livelihood', '民生政策和措施', '条例第二十条第十一项', 'statutory', 'activities'],
  ['emergencies', '应急预案和预警信息', '条例第二十条第十二项', 'statutory', 'plans'],
  ['inspections', '监督检查', '条例第二十条第十三项', 'statutory', 'activities'],
  ['recruitment', '人员招考', '条例第二十条第十四项', 'statutory', 'activities'],
  ['city', '市政建设和公共服务', '条例第二十一条', 'statutory', 'activities'],
  ['news', '业务动态', '条例第十九条', null, 'activities', { freshDays: NEWS_DAYS }],
  ['notices', '通知公告', '条例第十九条', null, 'activities', { freshDays: POLICY_DAYS }],
]

/** Every column in the order the platform prints them. */
export const COLUMNS: readonly Column[] = ROWS.map(([code, name, law, under, counted, more = {}]) => ({
  code,
  name,
  law,
  under,
  counted,
  rule: more.rule ?? 'item',
  freshDays: more.freshDays ?? null,
  ...(ARRANGED[code] && { arranged: ARRANGED[code] }),
}))
const byCode = new Map(COLUMNS.map((column) => [column.code, column]))

const ROADS: Readonly<Record<string, string>> = {
  documents: '规范性文件从“规范性文件”台账登记：征求意见、合法性审核、编号和有效期都在那里办，印发后送主动公开',
  budgets: '预算、决算从“预算决算”上传工作簿：表格逐格核对合计，并按年列出',
}
/** Where items of a column come from when they are not written by hand; undefined where they are. */
export const roadOf = (column: string): string | undefined => ROADS[column]

export const findColumn = (code: string): Column | undefined => byCode.get(code)
/** What somebody chose, in words; nothing chosen is everything. */
export const columnsInWords = (codes: readonly string[]): string =>
  codes.length === 0 ? '全部栏目' : codes.map((code) => findColumn(code)?.name ?? code).join('、')
