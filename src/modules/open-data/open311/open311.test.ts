import { describe, expect, test } from 'vitest'
import { go, live, must, type Open311House, open311House, staff, type Told, WELL } from '../../../../tests/support/open311-house.ts'
import { keepPhotos, listPhotos, processWaiting, screen } from '../../photos/index.ts'
import { phonePhoto } from '../../../../tests/support/pictures.ts'
import { findCase } from '../../cases/index.ts'
import { differenceBetween } from '../conformance/facts.ts'
import { readBody } from '../conformance/reading.ts'
import { issueApiKey, revokeApiKey } from '../api-keys.ts'

const HERE = { service_code: 'manhole', lat: '39.9', long: '116.36', description: '井盖松动，电话 13800001234' }
const told = async (answer: Response): Promise<readonly Told[]> => (await answer.json()) as readonly Told[]
const faultOf = async (answer: Response): Promise<string> => String((await told(answer))[0]?.['description'])
const idsOf = (all: readonly Told[]): string[] => all.map((one) => String(one['service_request_id']))
async function created(answer: Response): Promise<string> {
  expect(answer.status).toBe(201)
  return String((await told(answer))[0]?.['service_request_id'])
}
const countOf = async ({ house }: Open311House): Promise<number> =>
  (await house.db.selectFrom('cases.case').select('id').where('channel', '=', 'open311').execute()).length

describe('what the public sees of a request', () => {
  test('a report nobody has read shows that it is there and nothing it says', async () => {
    const open311 = await open311House()
    const number = await created(await open311.post({ ...HERE, address_string: '样例路12号3单元402室', email: 'sample@example.invalid' }))
    for (const path of [`requests/${number}.json`, `requests/${number}.json?extensions=true`, `requests/${number}.xml`, `requests.json?extensions=true`]) {
      const text = await (await open311.get(path)).text()
      expect(text, path).toContain(number)
      for (const secret of ['13800001234', '402室', 'sample@', '井盖松动']) expect(text, `${path} ${secret}`).not.toContain(secret)
    }
    expect(await open311.list(`?service_request_id=${number}`)).toMatchObject([
      { status: 'open', status_notes: '待甄别', service_name: '井盖箅子', description: null, address: null, lat: null, long: null, media_url: null },
    ])
  })

  test('a case tells who has it and until when, and in the end what was done and when it was closed, whatever comes after', async () => {
    const { house, agencyId, list } = await open311House('2026-11-24T09:00')
    const number = await live(house, agencyId, {}, WELL.slice(0, 5))
    const one = async () => (await list(`?service_request_id=${number}`))[0]
    expect(await one()).toMatchObject({
      status: 'open',
      status_notes: '已处置，待核查',
      description: '污水井盖缺失',
      address: '样例路段',
      agency_responsible: '样例排水管护单位',
      expected_datetime: '2026-11-26T17:30:00+08:00',
      lat: 39.9,
      long: 116.36,
    })
    house.setNow('2026-11-24T15:00')
    await go(house, agencyId, number, WELL.slice(5))
    house.setNow('2026-11-25T10:00')
    await go(house, agencyId, number, [['reporter', { step: 'rateSatisfied', reason: '' }]])
    expect(await one()).toMatchObject({ status: 'closed', status_notes: '井盖已更换并复测', updated_datetime: '2026-11-24T15:00:00+08:00' })
  })

  test('a withdrawn report is gone, a merged one is closed and names the other', async () => {
    const { house, agencyId, get, list } = await open311House()
    const parent = await live(house, agencyId, {}, WELL.slice(0, 2))
    const merged = await live(house, agencyId, {}, [['screener', { step: 'merge', parent, because: '同一处' }]])
    const withdrawn = await live(house, agencyId, {}, [['reporter', { step: 'withdraw', reason: '' }]])
    expect(await list(`?service_request_id=${merged},${withdrawn}`)).toMatchObject([
      { service_request_id: merged, status: 'closed', status_notes: `与 ${parent} 是同一问题，已并入，进展请查该编号` },
    ])
    expect((await get(`requests/${withdrawn}.json`)).status).toBe(404)
    expect(idsOf(await list())).not.toContain(withdrawn)
    const [told] = (await (await get(`requests/${parent}.json?extensions=true`)).json()) as readonly Told[]
    expect(told?.['extended_attributes']).toMatchObject({ co_reports: 1, stage: 'filed', history: [{ title: '上报' }, { title: '立案' }] })
  })

  test('the service follows the category a case was filed under', async () => {
    const { house, agencyId, list } = await open311House()
    const number = await live(house, agencyId, { tile: 'other' })
    expect((await list(`?service_request_id=${number}`))[0]?.['service_code']).toBe('other')
    await go(house, agencyId, number, WELL.slice(0, 1))
    expect((await list(`?service_request_id=${number}`))[0]?.['service_code']).toBe('manhole')
  })

  test('words that slipped through are covered wherever lists read them', async () => {
    const { house, agencyId, list } = await open311House()
    const number = await live(house, agencyId, {}, [['screener', { step: 'decline', reason: '已电话 13800001234 告知上报人' }]])
    const [one] = await list(`?service_request_id=${number}`)
    expect(one).toMatchObject({ status: 'closed', status_notes: '已电话 ＊＊ 告知上报人' })
  })

  test('a photo is given only when it was looked at and released', async () => {
    const { house, agencyId, get, list } = await open311House()
    const number = await live(house, agencyId, { photos: 1 }, WELL.slice(0, 2))
    await keepPhotos(house, `cases/${number}`, [{ name: 'a.jpg', bytes: await phonePhoto(7, 800, 600) }], { role: 'report', by: null })
    await processWaiting(house)
    const media = async () => (await list(`?service_request_id=${number}`))[0]?.['media_url']
    expect(await media()).toBeNull()
    const [photo] = await listPhotos(house.db, `cases/${number}`)
    must(await screen(house.db, photo?.id ?? '', 'released', { at: house.now(), by: staff('screener', agencyId) }, ''))
    const url = String(await media())
    expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1/cases/${number}/photos/.+/full-[0-9a-f]{64}\\.jpg$`))
    expect((await get(`../..${new URL(url).pathname}`)).headers.get('content-type')).toBe('image/jpeg')
  })
})

describe('the list', () => {
  test('pages lead through everything once, whatever their size, and the last has no link', async () => {
    const { house, agencyId, get, list } = await open311House()
    for (let i = 0; i < 7; i++) await live(house, agencyId, {}) // all at one moment: the id tells them apart
    const all = idsOf(await list('?extensions=true'))
    const read: string[] = []
    let path: string | undefined = 'requests.json?page_size=7'
    while (path !== undefined) {
      const answer: Response = await get(path)
      const page = idsOf(await told(answer))
      read.push(...page)
      path = /<[^>]*\/open311\/v2\/([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
      if (path !== undefined) expect(page).toHaveLength(7)
    }
    expect(all.length).toBeGreaterThan(20)
    expect(read).toEqual(all)
  })

  test('what changed since a moment comes in the order of change, and a case that moves meanwhile comes again', async () => {
    const { house, agencyId, get, list } = await open311House('2026-11-24T09:00')
    const first = await live(house, agencyId, {})
    const second = await live(house, agencyId, {})
    const since = encodeURIComponent('2026-11-24T10:00:00+08:00')
    house.setNow('2026-11-24T10:30')
    await go(house, agencyId, second, WELL.slice(0, 1))
    house.setNow('2026-11-24T10:40')
    await go(house, agencyId, first, WELL.slice(0, 1))
    expect(idsOf(await list(`?updated_after=${since}`))).toEqual([second, first])
    const page = await get(`requests.json?updated_after=${since}&page_size=1`)
    house.setNow('2026-11-24T10:50')
    await go(house, agencyId, second, WELL.slice(1, 2))
    const [, next = ''] = /\/open311\/v2\/([^>]+)>/.exec(page.headers.get('link') ?? '') ?? []
    expect(idsOf(await told(await get(next.replace('page_size=1', 'page_size=9'))))).toEqual([first, second])
  })

  test('XML and JSON say the same, with and without extensions, and without them nothing but the standard', async () => {
    const { house, agencyId, get, list } = await open311House()
    const number = await live(house, agencyId, {}, WELL)
    for (const path of ['requests', `requests/${number}`, 'services', 'services/manhole', 'discovery', 'requests/none']) {
      const [xml, json] = [await (await get(`${path}.xml`)).text(), await (await get(`${path}.json`)).text()]
      expect(differenceBetween(readBody(xml, 'xml').value, readBody(json, 'json').value), path).toBeUndefined()
    }
    const [plain, extended] = [await list(), await list('?extensions=true')]
    expect(plain).toEqual(extended.map(({ extended_attributes: _, ...standard }) => standard))
    expect(Object.keys(plain[0] ?? {}).join()).toBe(
      'service_request_id,status,status_notes,service_name,service_code,description,agency_responsible,service_notice,requested_datetime,updated_datetime,' +
        'expected_datetime,address,address_id,zipcode,lat,long,media_url',
    )
    expect(await (await get(`requests/${number}.xml?extensions=true`)).text()).toContain('<history><entry><datetime>')
  })

  const SENSELESS = [
    ['?start_date=2026-01-01', 400, '时间要带时区'],
    ['?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 400, '最多 90 日'],
    ['?start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z', 400, '请对调'],
    ['?updated_after=gestern', 400, 'updated_after 读不成时间'],
    ['?status=OPEN', 400, 'status 只能是'],
    ['?service_code=manhole,ufo', 404, 'ufo'],
    ['?page_size=1001', 400, '1 到 1000'],
    ['?after=../etc', 400, 'Link 头'],
    ['?jurisdiction_id=nowhere', 404, 'nowhere'],
    [`?service_request_id=${Array.from({ length: 1001 }, (_, i) => i).join()}`, 400, '1001 个'],
  ] as const
  test('a question that makes no sense is refused with what to change', async () => {
    const { get } = await open311House()
    for (const [query, status, because] of SENSELESS) {
      const answer = await get(`requests.json${query}`)
      expect([answer.status, await faultOf(answer)], query).toEqual([status, expect.stringContaining(because)])
    }
  })

  test('several things wrong are told at once', async () => {
    const { get } = await open311House()
    expect(await told(await get('requests.json?status=x&page_size=0'))).toHaveLength(2)
  })
})

describe('creating a request', () => {
  test('asked again in the same words it is the same report; another day, another one', async () => {
    const open311 = await open311House('2026-11-24T09:00')
    const first = await created(await open311.post(HERE))
    expect(await created(await open311.post(HERE))).toBe(first)
    const other = await created(await open311.post({ ...HERE, description: '另一处' }))
    expect(other).not.toBe(first)
    open311.house.setNow('2026-12-01T09:00')
    expect(await created(await open311.post(HERE))).not.toBe(first)
    expect(await countOf(open311)).toBe(3)
  })

  test('a key of the client’s own makes it one report whatever the words, and is its token', async () => {
    const open311 = await open311House()
    const headers = { 'idempotency-key': '0B8F6C1E-6f0a-4a52-9a55-2d5b0c7f5d11' }
    const first = await created(await open311.post(HERE, { headers }))
    expect(await created(await open311.post(HERE, { headers }))).toBe(first)
    const changed = await open311.post({ ...HERE, description: '别的' }, { headers })
    expect([changed.status, await faultOf(changed)]).toEqual([400, expect.stringContaining(first)])
    const token = headers['idempotency-key'].toLowerCase()
    expect(await told(await open311.get(`tokens/${token}.json`))).toEqual([{ service_request_id: first, token }])
    expect((await open311.get('tokens/0b8f6c1e-6f0a-4a52-9a55-2d5b0c7f5d12.json')).status).toBe(404)
    expect((await open311.post(HERE, { headers: { 'idempotency-key': '7' } })).status).toBe(400)
  })

  test('the hall reads what was sent: words, small class, link, access and sender; the notice opens the report for its sender', async () => {
    const open311 = await open311House()
    const answer = await open311.post({
      ...HERE,
      'attribute[category]': '部-01-02',
      'attribute[access]': 'semi_closed',
      media_url: 'https://example.invalid/a.jpg',
      phone: '138 0000 5678',
      first_name: '不收的名字',
    })
    const [receipt] = await told(answer.clone())
    const one = await findCase(open311.house.db, await created(answer))
    expect(one?.row).toMatchObject({
      channel: 'open311',
      tile: 'manhole',
      access: 'semi_closed',
      reporter_masked: '138****5678',
      lon: 116.36,
      place_source: 'gps',
    })
    expect(one?.row.description).toMatch(/^井盖松动，电话 13800001234\n小类：.+（部-01-02）\n照片或视频：https:\/\/example\.invalid\/a\.jpg$/)
    expect(JSON.stringify(one?.row)).not.toContain('不收的名字')
    expect(receipt?.['service_notice']).toMatch(/^已收到，查询码 \S+。上报人凭编号和查询码在 http:\/\/127\.0\.0\.1\/report\/track /)
  })

  test('a street’s code is a place', async () => {
    const open311 = await open311House()
    const number = await created(await open311.post({ service_code: 'road', address_id: '110102001' }))
    expect((await findCase(open311.house.db, number))?.row).toMatchObject({ street_code: '110102001', address: expect.stringMatching(/街道$/) })
  })

  test('photos can come with it', async () => {
    const { house, key, app } = await open311House()
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...HERE, api_key: key })) form.set(name, value)
    form.set('media', new File([new Uint8Array(await phonePhoto(7, 800, 600))], 'a.jpg', { type: 'image/jpeg' }))
    const number = await created(await app.request('/open311/v2/requests.json', { method: 'POST', body: form }))
    expect(await listPhotos(house.db, `cases/${number}`)).toHaveLength(1)
    expect((await findCase(house.db, number))?.row.photos).toBe(1)
  })

  const WRONG = [
    [{ api_key: '' }, 403, 'api_key'],
    [{ api_key: 'gk_wrong' }, 403, 'api_key'],
    [{ service_code: 'ufo' }, 404, 'ufo'],
    [{ lat: '' }, 400, '缺少 lat'],
    [{ lat: 'Infinity' }, 400, '十进制度数'],
    [{ lat: '0', long: '0' }, 400, '位置不在北京一带'],
    [{ lat: '', long: '', address_id: '999' }, 400, '没有这样的 address_id'],
    [{ description: '。'.repeat(4001) }, 400, '4001'],
    [{ email: 'at' }, 400, 'email'],
    [{ phone: '12' }, 400, 'phone'],
    [{ media_url: 'file:///etc/passwd' }, 400, 'media_url'],
    [{ 'attribute[colour]': 'red' }, 400, '可以填的有：category、access'],
    [{ 'attribute[category]': '事-01-13' }, 400, 'attribute[category]'],
    [{ jurisdiction_id: 'nowhere' }, 404, 'nowhere'],
  ] as const
  test('what is wrong is refused with what to change, and nothing is kept', async () => {
    const open311 = await open311House()
    for (const [fields, status, because] of WRONG) {
      const answer = await open311.post({ ...HERE, ...fields })
      expect([answer.status, await faultOf(answer)], JSON.stringify(fields).slice(0, 80)).toEqual([status, expect.stringContaining(because)])
    }
    expect(await countOf(open311)).toBe(0)
  })

  test('a revoked key opens nothing, another still does', async () => {
    const open311 = await open311House()
    const { house, agencyId } = open311
    const { id, key } = await issueApiKey(house, agencyId, '样例街道 小程序', 'system')
    const mine = { ...HERE, api_key: key }
    await created(await open311.post(mine))
    expect(await revokeApiKey(house, agencyId, id, 'system')).toBe('样例街道 小程序')
    expect((await open311.post(mine)).status).toBe(403)
    expect((await open311.post(HERE)).status).toBe(201)
    const kept = await house.db.selectFrom('open_data.api_key').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(key)
  })
})

test('other sites’ pages may read, errors too; forms are for GET only where nothing is created', async () => {
  const { get, app } = await open311House()
  for (const path of ['services.xml', 'requests/none.json', 'nowhere.json']) expect((await get(path)).headers.get('access-control-allow-origin')).toBe('*')
  const posted = await app.request('/open311/v2/services.json', { method: 'POST', body: new URLSearchParams() })
  expect([posted.status, await faultOf(posted)]).toEqual([400, expect.stringContaining('requests.xml')])
})
