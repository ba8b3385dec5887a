import { expect, test } from 'vitest'
import { numbersOf } from '../../../tests/support/lives.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { findCase } from '../cases/index.ts'

type Get = (path: string) => Promise<Response>
type Told = { readonly counts: Readonly<Record<string, { readonly value: number; readonly records: string }>> }
type Link = { readonly path: string; readonly figure: number }

/** Every figure of a page that opens its cases. */
async function figuresOn(get: Get, path: string): Promise<Link[]> {
  const answer = await get(path)
  expect(answer.status, path).toBe(200)
  const found = (await answer.text()).matchAll(/<a href="(\/cases\/figures\/records\?[^"]+)"[^>]*>([\d,]+)<\/a>/g)
  return [...found].map(([, href = '', figure = '']) => ({ path: href.replaceAll('&amp;', '&'), figure: Number(figure.replaceAll(',', '')) }))
}

/** The numbers of the cases an address opens, all its pages gone through; and what its heading says. */
async function opened(get: Get, path: string): Promise<{ numbers: string[]; said: number }> {
  const numbers: string[] = []
  let said = -1
  for (let next: string | undefined = path; next !== undefined; ) {
    const html: string = await (await get(next)).text()
    said = Number(/<h1>[^：<]+：([\d,]+) 件/.exec(html)?.[1]?.replaceAll(',', '') ?? -1)
    numbers.push(...[...html.matchAll(/<th scope="row"><a href="\/cases\/([^"]+)"/g)].map(([, number = '']) => number))
    next = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  return { numbers, said }
}

test('every figure of the page is the number of the records it opens; a case is there twice only when two units had it', async () => {
  const { get } = await seededApp()
  const all = 'from=2018-10-01&to=2026-12-31'
  const links = new Map<string, number>()
  for (const query of ['period=week', 'period=month', `${all}&by=unit`, `${all}&by=street`, `${all}&by=category`, `${all}&category=事-01`]) {
    const found = await figuresOn(get, `/cases/figures?${query}`)
    expect(found.length, query).toBeGreaterThan(10)
    for (const { path, figure } of found) {
      expect(links.get(path) ?? figure, path).toBe(figure)
      links.set(path, figure)
    }
  }
  for (const [path, figure] of links) {
    const { numbers, said } = await opened(get, path)
    expect([numbers.length, said], path).toEqual([figure, figure])
    if (/count=(filed|rated|satisfied)&/.test(path)) expect(new Set(numbers).size, path).toBe(figure)
  }
}, 120_000)

test('the files say what the page says', async () => {
  const { get } = await seededApp()
  const query = '?from=2018-10-01&to=2026-12-31&by=street'
  const page = await figuresOn(get, `/cases/figures${query}`)
  const json = (await (await get(`/cases/figures.json${query}`)).json()) as { definitions: unknown; whole: Told; rows: Told[] }
  expect(json.definitions).toMatchObject({ version: 2, rates: { onTimeRate: { part: 'onTime', whole: 'due', formula: '按期结案率＝按期结案÷应结案' } } })
  const told = [json.whole, ...json.rows].flatMap(({ counts }) => Object.values(counts))
  const byPath = new Map(told.map(({ value, records }) => [decodeURIComponent(new URL(records).pathname + new URL(records).search), value]))
  for (const { path, figure } of page) expect(byPath.get(decodeURIComponent(path)), path).toBe(figure)
  const csv = await (await get(`/cases/figures.csv${query}`)).text()
  const total = csv.split('\r\n').find((line) => line.startsWith('"合计"'))
  expect(total?.split(',')[2]).toBe(`"${json.whole.counts['filed']?.value}"`)
  expect(csv).toContain('按期结案率＝按期结案÷应结案')
})

test('an address without sense asks for this month, and a count that is none is not found', async () => {
  const { get } = await seededApp()
  const html = await (await get('/cases/figures?from=2026-02-30&to=x&street=1%27--&by=age')).text()
  expect(html).toContain('2026年11月1日至2026年11月30日')
  expect((await get('/cases/figures/records?count=stolen')).status).toBe(404)
  expect((await get('/cases/figures/records?count=filed&after=never')).status).toBe(200)
})

test('the public list of 三核未通过 holds every case that failed three checks and no other', async () => {
  const { house, get } = await seededApp()
  const { numbers, said } = await opened(get, '/cases/three-fail')
  const failedThrice: string[] = []
  for (const number of await numbersOf(house.db)) {
    const one = await findCase(house.db, number)
    // Checks before a case was taken up again belong to its first handling.
    const from = one?.events.findLastIndex(({ fact }) => fact.step === 'reopen') ?? -1
    const failed = one?.events.slice(from + 1).filter(({ fact }) => fact.step === 'fail').length ?? 0
    if (one && failed >= 3 && one.state.stage !== 'merged' && one.state.stage !== 'withdrawn') failedThrice.push(number)
  }
  expect(failedThrice.length).toBeGreaterThan(0)
  expect([numbers.toSorted(), said]).toEqual([failedThrice.toSorted(), failedThrice.length])
})
