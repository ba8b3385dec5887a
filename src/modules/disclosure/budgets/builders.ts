import type { Sheet, SheetCell } from '../../documents/index.ts'
import type { Book } from './book.ts'
import { tablesOf } from './read-tables.ts'

const letters = (x: number): string => (x < 26 ? String.fromCharCode(65 + x) : `A${String.fromCharCode(65 + x - 26)}`)
/** A cell by its words or its figure; `>` continues the cell at its left, `^` the one above it. */
type Given = string | number
/** A sheet as the reader gives it, for tests and samples. */
export function aSheet(name: string, given: readonly (readonly Given[])[]): Sheet {
  const width = Math.max(...given.map((row) => row.length))
  const at = (y: number, x: number) => String(given[y]?.[x] ?? '')
  const rows = given.map((_, y) =>
    Array.from({ length: width }, (_, x): SheetCell | null => {
      if (at(y, x) === '>' || at(y, x) === '^') return null
      let [cols, down] = [1, 1]
      while (at(y, x + cols) === '>') cols++
      while (at(y + down, x) === '^') down++
      return { at: `${letters(x)}${y + 1}`, text: at(y, x), rows: down, cols }
    }),
  )
  return { name, rows }
}
export const aBook = (sheets: readonly Sheet[], over: Partial<Book> = {}): Book => ({
  kind: 'budget',
  year: 2026,
  said: '',
  tables: tablesOf(sheets),
  reasons: {},
  ...over,
})
