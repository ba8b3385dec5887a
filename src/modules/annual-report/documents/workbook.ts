import ExcelJS from 'exceljs'
import { type Cell, PROACTIVE_WIDTH, proactiveBlocks, remedyGrid, requestGrid } from '../grids.ts'
import type { Report } from '../report.ts'

const LABEL_WIDTH = 30
const NUMBER_WIDTH = 11

/** Tables two to four as an Excel file, one sheet a table, laid out as the form prints them. Numbers are numbers. */
export async function workbookOf(report: Report): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const two = book.addWorksheet('表二 主动公开')
  for (const { title, columns, rows } of proactiveBlocks(report)) {
    two.addRow([title])
    two.mergeCells(two.rowCount, 1, two.rowCount, PROACTIVE_WIDTH)
    two.addRow(['信息内容', ...columns])
    for (const { item, cells } of rows) two.addRow([item, ...cells.map((cell) => Number(cell.text))])
  }
  two.getColumn(1).width = LABEL_WIDTH
  for (let i = 2; i <= PROACTIVE_WIDTH; i++) two.getColumn(i).width = LABEL_WIDTH / 2
  const three = requestGrid(report)
  const applicants = book.addWorksheet('表三 申请')
  layOut(applicants, [...three.head, ...three.body.map((row) => row.cells)])
  applicants.getColumn(3).width = LABEL_WIDTH
  const four = remedyGrid(report)
  layOut(book.addWorksheet('表四 复议诉讼'), [...four.head, ...four.body.map((row) => row.cells)])
  for (const sheet of book.worksheets) frame(sheet)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Places cells left to right into what the rows above have left free. */
function layOut(sheet: ExcelJS.Worksheet, rows: readonly (readonly Cell[])[]): void {
  const taken = new Set<string>()
  rows.forEach((cells, i) => {
    let column = 1
    for (const { text, cols = 1, rows: down = 1, role } of cells) {
      while (taken.has(`${i + 1} ${column}`)) column += 1
      for (let r = 0; r < down; r++) for (let c = 0; c < cols; c++) taken.add(`${i + 1 + r} ${column + c}`)
      sheet.getCell(i + 1, column).value = role === 'value' ? Number(text) : text
      if (cols > 1 || down > 1) sheet.mergeCells(i + 1, column, i + down, column + cols - 1)
      column += cols
    }
  })
  for (let i = 1; i <= sheet.columnCount; i++) sheet.getColumn(i).width = NUMBER_WIDTH
}

const THIN = { style: 'thin' } as const

function frame(sheet: ExcelJS.Worksheet): void {
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      cell.border = { top: THIN, left: THIN, bottom: THIN, right: THIN }
      cell.alignment = { vertical: 'middle', horizontal: typeof cell.value === 'number' ? 'center' : 'left', wrapText: true }
    }),
  )
}
