import { expect, test } from 'vitest'
import { bareHouse, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { serveHouse } from '../../../../../tests/support/open311-house.ts'
import { officeOf } from '../../../../../tests/support/publishing.ts'
import { faultsOf, holder, type OpenApi } from '../../../../../tests/support/promised.ts'
import { plainDate } from '../../../../kernel/plain-date.ts'
import { isRefusal } from '../../../../kernel/refusal.ts'
import { createApp } from '../../../../app.tsx'
import { getHomeAgency } from '../../../organizations/index.ts'
import { listShownAfter } from '../../directory/store.ts'
import { takeNormStepOn } from '../../norms/take-norm-step.ts'
import { tellNorms } from '../../norms/told-norm.ts'
import { takeRecordStep } from '../../directory/take-record.ts'
import { pullCommand } from './pull-command.ts'

async function first(): Promise<TestHouse> {
  const house = await bareHouse('2026-11-24T09:00', 'template_seeded')
  return Object.assign(house, { agencyId: (await getHomeAgency(house.db)).id })
}
const everything = async ({ db, agencyId }: TestHouse) => await listShownAfter(db, agencyId, 0, null, 10_000)
/** What a copy has to share with its original: all but its number, and the number of the item it speaks of. */
const shared = async (house: TestHouse): Promise<string[]> =>
  (await everything(house)).map(({ kind, content, changedOn }) => JSON.stringify({ kind, content: { ...content, item: '' }, changedOn })).toSorted()

test('the records of the directory are told as the document promises, page by page; a wrong question says what to change', async () => {
  const house = await first()
  const app = createApp(house)
  const document = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApi
  expect(await faultsOf(document)).toBeUndefined()
  const ask = async (query: string) => await holder(document).answer('/records', 'get', await app.request(`/api/v1/records${query}`))
  type Page = { records: { id: number; kind: string; changed_on: string; content: Record<string, string> }[]; next: number | null }
  const all: Page['records'] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = (await ask(`?limit=7&after=${after}`)) as Page
    all.push(...page.records)
    after = page.next
  }
  expect(all.map(({ id }) => id)).toEqual((await everything(house)).map(({ id }) => id))
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['duties', 'office', 'leader', 'service', 'guide', 'procurement']))
  const day = '2019-06-01'
  expect(((await ask(`?since=${day}&limit=200`)) as Page).records.map(({ id }) => id)).toEqual(
    all.filter(({ changed_on }) => changed_on >= day).map(({ id }) => id),
  )
  for (const [query, says] of [
    ['?since=yesterday', 'since 给日期'],
    ['?after=x', 'after 给上次答复里的 next'],
    ['?limit=0', 'limit 给 1 到 200'],
    ['?kind=office', '没有“kind”这个参数'],
  ] as const)
    expect(await ask(query), query).toMatchObject({ status: 422, detail: expect.stringContaining(says) })
})

test('a second instance shows the same offices, people, services, guide and purchases, follows what changes and ends, and a second pull moves nothing', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const address = await serveHouse(one)
  const lines: string[] = []
  const pull = async () => await pullCommand(two, [address, '--publish'], (line) => lines.push(line))
  expect([await pull(), lines.at(-1)]).toEqual([true, expect.stringMatching(/采购记录：新 \d{2,} 条，有变化 0 条/)])
  expect(await shared(two)).toEqual(await shared(one))
  const [appOne, appTwo] = [createApp(one), createApp(two)]
  for (const path of ['/disclosure/organisation', '/disclosure/services', '/disclosure/procurement?year=2019', '/disclosure/guide']) {
    const [here, there] = await Promise.all([appOne, appTwo].map(async (app) => await (await app.request(path)).text()))
    const words = (html = '') => html.replace(/[\s\S]*<main|<\/main>[\s\S]*|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(words(there).length, path).toBeGreaterThan(200)
    for (const phrase of words(here).match(/[\u4e00-\u9fff]{6,}/g) ?? []) expect(words(there), path).toContain(phrase)
  }
  const procured = async (house: TestHouse) =>
    ((await (await createApp(house).request('/disclosure/procurement/list.json?year=2019')).json()) as { sum: unknown; count?: unknown }).sum
  expect(await procured(two)).toEqual(await procured(one))

  const events = async () => (await two.db.selectFrom('disclosure.record_event').select('seq').execute()).length
  const before = await events()
  expect(await pull()).toBe(true)
  expect([await events(), lines.at(-1)]).toEqual([before, expect.stringContaining('新 0 条，有变化 0 条')])

  const records = await everything(one)
  const [leader, service] = [records.find(({ kind }) => kind === 'leader'), records.find(({ kind }) => kind === 'service')]
  const officer = officeOf(one, 'information-officer')
  const content = { ...leader?.content, duties: '主持全面工作，分管信息公开' }
  await takeRecordStep(
    one,
    { id: leader?.id ?? 0, version: undefined, order: { step: 'write', typed: { content, from: '2026-11-24', reason: '分工调整' } } },
    officer,
  )
  await takeRecordStep(one, { id: leader?.id ?? 0, version: undefined, order: { step: 'clear', opinion: '可以公开' } }, officeOf(one, 'reviewer'))
  await takeRecordStep(one, { id: service?.id ?? 0, version: undefined, order: { step: 'end', reason: '不再办理' } }, officer)
  expect([await pull(), lines.at(-1)]).toEqual([true, expect.stringMatching(/有变化 1 条.*随来源停止 1 条/)])
  expect(await shared(two)).toEqual(await shared(one))
})

const register = async (house: TestHouse) => {
  const { norms } = await tellNorms(house.db, house.agencyId, 0, 1_000)
  const titles = new Map(norms.map(({ number, title }) => [number, title]))
  // What it speaks of by number has another number there: the title says which it is.
  return norms
    .map(({ number, item, relations, endings, ...rest }) =>
      JSON.stringify({
        ...rest,
        relations: relations.map(({ kind, norm, words }) => [kind, norm === null ? words : titles.get(norm)].join(' ')).toSorted(),
        endings: endings.map(({ kind, from, by }) => [kind, from, titles.get(by) ?? by]),
      }),
    )
    .toSorted()
}

test('a second instance has the same register of norms: states, terms, family tree; it follows what is abolished, and a second pull moves nothing', async () => {
  const [one, two] = [await first(), await testHouse('2026-11-25T09:00')]
  const address = await serveHouse(one)
  const lines: string[] = []
  const pull = async () => await pullCommand(two, [address, '--publish'], (line) => lines.push(line))
  expect(await pull()).toBe(true)
  expect(await register(two)).toEqual(await register(one))
  expect((await register(one)).length).toBeGreaterThan(4)
  const list = async (house: TestHouse) =>
    ((await (await createApp(house).request('/disclosure/norms.json')).json()) as { norms: { title: string; validity: string }[] }).norms.map(
      ({ title, validity }) => `${title} ${validity}`,
    )
  expect((await list(two)).toSorted()).toEqual((await list(one)).toSorted())
  const page = async (house: TestHouse, title: string) => {
    const { norms } = await tellNorms(house.db, house.agencyId, 0, 1_000)
    const number = norms.find((norm) => norm.title.includes(title))?.number
    return await (await createApp(house).request(`/disclosure/norms/${number}`)).text()
  }
  const family = (html: string) => (/class="tree"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(family(await page(two, '公众上报城市管理问题奖励实施办法'))).toBe(family(await page(one, '公众上报城市管理问题奖励实施办法')))
  const events = async () => (await two.db.selectFrom('disclosure.norm_event').select('seq').execute()).length
  const before = await events()
  expect(await pull()).toBe(true)
  expect(await events()).toBe(before)

  const rule = (await tellNorms(one.db, one.agencyId, 0, 1_000)).norms.find(({ title }) => title.includes('网格巡查工作规定'))
  const order = { step: 'end', ending: { kind: 'abolished', from: plainDate('2026-11-25'), by: '', reason: '清理决定废止' } } as const
  const ended = await takeNormStepOn(one, { agencyId: one.agencyId, number: rule?.number ?? '', version: undefined, order }, officeOf(one, 'signer'))
  expect(isRefusal(ended) ? ended.because : ended.state.endings).toHaveLength(1)
  expect([await pull(), lines.find((line, i) => i > 4 && /规范性文件：新 0 条，有变化 1 条/.test(line))]).toEqual([true, expect.anything()])
  expect(await register(two)).toEqual(await register(one))
})

test('the register of norms is told as the document promises', async () => {
  const house = await first()
  const app = createApp(house)
  const document = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApi
  type Page = { norms: { number: string }[]; next: number | null }
  const numbers: string[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page = (await holder(document).answer('/norms', 'get', await app.request(`/api/v1/norms?limit=2&after=${after}`))) as Page
    numbers.push(...page.norms.map(({ number }) => number))
    after = page.next
  }
  expect(numbers).toEqual((await tellNorms(house.db, house.agencyId, 0, 1_000)).norms.map(({ number }) => number))
  expect(await holder(document).answer('/norms', 'get', await app.request('/api/v1/norms?year=2019'))).toMatchObject({ status: 422 })
})

test('what this office has of its own is not run over: the guide of another is refused, with why', async () => {
  const [one, two] = [await first(), await first()]
  const lines: string[] = []
  expect(await pullCommand(two, [await serveHouse(one), '--publish'], (line) => lines.push(line))).toBe(false)
  for (const says of ['“政府信息公开指南”只有一份，本机已经有了', '已经在本机的台账上']) expect(lines.join('\n')).toContain(says)
})
