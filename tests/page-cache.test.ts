import { gunzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { createApp } from '../src/app.tsx'
import { openPageCache } from '../src/platform/page-cache.ts'
import { seededApp } from './support/seeded.ts'

test('a page from the cache is the page that was drawn, and a reader who has it is told so', async () => {
  const { get, house } = await seededApp()
  const drawn = await get('/annual-reports/2019')
  const html = await drawn.text()
  const kept = await get('/annual-reports/2019')
  expect(await kept.text()).toBe(html)
  expect([...kept.headers]).toEqual([...drawn.headers])
  const etag = kept.headers.get('etag') ?? ''
  const again = await createApp(house).request('/annual-reports/2019', { headers: { 'if-none-match': etag } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const zipped = await createApp(house).request('/annual-reports/2019', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(html)
  expect(await (await get('/annual-reports/2019', 'look=elder')).text()).not.toBe(html)
})

test('what is published shows at once, in this process and in another on the same database', async () => {
  const { get, post, house, signedIn } = await seededApp()
  house.setNow('2027-01-08T09:00')
  const elsewhere = await openPageCache(house.databaseUrl)
  const other = createApp({ ...house, cache: elsewhere })
  const there = async () => await (await other.request('/annual-reports')).text()
  expect([await (await get('/annual-reports')).text(), await there()].map((html) => html.includes('2026 年度政府信息公开'))).toEqual([false, false])
  const cookie = await signedIn('information-officer')
  for (const section of ['overview', 'problems'])
    await post(`/staff/annual-reports/2026/sections/${section}`, { version: '0', body: '样例：没有数字。' }, cookie)
  const draft = await (await get('/staff/annual-reports/2026', cookie)).text()
  const seen = /name="seen" value="(\w+)"/.exec(draft)?.[1] ?? ''
  expect((await post('/staff/annual-reports/2026/publish', { seen, version: '0' }, cookie)).status).toBe(303)
  expect(await (await get('/annual-reports')).text()).toContain('2026 年度政府信息公开')
  await vi.waitFor(async () => expect(await there()).toContain('2026 年度政府信息公开'))
  await elsewhere.close()
})

test('a page drawn from what is no longer so is not kept', async () => {
  const { house } = await seededApp()
  const begun = house.cache.begin()
  await house.cache.drop('annual-report')
  const page = { body: new Uint8Array(1), zipped: new Uint8Array(1), headers: {}, etag: '"a"' }
  house.cache.keep('late', page, { topics: ['annual-report'], forMs: 60_000, begun })
  expect(house.cache.find('late')).toBeUndefined()
  house.cache.keep('fresh', page, { topics: ['annual-report'], forMs: 60_000, begun: house.cache.begin() })
  expect(house.cache.find('fresh')).toBe(page)
  house.cache.keep('short', page, { topics: [], forMs: 0, begun: house.cache.begin() })
  expect(house.cache.find('short')).toBeUndefined()
})
