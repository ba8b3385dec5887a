import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { House } from '../../../platform/house.ts'
import { SECURITY_HEADERS } from '../../../platform/security.ts'
import { bytesIn, headerOf, textFields, uploadedFiles, type Web, type WebEnv } from '../../../platform/web.ts'
import { beijingDay } from '../../../kernel/plain-date.ts'
import { findOpen311Submission, findRecordExtras, listServiceRequests, type RecordExtras } from '../../cases/index.ts'
import { type Agency, getHomeAgency } from '../../organizations/index.ts'
import { listStandards, type Standard, standardInForce } from '../../standards/index.ts'
import { createRequest } from './create-request.ts'
import { discoveryOf, MOUNT } from './discovery.ts'
import { type Fault, type Faults, fault, isFaults } from './fault.ts'
import { instantText } from './instants.ts'
import { byNumbers, given, isExtended, readFilter, writeCursor } from './read-filter.ts'
import { definitionOf, findTile, servicesOf } from './services.ts'
import { xmlOf } from './xml.ts'

const MOST_BYTES = 60 * 1024 * 1024 // office setting: as a form of the house, photos included
const MEDIA = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' } as const
type Format = keyof typeof MEDIA
const formatOf = (c: Web): Format => (c.req.path.endsWith('.json') ? 'json' : 'xml')
const stem = (c: Web, name: string): string => (c.req.param(name) ?? '').replace(/\.(xml|json)$/, '')
const ANY = { xml: '.+\\.xml', json: '.+\\.json' }

/** `/open311/v2`: the interface of GeoReport v2, in XML and in JSON by the Spark convention. */
export function open311Routes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  readRoutes(house, app)
  requestRoutes(house, app)
  app.all('*', (c) =>
    refuse(c, [
      c.req.method === 'POST' ? fault(400, `这个地址只能用 GET 读取；上报请 POST 到 ${MOUNT}/requests.xml`) : fault(404, `没有这个地址：${c.req.path}`),
    ]),
  )
  app.onError((error, c) => {
    house.log.error('unexpected', error, { path: c.req.path })
    return refuse(c, [fault(500, '服务器出了问题，请稍后再试')])
  })
  return app
}

/** What every route needs: whose interface this is and what it knows today; or why it does not answer this jurisdiction. */
async function placeOf(house: House, jurisdiction: string | undefined): Promise<{ site: Agency; standard: Standard | undefined } | Faults> {
  const site = await getHomeAgency(house.db)
  if (jurisdiction && jurisdiction !== site.code) return [fault(404, `没有这样的 jurisdiction_id：${jurisdiction}。这里只有 ${site.code}，也可以不给这个参数`)]
  return { site, standard: await standardInForce(house.db, beijingDay(house.now())) }
}

function readRoutes(house: House, app: Hono<WebEnv>): void {
  const { origin, mode } = house.config
  for (const format of ['xml', 'json'] as const) {
    app.get(`/discovery.${format}`, async (c) => {
      const [site, versions] = await Promise.all([getHomeAgency(house.db), listStandards(house.db)])
      return tell(c, 'discovery', discoveryOf(site, origin, versions[0]?.addedAt, mode === 'production'))
    })
    app.get(`/services.${format}`, async (c) => {
      const place = await placeOf(house, given(c.req.query(), 'jurisdiction_id'))
      return isFaults(place) ? refuse(c, place) : tell(c, 'services', servicesOf(place.standard))
    })
    app.get(`/services/:code{${ANY[format]}}`, async (c) => {
      const place = await placeOf(house, given(c.req.query(), 'jurisdiction_id'))
      if (isFaults(place)) return refuse(c, place)
      const tile = findTile(stem(c, 'code'))
      if (!tile) return refuse(c, [fault(404, `没有这样的 service_code：${stem(c, 'code')}。服务目录见 services.${format}`)])
      return tell(c, 'service_definition', definitionOf(tile, place.standard, origin))
    })
    app.get(`/tokens/:token{${ANY[format]}}`, async (c) => {
      const place = await placeOf(house, given(c.req.query(), 'jurisdiction_id'))
      if (isFaults(place)) return refuse(c, place)
      const token = stem(c, 'token').toLowerCase()
      const number = isUuid(token.toLowerCase()) ? await findOpen311Submission(house.db, token) : undefined
      if (number === undefined) return refuse(c, [fault(404, `没有这个 token：${token}。上报当时就得到编号；token 是上报时所给的 Idempotency-Key`)])
      return tell(c, 'service_requests', [{ service_request_id: number, token }])
    })
  }
}

function requestRoutes(house: House, app: Hono<WebEnv>): void {
  const { origin } = house.config
  const limited = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => refuse(c, [fault(400, '内容太大，照片合计最多 60 MB')]) })
  for (const format of ['xml', 'json'] as const) {
    app.get(`/requests.${format}`, async (c) => {
      const query = c.req.query()
      const site = await getHomeAgency(house.db)
      const filter = readFilter(query, house.now())
      const place = query['jurisdiction_id'] ? await placeOf(house, given(query, 'jurisdiction_id')) : undefined
      if (isFaults(place)) return refuse(c, place)
      if (isFaults(filter)) return refuse(c, filter)
      const { json, next } = await listServiceRequests(house.db, site.id, origin, filter)
      return written(c, 'service_requests', json, next ? { link: nextLink(origin, c, writeCursor(next)) } : {})
    })

    app.post(`/requests.${format}`, limited, async (c) => {
      const fields = await textFields(c)
      const place = await placeOf(house, fields['jurisdiction_id'])
      if (isFaults(place)) return refuse(c, place)
      const created = await createRequest(house, place, {
        fields,
        photos: await uploadedFiles(c, 'media'),
        idempotencyKey: headerOf(c, 'idempotency-key'),
      })
      return isFaults(created) ? refuse(c, created) : tell(c, 'service_requests', [created], 201)
    })

    app.get(`/requests/:number{${ANY[format]}}`, async (c) => {
      const query = c.req.query()
      const place = await placeOf(house, given(query, 'jurisdiction_id'))
      if (isFaults(place)) return refuse(c, place)
      const number = stem(c, 'number')
      const extended = isExtended(query)
      const { json } = await listServiceRequests(house.db, place.site.id, origin, byNumbers([number], extended))
      if (json === '[]') return refuse(c, [fault(404, `没有编号为 ${number} 的案件，或者它没有公开`)])
      const extras = extended ? await findRecordExtras(house, number) : undefined
      return extras ? tell(c, 'service_requests', withExtras(json, extras, origin)) : written(c, 'service_requests', json)
    })
  }
}

/** The one record of the list, with what only its own page tells. */
function withExtras(json: string, { history, photos, coReports }: RecordExtras, origin: string): unknown {
  const told: readonly { extended_attributes: object }[] = JSON.parse(json)
  return told.map((one) => ({
    ...one,
    extended_attributes: {
      ...one.extended_attributes,
      co_reports: coReports,
      photos: photos.map(({ role, alt, path }) => ({ role, description: alt, url: origin + path })),
      history: history.map(({ at, title, text }) => ({ datetime: instantText(at), title, description: text })),
    },
  }))
}

function nextLink(origin: string, c: Web, after: string): string {
  const query = new URLSearchParams(c.req.query())
  query.set('after', after)
  return `<${origin}${c.req.path}?${query}>; rel="next"`
}

const tell = (c: Web, root: string, value: unknown, status: 200 | 201 = 200): Response => answer(c, root, value, status)
const refuse = (c: Web, faults: Faults): Response =>
  answer(
    c,
    'errors',
    faults.map(({ code, description }: Fault) => ({ code, description })),
    faults[0].code,
  )
const answer = (c: Web, root: string, value: unknown, status: number): Response =>
  send(c, formatOf(c) === 'json' ? JSON.stringify(value) : xmlOf(root, value), status, {})

/** JSON as the database wrote it, or the same as XML. */
const written = (c: Web, root: string, json: string, more: Readonly<Record<string, string>> = {}): Response =>
  send(c, formatOf(c) === 'json' ? json : xmlOf(root, JSON.parse(json)), 200, more)

function send(c: Web, body: string, status: number, more: Readonly<Record<string, string>>): Response {
  c.set('secured', true)
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': MEDIA[formatOf(c)],
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'link',
    ...more,
  }
  return new Response(bytesIn(body), { status, headers })
}
