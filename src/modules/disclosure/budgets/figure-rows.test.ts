import { expect, test } from 'vitest'
import { seededApp } from '../../../../tests/support/seeded.ts'

type Figure = { item: string; kind: string; line: string; column: string; amount_yuan: number; unit: string; url: string; form: string | null }
type Table = { unit: string | null; columns: readonly { role: string }[]; rows: readonly (readonly (string | number | null)[])[] }
const YUAN: Readonly<Record<string, number>> = { 元: 1, 千元: 1_000, 万元: 10_000, 亿元: 100_000_000 }

test('the file of all figures holds each amount of each table once, in yuan', async () => {
  const app = await seededApp()
  const { figures } = (await (await app.get('/disclosure/budgets/figures/list.json')).json()) as { figures: Figure[] }
  const urls = [...new Set(figures.map(({ url }) => url))]
  expect(urls.length).toBeGreaterThan(20)
  for (const url of urls) {
    const table = (await (await app.get(`${new URL(url).pathname}.json`)).json()) as Table
    const amounts = table.rows.flatMap((row) => row.filter((value, x): value is number => table.columns[x]?.role === 'amount' && typeof value === 'number'))
    const own = figures.filter((figure) => figure.url === url)
    expect([url, own.length]).toEqual([url, amounts.length])
    const [there, here] = [
      amounts.reduce((sum, n) => sum + n, 0) * (YUAN[table.unit ?? '元'] ?? Number.NaN),
      own.reduce((sum, { amount_yuan }) => sum + amount_yuan, 0),
    ]
    expect(here).toBeCloseTo(there, 2)
  }
  const sangong = figures.filter(({ form, kind, line }) => form === '“三公”经费表' && kind === 'budget' && /合计/.test(line))
  expect(sangong.length).toBeGreaterThan(0)
  expect(figures.every(({ line, column }) => line !== '' && column !== '')).toBe(true)
})
