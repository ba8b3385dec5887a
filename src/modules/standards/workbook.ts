import ExcelJS from 'exceljs'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { fieldName, type Field } from './columns.ts'
import { type Limit, unitName } from './limits.ts'
import { readSheets, type ReadStandard } from './read-sheets.ts'
import { type Cell, columnLetter, type Finding, type Sheet } from './sheet.ts'
import { type Condition, KINDS, type StandardBody } from './standard.ts'

export const MOST_BYTES = 4 * 1024 * 1024
const MOST_ROWS = 5_000
const MOST_COLUMNS = 60
const ZIP = '504b0304'
const OLD_OFFICE = 'd0cf11e0'

/** Reads a table of standards from an Excel file: what it says, or a refusal where it is no workbook at all. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadStandard | Refusal> {
  const begins = Buffer.from(bytes.slice(0, 4)).toString('hex')
  if (begins === OLD_OFFICE) return refuse('unreadable', '这是旧式的 .xls，或者加了密码的文件。请在 Excel 或 WPS 里另存为不加密码的 .xlsx')
  if (begins !== ZIP) return refuse('unreadable', '这不是 Excel 文件（.xlsx）')
  if (bytes.length > MOST_BYTES) return refuse('unreadable', `文件超过了 ${MOST_BYTES / 1024 / 1024} MB`)
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    return refuse('unreadable', '打不开这个文件：可能已经损坏，或者不是 .xlsx。请在 Excel 或 WPS 里打开后另存一次')
  }
  if (book.worksheets.length === 0) return refuse('unreadable', '文件里没有工作表')
  const problems: Finding[] = []
  const oddities: Finding[] = []
  const sheets = book.worksheets.flatMap((sheet) => {
    const says = (list: Finding[], words: string) => list.push({ sheet: sheet.name, row: null, column: '', says: words })
    if (sheet.state !== 'visible') says(oddities, '工作表是隐藏的，没有读')
    else if (sheet.rowCount > MOST_ROWS) says(problems, `超过了 ${MOST_ROWS} 行，请删去表格以外的行`)
    else return [sheetOf(sheet)]
    return []
  })
  const read = readSheets(sheets)
  return { body: read.body, problems: [...problems, ...read.problems], oddities: [...oddities, ...read.oddities] }
}

function sheetOf(sheet: ExcelJS.Worksheet): Sheet {
  const rows: Cell[][] = []
  const hidden: number[] = []
  sheet.eachRow((row, number) => {
    if (row.hidden) hidden.push(number)
    const cells: Cell[] = []
    row.eachCell((cell, column) => {
      if (column <= MOST_COLUMNS) cells[column - 1] = cellOf(cell)
    })
    rows[number - 1] = Array.from(cells, (cell) => cell ?? EMPTY)
  })
  const columns = sheet.columns?.flatMap((column, i) => (column.hidden ? [columnLetter(i + 1)] : [])) ?? []
  const seen = [
    ...(hidden.length > 0 ? [`有 ${hidden.length} 行是隐藏的（第 ${hidden.slice(0, 5).join('、')} 行${hidden.length > 5 ? '等' : ''}），照样读了`] : []),
    ...(columns.length > 0 ? [`有隐藏的列（${columns.join('、')}），照样读了`] : []),
  ]
  return { name: sheet.name, rows: Array.from(rows, (row) => row ?? []), seen }
}

const EMPTY: Cell = { text: '' }

/** A merge downwards repeats its words in each row; one to the right says them once. */
function cellOf(cell: ExcelJS.Cell): Cell {
  if (cell.isMerged && cell.master.address !== cell.address && cell.master.col !== cell.col) return EMPTY
  return contentOf(cell.isMerged ? cell.master.value : cell.value)
}

function contentOf(value: ExcelJS.CellValue | undefined): Cell {
  if (value === null || value === undefined) return EMPTY
  if (typeof value === 'string') return { text: value }
  if (typeof value === 'number') return { text: String(Number(value.toPrecision(12))) }
  if (typeof value === 'boolean') return { text: value ? '是' : '否' }
  if (value instanceof Date)
    return { text: '', trouble: `格内是日期（${value.toISOString().slice(0, 10)}），可能是 Excel 把代码或文字改成了日期，请改成文本重填` }
  if ('richText' in value) return { text: value.richText.map((part) => part.text).join('') }
  if ('error' in value) return { text: '', trouble: `格内是错误值 ${value.error}` }
  if ('hyperlink' in value) return contentOf(value.text)
  if ('formula' in value || 'sharedFormula' in value)
    return value.result === undefined ? { text: '', trouble: '公式没有结果，请在 Excel 里打开、重新计算并保存后再导入' } : contentOf(value.result)
  return { text: '', trouble: '格内的内容读不出来，请改成文本' }
}

const HEADINGS = ['majorCode', 'majorName', 'minorCode', 'minorName', 'text', 'limit', 'stages', 'closing', 'level'] as const satisfies readonly Field[]
const WIDTHS = [10, 20, 10, 22, 48, 20, 34, 28, 10] as const
// 天 alone leaves open whether days off count; 自然日 does not, and is read without a question.
const limitCell = ({ amount, unit, season }: Limit): string => `${season?.name ?? ''}${amount}${unit === 'day' ? '自然日' : unitName[unit]}`
const stagesCell = ({ stages }: Condition): string => stages.map((stage) => `${stage.name}${limitCell(stage.limit)}`).join('；')

/** A standard as an Excel file that is read back as the same standard. */
export async function writeWorkbook({ categories, conditions }: StandardBody): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const byCategory = Map.groupBy(conditions, (one) => one.category)
  for (const kind of KINDS) {
    const sheet = book.addWorksheet(kind, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = HEADINGS.map((field, i) => ({ header: fieldName[field], width: WIDTHS[i] ?? 10 }))
    for (const one of categories.filter((category) => category.kind === kind))
      for (const condition of byCategory.get(one.code) ?? [])
        sheet.addRow([
          ...[one.major, one.majorName, one.minor, one.minorName, condition.text],
          ...[limitCell(condition.limit), stagesCell(condition), condition.closing, condition.level],
        ])
    sheet.getRow(1).font = { bold: true }
    sheet.eachRow((row) => {
      row.alignment = { vertical: 'top', wrapText: true }
    })
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
