import type { Field } from '../../../kernel/field.ts'
import { CASE_FIELDS } from '../../cases/index.ts'
import { BUDGET_FIELDS, CATALOGUE_FIELDS, ITEM_FIELDS, NORM_FIELDS, PROCUREMENT_FIELDS } from '../../disclosure/index.ts'
import { figureFields } from '../../indicators/index.ts'
import { ANSWER_FIELDS } from '../../requests/index.ts'
import { STANDARD_FIELDS } from '../../standards/index.ts'

/** Under what everything here may be used. */
export const LICENCE = { name: '知识共享 署名 4.0 国际（CC BY 4.0）', url: 'https://creativecommons.org/licenses/by/4.0/' } as const // office setting

/** The forms of files: what people call them, and their media types as IANA has them. */
export const FORMS = {
  csv: { name: 'CSV', media: 'text/csv', says: '表格，用 Excel 或者 WPS 打开' },
  json: { name: 'JSON', media: 'application/json', says: '给程序' },
  geojson: { name: 'GeoJSON', media: 'application/geo+json', says: '给地图软件' },
  parquet: { name: 'Parquet', media: 'application/vnd.apache.parquet', says: '给数据分析，带字段类型' },
  xlsx: { name: 'Excel', media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', says: '工作簿' },
  atom: { name: 'Atom', media: 'application/atom+xml', says: '订阅源' },
  rss: { name: 'RSS', media: 'application/rss+xml', says: '订阅源' },
  feed: { name: 'JSON Feed', media: 'application/feed+json', says: '订阅源' },
} as const satisfies Record<string, { readonly name: string; readonly media: string; readonly says: string }>
export type Form = keyof typeof FORMS
export type DataFile = { readonly form: Form; readonly path: string; readonly title: string }

export const RHYTHMS = { continuous: '实时：变动马上可见', irregular: '有新版时', yearly: '每年一次' } as const
export const SERVICES = {
  open311: {
    title: 'Open311 GeoReport v2',
    path: '/open311/v2',
    description: '/open311/v2/discovery.json',
    page: '/open311',
    conformsTo: 'http://wiki.open311.org/GeoReport_v2/',
  },
  items: {
    title: '公开信息接口',
    path: '/api/v1',
    description: '/api/v1/openapi.json',
    page: '/developers',
    conformsTo: 'https://spec.openapis.org/oas/v3.1.0',
  },
} as const

export type Dataset = {
  readonly key: string
  readonly title: string
  /** What it holds, and of what it says nothing. */
  readonly holds: string
  readonly keywords: readonly string[]
  readonly rhythm: keyof typeof RHYTHMS
  readonly files: readonly DataFile[]
  /** The page that shows the same to people. */
  readonly page: string
  readonly service: keyof typeof SERVICES | null
  /** Null where the files are documents of their own form. */
  readonly fields: Readonly<Record<string, Field>> | null
}

const filesAt = (base: string, forms: readonly Form[]): DataFile[] => forms.map((form) => ({ form, path: `${base}.${form}`, title: FORMS[form].name }))

const FIXED: readonly Dataset[] = [
  {
    key: 'items',
    title: '主动公开信息',
    holds: '已经公开的每一条政府信息：编号、标题、栏目、发文机关、文号、日期、有效性和网址。撤下的不在里面，增量同步用接口。',
    keywords: ['政府信息公开', '主动公开'],
    rhythm: 'continuous',
    files: [
      ...filesAt('/disclosure/items', ['csv', 'json', 'parquet', 'atom', 'rss']),
      { form: 'feed', path: '/disclosure/feed.json', title: FORMS.feed.name },
    ],
    page: '/disclosure/items',
    service: 'items',
    fields: ITEM_FIELDS,
  },
  {
    key: 'catalogue',
    title: '政府信息公开目录',
    holds: '《条例》第十二条规定的目录：已经公开的每一条信息的索引、名称、内容概述和生成日期。',
    keywords: ['政府信息公开', '目录'],
    rhythm: 'continuous',
    files: filesAt('/disclosure/catalogue', ['csv']),
    page: '/disclosure/catalogue',
    service: null,
    fields: CATALOGUE_FIELDS,
  },
  {
    key: 'norms',
    title: '规范性文件',
    holds: '每一份已经公开的规范性文件：文号、日期、有效期，现在有效、已修改、失效还是废止。',
    keywords: ['规范性文件', '有效性'],
    rhythm: 'continuous',
    files: filesAt('/disclosure/norms', ['csv', 'json', 'parquet']),
    page: '/disclosure/norms',
    service: null,
    fields: NORM_FIELDS,
  },
  {
    key: 'answers',
    title: '公开的答复',
    holds: '向所有人公开的依申请公开答复：申请公开什么，怎样答复，依据哪一条。申请人的信息不在里面。',
    keywords: ['依申请公开', '答复'],
    rhythm: 'continuous',
    files: filesAt('/requests/answers', ['csv', 'json']),
    page: '/requests/answers',
    service: null,
    fields: ANSWER_FIELDS,
  },
  {
    key: 'budgets',
    title: '预算和决算的每一个数',
    holds: '已经公开的部门预算、决算和“三公”经费表里的每一个金额：哪一年、哪张表、哪一行、哪一列，换算成元。表格本身另有网页、CSV 和 JSON。',
    keywords: ['预算', '决算', '三公经费', '财政'],
    rhythm: 'continuous',
    files: filesAt('/disclosure/budgets/figures/list', ['csv', 'json', 'parquet']),
    page: '/disclosure/budgets',
    service: null,
    fields: BUDGET_FIELDS,
  },
  {
    key: 'procurement',
    title: '采购项目',
    holds: '已经公开的每一个采购项目：采购方式、供应商、合同金额和日期，是否属于政府集中采购。',
    keywords: ['政府采购', '合同'],
    rhythm: 'continuous',
    files: filesAt('/disclosure/procurement/list', ['csv', 'json']),
    page: '/disclosure/procurement',
    service: null,
    fields: PROCUREMENT_FIELDS,
  },
  {
    key: 'cases',
    title: '城市管理案件',
    holds: '每一件上报和案件：问题、位置、类别、承办单位、时限、环节和结果。没有立案的只有编号、环节和理由；上报人的信息不公开。',
    keywords: ['城市管理', '案件', 'Open311'],
    rhythm: 'continuous',
    files: filesAt('/cases', ['csv', 'json', 'geojson', 'parquet', 'atom']),
    page: '/cases',
    service: 'open311',
    fields: CASE_FIELDS,
  },
  {
    key: 'case-figures',
    title: '城市管理指标',
    holds: '按部门、街道或者类别统计的立案、派遣、按期结案、超期、返工和满意率。直接下载的是本月按部门的，在网页上可以选时段和分组。',
    keywords: ['城市管理', '指标', '按期结案率'],
    rhythm: 'continuous',
    files: filesAt('/cases/figures', ['csv', 'json']),
    page: '/cases/figures',
    service: null,
    fields: figureFields('unit'),
  },
]

const standardsOf = (version: number): Dataset => ({
  key: 'standards',
  title: '立结案标准',
  holds: '现行的城市管理部件和事件立案、结案标准：什么情形立案，多长时间处置，做到什么程度结案。',
  keywords: ['立案标准', '结案标准', '处置时限'],
  rhythm: 'irregular',
  files: filesAt(`/standards/${version}`, ['csv', 'json', 'xlsx']),
  page: '/standards',
  service: null,
  fields: STANDARD_FIELDS,
})

const reportsOf = (years: readonly number[]): Dataset => ({
  key: 'annual-reports',
  title: '政府信息公开工作年度报告',
  holds: '已经发布的年度报告里的全部表格和数字，按国务院办公厅规定的格式。每一年的表格、行和列都有名称，不另有字段表。',
  keywords: ['年度报告', '政府信息公开'],
  rhythm: 'yearly',
  files: years.flatMap((year) =>
    (['json', 'xlsx'] as const).map((form) => ({ form, path: `/annual-reports/${year}.${form}`, title: `${year} 年 ${FORMS[form].name}` })),
  ),
  page: '/annual-reports',
  service: null,
  fields: null,
})

/** What stands at this moment: the published years of the report, the last first, and the version of the standard in force. */
export type Standing = { readonly years: readonly number[]; readonly standard: number | null }

/** Every dataset of the platform; one without a file is none. */
export const datasetsOf = ({ years, standard }: Standing): readonly Dataset[] => [
  ...FIXED,
  ...(standard === null ? [] : [standardsOf(standard)]),
  ...(years.length === 0 ? [] : [reportsOf(years)]),
]
