import type { Fields } from '../../kernel/field.ts'
import { csvOf } from '../../platform/csv.ts'
import { tableOf } from '../../platform/dataset.ts'
import { COUNTS, type Count, type Dimension } from '../cases/index.ts'
import { countName, countSays, DEFINITIONS, formulaOf, RATES, type RateKey, SMALLEST_WHOLE, shareOf } from './definitions.ts'
import type { FigureRow, Figures } from './load-figures.ts'
import { dimensionName, type Question, recordsHref } from './question.ts'

const WHOLE = '合计'

type CsvRow = { readonly name: string; readonly code: string } & Readonly<Record<Count, number>> & Readonly<Record<RateKey, string | null>>
const keyed = <Key extends string, Of>(pairs: readonly (readonly [Key, Of])[]): Record<Key, Of> => Object.fromEntries(pairs) as Record<Key, Of> // every key once
/** What each column of the figures is; the first is headed by what they are told apart by. */
export const figureFields = (by: Dimension): Fields<CsvRow> => ({
  name: { head: dimensionName[by], type: 'text', says: '部门、街道或者类别的名称，由地址里的 by 决定；最后一行是合计' },
  code: { head: '编码', type: 'text', says: '它的编码；合计没有编码' },
  ...keyed(COUNTS.map((count) => [count, { head: countName[count], type: 'integer', says: countSays[count], unit: '件' } as const])),
  ...keyed(
    RATES.map((rate) => {
      const says = `${formulaOf(rate)}，0 到 1；分母不足 ${SMALLEST_WHOLE} 件时不给比率`
      return [rate.key, { head: rate.name, type: 'number', says } as const]
    }),
  ),
})

/** The page's figures for a spreadsheet: what they mean stands in the same file, below them. */
export function csvOfFigures(question: Question, figures: Figures): Uint8Array<ArrayBuffer> {
  const all: readonly FigureRow[] = [...figures.rows, { code: '', name: WHOLE, counts: figures.whole }]
  const rows = all.map(({ name, code, counts }): CsvRow => {
    const shares = keyed(RATES.map((rate) => [rate.key, shareOf(rate, counts)?.toFixed(4) ?? null] as const))
    return { name, code, ...keyed(COUNTS.map((count) => [count, counts[count]] as const)), ...shares }
  })
  const fields = figureFields(question.by)
  const notes = [
    ['起', question.days.from],
    ['止', question.days.to],
    ['数据截至', figures.asOf.toISOString()],
    ['口径', DEFINITIONS.name],
    ...[...COUNTS, ...RATES.map(({ key }) => key)].map((key) => [fields[key].head, fields[key].says]),
  ]
  return new Uint8Array(csvOf([...tableOf(fields, rows), [], ...notes]))
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
