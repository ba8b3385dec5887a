import ExcelJS from 'exceljs'
import type { Report } from './report.ts'

const KINDS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计']
const ROUTES = [['行政复议', 'reconsideration'], ['未经复议直接起诉', 'litigation_direct'], ['复议后起诉', 'litigation_after_reconsideration']] as const

/** The tables as an Excel file, one sheet a table. */
export async function workbookOf(report: Report): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const two = book.addWorksheet('表二 主动公开')
  for (const row of report.tables.proactive) two.addRows([['信息内容', ...row.columns], [row.item, ...row.values]])
  const three = book.addWorksheet('表三 申请')
  three.addRow(['', ...KINDS])
  for (const row of report.tables.requests.rows) three.addRow([row.label, ...row.values])
  const four = book.addWorksheet('表四 复议诉讼')
  four.addRow(['', '结果维持', '结果纠正', '其他结果', '尚未审结', '总计'])
  for (const [name, route] of ROUTES) four.addRow([name, ...report.tables.remedies[route]])
  for (const sheet of book.worksheets) sheet.getColumn(1).width = 44
  return new Uint8Array(await book.xlsx.writeBuffer())
}
