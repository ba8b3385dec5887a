import ExcelJS from 'exceljs'
import { addDays, beijingDay, type PlainDate, plainDate } from '../src/kernel/plain-date.ts'
import { isRefusal } from '../src/kernel/refusal.ts'
import { bookContent, tablesOf } from '../src/modules/disclosure/index.ts'
import { keepDraftFile } from '../src/modules/files/index.ts'
import type { House } from '../src/platform/house.ts'
import { budgetSheets, type GivenSheet } from './budget-sheets.ts'
import type { Sample } from './disclosure-texts.ts'
import { keyOf } from './key.ts'

const FIGURE = /^-?\d+\.\d\d$/

/** The sheets as the .xlsx file an officer would have, figures as numbers of two decimals. */
export async function workbookOf(sheets: readonly GivenSheet[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name)
    rows.forEach((row, y) => {
      row.forEach((given, x) => {
        if (given === '>' || given === '^') return
        const cell = sheet.getCell(y + 1, x + 1)
        cell.value = FIGURE.test(String(given)) ? Number(given) : given
        if (FIGURE.test(String(given))) cell.numFmt = '#,##0.00'
        let [right, down] = [x, y]
        while (row[right + 1] === '>') right++
        while (rows[down + 1]?.[x] === '^') down++
        if (right > x || down > y) sheet.mergeCells(y + 1, x + 1, down + 1, right + 1)
      })
    })
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The same sheets as the reader of workbooks gives them. */
export const sheetsOf = (sheets: readonly GivenSheet[]): Parameters<typeof tablesOf>[0] =>
  sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row, y) =>
      row.map((given, x) => {
        if (given === '>' || given === '^') return null
        let [cols, down] = [1, 1]
        while (row[x + cols] === '>') cols++
        while (rows[y + down]?.[x] === '^') down++
        const text = FIGURE.test(String(given)) ? Number(given).toLocaleString('en', { minimumFractionDigits: 2 }) : String(given)
        return { at: `${String.fromCharCode(65 + x)}${y + 1}`, text, rows: down, cols }
      }),
    ),
  }))

const SAID = {
  budget:
    '样例：本年预算按照批复编制，收支比上年略有增加，主要是网格监督员购买服务的费用增加。\n\n样例：机关运行经费 180.00 万元；政府采购预算 44.74 万元；“三公”经费 20.00 万元，与上年持平。',
  account: '样例：决算数与预算数的差异主要是公务用车运行费减少。\n\n样例：本年没有因公出国（境）费用。',
} as const

type Publish = (content: ReturnType<typeof bookContent>, key: string) => Promise<void>
/** Last year's budget and account and this year's budget, each approved on its day and already out; of this year only what has been. */
export async function seedBudgets(house: House, issuer: string, publish: Publish): Promise<void> {
  const today = beijingDay(house.now())
  const year = Number(today.slice(0, 4))
  const books: readonly (readonly [year: number, kind: 'budget' | 'account', approved: PlainDate, halves: number])[] = [
    [year - 1, 'budget', plainDate(`${year - 1}-02-12`), 2],
    [year - 1, 'account', plainDate(`${year}-08-21`), 2],
    [year, 'budget', plainDate(`${year}-02-11`), 3],
  ]
  for (const [of, kind, countedFrom, halves] of books) {
    if (addDays(countedFrom, 20) >= today) continue
    const key = keyOf(`budget ${of} ${kind}`)
    const title = `（样例）${issuer}${of}年部门${nameOf(kind)}`
    await publish(await bookOf(house, key, { of, kind, halves, countedFrom, issuer, values: { title } }), key)
  }
}

type Kind = 'budget' | 'account'
const nameOf = (kind: Kind): string => (kind === 'budget' ? '预算' : '决算')
type Given = {
  readonly of: number
  readonly kind: Kind
  readonly halves: number
  readonly countedFrom: PlainDate
  readonly issuer: string
  readonly values: Readonly<Record<string, string>>
}
async function bookOf(house: House, key: string, { of, kind, halves, countedFrom, issuer, values }: Given): Promise<ReturnType<typeof bookContent>> {
  const sheets = budgetSheets(of, kind, halves)
  const file = await keepDraftFile(house, key, { name: `样例-${of}年部门${nameOf(kind)}.xlsx`, bytes: await workbookOf(sheets) })
  if (isRefusal(file)) throw new Error(file.because)
  const book = { kind, year: of, said: SAID[kind], tables: tablesOf(sheetsOf(sheets)), reasons: {} }
  return bookContent(book, { values, files: [file], countedFrom, issuer })
}

/** A budget or account of the reference year as a book with tables; undefined for any other sample. */
export async function referenceBook(house: House, key: string, { title, summary, column, countedFrom }: Sample, issuer: string) {
  const [, year = '', kind = ''] = /(\d{4})年部门(预算|决算)/.exec(title) ?? []
  if (column !== 'budgets' || year === '' || countedFrom === null) return undefined
  return await bookOf(house, key, {
    of: Number(year),
    kind: kind === '预算' ? 'budget' : 'account',
    halves: 2,
    countedFrom,
    issuer,
    values: { title, summary },
  })
}
