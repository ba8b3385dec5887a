import { inChinese, isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { cleanPaste, readDocument } from '../../documents/index.ts'
import { findAttachment } from '../../files/index.ts'
import type { Content, ItemFile, Source } from '../item.ts'
import { keepItemFile, listItemFiles, ticked } from '../item-files.ts'
import { type Book, BOOK_KINDS, bookKindName, type BookTable } from './book.ts'
import { tablesOf } from './read-tables.ts'
import { bookHtml } from './write-tables.ts'

type Values = Readonly<Record<string, string>>
export type BookFile = { readonly tables: readonly BookTable[]; readonly file: ItemFile; readonly left: readonly string[] }
export type BookForm = { readonly key: string; readonly values: Values; readonly upload: { readonly name: string; readonly bytes: Uint8Array } | undefined }

/** The workbook that came with the form, or that came with it before when something else was wrong; a sentence when it cannot be used. */
export async function takeWorkbook(house: House, { key, upload }: BookForm): Promise<BookFile | string | undefined> {
  const before = upload ? undefined : (await listItemFiles(house, key)).at(-1)
  const kept = before && (await findAttachment(house, `draft/${key}`, before.id))
  const given = upload ?? kept
  if (!given) return undefined
  if (!/\.xlsx$/i.test(given.name)) return '预算、决算表要用 .xlsx 文件：旧的 .xls 用 Excel 或 WPS 另存为 .xlsx，文字说明写在下面或者另发一条信息'
  const read = await readDocument(given)
  if (isRefusal(read)) return read.because
  const tables = tablesOf(read.sheets ?? [])
  if (tables.length === 0) return '这个文件里没有认出表格：每张表要有一行表头，下面是一行一行的数'
  const file = before ?? (await keepItemFile(house, key, given, read.left))
  return isRefusal(file) ? file.because : { tables, file, left: read.left }
}

export type ReadForm = { readonly content: Content } | { readonly errors: Readonly<Record<string, string>> }
const FIRST_YEAR = 2008 // 条例自2008年5月1日起施行

/** The item that the form makes of a workbook, or what is wrong field by field. What is not filled in is named from the rest. */
export function contentOfBook(values: Values, taken: BookFile | string | undefined, before: Content | null, issuer: string, today: PlainDate): ReadForm {
  const errors: Record<string, string> = {}
  const kind = BOOK_KINDS.find((one) => one === values['kind'])
  const year = Number(values['year'])
  const countedFrom = values['countedFrom'] ?? ''
  const tables = typeof taken === 'object' ? taken.tables : before?.budget?.tables
  if (!kind) errors['kind'] = '选预算或者决算'
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > Number(today.slice(0, 4)) + 1)
    errors['year'] = `年份填 ${FIRST_YEAR} 到 ${Number(today.slice(0, 4)) + 1} 之间的一年`
  if (!isPlainDate(countedFrom)) errors['countedFrom'] = '填财政部门批复的日期：20 日的期限从它起算（预算法第十四条）'
  else if (countedFrom > today) errors['countedFrom'] = `批复日期不能晚于今天（${inChinese(today)}）`
  if (typeof taken === 'string') errors['document'] = taken
  else if (!tables) errors['document'] = '选预算、决算的 .xlsx 文件'
  if (!kind || !tables || !isPlainDate(countedFrom) || Object.keys(errors).length > 0) return { errors }
  const said = values['said'] ?? ''
  const book: Book = { kind, year, said, tables, reasons: before?.budget?.reasons ?? {} }
  return {
    content: bookContent(book, {
      values,
      files: typeof taken === 'object' ? [taken.file] : ticked(before?.files ?? [], values),
      countedFrom,
      issuer: before?.issuer ?? issuer,
      source: before?.source,
    }),
  }
}

type Rest = {
  readonly values: Values
  readonly files: readonly ItemFile[]
  readonly countedFrom: PlainDate
  readonly issuer: string
  readonly source?: Source | undefined
}
/** The item of a book: its words are its tables. */
export function bookContent(book: Book, { values, files, countedFrom, issuer, source }: Rest): Content {
  const name = `${book.year}年部门${bookKindName[book.kind]}`
  return {
    title: values['title'] || `${issuer}${name}`,
    summary: values['summary'] || `${name}，共 ${book.tables.length} 张表：${book.tables.map(({ name }) => name).join('、')}。`,
    column: 'budgets',
    issuer,
    documentNumber: values['documentNumber'] ?? '',
    subject: '财政、金融、审计',
    formedOn: countedFrom,
    countedFrom,
    html: cleanPaste(bookHtml(book)).html, // as plain as every item's words, so that other platforms take them over as they are
    validUntil: null,
    files,
    budget: book,
    ...(source ? { source } : {}),
  }
}

/** The fields of the form as a book fills them. */
export const valuesOfBook = ({ title, summary, countedFrom, documentNumber, budget }: Content): Values => ({
  kind: budget?.kind ?? '',
  year: budget ? String(budget.year) : '',
  countedFrom: countedFrom ?? '',
  title,
  summary,
  documentNumber,
  said: budget?.said ?? '',
})
