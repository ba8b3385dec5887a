import { type Columns, type Field, fieldName, isHeading, type TreeField } from './columns.ts'
import { type RowReader, readLimits } from './read-limits.ts'
import { type Cell, columnLetter, type Finding, type Notebook, type Sheet } from './sheet.ts'
import { type Category, type Condition, categoryCode, isInformational, type Kind, type RewardLevel, type StandardBody } from './standard.ts'
import { isBlank, readCode, readLevel, tidy } from './tidy.ts'

/** What is known while a sheet is read from the top: the class above, and every category and condition with the row it began in. */
type Reading = {
  readonly categories: Map<string, { readonly category: Category; readonly row: number }>
  readonly conditions: Map<string, { readonly condition: Condition; readonly row: number }>
  above: Category | undefined
  /** The major class of a row that names nothing else. */
  heading: Pick<Category, 'kind' | 'major' | 'majorName'> | undefined
}

type Row = RowReader & { readonly number: number; readonly cells: readonly Cell[]; readonly has: (field: Field) => boolean }
const LOWEST_LEVEL: RewardLevel = 3
const BODY = ['text', 'limit', 'stages', 'fence', 'closing', 'urgent_minute', 'urgent_hour', 'work_hour', 'work_day', 'day'] as const
const NOTE = /^(?:附?注|备注|说明|填表|合计|总计|小计)/
const SHOWN = 30

/** The conditions under the heading of a sheet. A row that is none of the table is passed over, and said. */
export function readRows(sheet: Sheet, columns: Columns, kind: Kind | undefined, notebook: Notebook): StandardBody {
  const reading: Reading = { categories: new Map(), conditions: new Map(), above: undefined, heading: undefined }
  if (!columns.at.has('level')) notebook.oddities.push({ sheet: sheet.name, row: columns.heading + 1, column: '', says: '没有“奖励级别”一列，都按三级计' })
  sheet.rows.forEach((cells, position) => {
    if (position > columns.heading && cells.some((cell) => cell.text.trim() !== '' || cell.trouble))
      readRow(rowOf(sheet, columns, position, notebook), reading, kind)
  })
  return { categories: [...reading.categories.values()].map((one) => one.category), conditions: [...reading.conditions.values()].map((one) => one.condition) }
}

function rowOf(sheet: Sheet, { at }: Columns, position: number, { problems, oddities }: Notebook): Row {
  const cells = sheet.rows[position] ?? []
  const cellOf = (field: Field): Cell | undefined => {
    const column = at.get(field)
    return column === undefined ? undefined : cells[column]
  }
  const finding = (field: Field, says: string): Finding => {
    const column = at.get(field)
    return { sheet: sheet.name, row: position + 1, column: column === undefined ? '' : columnLetter(column + 1), says }
  }
  for (const field of at.keys()) {
    const trouble = cellOf(field)?.trouble
    if (trouble) problems.push(finding(field, trouble))
  }
  return {
    number: position + 1,
    cells,
    has: (field) => at.has(field),
    text: (field) => cellOf(field)?.text ?? '',
    problem: (field, says) => void problems.push(finding(field, says)),
    odd: (field, says) => void oddities.push(finding(field, says)),
  }
}

function readRow(row: Row, reading: Reading, sheetKind: Kind | undefined): void {
  if (row.cells.some((cell) => cell.trouble)) return
  const filled = BODY.filter((field) => !isBlank(row.text(field)))
  const isNote = filled.every((field) => field === 'text') && NOTE.test(tidy(row.text('text')))
  if (isHeading(row.cells)) row.odd('majorCode', '又是一行表头，没有读')
  else if (filled.length === 0 || isNote) readBare(row, reading, sheetKind, isNote)
  else readCondition(row, reading, sheetKind)
}

function readCondition(row: Row, reading: Reading, sheetKind: Kind | undefined): void {
  const kind = kindOf(row, sheetKind)
  const category = kind && readCategory(row, reading, kind)
  const limits = readLimits(row)
  const [text, closing] = [wordsOf(row, 'text'), wordsOf(row, 'closing')]
  const level = levelOf(row)
  if (!category || !limits || text === undefined || closing === undefined || level === undefined) return
  const key = `${category.code} ${text}`
  const before = reading.conditions.get(key)
  if (before) {
    row.problem('text', `与第 ${before.row} 行重复：${category.minorName}，${text}`)
    return
  }
  const place = [...reading.conditions.values()].filter((one) => one.condition.category === category.code).length + 1
  const condition = { code: `${category.code}-${place}`, category: category.code, text, ...limits, closing, informational: isInformational(closing), level }
  reading.conditions.set(key, { row: row.number, condition })
}

function wordsOf(row: Row, field: 'text' | 'closing'): string | undefined {
  const words = isBlank(row.text(field)) ? '' : tidy(row.text(field))
  if (words !== '') return words
  row.problem(field, `没有${fieldName[field]}`)
  return undefined
}

/** A row without condition, limit and closing: a major class by itself, a small class that lacks them, or a note. */
function readBare(row: Row, reading: Reading, sheetKind: Kind | undefined, isNote: boolean): void {
  const [major, minor] = [readCode(row.text('majorCode')), readCode(row.text('minorCode'))]
  const [majorName, minorName] = [tidy(row.text('majorName')), tidy(row.text('minorName'))]
  if (!isNote && minorName !== '' && (minor ?? major) !== undefined) {
    row.problem('text', `小类“${minorName}”没有立案条件`)
    return
  }
  const kind = kindOf(row, sheetKind, true)
  if (!isNote && kind && major !== undefined && majorName !== '' && minorName === '') {
    reading.heading = { kind, major, majorName }
    reading.above = undefined
    return
  }
  const words = tidy(row.cells.map((cell) => cell.text).join(' '))
  if (words !== '') row.odd('kind', `这一行不是立案条件，没有读：“${words.slice(0, SHOWN)}${words.length > SHOWN ? '…' : ''}”`)
}

function kindOf(row: Row, sheetKind: Kind | undefined, quiet = false): Kind | undefined {
  const said = tidy(row.text('kind'))
  if (said.includes('部件') !== said.includes('事件')) return said.includes('部件') ? '部件' : '事件'
  if (said === '' && sheetKind !== undefined) return sheetKind
  if (!quiet) row.problem('kind', said === '' ? '没有写明是部件还是事件' : `“${said}”不是部件也不是事件`)
  return undefined
}

function levelOf(row: Row): RewardLevel | undefined {
  const text = row.text('level')
  if (isBlank(text)) {
    if (row.has('level')) row.odd('level', '没有奖励级别，按三级计')
    return LOWEST_LEVEL
  }
  const level = readLevel(text)
  if (level === undefined) row.problem('level', `读不出奖励级别“${tidy(text)}”，应写 1、2、3 或者一级、二级、三级`)
  return level
}

/** The class of a row; what it leaves out is the row's above. */
function readCategory(row: Row, reading: Reading, kind: Kind): Category | undefined {
  const above = reading.above?.kind === kind ? reading.above : undefined
  const major = readPart(row, 'majorCode', 'majorName', partOf(above ?? (reading.heading?.kind === kind ? reading.heading : undefined)))
  if (!major) return undefined
  const minor = readPart(row, 'minorCode', 'minorName', above?.major === major.code ? { code: above.minor, name: above.minorName } : undefined, major.code)
  if (!minor) return undefined
  const code = categoryCode(kind, major.code, minor.code)
  const category = { code, kind, major: major.code, majorName: major.name, minor: minor.code, minorName: minor.name }
  const known = reading.categories.get(code)
  if (known && known.category.minorName !== minor.name)
    row.problem('minorName', `小类 ${code} 在第 ${known.row} 行叫“${known.category.minorName}”，这里叫“${minor.name}”`)
  if (!known) reading.categories.set(code, { category, row: row.number })
  reading.above = known?.category ?? category
  reading.heading = undefined
  return known?.category ?? category
}

type Part = { readonly code: string; readonly name: string }
const partOf = (from: Pick<Category, 'major' | 'majorName'> | undefined): Part | undefined => from && { code: from.major, name: from.majorName }

/** A code and its name. Both left out: the one above. One left out: said, when the other is the one above's; a problem otherwise. */
function readPart(row: Row, codeField: TreeField, nameField: TreeField, above: Part | undefined, within?: string): Part | undefined {
  const written = row.text(codeField)
  const name = tidy(row.text(nameField))
  const hasCode = !isBlank(written)
  if (!hasCode && name === '') {
    if (!above) row.problem(codeField, `没有${fieldName[codeField]}，上面也没有可以沿用的`)
    return above
  }
  const code = hasCode ? codeIn(row, codeField, written, within) : above?.name === name ? above.code : undefined
  if (code === undefined) {
    if (!hasCode) row.problem(codeField, `“${name}”没有${fieldName[codeField]}`)
    return undefined
  }
  if (!hasCode) row.odd(codeField, `没有${fieldName[codeField]}，按上一行的 ${code} 计`)
  if (name !== '') return { code, name }
  if (above?.code === code) {
    row.odd(nameField, `没有${fieldName[nameField]}，按上一行的“${above.name}”计`)
    return above
  }
  row.problem(nameField, `代码 ${code} 没有${fieldName[nameField]}`)
  return undefined
}

function codeIn(row: Row, field: TreeField, written: string, within: string | undefined): string | undefined {
  const plain = written.normalize('NFKC').replace(/\s/g, '')
  // A table may give the small class with its major before it: 0102.
  if (within !== undefined && /^\d{4}$/.test(plain) && plain.startsWith(within)) {
    const code = readCode(plain.slice(within.length))
    if (code) row.odd(field, `小类代码“${plain}”含有大类代码，按 ${code} 计`)
    if (code) return code
  }
  const code = readCode(plain)
  if (code === undefined) row.problem(field, `读不出${fieldName[field]}“${tidy(written)}”，应是 1 至 3 位数字`)
  return code
}
