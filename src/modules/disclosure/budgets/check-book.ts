import { type Book, type BookTable, missingForms } from './book.ts'
import { checkAcross } from './check-across.ts'
import { checkColumns, checkYears } from './check-columns.ts'
import { checkRows } from './check-rows.ts'
import { checkSangong } from './check-sangong.ts'
import { type Checked, type Finding, nothing, together } from './finding.ts'
import { type Grid, gridOf } from './grid.ts'

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
  if (table.unit !== null) return nothing
  return {
    done: 0,
    findings: [noteOf(table, 'wrong', `${table.n}:unit`, `“${table.name}”没有写金额单位，读表的人不知道是元还是万元：在表头上方写“单位：万元”这样一行。`)],
  }
}

/** Numbers written so that they cannot be read stand in no sum: they are mended, or it is said why they stand so. */
function checkCells({ table, sides }: Grid): Checked {
  const figures = sides.flatMap(({ rows }) => rows.flatMap((row) => [...row.figures.values()]))
  const findings = figures.flatMap(({ at, unread }): Finding[] => {
    if (unread === undefined) return []
    const sentence = `“${table.name}”${at}：“${unread}”读不出是多少，它和它所在的合计都没有核对：改成阿拉伯数字，整数部分三位一个逗号或者不用逗号，如 1,234.50。`
    return [{ ...noteOf(table, 'wrong', `${table.n}:${at}:unread:${unread.slice(0, MOST_IN_KEY)}`, sentence), cell: at, says: unread }]
  })
  return { done: 0, findings }
}
const MOST_IN_KEY = 60

/** The tables in which no amount was recognised: nothing in them was checked. */
export const uncheckedTables = (checked: Checked): number => checked.findings.filter(({ key }) => key.endsWith(':bare')).length

/** Everything that can be said of a book without asking anybody: sums, the same figure twice, differences of years, units. Pure. */
export function checkBook({ kind, tables }: Pick<Book, 'kind' | 'tables'>): Checked {
  const grids = tables.map(gridOf)
  const each = grids.map((grid) => {
    if (grid.sides.length === 0)
      return {
        done: 0,
        findings: [
          noteOf(
            grid.table,
            'note',
            `${grid.table.n}:bare`,
            `“${grid.table.name}”里没有认出金额列，没有核对：金额写成阿拉伯数字，列的上方写明是什么数，如“预算数”。`,
          ),
        ],
      }
    const sums = grid.table.form === 'sangong' ? checkSangong(grid) : together([checkRows(grid), checkColumns(grid)])
    return together([checkUnit(grid.table), checkCells(grid), sums, checkYears(grid)])
  })
  const missing = missingForms(tables).map((name) =>
    noteOf(null, 'note', `missing:${name}`, `没有找到“${name}”。${kind === 'budget' ? '部门预算' : '部门决算'}一般都有这张表；确实没有数的，公开空表并注明。`),
  )
  return together([...each, tables.length > 1 ? checkAcross(grids) : nothing, { done: 0, findings: tables.length > 0 ? missing : [] }])
}

/** What has to be mended, or given a reason, before the book is sent on. */
export const unexplained = (book: Book): readonly Finding[] =>
  checkBook(book).findings.filter(({ level, key }) => level === 'wrong' && (book.reasons[key] ?? '').trim() === '')
