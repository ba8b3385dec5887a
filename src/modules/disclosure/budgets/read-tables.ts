import type { Sheet, SheetCell } from '../../documents/index.ts'
import { readAmount } from './amount.ts'
import { type BookTable, formOf, type Unit } from './book.ts'

type Row = readonly (SheetCell | null)[]
const plainOf = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
const worded = (row: Row): readonly SheetCell[] => row.filter((cell): cell is SheetCell => cell !== null && plainOf(cell.text) !== '')

const UNIT = /(?:金额)?单位[:：]?(?:人民币)?(亿元|万元|千元|元)/
const ABOVE =
  /^[(（]?(?:金额|货币)?单位[:：]|^(?:填报|编制|公开)?(?:部门|年度|日期|机关|单位|制表)(?:名称)?[:：]|^预算年度[:：]|^(?:部门)?(?:公开|预算|决算)?\d+表$|^(?:附)?表[\d一二三四五六七八九十]+(?:[-—]\d+)?$/
const NOTE = /^(?:注|备注|说明|附注|填表|制表)/
/** An order of columns, `栏次 1 2 3` or `** 1 2 3`, is no row of figures. */
export function isOrder(row: Row): boolean {
  const [first, ...rest] = worded(row).map(({ text }) => plainOf(text))
  if (first === undefined) return false
  const digits = /^\d+$/.test(first) ? [first, ...rest] : rest
  const named = /^(?:栏次|\*+)$/.test(first)
  return digits.length > (named ? 0 : 1) && digits.every((one, i) => one === String(i + 1) || /^\*+$/.test(one)) && (named || digits[0] === '1')
}

const isAbove = (row: Row, width: number): boolean => {
  const cells = worded(row)
  const [only] = cells
  return (cells.length === 1 && only !== undefined && (only.cols >= width / 2 || row[0] === only || ABOVE.test(plainOf(only.text)))) || isMeta(cells)
}
const isMeta = (cells: readonly SheetCell[]): boolean => cells.length > 0 && cells.some(({ text }) => ABOVE.test(plainOf(text))) && cells.length <= 4

const hasAmounts = (row: Row): boolean => !isOrder(row) && worded(row).filter(({ text }) => typeof readAmount(text) === 'object').length > 0

/** How many rows at the top of a table are headings: the first, what its cells reach into, the names beneath a shared heading, and an order of columns. */
function headsOf(rows: readonly Row[]): number {
  if (rows.length < 2) return 0
  let heads = 1
  for (let y = 0; y < heads && y < rows.length; y++) {
    heads = Math.max(heads, ...worded(rows[y] ?? []).map((cell) => y + cell.rows))
    const next = rows[heads]
    if (y !== heads - 1 || next === undefined || hasAmounts(next) || isOrder(next)) continue
    if (isDivided(rows[y] ?? [], next)) heads += 1
  }
  const next = rows[heads]
  if (next && isOrder(next)) heads += 1
  return Math.min(heads, rows.length - 1)
}
/** Names beneath a heading over several columns, or where the row above is empty. */
const isDivided = (row: Row, next: Row): boolean =>
  worded(next).length > 1 &&
  (row.some((cell) => cell !== null && cell.cols > 1 && cell.rows === 1) ||
    worded(next).some((cell) => row[next.indexOf(cell)] !== null && plainOf(row[next.indexOf(cell)]?.text ?? '') === ''))

const rowWidth = (rows: readonly Row[]): number => Math.max(0, ...rows.map((row) => row.length))
const trimmed = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A visible sheet as a table of the book; undefined where nothing of a table is in it. */
function tableOf({ name, rows }: Sheet, n: number): BookTable | undefined {
  const width = rowWidth(rows)
  let from = 0
  while (from < rows.length && isAbove(rows[from] ?? [], width) && !hasAmounts(rows[from] ?? [])) from++
  let to = rows.length
  while (to > from && worded(rows[to - 1] ?? []).length === 1 && NOTE.test(plainOf(worded(rows[to - 1] ?? [])[0]?.text ?? ''))) to--
  const body = rows.slice(from, to)
  if (body.length < 2) return undefined
  const above = rows.slice(0, from).flatMap((row) => worded(row).map(({ text }) => trimmed(text)))
  const title = above.find((text) => !ABOVE.test(plainOf(text)) && /表|情况|明细/.test(text)) ?? name
  const heads = headsOf(body)
  const named = [...above, ...body.slice(0, heads).flatMap((row) => worded(row).map(({ text }) => text))].map(plainOf)
  const unit = named.map((text) => UNIT.exec(text)?.[1] ?? /[(（](亿元|万元|千元|元)[)）]/.exec(text)?.[1]).find((one) => one !== undefined)
  return {
    n,
    name,
    title,
    form: formOf(title, name),
    unit: (unit as Unit | undefined) ?? null, // one of the four that the patterns have
    top: above.filter((text) => text !== title),
    heads,
    rows: body,
    notes: rows.slice(to).flatMap((row) => worded(row).map(({ text }) => trimmed(text))),
  }
}

/** The tables of a workbook in the order of its sheets. */
export const tablesOf = (sheets: readonly Sheet[]): readonly BookTable[] =>
  sheets.map((sheet) => tableOf(sheet, 0)).flatMap((table, i, all) => (table ? [{ ...table, n: all.slice(0, i + 1).filter(Boolean).length }] : []))
