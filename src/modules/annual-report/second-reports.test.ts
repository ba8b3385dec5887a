import { expect, test } from 'vitest'
import { bareHouse, type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { serveHouse } from '../../../tests/support/open311-house.ts'
import { holder, type OpenApi } from '../../../tests/support/promised.ts'
import { createApp } from '../../app.tsx'
import { pullCommand } from '../disclosure/channels/inward/pull-command.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { findCover } from './cover.ts'
import { pullReports } from './index.ts'

async function first(): Promise<TestHouse> {
  const house = await bareHouse('2026-11-24T09:00', 'template_seeded')
  return Object.assign(house, { agencyId: (await getHomeAgency(house.db)).id })
}
const get = async (house: TestHouse, path: string) => await createApp(house).request(path)
const text = async (house: TestHouse, path: string): Promise<string> => await (await get(house, path)).text()
const words = (html: string, part = /<article[\s\S]*<\/article>/): string => (part.exec(html)?.[0] ?? '').replace(/<[^>]+>|\s/g, '')
const pull = async (house: TestHouse, address: string) => await pullReports(house, { agencyId: house.agencyId, origin: address, allowPrivate: true })

test('a second instance shows the annual reports of the first with every figure, says where they come from, and leads into no ledger it does not have', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const address = await serveHouse(one)
  const lines: string[] = []
  await pullCommand(two, [address, '--publish'], (line) => lines.push(line), [{ what: '年度报告', pull: pullReports }])
  expect(lines.at(-1)).toBe('年度报告：新 1 条，没有变化 0 条，没有取入 0 条')
  const [here, there] = [await text(one, '/annual-reports/2019'), await text(two, '/annual-reports/2019')]
  expect(words(here).length).toBeGreaterThan(1_000)
  expect(words(there)).toBe(words(here))
  expect(await (await get(two, '/annual-reports/2019.json')).json()).toEqual(await (await get(one, '/annual-reports/2019.json')).json())
  expect(there).toContain(`取自<a href="${address}/annual-reports/2019">`)
  for (const never of ['/figures/', '取自台账', '台账没有变化', '处变化']) expect(there, never).not.toContain(never)
  expect(await text(two, '/annual-reports')).toMatch(/2019 年度政府信息公开工作年度报告[\s\S]*来源：/)
  expect((await get(one, '/annual-reports/2019/figures/disclosure.items')).status).toBe(200)
  expect((await get(two, '/annual-reports/2019/figures/disclosure.items')).status).toBe(404)
  for (const ending of ['xlsx', 'docx', 'pdf']) expect((await get(two, `/annual-reports/2019.${ending}`)).status, ending).toBe(200)
  const cover = await findCover(two.db, two.agencyId)
  expect(cover?.figures.length).toBeGreaterThan(2)
  for (const { href } of cover?.figures ?? []) expect(href).toBe('/annual-reports/2019')
  expect(await text(one, '/')).toContain('每个数字都能点开')
  expect(await text(two, '/')).not.toContain('每个数字都能点开')
  expect(await text(two, `/search?q=${encodeURIComponent('2019年度报告')}`)).toContain('href="/annual-reports/2019"')
})

test('it is told as the document promises and without the requests that were carried over; pulled again it is the same', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const document = (await (await get(one, '/api/v1/openapi.json')).json()) as OpenApi
  const ask = async (query: string) => await holder(document).answer('/annual-reports', 'get', await get(one, `/api/v1/annual-reports${query}`))
  const told = await ask('')
  expect(told).toMatchObject({ reports: [{ year: 2019, version: 1, source: null }], next: null })
  expect(JSON.stringify(told)).not.toContain('carriedOut')
  expect(await ask('?after=2019001')).toMatchObject({ reports: [], next: null })
  expect(await ask('?year=2019')).toMatchObject({ status: 422 })
  const address = await serveHouse(one)
  expect(await pull(two, address)).toMatchObject({ outcomes: { new: 1, same: 0, refused: 0 } })
  expect(await pull(two, address)).toMatchObject({ outcomes: { new: 0, same: 1, refused: 0 } })
  // What the office has published itself is not run over.
  const own = await first()
  expect(await pull(own, address)).toMatchObject({ outcomes: { refused: 1 }, notTaken: ['2019 年度报告：2019 年度报告本机已经发布'] })
  expect(await text(own, '/annual-reports/2019')).toContain('/figures/')
})

test('a correction comes after, as the version that counts; a report whose tables are not of its form is not taken', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const address = await serveHouse(one)
  await pull(two, address)
  const row = await one.db.selectFrom('annual_report.publication').selectAll().executeTakeFirstOrThrow()
  const corrected = { ...row.snapshot, sections: { ...row.snapshot.sections, other: [{ heading: false, parts: ['更正以后的话。'] }] } }
  const publish = async (version: number, snapshot: object) =>
    await one.db
      .insertInto('annual_report.publication')
      .values({ ...row, version, note: '漏了一句', snapshot: JSON.stringify(snapshot) })
      .execute()
  await publish(2, corrected)
  expect(await pull(two, address)).toMatchObject({ outcomes: { new: 1, same: 1 } })
  const page = await text(two, '/annual-reports/2019')
  for (const says of ['更正以后的话。', '第 2 版。更正：漏了一句']) expect(page).toContain(says)
  await publish(3, { ...corrected, report: { ...corrected.report, tables: { ...corrected.report.tables, proactive: [] } } })
  expect(await pull(two, address)).toMatchObject({ refused: 'unreadable' })
})
