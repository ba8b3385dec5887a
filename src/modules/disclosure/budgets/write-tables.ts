import { escaped } from '../../../ui/jsx-runtime.ts'
import { bodyOf } from '../take-files.ts'
import { amountText, readAmount } from './amount.ts'
import { type Book, type BookCell, type BookTable, bookKindName } from './book.ts'
import { type Grid, gridOf } from './grid.ts'

const attribute = (name: string, span: number): string => (span > 1 ? ` ${name}="${span}"` : '')
const spans = ({ rows, cols }: BookCell): string => attribute('rowspan', rows) + attribute('colspan', cols)

/** A table as accessible markup: caption, unit, headings of columns and rows, figures to the right; `marked` cells are set off and can be linked to. */
export function tableHtml(table: BookTable, marked: ReadonlySet<string> = new Set()): string {
  const { columns } = gridOf(table)
  const heads = table.rows
    .slice(0, table.heads)
    .map((row) => row.flatMap((cell) => (cell ? [`<th scope="${cell.cols > 1 ? 'colgroup' : 'col'}"${spans(cell)}>${escaped(cell.text)}</th>`] : [])))
  const body = table.rows.slice(table.heads).map((row) =>
    row.flatMap((cell, x) => {
      if (!cell) return []
      const mark = marked.has(cell.at) ? ` id="c-${table.n}-${cell.at}"` : ''
      if (columns[x]?.role === 'label' && cell.text.trim() !== '') return [`<th scope="row"${mark}${spans(cell)}>${escaped(cell.text)}</th>`]
      const isNumber = readAmount(cell.text) !== undefined && columns[x]?.role !== 'code'
      const name = [isNumber ? 'num' : '', mark ? 'off' : ''].filter((one) => one !== '').join(' ')
      return [`<td${name ? ` class="${name}"` : ''}${mark}${spans(cell)}>${escaped(cell.text)}</td>`]
    }),
  )
  const lines = (rows: readonly (readonly string[])[]) => rows.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')
  const caption = `<span class="hide">${escaped(table.title)}　</span>${table.unit ? `单位：${table.unit}` : ''}`
  const notes = table.notes.map((note) => `\n<p>${escaped(note)}</p>`).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(table.title)}"><table class="sums"><caption>${caption}</caption>
<thead>${lines(heads)}</thead>
<tbody>${lines(body)}</tbody></table></div>${notes}`
}

/** The words of an item that publishes a book: what the office says of it, then its tables. */
export const bookHtml = ({ said, tables }: Pick<Book, 'said' | 'tables'>): string =>
  [bodyOf(said).html, ...tables.map((table) => `<h2>${escaped(table.title)}</h2>\n${tableHtml(table)}`)].filter((one) => one !== '').join('\n')

const headOf = (grid: Grid, x: number): string => {
  const column = grid.columns[x]
  const path = column?.path.join(' / ') ?? ''
  const unit = column?.role === 'amount' && grid.table.unit && !path.includes(grid.table.unit) ? `（${grid.table.unit}）` : ''
  return `${path}${unit}` || `第 ${x + 1} 列`
}
/** A figure as programs read it, `-1234.5` for （1,234.50）; words as they stand. */
const plainValue = (cell: BookCell | null | undefined, isAmount: boolean): string => {
  const text = (cell?.text ?? '').trim()
  const said = isAmount ? readAmount(text) : undefined
  return said ? amountText(said.amount, said.decimals).replaceAll(',', '') : text
}

/** Rows for CSV: one line of headings, with the unit in them; a merged cell stands in its first place. */
export function tableRows(table: BookTable): readonly (readonly string[])[] {
  const grid = gridOf(table)
  const isAmount = grid.columns.map(({ role }) => role === 'amount')
  return [
    grid.columns.map(({ x }) => headOf(grid, x)),
    ...table.rows.slice(table.heads).map((row) => grid.columns.map(({ x }) => plainValue(row[x], isAmount[x] === true))),
  ]
}

/** A table for programs: columns with what stands above them, rows with figures as numbers. */
export function tableJson(book: Pick<Book, 'kind' | 'year'>, table: BookTable) {
  const grid = gridOf(table)
  return {
    year: book.year,
    kind: bookKindName[book.kind],
    title: table.title,
    sheet: table.name,
    unit: table.unit,
    columns: grid.columns.map(({ x, path, role }) => ({ name: headOf(grid, x), path, role })),
    rows: table.rows.slice(table.heads).map((row) =>
      grid.columns.map(({ x, role }) => {
        const value = plainValue(row[x], role === 'amount')
        return role === 'amount' ? (value === '' || readAmount(value) == null ? null : Number(value)) : value
      }),
    ),
    notes: table.notes,
  }
}
