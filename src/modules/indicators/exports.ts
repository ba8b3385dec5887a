import { csvOf } from '../../platform/csv.ts'
import { COUNTS } from '../cases/index.ts'
import { countName, countSays, DEFINITIONS, formulaOf, RATES, SMALLEST_WHOLE, shareOf } from './definitions.ts'
import type { FigureRow, Figures } from './load-figures.ts'
import { dimensionName, type Question, recordsHref } from './question.ts'

const WHOLE = '合计'
const rowsOf = ({ whole, rows }: Figures): FigureRow[] => [...rows, { code: '', name: WHOLE, counts: whole }]

/** The page's figures for a spreadsheet: what they mean stands in the same file, below them. */
export function csvOfFigures(question: Question, figures: Figures): Uint8Array {
  const head = [dimensionName[question.by], '编码', ...COUNTS.map((count) => countName[count]), ...RATES.map(({ name }) => name)]
  const rows = rowsOf(figures).map(({ code, name, counts }) => [
    name,
    code,
    ...COUNTS.map((count) => String(counts[count])),
    ...RATES.map((rate) => shareOf(rate, counts)?.toFixed(4) ?? ''),
  ])
  const notes = [
    ['起', question.days.from],
    ['止', question.days.to],
    ['数据截至', figures.asOf.toISOString()],
    ['口径', DEFINITIONS.name],
    ...COUNTS.map((count) => [countName[count], countSays[count]]),
    ...RATES.map((rate) => [rate.name, `${formulaOf(rate)}；分母不足 ${SMALLEST_WHOLE} 件时不给比率`]),
  ]
  return csvOf([head, ...rows, [], ...notes])
}

/** The same for a program; `share` is null over too small a whole. */
export function jsonOfFigures(question: Question, figures: Figures, origin: string) {
  const { days, among, by } = question
  const told = ({ code, name, counts }: FigureRow) => {
    const change = code === '' ? {} : { [by]: code }
    return {
      code: code === '' ? null : code,
      name,
      counts: Object.fromEntries(COUNTS.map((count) => [count, { value: counts[count], records: new URL(recordsHref(question, count, change), origin).href }])),
      rates: Object.fromEntries(RATES.map((rate) => [rate.key, { part: counts[rate.part], whole: counts[rate.whole], share: shareOf(rate, counts) }])),
    }
  }
  return {
    data_as_of: figures.asOf.toISOString(),
    definitions: {
      ...DEFINITIONS,
      smallest_whole: SMALLEST_WHOLE,
      counts: Object.fromEntries(COUNTS.map((count) => [count, { name: countName[count], says: countSays[count] }])),
      rates: Object.fromEntries(RATES.map((rate) => [rate.key, { name: rate.name, part: rate.part, whole: rate.whole, formula: formulaOf(rate) }])),
    },
    from: days.from,
    to: days.to,
    filter: among,
    by,
    whole: told({ code: '', name: WHOLE, counts: figures.whole }),
    rows: figures.rows.map(told),
  }
}
