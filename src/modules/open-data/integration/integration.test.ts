import { beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { faultsOf, holder, type OpenApi } from '../../../../tests/support/promised.ts'
import { httpPeer } from '../../../../tests/support/http-peer.ts'
import { draft, officeOf, publish, REVIEWS, revise, takeTurns, withdraw } from '../../../../tests/support/publishing.ts'
import { createApp } from '../../../app.tsx'
import { deliverWaiting } from '../../disclosure/channels/deliver-waiting.ts'
import { addPlatform } from '../../disclosure/channels/platforms.ts'
import { findItem } from '../../disclosure/store.ts'
import { issueApiKey, revokeApiKey } from '../api-keys.ts'
import { OPEN_PER_MINUTE } from './rate.ts'

type Told = {
  readonly items: readonly { number: string; state: string; title: string; column?: string; version: number }[]
  readonly next: string
  readonly more: boolean
}
let house: TestHouse
let app: ReturnType<typeof createApp>
let document: OpenApi
beforeEach(async () => {
  house = await testHouse('2026-11-25T09:00')
  app = createApp(house)
  document = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApi
})
const changes = async (query = ''): Promise<Told> => (await holder(document).answer('/items', 'get', await app.request(`/api/v1/items${query}`))) as Told
const refusedBecause = async (path: string, template: string): Promise<string> =>
  ((await holder(document).answer(template, 'get', await app.request(path))) as { detail: string }).detail

test('the document is OpenAPI 3.1 by its official schema, and a broken one is not', async () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(await faultsOf(document)).toBeUndefined()
  expect(await faultsOf({ ...document, paths: { '/items': { get: { responses: { ok: 1 } } } } })).toBeDefined()
})

describe('pulling', () => {
  test('page by page nothing is missed and nothing comes twice; what changes meanwhile comes again at the end', async () => {
    const numbers: string[] = []
    for (let i = 0; i < 7; i++) numbers.push(await publish(house, { title: `（样例）第 ${i} 条` }))
    const first = await changes('?limit=3')
    expect([first.items.map(({ number }) => number), first.more]).toEqual([numbers.slice(0, 3), true])
    await revise(house, numbers[1] ?? '', { title: '（样例）改过' })
    const second = await changes(`?limit=3&since=${first.next}`)
    const third = await changes(`?limit=3&since=${second.next}`)
    expect(third.more).toBe(false)
    expect([...second.items, ...third.items].map(({ number }) => number)).toEqual([...numbers.slice(3), numbers[1]])
    expect(third.items.at(-1)).toMatchObject({ title: '（样例）改过', revision: 2 })
    expect(await changes(`?since=${third.next}`)).toMatchObject({ items: [], next: third.next, more: false })
  })

  test('an item that is withdrawn, or leaves the column, is told to who pulls; a draft never', async () => {
    const [one, two] = [await publish(house, { column: 'notices' }), await publish(house, { column: 'notices' })]
    await publish(house)
    const { next } = await changes('?column=notices')
    await withdraw(house, one, '数据有误')
    await revise(house, two, { column: 'news' })
    await draft(house, { column: 'notices' })
    const after = await changes(`?column=notices&since=${next}`)
    expect(after.items.map(({ number, state, column }) => [number, state, column])).toEqual([
      [one, 'withdrawn', undefined],
      [two, 'published', 'news'],
    ])
    expect(after.items[0]).toMatchObject({ withdrawn: { on: '2026-11-25', reason: '数据有误' } })
    const gone = await app.request(`/api/v1/items/${one}`)
    expect(gone.status).toBe(410)
    expect(await holder(document).answer('/items/{number}', 'get', gone)).not.toHaveProperty('html')
  })

  test('since yesterday, as the errand says', async () => {
    await publish(house, { title: '（样例）前天的' })
    house.setNow('2026-11-27T10:00')
    const fresh = await publish(house, { title: '（样例）今天的' })
    for (const since of ['2026-11-26', '2026-11-27T01:00:00Z', '2026-11-26T00:00:00%2B08:00'])
      expect((await changes(`?since=${since}`)).items.map(({ number }) => number)).toEqual([fresh])
    const none = await changes('?since=2026-11-28')
    expect(none.items).toEqual([])
    const later = await publish(house)
    expect((await changes(`?since=${none.next}`)).items.map(({ number }) => number)).toEqual([later])
  })

  test('a change of validity is a change; columns and one item are as promised', async () => {
    const number = await publish(house)
    const { next } = await changes()
    await takeTurns(house, number, [['signer', { step: 'setValidity', validity: 'abolished', reason: '清理', by: '' }]])
    expect((await changes(`?since=${next}`)).items).toMatchObject([{ number, validity: 'abolished' }])
    expect(await holder(document).answer('/items/{number}', 'get', await app.request(`/api/v1/items/${number}`))).toMatchObject({ number, state: 'published' })
    expect(await holder(document).answer('/columns', 'get', await app.request('/api/v1/columns'))).toMatchObject({
      columns: expect.arrayContaining([{ code: 'news', name: '业务动态', law: '条例第十九条' }]),
    })
  })

  test('every error says what to change', async () => {
    for (const [query, says] of [
      ['?since=昨天', '日期 2026-11-25'],
      ['?since=2026-02-30', '日期 2026-11-25'],
      ['?limit=0', '1 到 200'],
      ['?limit=201', '1 到 200'],
      ['?column=nothing', '/api/v1/columns'],
      ['?colum=news', 'since、column、limit'],
      ['?limit=3&limit=4', '只能给一次'],
    ] as const)
      expect(await refusedBecause(`/api/v1/items${query}`, '/items'), query).toContain(says)
    expect(await refusedBecause('/api/v1/items/2026-99999', '/items/{number}')).toContain('2019-00001')
    const strange = await app.request('/api/v1/nothing')
    expect([strange.status, strange.headers.get('content-type'), ((await strange.json()) as { detail: string }).detail]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      expect.stringContaining('openapi.json'),
    ])
  })

  test('who asks too often waits; a key may ask more', async () => {
    for (let i = 0; i < OPEN_PER_MINUTE; i++) await app.request('/api/v1/columns')
    const late = await app.request('/api/v1/columns')
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '60'])
    await holder(document).answer('/columns', 'get', late)
    const { key } = await issueApiKey(house, house.agencyId, '样例平台', 'system', ['items'])
    expect((await app.request('/api/v1/columns', { headers: { authorization: `Bearer ${key}` } })).status).toBe(200)
    house.setNow('2026-11-25T09:02')
    expect((await app.request('/api/v1/columns')).status).toBe(200)
  })
})

const ITEM = { id: 'oa-1', title: '（样例）送来的通知', column: 'notices', formed_on: '2026-11-24', html: '<p>正文<script>alert(1)</script></p>' }
describe('handing over', () => {
  const post = async (key: string | undefined, body: unknown, headers: Record<string, string> = {}) =>
    await app.request('/api/v1/items', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
    })
  const received = async (got: Response) => (await holder(document).answer('/items', 'post', got)) as Record<string, string>

  test('what is handed over is a draft of the road; the same again is the same, a change changes it, and nobody sees it before', async () => {
    const { key } = await issueApiKey(house, house.agencyId, '样例街道 办公系统', 'system', ['items'])
    const first = await post(key, ITEM)
    expect(first.status).toBe(201)
    const { number = '' } = await received(first)
    expect(await received(await post(key, ITEM))).toMatchObject({ number, outcome: 'same' })
    expect(await received(await post(key, { ...ITEM, title: '（样例）改了标题' }))).toMatchObject({ number, outcome: 'changed' })
    const item = await findItem(house.db, house.agencyId, number)
    expect(item?.state).toMatchObject({
      stage: 'drafting',
      content: { title: '（样例）改了标题', html: '<p>正文</p>', source: { name: '样例街道 办公系统', url: '' } },
    })
    expect((await changes()).items).toEqual([])
  })

  test('one under review is not changed from outside; one that is published is revised on the road, and the public sees the old words', async () => {
    const { key } = await issueApiKey(house, house.agencyId, '样例街道 办公系统', 'system', ['items'])
    const whole = { ...ITEM, summary: '样例概述', issuer: '样例街道' }
    const { number = '' } = await received(await post(key, whole))
    await takeTurns(house, number, REVIEWS)
    const refused = await post(key, { ...whole, title: '（样例）又改' })
    expect([refused.status, (await received(refused))['detail']]).toEqual([409, expect.stringContaining('正在审查')])
    await takeTurns(house, number, [['information-officer', { step: 'publish' }]])
    expect(await received(await post(key, { ...whole, title: '（样例）又改' }))).toMatchObject({ number, outcome: 'changed' })
    expect((await changes()).items).toMatchObject([{ number, title: ITEM.title, source: { name: '样例街道 办公系统' } }])
  })

  test('without a key, without the right, or wrong: refused with what to do, and nothing is kept', async () => {
    const [{ key: reporter }, { key, id }] = [
      await issueApiKey(house, house.agencyId, '样例科技', 'system'),
      await issueApiKey(house, house.agencyId, '样例街道', 'system', ['items']),
    ]
    const cases: readonly (readonly [Response, number, string])[] = [
      [await post(undefined, ITEM), 401, '/developers'],
      [await post('gk_none', ITEM), 401, 'Authorization: Bearer'],
      [await post(reporter, ITEM), 403, '送来信息'],
      [await post(key, '{'), 422, 'JSON'],
      [await post(key, ITEM, { 'content-type': 'text/plain' }), 415, 'application/json'],
      [await post(key, { ...ITEM, titel: 'x', title: '' }), 422, '没有 titel 这一项'],
      [await post(key, { ...ITEM, column: '没有的' }), 422, '没有叫“没有的”的栏目'],
      [await post(key, { ...ITEM, formed_on: '2026-13-01' }), 422, '成文日期写成'],
      [await post(key, { ...ITEM, formed_on: '2027-01-01' }), 422, '不能晚于今天'],
      [await post(key, { ...ITEM, html: 'x'.repeat(5_000_000) }), 413, '4 MB'],
    ]
    for (const [got, status, says] of cases) expect([got.status, (await received(got))['detail']]).toEqual([status, expect.stringContaining(says)])
    await revokeApiKey(house, house.agencyId, id, 'system')
    expect((await post(key, ITEM)).status).toBe(401)
    expect(await house.db.selectFrom('disclosure.item').select('id').execute()).toEqual([])
  })

  test('ten at once of one id are one item', async () => {
    const { key } = await issueApiKey(house, house.agencyId, '样例街道', 'system', ['items'])
    const got = await Promise.all(Array.from({ length: 10 }, () => post(key, ITEM)))
    expect(got.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await house.db.selectFrom('disclosure.item').select('id').execute()).toHaveLength(1)
  })
})

test('what is pushed is what the document promises', async () => {
  const peer = await httpPeer()
  await addPlatform(house, officeOf(house, 'information-officer'), { name: '样例平台', url: peer.address, columns: [] })
  const number = await publish(house)
  await deliverWaiting(house)
  await withdraw(house, number)
  await deliverWaiting(house)
  expect(peer.calls).toHaveLength(2)
  const schema = document.webhooks['item']?.['post']?.requestBody?.content['application/json']?.schema ?? {}
  for (const { body } of peer.calls) holder(document).hold(schema, JSON.parse(body), 'push')
  expect(() => holder(document).hold(schema, { type: 'item.published' }, 'push')).toThrow()
})
