import { expect, test } from 'vitest'
import { bareHouse, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { serveHouse } from '../../../../../tests/support/open311-house.ts'
import { draft, publish, revise, withdraw } from '../../../../../tests/support/publishing.ts'
import { createApp } from '../../../../app.tsx'
import { getHomeAgency } from '../../../organizations/index.ts'
import { pullCommand } from './pull-command.ts'

async function first(): Promise<TestHouse> {
  const house = await bareHouse('2026-11-24T09:00', 'template_seeded')
  return Object.assign(house, { agencyId: (await getHomeAgency(house.db)).id })
}
const text = async (house: TestHouse, path: string): Promise<string> => await (await createApp(house).request(path)).text()
const words = (html: string): string => (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
type Row = Readonly<Record<string, unknown>>
/** Every figure without the number and the address of its item, which are of the place. */
const figures = async (house: TestHouse): Promise<string[]> =>
  (JSON.parse(await text(house, '/disclosure/budgets/figures/list.json')) as { figures: Row[] }).figures
    .map(({ item, url, ...figure }) => JSON.stringify(figure))
    .toSorted()
const pull = async (two: TestHouse, address: string, ...how: string[]) => {
  const lines: string[] = []
  return { whole: await pullCommand(two, [address, ...how], (line) => lines.push(line)), lines: lines.join('\n') }
}
const rows = (house: TestHouse) =>
  house.db.selectFrom('disclosure.item').select(['number', 'index_number as index', 'title', 'stage']).where('agency_id', '=', house.agencyId).execute()
const numberOf = async (house: TestHouse, title: string) => (await rows(house)).find((row) => row.title === title)
const asItem = async (house: TestHouse, number = '') => JSON.parse(await text(house, `/api/v1/items/${number}`)) as Row

test('budgets and accounts come over as data: the page of years, every figure, and each table as page and CSV', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const address = await serveHouse(one)
  expect(await pull(two, address, '--publish')).toMatchObject({ whole: true })
  const here = await figures(one)
  expect(here.length).toBeGreaterThan(1_000)
  expect(await figures(two)).toEqual(here)
  const [years, copied] = [words(await text(one, '/disclosure/budgets')), words(await text(two, '/disclosure/budgets'))]
  expect(years).toContain('2026年')
  expect(copied).toBe(years)
  const [book] = await two.db.selectFrom('disclosure.budget').innerJoin('disclosure.item', 'id', 'item_id').select(['number', 'title']).execute()
  const original = await numberOf(one, book?.title ?? '')
  for (const path of ['1.csv', '3.csv', '7.csv'])
    expect(await text(two, `/disclosure/budgets/${book?.number}/${path}`), path).toBe(await text(one, `/disclosure/budgets/${original?.number}/${path}`))
  expect(words(await text(two, `/disclosure/budgets/${book?.number}/1`))).toBe(words(await text(one, `/disclosure/budgets/${original?.number}/1`)))
})

test('a budget this office has of its own is not told twice', async () => {
  const [one, two] = [await first(), await first()]
  const before = await figures(two)
  expect(await pull(two, await serveHouse(one), '--publish')).toMatchObject({ whole: false, lines: expect.stringContaining('部门预算本机已经有一份') })
  expect(await figures(two)).toEqual(before)
})

test('a copy keeps its 索引号 where the office is the same and it is free; what the office gives afterwards passes it over', async () => {
  const [one, two] = [await testHouse('2026-11-24T09:00'), await testHouse('2026-11-25T09:00')]
  await draft(one, { title: '（样例）还没有发布的' })
  const number = await publish(one, { title: '（样例）发布了的' })
  const address = await serveHouse(one)
  expect(await pull(two, address, '--publish')).toMatchObject({ whole: true })
  const [source, copy] = [await numberOf(one, '（样例）发布了的'), await numberOf(two, '（样例）发布了的')]
  expect([source?.number, copy?.number, copy?.index]).toEqual(['2026-00002', '2026-00001', source?.index])
  expect(await asItem(two, copy?.number)).toMatchObject({ index_number: source?.index, source: { index_number: source?.index } })
  expect(await text(two, `/disclosure/${copy?.number}`)).not.toContain('来源的索引号')
  // 2026-00002 would bear it.
  expect(await publish(two, { title: '（样例）本机自己的' })).toBe('2026-00003')
  await revise(one, number, { title: '（样例）改过的' })
  expect(await pull(two, address, '--publish')).toMatchObject({ whole: true })
  expect(await numberOf(two, '（样例）改过的')).toMatchObject({ number: copy?.number, index: source?.index })
  const all = (await rows(two)).map(({ index }) => index)
  expect(new Set(all).size).toBe(all.length)
})

test('where the office has given the 索引号 itself the copy has one of its own, and says the other beside it; so it does where the office is another', async () => {
  const [one, two, other] = [await testHouse('2026-11-24T09:00'), await testHouse('2026-11-25T09:00'), await testHouse('2026-11-25T09:00')]
  const number = await publish(one, { title: '（样例）一份文件' })
  const source = await numberOf(one, '（样例）一份文件')
  await publish(two, { title: '（样例）本机自己的' })
  await other.db.updateTable('organizations.agency').set({ code: '020000002' }).where('id', '=', other.agencyId).execute()
  const address = await serveHouse(one)
  for (const house of [two, other]) {
    expect(await pull(house, address, '--publish')).toMatchObject({ whole: true })
    const copy = await numberOf(house, '（样例）一份文件')
    expect(copy?.index).not.toBe(source?.index)
    const page = await text(house, `/disclosure/${copy?.number}`)
    expect(page).toContain(`<dt>索引号</dt><dd>${copy?.index}</dd><dt>来源的索引号</dt><dd>${source?.index}</dd>`)
    expect(await asItem(house, copy?.number)).toMatchObject({ index_number: copy?.index, source: { index_number: source?.index } })
    expect(await text(house, `/disclosure/${copy?.number}.txt`)).toContain(`来源的索引号：${source?.index}`)
    expect(words(await text(house, `/search?q=${encodeURIComponent(source?.index ?? '')}`))).toContain('（样例）一份文件')
  }
  await withdraw(one, number)
  await pull(two, address, '--publish')
  expect(words(await text(two, '/disclosure/2026-00002'))).toContain(`来源的索引号 ${source?.index}`)
})

test('what is taken as a draft keeps its 索引号 too, and two that ask for one at once never share it', async () => {
  const [one, two, third] = [await testHouse('2026-11-24T09:00'), await testHouse('2026-11-25T09:00'), await testHouse('2026-11-25T09:00')]
  await draft(one)
  await publish(one, { title: '（样例）发布了的' })
  const address = await serveHouse(one)
  await pull(third, address)
  expect(await rows(third)).toMatchObject([{ number: '2026-00001', index: (await numberOf(one, '（样例）发布了的'))?.index, stage: 'drafting' }])
  const [pulled, ...own] = await Promise.all([pull(two, address), ...Array.from({ length: 5 }, (_, i) => draft(two, { title: `（样例）第 ${i} 份` }))])
  expect([pulled.whole, own.length]).toEqual([true, 5])
  const all = (await rows(two)).map(({ index }) => index)
  expect([all.length, new Set(all).size]).toEqual([6, 6])
})
