import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { SMALL } from '../seed/cases.ts'
import { fixture } from './support/fixture.ts'
import { seededApp } from './support/seeded.ts'

test('the reference year as JSON is the published report of 2019, tables and facts', async () => {
  const { get } = await seededApp()
  const answer = await get('/annual-reports/2019.json')
  // The template has a part of the year's cases; all of them are in seed-cases.test.ts.
  const published = JSON.parse(fixture('xicheng-2019-annual-report.expected.json'))
  const { handled, rated, satisfied } = SMALL.year
  const part = { citizen_reports_handled: handled, rated_cases: rated, satisfied_cases: satisfied }
  const shares = { satisfaction_percent: 93.1, satisfaction_percent_2018_q4: 88.46 }
  expect(await answer.json()).toEqual({ ...published, facts: { ...published.facts, ...part, ...shares } })
  const html = await (await get('/annual-reports/2019')).text()
  expect(html).toContain('勾稽关系全部成立')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await get('/annual-reports/2019.xlsx')).arrayBuffer())
  expect(book.getWorksheet('表三 申请')?.getCell('J4').value).toBe(4)
  const records = await (await get('/annual-reports/2019/figures/requests.granted.natural_person')).text()
  expect(records.match(/>XQ-2019-\d{4}</g)).toHaveLength(3)
  expect((await get('/annual-reports/1999.json')).status).toBe(404)
})

test('every number of the report page opens the records behind it', async () => {
  const { get } = await seededApp()
  const html = await (await get('/annual-reports/2019')).text()
  const figures = [...new Set([...html.matchAll(/href="(2019\/figures\/[^"]+)"/g)].map(([, path]) => `/annual-reports/${path}`))]
  expect(figures.length).toBeGreaterThan(200)
  for (const path of figures) expect((await get(path)).status, path).toBe(200)
  for (const path of ['requests.nobody.total', 'requests.granted.nobody', 'entries.nothing', 'custom', 'remedies.x.y'])
    expect((await get(`/annual-reports/2019/figures/${path}`)).status, path).toBe(404)
})

test('five wrong passwords close an account for a while, the right one too', async () => {
  const { post } = await seededApp()
  const attempt = (password: string) => post('/staff/sign-in', { account: 'xinxi', password })
  for (let i = 0; i < 5; i++) expect((await attempt('wrong')).status).toBe(422)
  expect((await attempt('gongkai-demo')).status).toBe(429)
})

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

test('an application is received once, tracked by its code, and closed to anyone with another number', async () => {
  const { get, post } = await seededApp()
  const fields = {
    key: '7b1f2f6e-3a0e-4a57-9d4c-0c1d2e3f4a5b',
    kind: 'natural_person',
    name: '样例申请人',
    identity: '居民身份证 样例号码',
    phone: '13800000000',
    email: 'sample@example.invalid',
    subject: '2026年便道修复工程的验收材料',
    format: 'electronic',
    way: 'email',
  }
  const first = await post('/requests/new', fields)
  expect([first.status, first.headers.get('location')]).toEqual([303, '/requests/receipt'])
  const receipt = await get('/requests/receipt', cookiesOf(first))
  const number = /XQ-2026-\d{4}/.exec(await receipt.text())?.[0] ?? ''
  const again = await post('/requests/new', fields)
  expect(await (await get('/requests/receipt', cookiesOf(again))).text()).toContain(number)
  const cookie = cookiesOf(receipt)
  expect(await (await get(`/requests/track/${number}`, cookie)).text()).toContain('还剩')
  expect((await get('/requests/track/XQ-2026-0001', cookie)).status).toBe(303)
  expect((await post('/requests/track', { number, code: 'AAAAAAAAAA' })).status).toBe(422)
})
