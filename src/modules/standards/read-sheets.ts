import { type Columns, fieldName, findColumns, missingColumns } from './columns.ts'
import { readRows } from './read-rows.ts'
import type { Finding, Notebook, Sheet } from './sheet.ts'
import { type Category, inOrder, KINDS, type Kind, type StandardBody } from './standard.ts'
import { columnLetter } from './sheet.ts'

/** What a file says, everything odd about it, and everything that keeps it from being read; with a problem, the body is not whole. */
export type ReadStandard = { readonly body: StandardBody; readonly problems: readonly Finding[]; readonly oddities: readonly Finding[] }

/** A standard from the sheets of a workbook. Pure: the same sheets give the same standard. */
export function readSheets(sheets: readonly Sheet[]): ReadStandard {
  const notebook: Notebook = { problems: [], oddities: [] }
  const bodies = sheets.flatMap((sheet) => readSheet(sheet, notebook) ?? [])
  const body = { categories: bodies.flatMap((one) => one.categories), conditions: bodies.flatMap((one) => one.conditions) }
  checkWhole(body, notebook)
  return { body: inOrder(body), ...notebook }
}

function readSheet(sheet: Sheet, notebook: Notebook): StandardBody | undefined {
  const say = (list: Finding[], says: string, row: number | null = null, column = '') => list.push({ sheet: sheet.name, row, column, says })
  const named = KINDS.filter((kind) => sheet.name.includes(kind))
  const columns = findColumns(sheet.rows)
  if (columns === undefined) {
    if (named.length === 0) say(notebook.oddities, '前 10 行里没有表头，这个工作表没有读')
    else say(notebook.problems, '前 10 行里没有找到表头（大类代码、大类名称、小类代码、小类名称、立案条件、处置时限、结案条件）')
    return undefined
  }
  for (const seen of sheet.seen) say(notebook.oddities, seen)
  const missing = missingColumns(columns)
  const row = columns.heading + 1
  if (missing.length > 0) say(notebook.problems, `表头缺少：${missing.join('、')}`, row)
  for (const { position, field } of columns.doubled) say(notebook.problems, `有两列“${fieldName[field]}”，只能留一列`, row, columnLetter(position + 1))
  for (const { position, heading } of columns.ignored) say(notebook.oddities, `不认识列名“${heading}”，这一列没有读`, row, columnLetter(position + 1))
  const kind = kindOf(sheet, columns, named)
  if (kind === undefined && !columns.at.has('kind')) {
    say(notebook.problems, '看不出是部件还是事件，请把工作表改名为“部件”或“事件”')
    return undefined
  }
  if (kind !== undefined && named.length !== 1 && !columns.at.has('kind')) say(notebook.oddities, `工作表的名称没有写明，从表头或标题看是${kind}`)
  return missing.length + columns.doubled.length > 0 ? undefined : readRows(sheet, columns, kind, notebook)
}

/** By the sheet's name, else by its headings, else by the title above them. */
function kindOf(sheet: Sheet, columns: Columns, named: readonly Kind[]): Kind | undefined {
  const above = sheet.rows.slice(0, columns.heading).flatMap((row) => row.map((cell) => cell.text))
  const titled = KINDS.filter((kind) => above.some((text) => text.includes(kind)))
  const [byName, byTitle] = [named, titled].map((kinds) => (kinds.length === 1 ? kinds[0] : undefined))
  return byName ?? columns.kind ?? byTitle
}

/** What only the whole file shows: a kind without conditions, a major class with two names, a name with two codes. */
function checkWhole({ categories }: StandardBody, { problems, oddities }: Notebook): void {
  const say = (list: Finding[], says: string) => list.push({ sheet: '', row: null, column: '', says })
  for (const kind of KINDS) {
    const all = categories.filter((one) => one.kind === kind)
    if (all.length === 0 && problems.length === 0 && categories.length > 0) say(oddities, `没有${kind}：这一版将没有${kind}的立案条件`)
    namesBy(
      all,
      (one) => one.major,
      (one) => one.majorName,
    ).forEach((names, code) => {
      if (names.length > 1) say(problems, `${kind}大类 ${code} 有两个名称：${names.join('、')}`)
    })
    namesBy(
      all,
      (one) => `${one.major} ${one.minorName}`,
      (one) => one.minor,
    ).forEach((codes, name) => {
      if (codes.length > 1) say(oddities, `${kind}小类“${name.slice(name.indexOf(' ') + 1)}”有两个代码：${codes.join('、')}，按两个小类计`)
    })
  }
  if (categories.length === 0 && problems.length === 0) say(problems, '文件里没有读到任何立案条件')
}

function namesBy(all: readonly Category[], key: (one: Category) => string, name: (one: Category) => string): Map<string, string[]> {
  return new Map([...Map.groupBy(all, key)].map(([of, group]) => [of, [...new Set(group.map(name))]]))
}
