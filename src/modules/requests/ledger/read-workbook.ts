import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { readDocument } from '../../documents/index.ts'
import { type Cells, COLUMN_KEYS, COLUMNS, type ColumnKey, columnNamed, columnOf, EXAMPLE } from './columns.ts'

const MOST_BYTES = 4 * 1024 * 1024
const MOST_ROWS = 3_000 // office setting: a year's paper of a large office
const HEADS_AMONG = 10
/** Of what the reader of documents leaves out, what can be missing in a ledger. */
const UNREAD = /隐藏|公式|错误|工作表|单元格|删除线/
const NEEDED = COLUMN_KEYS.filter((key) => columnOf(key).needed)

/** A ledger as it was read; what was left unread is said in `notes`. */
export type ReadLedger = { readonly rows: readonly Cells[]; readonly notes: readonly string[] }

type Sheets = NonNullable<Exclude<Awaited<ReturnType<typeof readDocument>>, Refusal>['sheets']>
type Row = Sheets[number]['rows'][number]

/** Reads the rows of a ledger from an Excel file, apart from this process and only what is shown; or why it is none. */
export async function readLedger(name: string, bytes: Uint8Array): Promise<ReadLedger | Refusal> {
  if (bytes.length > MOST_BYTES) return refuse('limit', `文件超过了 ${MOST_BYTES / 1024 / 1024} MB；请删去图片和多余的工作表，或者按季度拆成几个文件`)
  const read = await readDocument({ name: /\.xlsx$/i.test(name) ? name : `${name}.xlsx`, bytes })
  if (isRefusal(read)) return read
  for (const sheet of read.sheets ?? []) {
    const at = sheet.rows.slice(0, HEADS_AMONG).findIndex((row) => row.some((cell) => columnNamed(cell?.text ?? '') === 'paper'))
    const heads = sheet.rows[at]
    if (heads) return rowsUnder(heads, sheet.rows.slice(at + 1), read.left)
  }
  return refuse('unreadable', `没有找到表头。请用下载的模板填写：第一行要有${NEEDED.map((key) => COLUMNS[key].head).join('、')}`)
}

function rowsUnder(heads: Row, rows: readonly Row[], left: readonly string[]): ReadLedger | Refusal {
  const keys = heads.map((cell) => columnNamed(cell?.text ?? ''))
  const missing = NEEDED.filter((key) => !keys.includes(key))
  if (missing.length > 0) return refuse('unreadable', `表头缺少${missing.map((key) => `“${COLUMNS[key].head}”`).join('、')}；请用下载的模板填写`)
  const twice = keys.find((key, i) => key !== undefined && keys.indexOf(key) !== i)
  if (twice) return refuse('unreadable', `表头有两列“${COLUMNS[twice].head}”；请留一列`)
  if (rows.length > MOST_ROWS) return refuse('limit', `有 ${rows.length} 行，一次最多 ${MOST_ROWS} 行；请拆成几个文件`)
  const unknown = heads.flatMap((cell, i) => (cell && cell.text.trim() !== '' && keys[i] === undefined ? [`“${cell.text.trim().slice(0, 20)}”`] : []))
  const cells = rows.map((row): Cells => {
    const given = row.flatMap((cell, i): [ColumnKey, string][] => {
      const key = keys[i]
      return key !== undefined && cell !== null && cell.text.trim() !== '' ? [[key, tidied(cell.text)]] : []
    })
    return { row: rowNumberOf(row), cells: Object.fromEntries(given) }
  })
  const examples = cells.filter(isExample).length
  return {
    rows: cells.filter((one) => !isExample(one) && Object.keys(one.cells).length > 0),
    notes: [
      ...(unknown.length > 0 ? [`这些列不认识，没有读：${unknown.join('、')}`] : []),
      ...(examples > 0 ? [`${examples} 行示例没有读`] : []),
      ...left.filter((note) => UNREAD.test(note)),
    ],
  }
}

const isExample = ({ cells }: Cells): boolean => cells.paper?.startsWith(EXAMPLE) === true
/** The number of a row in Excel, by the place of any of its cells. */
const rowNumberOf = (row: Row): number => Number(/\d+$/.exec(row.find((cell) => cell !== null)?.at ?? '')?.[0] ?? 0)
// No text of a request holds control characters (migration 0015); the end of a line stays.
const tidied = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '')).trim()
