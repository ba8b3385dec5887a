import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'

async function cellsIn(answer: Response): Promise<string[][]> {
  expect(answer.headers.get('content-type')).toContain('spreadsheetml')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const rows: string[][] = []
  book.worksheets[0]?.eachRow((row) => {
    const { values } = row
    rows.push(
      Array.from(Array.isArray(values) ? values.slice(1) : [], (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''))),
    )
  })
  return rows
}
function linesIn(csv: string): string[][] {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
  return lines.map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => (cell ?? '').replace(/""/g, '"').replace(/^'(?=[=+\-@\t])/, '')))
}
const padded = (rows: string[][]): string[][] => rows.map((row) => Array.from({ length: rows[0]?.length ?? 0 }, (_, i) => row[i] ?? ''))

test.each([
  ['/staff/requests', '?tab=done', '导出申请台账', 5],
  ['/staff/requests', '?channel=online&q=样例', '导出申请台账', 1],
  ['/staff/remedies/list', '?year=2019', '导出复议和诉讼台账', 1],
  ['/staff/requests/fees', '?year=2026', '导出收费台账', 0],
  ['/staff/complaints/list', '', '导出投诉举报台账', 1],
  ['/staff/requests/withheld/list', '', '导出不予公开登记', 1],
  ['/staff/requests/supervision', '', '导出督办清单', 0],
  ['/staff/requests/answers', '?stage=public', '导出公开答复台账', 2],
])('%s%s is the same list as CSV and as Excel, and each leaves a trace', async (path, query, act, least) => {
  const { house, get, signedIn } = await seededApp()
  const officer = await signedIn('information-officer')
  const csv = linesIn(await (await get(`${path}.csv${query}`, officer)).text())
  const xlsx = await cellsIn(await get(`${path}.xlsx${query}`, officer))
  expect(padded(xlsx)).toEqual(csv)
  expect(csv.length).toBeGreaterThan(least)
  const traces = await house.db.selectFrom('audit.event').select('note').where('act', '=', act).execute()
  expect(traces).toHaveLength(2)
})

test('a department takes away only what it sees, and no file holds a name', async () => {
  const { house, get, signedIn } = await seededApp()
  const all = await cellsIn(await get('/staff/requests.xlsx?tab=done', await signedIn('information-officer')))
  const own = await cellsIn(await get('/staff/requests.xlsx?tab=done', await signedIn('handling-department')))
  expect(own.length).toBeLessThan(all.length)
  const masked = await house.db.selectFrom('requests.request').select('applicant_masked').where('applicant_kind', '=', 'natural_person').execute()
  expect(masked.length).toBeGreaterThan(0)
  for (const { applicant_masked } of masked) expect(all.flat()).not.toContain(applicant_masked)
})
