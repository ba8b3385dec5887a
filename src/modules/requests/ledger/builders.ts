import ExcelJS from 'exceljs'
import { COLUMN_KEYS, COLUMNS, type ColumnKey } from './columns.ts'

/** Sample rows for tests: nobody in them exists. */
export const aPaper = (paper: string, over: Partial<Record<ColumnKey, string>> = {}): Partial<Record<ColumnKey, string>> => ({
  paper,
  channel: '邮寄（签收）',
  arrivedOn: '2025-06-03',
  kind: '自然人',
  name: '样例甲',
  identity: `居民身份证 ${paper}`,
  subject: '2024年度城市管理网格划分的文件',
  ...over,
})

/** A ledger as a workbook, its heads in the second row where a title stands above. */
export async function aWorkbook(rows: readonly Partial<Record<ColumnKey, ExcelJS.CellValue>>[], title?: string): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  if (title !== undefined) sheet.addRow([title])
  sheet.addRow(COLUMN_KEYS.map((key) => COLUMNS[key].head))
  for (const row of rows) sheet.addRow(COLUMN_KEYS.map((key) => row[key] ?? null))
  return new Uint8Array(await book.xlsx.writeBuffer())
}
