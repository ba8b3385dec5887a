import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { wishLink } from '../src/modules/notifications/index.ts'
import { consoleStyles, islands, portalStyles, stylesheet } from '../src/ui/assets.ts'
import { seededApp } from './support/seeded.ts'

const MOST_BYTES = 14_336

/** A page of every public route; null where the route gives no page. A new route without an entry fails the test. */
const PAGES: Readonly<Record<string, string | null>> = {
  '/': '/',
  '/look': null,
  '/healthz': null,
  '/favicon.ico': null,
  [stylesheet.path]: null,
  [consoleStyles.path]: null,
  [portalStyles.path]: null,
  [islands.desk.path]: null,
  [islands.editor.path]: null,
  [islands.kiosk.path]: null,
  [islands.live.path]: null,
  [islands.offers.path]: null,
  [islands.place.path]: null,
  [islands.redact.path]: null,
  [islands.suggest.path]: null,
  '/kiosk': '/kiosk',
  '/kiosk/end': null,
  '/kiosk/qr.svg': null,
  '/requests': '/requests',
  '/requests/new': '/requests/new?q=停车诱导系统合同',
  '/requests/offers/open': null,
  '/requests/answers': '/requests/answers',
  '/requests/answers.csv': null,
  '/requests/answers.json': null,
  '/requests/answers/:number{20[0-9][0-9]-[0-9]{1,9}}': '/requests/answers/2026-1',
  '/requests/receipt': null, // after an application only: a journey weighs nothing, and the page is the tracking page's smaller sister
  '/requests/track': '/requests/track',
  '/requests/track/:number/letters/:id{[0-9]{1,15}}': null,
  '/requests/track/:number/copies/:id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}': null,
  '/requests/track/:number': null, // with a code only: the next test weighs it
  '/requests/complaints': '/requests/complaints',
  '/requests/complaints/new': '/requests/complaints/new?request=XQ-2026-0001',
  '/requests/complaints/:number{TS-20[0-9]{2}-[0-9]{4,6}}': null, // with a code only: a test below weighs it
  '/requests/suggestions': '/requests/suggestions',
  '/requests/suggestions/new': '/requests/suggestions/new',
  '/requests/suggestions/:number{JY-20[0-9]{2}-[0-9]{4,6}}': null, // the same page as a complaint's
  '/requests/deadline': '/requests/deadline?received=2026-01-20&extended=20',
  '/sitemap.xml': null,
  '/robots.txt': null,
  '/disclosure': '/disclosure',
  '/disclosure/budgets': '/disclosure/budgets',
  '/disclosure/budgets/:number{20[0-9][0-9]-[0-9]+}/:n{[0-9]{1,3}}': '/disclosure/budgets/2025-00001/4',
  '/disclosure/budgets/:number{20[0-9][0-9]-[0-9]+}/:file{[0-9]{1,3}\\.(csv|json)}': null,
  '/disclosure/budgets/figures/list.csv': null,
  '/disclosure/budgets/figures/list.json': null,
  '/disclosure/budgets/figures/list.parquet': null,
  '/disclosure/procurement': '/disclosure/procurement?year=2019',
  '/disclosure/procurement/:id{[0-9]{1,9}}': '/disclosure/procurement/1',
  '/disclosure/procurement/list.csv': null,
  '/disclosure/procurement/list.json': null,
  '/disclosure/organisation': '/disclosure/organisation',
  '/disclosure/services': '/disclosure/services',
  '/disclosure/services/:id{[0-9]{1,9}}': '/disclosure/services/18',
  '/disclosure/guide': '/disclosure/guide',
  '/disclosure/guide/versions': '/disclosure/guide/versions',
  '/disclosure/catalogue': '/disclosure/catalogue',
  '/disclosure/catalogue.csv': null,
  '/site-map': '/site-map',
  '/disclosure/items': '/disclosure/items?year=2019',
  '/disclosure/items.csv': null,
  '/disclosure/items.json': null,
  '/disclosure/items.parquet': null,
  '/disclosure/items.atom': null,
  '/disclosure/items.rss': null,
  '/disclosure/feed.json': null,
  '/disclosure/messages': '/disclosure/messages',
  '/disclosure/messages/new': '/disclosure/messages/new?about=2019-00001',
  '/disclosure/messages/received': null, // after a message only, and smaller than the form
  '/disclosure/messages/follow': '/disclosure/messages/follow',
  '/disclosure/subscribe': '/disclosure/subscribe?column=news',
  '/disclosure/subscribe/asked': '/disclosure/subscribe/asked',
  '/disclosure/subscribe/confirm/:token': null, // with the link of a mail only, and smaller than the form
  '/disclosure/subscribe/end/:token': '/disclosure/subscribe/end/none',
  '/disclosure/:number{20[0-9][0-9]-[0-9]+}': '/disclosure/2019-00001',
  '/disclosure/:number{20[0-9][0-9]-[0-9]+}/revisions': '/disclosure/2019-00001/revisions',
  '/disclosure/:number{20[0-9][0-9]-[0-9]+}/files/:id{[0-9a-f-]{36}}': null,
  '/disclosure/:file{20[0-9][0-9]-[0-9]+\\.json}': null,
  '/disclosure/:file{20[0-9][0-9]-[0-9]+\\.(html|txt)}': null,
  '/disclosure/norms': '/disclosure/norms',
  '/disclosure/norms.csv': null,
  '/disclosure/norms.json': null,
  '/disclosure/norms.parquet': null,
  '/disclosure/norms/:number{20[0-9][0-9]-[0-9]{3,6}}': '/disclosure/norms/2024-001',
  '/disclosure/consultations': '/disclosure/consultations',
  '/disclosure/consultations/:number{20[0-9][0-9]-[0-9]{3,6}}': '/disclosure/consultations/2026-003',
  '/disclosure/consultations/:number{20[0-9][0-9]-[0-9]{3,6}}/received': '/disclosure/consultations/2026-003/received?n=1',
  '/annual-reports': '/annual-reports',
  '/annual-reports/:name{20[0-9]{2}(\\.(json|xlsx|docx|pdf))?}': '/annual-reports/2019',
  '/annual-reports/:year{20[0-9]{2}}/figures/:figure': '/annual-reports/2019/figures/requests.received.total',
  '/check': '/check',
  '/report': '/report',
  '/report/receipt': null, // after a report only
  '/report/map/picture.svg': null,
  '/report/track': '/report/track',
  '/report/track/:number': null, // with a code only
  '/report/track/by/:token': null,
  '/cases': '/cases',
  '/cases/figures': '/cases/figures?from=2018-10-01&to=2026-12-31&by=street',
  '/cases/figures/records': '/cases/figures/records?count=filed&from=2018-10-01&to=2026-12-31',
  '/cases/three-fail': '/cases/three-fail',
  '/cases/figures.csv': null,
  '/cases/figures.json': null,
  '/cases/live': '/cases/live',
  '/cases/live/events': null,
  '/cases/map': '/cases/map',
  '/cases/map/cells.json': null,
  '/cases/:number{XC[0-9.]+-[0-9]+}': '/cases/{longest}',
  '/cases/:number{XC[0-9.]+-[0-9]+}/photos/:id{[0-9a-f-]{36}}/:name{(thumb|full)-[0-9a-f]{64}\\.jpg}': null,
  '/cases/:file{XC[0-9.]+-[0-9]+\\.json}': null,
  '/cases.csv': null,
  '/cases.json': null,
  '/cases.geojson': null,
  '/cases.parquet': null,
  '/cases.atom': null,
  '/open311': '/open311',
  '/developers': '/developers',
  '/open-data': '/open-data',
  '/open-data/catalog.jsonld': null,
  '/open-data/:key{[a-z]+(-[a-z]+)*}': '/open-data/cases',
  '/open-data/:key{[a-z]+(-[a-z]+)*}/fields.csv': null,
  '/open-data/:key{[a-z]+(-[a-z]+)*}/fields.json': null,
  '/open-data/:key{[a-z]+(-[a-z]+)*}/csv-metadata.json': null,
  '/api/v1/openapi.json': null,
  '/api/v1/columns': null,
  '/api/v1/annual-reports': null,
  '/api/v1/norms': null,
  '/api/v1/records': null,
  '/api/v1/items': null,
  '/api/v1/items/:number': null,
  ...Object.fromEntries(
    ['xml', 'json'].flatMap((format) =>
      ['discovery', 'services', 'services/:code{.+\\', 'tokens/:token{.+\\', 'requests', 'requests/:number{.+\\'].map((path) => [
        `/open311/v2/${path}.${format}${path.includes('{') ? '}' : ''}`,
        null,
      ]),
    ),
  ),
  '/messages/wish/:token': '/messages/wish/{token}',
  '/search': '/search?q=%E5%9F%8E%E5%B8%82%E7%AE%A1%E7%90%86',
  '/search/suggest': null,
  '/standards': '/standards?major=事-01',
  '/standards/:name{[1-9][0-9]{0,8}(\\.(csv|json|xlsx))?}': '/standards/1',
  '/api/v1/deadline': null,
  '/staff/sign-in': '/staff/sign-in',
  '/staff/code': '/staff/code',
  '/staff/enrol': null,
}
const weightOf = (html: string): number => gzipSync(html).length + gzipSync(stylesheet.body).length

test('every public page has no script but our small files and weighs at most 14 kB gzipped with the stylesheet', async () => {
  const { house } = await seededApp()
  const app = createApp(house)
  const zipped = async (path: string) => await app.request(path, { headers: { 'accept-encoding': 'gzip, br' } })
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
  const styles = (await bytesOf(await zipped(stylesheet.path))).length
  const isPublic = (path: string) => !path.startsWith('/staff') || ['/staff/sign-in', '/staff/code', '/staff/enrol'].includes(path)
  const routes = app.routes.filter(({ method, path }) => method === 'GET' && isPublic(path)).map(({ path }) => path)
  expect([...new Set(routes)].toSorted()).toEqual(Object.keys(PAGES).toSorted())
  const { number } = await house.db.selectFrom('cases.case').select('number').where('shown', '=', 'full').orderBy('version', 'desc').executeTakeFirstOrThrow()
  const token = wishLink(house, 'a'.repeat(64)).split('/').at(-1) ?? ''
  for (const pattern of Object.values(PAGES)) {
    if (pattern === null) continue
    const path = pattern.replace('{longest}', number).replace('{token}', token)
    const answer = await zipped(path)
    const sent = await bytesOf(answer)
    expect([answer.status, answer.headers.get('content-encoding')], path).toEqual([200, 'gzip'])
    const html = gunzipSync(sent).toString()
    // A data block is not run; what else stands in a page is not there.
    expect(html, path).not.toMatch(/<script(?! src="\/assets\/| type="application\/ld\+json">)/)
    expect(sent.length + styles, path).toBeLessThanOrEqual(MOST_BYTES) // what goes over the wire, not what might
  }
})

test('every page of the standards weighs no more', async () => {
  const { get } = await seededApp()
  const tree = await (await get('/standards')).text()
  const majors = [...tree.matchAll(/href="(\/standards\?major=[^"]+)"/g)].map(([, path = '']) => path)
  expect(majors).toHaveLength(11)
  const pages = ['/standards', ...majors, ...majors.map((path) => `${path}&page=2`), '/standards?q=%E5%B7%A5%E4%BD%9C', '/standards?q=%E4%BF%AE%E5%A4%8D']
  for (const path of pages) expect(weightOf(await (await get(path)).text()), path).toBeLessThanOrEqual(MOST_BYTES)
})

test('the tracking page of an extended request weighs no more', async () => {
  const { house, get } = await seededApp()
  const { number } = await house.db
    .selectFrom('requests.request')
    .select('number')
    .where('due_on', 'is not', null)
    .where('concluded_on', 'is', null)
    .orderBy('due_on', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const html = await (await get(`/requests/track/${number}`, `track=${house.cipher.sign(number)}`)).text()
  expect(html).toContain('每一天是怎样算的')
  expect(weightOf(html)).toBeLessThanOrEqual(MOST_BYTES)
})

test('the page of a complaint and of a request that was answered anew weigh no more', async () => {
  const { house, get } = await seededApp()
  for (const [path, number] of [
    ['/requests/complaints/TS-2026-0001', 'TS-2026-0001'],
    ['/requests/track/XQ-2026-0003', 'XQ-2026-0003'],
  ] as const) {
    const answer = await get(path, `track=${house.cipher.sign(number)}`)
    expect(answer.status, path).toBe(200)
    const html = await answer.text()
    expect(html).toContain(number)
    expect(weightOf(html), path).toBeLessThanOrEqual(MOST_BYTES)
  }
})
