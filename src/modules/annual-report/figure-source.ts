import {
  APPLICANT_KINDS,
  applicantKindName,
  type Channel,
  DECISION_KEYS,
  DECISIONS,
  decisionGroupName,
  type FigureOf,
  isDecision,
  LEDGER_ROWS,
  REMEDY_CELLS,
  REMEDY_ROUTES,
  type RemedyCell,
  type RemedyRoute,
  remedyResultName,
  remedyRouteName,
} from '../requests/index.ts'
import { CASE_FIGURES, type CaseFigure } from '../cases/index.ts'
import { type CountedAs, NORM_FIGURES, type NormFigure, normFigureName } from '../disclosure/index.ts'
import { CATEGORIES, findEntryField } from './entries.ts'
import { editionOf, NORM_COLUMNS } from './form.ts'

/** Where a number of the report comes from, by the key its link carries. */
export type FigureSource = { readonly label: string } & (
  | { readonly kind: 'requests'; readonly of: FigureOf }
  | { readonly kind: 'remedies'; readonly routes: readonly RemedyRoute[]; readonly cells: readonly RemedyCell[] }
  | { readonly kind: 'cases'; readonly figure: CaseFigure }
  | { readonly kind: 'disclosure'; readonly category: CountedAs | null }
  | { readonly kind: 'procurement' }
  | { readonly kind: 'fees'; readonly ended: 'paid' | 'waived' }
  | { readonly kind: 'norms'; readonly figure: NormFigure }
  | { readonly kind: 'entry'; readonly key: string }
  | { readonly kind: 'share'; readonly part: string; readonly whole: string }
)

const CHANNEL_FIGURES: Readonly<Record<string, { label: string; channels: readonly Channel[] }>> = {
  letter: { label: '信函申请', channels: ['letter', 'registered_letter'] },
  online: { label: '网络申请', channels: ['online'] },
  in_person: { label: '当面申请', channels: ['in_person'] },
  fax: { label: '传真申请', channels: ['fax'] },
}

/** Figures that were entered by hand before the house kept their ledgers: the links of a report published then still open. */
const ONCE_ENTERED: Readonly<Record<string, string>> = {
  'entries.citizen_reports_handled': 'cases.handled',
  'entries.rated_cases': 'cases.rated',
  'entries.satisfied_cases': 'cases.satisfied',
  'entries.satisfaction_percent_last_q4': 'share.last_q4_satisfied',
  'entries.disclosed_items': 'disclosure.items',
  'entries.request_fees_yuan': 'fees.paid',
  'entries.procurement.1': 'procurement.projects',
  'entries.procurement.2': 'procurement.amount',
  ...Object.fromEntries(Object.keys(CATEGORIES).map((key) => [`entries.disclosed_by_category.${key}`, `disclosure.${key}`])),
}

function onceEntered(year: number, asked: string): string | undefined {
  const [, column] = /^entries\.normative\.([1-3])$/.exec(asked) ?? []
  if (column !== undefined) return `norms.${NORM_COLUMNS[editionOf(year)][Number(column) - 1]}`
  return Object.hasOwn(ONCE_ENTERED, asked) ? ONCE_ENTERED[asked] : undefined
}

/** The source of `requests.granted.total`, `remedies.reconsideration.pending`, `cases.handled`, `disclosure.items`, `share.satisfied_cases` and so on. */
export function findFigureSource(year: number, asked: string): FigureSource | undefined {
  const figure = onceEntered(year, asked) ?? asked
  const [kind = '', ...rest] = figure.split('.')
  const key = rest.join('.')
  if (kind === 'requests') return requestSource(rest.slice(0, -1).join('.'), rest.at(-1) ?? '')
  if (kind === 'channels') {
    const found = Object.hasOwn(CHANNEL_FIGURES, key) ? CHANNEL_FIGURES[key] : undefined
    return found && { kind: 'requests', label: found.label, of: { rows: ['received'], kinds: APPLICANT_KINDS, channels: found.channels } }
  }
  if (kind === 'remedies') return remedySource(rest[0] ?? '', rest[1] ?? '')
  if (kind === 'cases') return caseSource(year, key)
  if (kind === 'disclosure') return disclosureSource(key)
  if (kind === 'procurement')
    return key === 'projects' || key === 'amount' ? { kind, label: `政府集中采购，${key === 'amount' ? '采购总金额' : '采购项目数量'}` } : undefined
  if (kind === 'fees') return key === 'paid' || key === 'waived' ? { kind, ended: key, label: key === 'paid' ? '收取信息处理费' : '减免信息处理费' } : undefined
  if (kind === 'norms') return normSource(key)
  if (kind === 'share') return shareSource(year, key)
  const field = kind === 'entries' ? findEntryField(year, key) : undefined
  return field && { kind: 'entry', label: field.label, key }
}

const ROW_NAMES = { received: '本年新收申请', carried_in: '上年结转申请', carried_out: '结转下年度继续办理', concluded: '本年办结申请' } as const

function requestSource(row: string, column: string): FigureSource | undefined {
  const kinds =
    column === 'total' ? APPLICANT_KINDS : APPLICANT_KINDS.filter((kind) => kind === column || (column === 'organisations' && kind !== 'natural_person'))
  if (kinds.length === 0) return undefined
  const who = column === 'total' ? '' : `，${kinds.length === 1 && kinds[0] ? applicantKindName[kinds[0]] : '法人或其他组织'}`
  if (row === 'concluded') return { kind: 'requests', label: `${ROW_NAMES.concluded}${who}`, of: { rows: 'concluded', kinds } }
  if (isDecision(row)) return { kind: 'requests', label: `${DECISIONS[row].label}${who}`, of: { rows: [row], kinds } }
  const group = Object.entries(decisionGroupName).find(([name]) => name === row)
  if (group) return { kind: 'requests', label: `${group[1]}${who}`, of: { rows: DECISION_KEYS.filter((key) => DECISIONS[key].group === row), kinds } }
  const rows = LEDGER_ROWS.filter((one) => one === row)
  const name = Object.entries(ROW_NAMES).find(([one]) => one === row)?.[1]
  return name ? { kind: 'requests', label: `${name}${who}`, of: { rows, kinds } } : undefined
}

function remedySource(route: string, cell: string): FigureSource | undefined {
  const routes = REMEDY_ROUTES.filter((one) => one === route || (route === 'litigation' && one !== 'reconsideration'))
  const cells = REMEDY_CELLS.filter((one) => one === cell || cell === 'total')
  const [only] = cells
  if (routes.length === 0 || !only) return undefined
  const name = routes.length === 1 && routes[0] ? remedyRouteName[routes[0]] : '行政诉讼'
  const result = cells.length > 1 ? '' : only === 'pending' ? '，尚未审结' : `，${remedyResultName[only]}`
  return { kind: 'remedies', label: `${name}${result}`, routes, cells }
}

function caseSource(year: number, key: string): FigureSource | undefined {
  const labels = {
    handled: '处置公众上报',
    rated: '得到评价',
    satisfied: '评价满意',
    last_q4_rated: `${year - 1} 年四季度得到评价`,
    last_q4_satisfied: `${year - 1} 年四季度评价满意`,
  } as const satisfies Record<CaseFigure, string>
  const figure = CASE_FIGURES.find((one) => one === key)
  return figure && { kind: 'cases', label: labels[figure], figure }
}

function disclosureSource(key: string): FigureSource | undefined {
  if (key === 'items') return { kind: 'disclosure', label: '主动公开信息', category: null }
  const found = Object.entries(CATEGORIES).find(([name]) => name === key)
  return found && { kind: 'disclosure', label: found[1], category: found[0] as CountedAs } // a key of the closed object
}

function normSource(key: string): FigureSource | undefined {
  const figure = NORM_FIGURES.find((one) => one === key)
  return figure && { kind: 'norms', label: normFigureName[figure], figure }
}

function shareSource(year: number, key: string): FigureSource | undefined {
  if (key === 'satisfied_cases') return { kind: 'share', label: '满意率', part: 'cases.satisfied', whole: 'cases.rated' }
  if (key === 'last_q4_satisfied') return { kind: 'share', label: `${year - 1} 年四季度满意率`, part: 'cases.last_q4_satisfied', whole: 'cases.last_q4_rated' }
  const category = Object.entries(CATEGORIES).find(([name]) => key === `disclosed_by_category.${name}`)
  return category && { kind: 'share', label: `${category[1]}占比`, part: `disclosure.${category[0]}`, whole: 'disclosure.items' }
}
