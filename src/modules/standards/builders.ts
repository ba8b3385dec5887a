import ExcelJS from 'exceljs'
import type { ReadStandard } from './read-sheets.ts'
import type { Kind } from './standard.ts'
import { readWorkbook } from './workbook.ts'

export const HEADINGS = ['大类代码', '大类名称', '小类代码', '小类名称', '立案条件', '处置时限', '结案条件']
export type Value = ExcelJS.CellValue
/** 上水井盖, with one condition; fields may be changed. */
export const aRow = (changed: Partial<Record<(typeof HEADINGS)[number] | '奖励级别', Value>> = {}, headings = HEADINGS): Value[] => {
  const usual: Record<string, Value> = {
    大类代码: 1,
    大类名称: '公用设施',
    小类代码: 1,
    小类名称: '上水井盖',
    立案条件: '缺失',
    处置时限: '2紧急工作时',
    结案条件: '恢复',
  }
  const row = { ...usual, ...changed }
  return headings.map((heading) => row[heading] ?? null)
}
/** The one row a file needs for its events. */
export const AN_EVENT: Value[] = ['01', '市容环境', '12', '道路不洁', '路面可见污物', '1工作日', '清除']

/** A workbook with a sheet of parts and one of events; `touch` may change it before it is written. */
export async function aFile(parts: readonly Value[][], touch: (book: ExcelJS.Workbook, parts: ExcelJS.Worksheet) => void = () => {}): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('部件' satisfies Kind)
  sheet.addRows(parts.map((row) => [...row]))
  book.addWorksheet('事件' satisfies Kind).addRows([HEADINGS, AN_EVENT])
  touch(book, sheet)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** What is read from such a workbook. Throws when it is no workbook. */
export async function readFileOf(parts: readonly Value[][], touch?: (book: ExcelJS.Workbook, parts: ExcelJS.Worksheet) => void): Promise<ReadStandard> {
  const read = await readWorkbook(await aFile(parts, touch))
  if ('refused' in read) throw new Error(read.because)
  return read
}
