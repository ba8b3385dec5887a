import { keysOf } from '../../kernel/closed.ts'
import { DECISION_KEYS, DECISIONS, type DecisionGroup, decisionGroupName, inWan, REMEDY_CELLS, type RemedyCell, type RemedyRoute } from '../requests/index.ts'
import { CATEGORIES, CUSTOM, entryGroups } from './entries.ts'
import { editionOf, isCountedRow, NORM_COLUMNS, PROACTIVE_ROWS } from './form.ts'
import { FEN_A_WAN, type Ledgers, percentOf } from './report.ts'

/** A number a report's text may hold: written `{name}`, printed as `text`, its records under `figure`. */
export type Field = { readonly name: string; readonly text: string; readonly figure: string }

const COUNTED = { received: '新收申请', carried_in: '上年结转申请', carried_out: '结转下年度申请' } as const
const REMEDY_NAMES = { reconsideration: '行政复议', litigation_direct: '直接起诉', litigation_after_reconsideration: '复议后起诉' } as const satisfies Record<
  RemedyRoute,
  string
>
const CELL_NAMES = { upheld: '结果维持', corrected: '结果纠正', other: '其他结果', pending: '尚未审结' } as const satisfies Record<RemedyCell, string>
const SHARE_DECIMALS = 1
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Every number of a year by its name in the text, in the order of the report. */
export function fieldsOf(year: number, ledgers: Ledgers): readonly Field[] {
  return [
    ...disclosureFields(ledgers),
    ...(editionOf(year) === '2019' ? procurementFields(ledgers) : []),
    ...normFields(year, ledgers),
    ...requestFields(ledgers),
    ...remedyFields(ledgers),
    ...feeFields(ledgers),
    ...caseFields(year, ledgers),
    ...entryFields(year, ledgers),
  ]
}

const shown = (value: number): string => String(value)
const whole = (name: string, value: number, figure: string): Field => ({ name, text: shown(value), figure })

function disclosureFields({ disclosure }: Ledgers): Field[] {
  const categories = Object.entries(CATEGORIES) as [keyof typeof CATEGORIES, string][] // the object is closed, so its keys are the type
  return [
    whole('主动公开信息', disclosure.items, 'disclosure.items'),
    ...categories.flatMap(([key, name]) => {
      const share = percentOf(disclosure.byCategory[key], disclosure.items, SHARE_DECIMALS)
      return [
        whole(name, disclosure.byCategory[key], `disclosure.${key}`),
        { name: `${name}占比`, text: `${share.toFixed(SHARE_DECIMALS)}%`, figure: `share.disclosed_by_category.${key}` },
      ]
    }),
  ]
}

const procurementFields = ({ disclosure: { procurement } }: Ledgers): Field[] => [
  whole('政府集中采购采购项目数量', procurement.projects, 'procurement.projects'),
  whole('政府集中采购采购总金额', procurement.amountFen / FEN_A_WAN, 'procurement.amount'),
]

/** The numbers of table two that the ledger of normative documents counts, by the words of the form. */
function normFields(year: number, { norms }: Ledgers): Field[] {
  const edition = editionOf(year)
  const row = PROACTIVE_ROWS[edition].find(({ key }) => isCountedRow(key))
  return NORM_COLUMNS[edition].map((figure, i) => whole(`${row?.item}${row?.columns[i]}`, norms[figure], `norms.${figure}`))
}

function requestFields({ requests, channels }: Ledgers): Field[] {
  const total = (row: keyof typeof requests) => sum(Object.values(requests[row]))
  const groups = keysOf<DecisionGroup>(decisionGroupName)
  const inGroup = (group: DecisionGroup) => DECISION_KEYS.filter((key) => DECISIONS[key].group === group)
  const natural = requests.received.natural_person
  return [
    ...Object.entries(COUNTED).map(([row, name]) => whole(name, total(row as keyof typeof COUNTED), `requests.${row}.total`)),
    whole('自然人申请', natural, 'requests.received.natural_person'),
    whole('法人或其他组织申请', total('received') - natural, 'requests.received.organisations'),
    whole('信函申请', channels.letter + channels.registered_letter, 'channels.letter'),
    whole('网络申请', channels.online, 'channels.online'),
    whole('当面申请', channels.in_person, 'channels.in_person'),
    whole('传真申请', channels.fax, 'channels.fax'),
    whole('办结申请', sum(DECISION_KEYS.map(total)), 'requests.concluded.total'),
    ...groups.map((group) => whole(decisionGroupName[group].slice(3), sum(inGroup(group).map(total)), `requests.${group}.total`)),
    ...DECISION_KEYS.filter((key) => key.includes('.')).map((key) => whole(DECISIONS[key].short.replace(/[“”、]/g, ''), total(key), `requests.${key}.total`)),
  ]
}

function remedyFields({ remedies }: Ledgers): Field[] {
  const routes = Object.entries(REMEDY_NAMES) as [RemedyRoute, string][] // the object is closed, so its keys are the type
  const all = (route: RemedyRoute) => sum(Object.values(remedies[route]))
  return [
    whole('行政复议', all('reconsideration'), 'remedies.reconsideration.total'),
    whole('行政诉讼', all('litigation_direct') + all('litigation_after_reconsideration'), 'remedies.litigation.total'),
    ...routes.flatMap(([route, name]) => REMEDY_CELLS.map((cell) => whole(`${name}${CELL_NAMES[cell]}`, remedies[route][cell], `remedies.${route}.${cell}`))),
  ]
}

/** 信息处理费, in yuan and 万元, as section six reports it; what was given up is a figure of its own. */
const feeFields = ({ fees }: Ledgers): Field[] => [
  whole('收取信息处理费', fees.paidYuan, 'fees.paid'),
  whole('收费申请', fees.paid, 'fees.paid'),
  { name: '收取信息处理费万元', text: inWan(fees.paidYuan), figure: 'fees.paid' },
  whole('减免收费申请', fees.waived, 'fees.waived'),
  whole('减免信息处理费', fees.waivedYuan, 'fees.waived'),
  { name: '减免信息处理费万元', text: inWan(fees.waivedYuan), figure: 'fees.waived' },
]

function caseFields(year: number, { cases }: Ledgers): Field[] {
  return [
    whole('处置公众上报', cases.handled, 'cases.handled'),
    whole('得到评价', cases.rated, 'cases.rated'),
    whole('评价满意', cases.satisfied, 'cases.satisfied'),
    { name: '满意率', text: `${percentOf(cases.satisfied, cases.rated, 2)}%`, figure: 'share.satisfied_cases' },
    { name: `${year - 1}年四季度满意率`, text: `${percentOf(cases.last_q4_satisfied, cases.last_q4_rated, 2)}%`, figure: 'share.last_q4_satisfied' },
  ]
}

function entryFields(year: number, { entries }: Ledgers): Field[] {
  const known = entryGroups(year).flatMap((group) => group.fields)
  const own = [...entries.keys()].filter((key) => key.startsWith(CUSTOM)).map((key) => ({ key, label: key.slice(CUSTOM.length), unit: '' }))
  return [...known, ...own].map(({ key, label, unit }) => ({
    name: label.replace(/\s|：/g, ''),
    text: `${shown(entries.get(key) ?? 0)}${unit === '%' ? '%' : ''}`,
    figure: `entries.${key}`,
  }))
}
