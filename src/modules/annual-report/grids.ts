import { DECISIONS, type DecisionGroup, decisionGroupName, isDecision, type RemedyRoute } from '../requests/index.ts'
import { type Edition, isCountedRow, NORM_COLUMNS, PROACTIVE_ROWS, REMEDY_COLUMNS, REQUEST_COLUMNS } from './form.ts'
import type { Report } from './report.ts'

/** One cell of a printed table. A value knows its figure and the words of its column. */
export type Cell = {
  readonly text: string
  readonly cols?: number
  readonly rows?: number
  readonly role: 'head' | 'rowhead' | 'group' | 'value'
  readonly figure?: string
  readonly column?: string
}
export type GridRow = { readonly key: string; readonly cells: readonly Cell[]; readonly sum?: boolean }
export type Grid = { readonly title: string; readonly width: number; readonly head: readonly (readonly Cell[])[]; readonly body: readonly GridRow[] }

const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'] as const
const RULE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
const head = (text: string, cols = 1, rows = 1): Cell => ({ text, cols, rows, role: 'head' })
const value = (n: number, figure: string, column: string, cols = 1): Cell => ({ text: String(n), cols, role: 'value', figure, column })

export type ProactiveBlock = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly item: string; readonly cells: readonly Cell[] }[]
}
const ITEMS: Readonly<Record<string, string>> = {
  '20(1)': '第二十条第（一）项',
  '20(5)': '第二十条第（五）项',
  '20(6)': '第二十条第（六）项',
  '20(8)': '第二十条第（八）项',
  '20(9)': '第二十条第（九）项',
} // 条例第二十条
const PROCUREMENT_FIGURES = ['procurement.projects', 'procurement.amount'] as const
/** Which ledger a cell of table two opens, or the entry of the office. */
function figureOf(edition: Edition, row: string, i: number): string {
  if (row === 'procurement') return PROCUREMENT_FIGURES[i] ?? ''
  return isCountedRow(row) ? `norms.${NORM_COLUMNS[edition][i]}` : `entries.${row}.${i + 1}`
}
export const PROACTIVE_WIDTH = 4

/** Table two, one block an item of art 20. */
export function proactiveBlocks(report: Report): readonly ProactiveBlock[] {
  const rows = report.tables.proactive.map((row, i) => ({ ...row, key: PROACTIVE_ROWS[report.edition][i]?.key ?? '' }))
  return [...new Set(rows.map((row) => row.article))].map((article) => {
    const inBlock = rows.filter((row) => row.article === article)
    const columns = (inBlock[0]?.columns ?? []).map((name) => (name === '采购总金额' ? `${name}（万元）` : name)) // the form of 60号 prints no unit
    const last = columns.length - 1
    return {
      title: ITEMS[article] ?? article,
      columns,
      rows: inBlock.map((row) => ({
        item: row.item,
        cells: row.values.map((n, i) => value(n, figureOf(report.edition, row.key, i), columns[i] ?? '', i === last ? PROACTIVE_WIDTH - 1 - last : 1)),
      })),
    }
  })
}

const GROUP_ROWS = ['refused', 'unable', 'not_processed', 'other'] as const satisfies readonly DecisionGroup[]

/** Table three as both forms print it: three columns of labels and seven of numbers. */
export function requestGrid(report: Report): Grid {
  const rows = report.tables.requests.rows
  const results = rows.filter(({ key }) => !['received', 'carried_in', 'carried_out'].includes(key))
  const membersOf = (group: string) =>
    results.filter(({ key }) => isDecision(key) && DECISIONS[key].group === group && key !== 'granted' && key !== 'partly_granted')
  const body = rows.map(({ key, label, values }): GridRow => {
    const numbers = values.map((n, i) => value(n, `requests.${key}.${REQUEST_COLUMNS[i]}`, APPLICANTS[i] ?? ''))
    return {
      key,
      cells: [...labelsOf(key, label, results[0]?.key === key ? results.length : 0, membersOf), ...numbers],
      ...(key === 'concluded' ? { sum: true } : {}),
    }
  })
  return {
    title: '收到和处理政府信息公开申请情况',
    width: 10,
    body,
    head: [
      [head(RULE, 3, 3), head('申请人情况', 7)],
      [head('自然人', 1, 2), head('法人或其他组织', 5), head('总计', 1, 2)],
      APPLICANTS.slice(1, 6).map((name) => head(name)),
    ],
  }
}

function labelsOf(key: string, label: string, results: number, membersOf: (group: string) => readonly { key: string }[]): Cell[] {
  const rowhead = (text: string, cols: number): Cell => ({ text, cols, role: 'rowhead' })
  if (key === 'received' || key === 'carried_in' || key === 'carried_out') return [rowhead(label, 3)]
  const first: Cell[] = results > 0 ? [{ text: '三、本年度办理结果', rows: results, role: 'group' }] : []
  const short = label.replace(/^三/, '')
  const group = GROUP_ROWS.find((one) => isDecision(key) && DECISIONS[key].group === one)
  if (!group) return [...first, rowhead(key === 'partly_granted' ? `${short}（区分处理的，只计这一情形，不计其他情形）` : short, 2)]
  const members = membersOf(group)
  const opening: Cell[] = members[0]?.key === key ? [{ text: decisionGroupName[group], rows: members.length, role: 'group' }] : []
  return [...first, ...opening, rowhead(short.replace(/^（.）/, ''), 1)]
}

const ROUTES = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration'] as const satisfies readonly RemedyRoute[]
const ROUTE_NAMES = {
  reconsideration: '行政复议',
  litigation_direct: '未经复议直接起诉',
  litigation_after_reconsideration: '复议后起诉',
} as const satisfies Record<RemedyRoute, string>
const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'] as const

/** Table four: fifteen numbers in one row. */
export function remedyGrid(report: Report): Grid {
  const numbers = ROUTES.flatMap((route) =>
    report.tables.remedies[route].map((n, i) => value(n, `remedies.${route}.${REMEDY_COLUMNS[i]}`, `${ROUTE_NAMES[route]} · ${RESULTS[i]}`)),
  )
  return {
    title: '政府信息公开行政复议、行政诉讼情况',
    width: 15,
    head: [
      [head('行政复议', 5, 2), head('行政诉讼', 10)],
      [head('未经复议直接起诉', 5), head('复议后起诉', 5)],
      ROUTES.flatMap(() => RESULTS.map((name) => head(name))),
    ],
    body: [{ key: 'remedies', cells: numbers }],
  }
}

export const TABLE_TITLES = {
  two: '二、主动公开政府信息情况',
  three: '三、收到和处理政府信息公开申请情况',
  four: '四、政府信息公开行政复议、行政诉讼情况',
} as const
