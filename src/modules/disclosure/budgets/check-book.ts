import { type Book, type BookTable, missingForms } from './book.ts'
import { checkAcross } from './check-across.ts'
import { checkColumns, checkYears } from './check-columns.ts'
import { checkRows } from './check-rows.ts'
import { checkSangong } from './check-sangong.ts'
import { type Checked, type Finding, nothing, together } from './finding.ts'
import { gridOf } from './grid.ts'

const noteOf = (table: BookTable | null, level: Finding['level'], key: string, sentence: string): Finding => ({
  key,
  level,
  sheet: table?.name ?? '',
  cell: '',
  says: '',
  counts: '',
  difference: '',
  sentence,
})

/** Figures without a unit cannot be read, and a table without any is told of. */
function checkUnit(table: BookTable): Checked {
  if (table.unit !== null) return { done: 1, findings: [] }
  return {
    done: 1,
    findings: [noteOf(table, 'wrong', `${table.n}:unit`, `“${table.name}”没有写金额单位，读表的人不知道是元还是万元：在表头上方写“单位：万元”这样一行。`)],
  }
}

/** Everything that can be said of a book without asking anybody: sums, the same figure twice, differences of years, units. Pure. */
export function checkBook({ kind, tables }: Pick<Book, 'kind' | 'tables'>): Checked {
  const grids = tables.map(gridOf)
  const each = grids.map((grid) => {
    if (grid.sides.length === 0)
      return { done: 0, findings: [noteOf(grid.table, 'note', `${grid.table.n}:bare`, `“${grid.table.name}”里没有认出金额列，没有核对。`)] }
    const sums = grid.table.form === 'sangong' ? checkSangong(grid) : together([checkRows(grid), checkColumns(grid)])
    return together([checkUnit(grid.table), sums, checkYears(grid)])
  })
  const missing = missingForms(tables).map((name) =>
    noteOf(null, 'note', `missing:${name}`, `没有找到“${name}”。${kind === 'budget' ? '部门预算' : '部门决算'}一般都有这张表；确实没有数的，公开空表并注明。`),
  )
  return together([...each, tables.length > 1 ? checkAcross(grids) : nothing, { done: 0, findings: tables.length > 0 ? missing : [] }])
}

/** What has to be mended, or given a reason, before the book is sent on. */
export const unexplained = (book: Book): readonly Finding[] =>
  checkBook(book).findings.filter(({ level, key }) => level === 'wrong' && (book.reasons[key] ?? '').trim() === '')
