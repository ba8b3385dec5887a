import type { NormFigure } from '../disclosure/index.ts'
import { DECISION_KEYS, DECISIONS, type Decision } from '../requests/index.ts'

/** 国办公开办函〔2019〕60号 for 2019 and 2020; 国办公开办函〔2021〕30号 from 2021. */
export type Edition = '2019' | '2021'
const FIRST_YEAR_OF_SECOND_EDITION = 2021 // 国办公开办函〔2021〕30号
export const editionOf = (year: number): Edition => (year < FIRST_YEAR_OF_SECOND_EDITION ? '2019' : '2021')

export type ProactiveRow = { readonly key: string; readonly article: string; readonly item: string; readonly columns: readonly string[] }

const MADE = ['本年新制作数量', '本年新公开数量', '对外公开总数量'] as const
const ITEMS = ['上一年项目数量', '本年增/减', '处理决定数量'] as const
const VALID = ['本年制发件数', '本年废止件数', '现行有效件数'] as const
const DECIDED = ['本年处理决定数量'] as const

/** Table two, by edition; what no ledger holds yet is entered under `key.column`. */
export const PROACTIVE_ROWS: Readonly<Record<Edition, readonly ProactiveRow[]>> = {
  '2019': [
    { key: 'rules', article: '20(1)', item: '规章', columns: MADE },
    { key: 'normative', article: '20(1)', item: '规范性文件', columns: MADE },
    { key: 'permits', article: '20(5)', item: '行政许可', columns: ITEMS },
    { key: 'services', article: '20(5)', item: '其他对外管理服务事项', columns: ITEMS },
    { key: 'penalties', article: '20(6)', item: '行政处罚', columns: ITEMS },
    { key: 'enforcement', article: '20(6)', item: '行政强制', columns: ITEMS },
    { key: 'charges', article: '20(8)', item: '行政事业性收费', columns: ['上一年项目数量', '本年增/减'] },
    { key: 'procurement', article: '20(9)', item: '政府集中采购', columns: ['采购项目数量', '采购总金额'] },
  ],
  '2021': [
    { key: 'rules', article: '20(1)', item: '规章', columns: VALID },
    { key: 'normative', article: '20(1)', item: '行政规范性文件', columns: VALID },
    { key: 'permits', article: '20(5)', item: '行政许可', columns: DECIDED },
    { key: 'penalties', article: '20(6)', item: '行政处罚', columns: DECIDED },
    { key: 'enforcement', article: '20(6)', item: '行政强制', columns: DECIDED },
    { key: 'charges', article: '20(8)', item: '行政事业性收费', columns: ['本年收费金额（单位：万元）'] },
  ],
}

/** The columns of table two on normative documents, which the ledger of disclosure counts; the key its links carry is `norms.` and the figure. */
export const NORM_COLUMNS: Readonly<Record<Edition, readonly NormFigure[]>> = {
  '2019': ['made', 'published', 'publicTotal'],
  '2021': ['issued', 'abolished', 'inForce'],
}
export const isCountedRow = (key: string): boolean => key === 'normative'

export type RequestRow = { readonly key: string; readonly label: string; readonly decisions: readonly Decision[] | null }

const leaf = (key: Decision): RequestRow => ({ key, label: `三${DECISIONS[key].label}`, decisions: [key] })
const OTHER: readonly Decision[] = ['other.not_amended', 'other.unpaid', 'other.other']

/** Table three, top to bottom; edition A gathers the three rows of （六） in one. */
export function requestRows(edition: Edition): readonly RequestRow[] {
  const leaves = DECISION_KEYS.filter((key) => DECISIONS[key].group !== 'other').map(leaf)
  const other = edition === '2019' ? [{ key: 'other', label: '三（六）其他处理', decisions: OTHER }] : OTHER.map(leaf)
  return [
    { key: 'received', label: '一、本年新收政府信息公开申请数量', decisions: null },
    { key: 'carried_in', label: '二、上年结转政府信息公开申请数量', decisions: null },
    ...leaves,
    ...other,
    { key: 'concluded', label: '三（七）总计', decisions: DECISION_KEYS },
    { key: 'carried_out', label: '四、结转下年度继续办理', decisions: null },
  ]
}

export const REQUEST_COLUMNS = ['natural_person', 'business', 'research', 'public_interest', 'legal_service', 'other_organisation', 'total'] as const
export const REMEDY_COLUMNS = ['upheld', 'corrected', 'other', 'pending', 'total'] as const
