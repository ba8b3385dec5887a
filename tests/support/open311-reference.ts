import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Network } from '../../src/modules/open-data/conformance/client.ts'
import type { Entry } from '../../src/modules/open-data/conformance/facts.ts'
import type { Format } from '../../src/modules/open-data/conformance/reading.ts'
import { createdBy } from './open311-creation.ts'
import { DEFINITIONS, JURISDICTION, madeRequests, SERVICES, xmlOf } from './open311-data.ts'
import type { Fault, Kind, Wire } from './open311-fault.ts'
import { chosenRequests } from './open311-query.ts'

export type Reply = { readonly kind: Kind; readonly status: number; readonly root: string; readonly value: unknown }
export type World = {
  readonly requests: Entry[]
  readonly tokens: Map<string, string>
  readonly takes: (turn: string) => boolean
}
type Setting = { readonly fault?: Fault; readonly count?: number; readonly jurisdictions?: boolean; readonly json?: boolean }

const worldFor = (setting: Setting): World => ({
  requests: madeRequests(Date.now(), setting.count ?? 40),
  tokens: new Map(),
  takes: (turn) => setting.fault?.turn === turn,
})

/** An Open311 GeoReport v2 server that keeps the whole specification, but for the one fault it is given. */
export async function openReference(setting: Setting = {}): Promise<{ readonly url: string; readonly world: World; readonly close: () => Promise<void> }> {
  const world = worldFor(setting)
  const server = createServer((request, response) => void respond(request, response, world, setting))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/open311/v2`
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { url, world, close }
}

export const NEARBY = 'http://reference.example/open311/v2'

/** The same server without a socket between, for the many runs that seeded faults take. */
export function nearReference(setting: Setting): Network {
  const world = worldFor(setting)
  return async (address, { method = 'GET', body }) => {
    if (!address.startsWith(NEARBY)) throw new TypeError('fetch failed')
    const { status, type, body: text } = handled(method, new URL(address), typeof body === 'string' ? body : '', world, setting)
    const bytes = new Uint8Array(Buffer.from(text))
    return { status, headers: new Headers({ 'content-type': type, 'access-control-allow-origin': '*' }), arrayBuffer: async () => bytes.buffer }
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, world: World, setting: Setting): Promise<void> {
  let body = ''
  for await (const chunk of request) body += chunk
  const wire = handled(request.method ?? 'GET', new URL(request.url ?? '/', `http://${request.headers.host}`), body, world, setting)
  response.writeHead(wire.status, { 'content-type': wire.type, 'access-control-allow-origin': '*' })
  response.end(wire.body)
}

function handled(method: string, url: URL, body: string, world: World, setting: Setting): Wire {
  const [, path = '', suffix = ''] = /^\/open311\/v2\/(.*?)(?:\.([a-z]+))?$/.exec(url.pathname) ?? []
  const known = suffix === 'xml' || (suffix === 'json' && (setting.json !== false || path === 'discovery'))
  const reply = known
    ? answerTo({ method, path: decodeURIComponent(path), query: url.searchParams, body: new URLSearchParams(body), host: url.host }, world, setting)
    : notFound('没有这种格式')
  return written(reply, known && suffix === 'json' ? 'json' : 'xml', setting.fault)
}

function written(reply: Reply, format: Format, fault: Fault | undefined): Wire {
  const hit = fault !== undefined && (fault.at === undefined || fault.at === reply.kind) && (fault.format === undefined || fault.format === format)
  const value = hit && fault.value ? fault.value(reply.value) : reply.value
  const body = format === 'json' ? JSON.stringify(value) : `<?xml version="1.0" encoding="utf-8"?>\n${xmlOf(reply.root, value)}\n`
  const wire = { status: reply.status, type: format === 'json' ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8', body }
  return hit && fault.wire ? fault.wire(wire, reply.root) : wire
}

export const failure = (status: number, description: string): Reply => ({ kind: 'errors', status, root: 'errors', value: [{ code: status, description }] })
export const notFound = (what: string): Reply => failure(404, what)
export const requestsReply = (kind: Kind, value: readonly Entry[], status = 200): Reply => ({ kind, status, root: 'service_requests', value })

export type Asked = { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: URLSearchParams; readonly host: string }

function answerTo(asked: Asked, world: World, setting: Setting): Reply {
  const { path, method, query, body } = asked
  if (path === 'discovery') return method === 'GET' || world.takes('post-to-discovery') ? discovered(asked, setting) : failure(400, '只能读取')
  const elsewhere = setting.jurisdictions ? wrongPlace(method === 'POST' ? body : query, world, path, method) : undefined
  if (elsewhere) return elsewhere
  if (method === 'POST' && path === 'requests') return createdBy(body, world)
  if (method !== 'GET' && !(path === 'services' && world.takes('post-to-services'))) return failure(400, '只能读取')
  return read(path, query, world)
}

function read(path: string, query: URLSearchParams, world: World): Reply {
  const [first, id, more] = path.split('/')
  if (more !== undefined) return notFound('没有这个路径')
  if (path === 'services') return world.takes('empty-jurisdiction') && query.get('jurisdiction_id') === '' ? failure(400, '地区为空') : listedServices()
  if (path === 'requests') return chosenRequests(query, world)
  if (first === 'services' && id) return defined(id, world)
  if (first === 'requests' && id) return single(id, world)
  if (first === 'tokens' && id) return exchanged(id, world)
  return world.takes('unknown-path-200') ? requestsReply('requests', []) : notFound('没有这个路径')
}

const listedServices = (): Reply => ({ kind: 'services', status: 200, root: 'services', value: SERVICES })

function wrongPlace(given: URLSearchParams, world: World, path: string, method: string): Reply | undefined {
  const place = given.get('jurisdiction_id') ?? ''
  const name = `${method === 'POST' ? 'create' : (path.split('/')[0] ?? '')}`
  if (place === '') {
    const spared = world.takes(`${name}-place-missing`) && !(given.has('jurisdiction_id') && name !== 'create')
    const emptied = world.takes(`${name}-place-empty`) && given.has('jurisdiction_id')
    return spared || emptied ? undefined : failure(400, '没有给出 jurisdiction_id')
  }
  if (place === JURISDICTION) return world.takes('place-lost') ? notFound('没有这个地区') : undefined
  return world.takes(`${name}-place-unknown`) ? failure(400, '地区不对') : notFound('没有这个地区')
}

function discovered({ host }: Asked, { json }: Setting): Reply {
  const endpoint = {
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `http://${host}/open311/v2`,
    changeset: '2024-05-01 09:00',
    type: 'production',
    formats: ['text/xml', ...(json === false ? [] : ['application/json'])],
  }
  const value = {
    changeset: '2024-05-01T09:00:00+08:00',
    contact: '请联系 open311@gongkai.example',
    key_service: '请到 https://gongkai.example/key 申请',
    endpoints: [endpoint],
  }
  return { kind: 'discovery', status: 200, root: 'discovery', value }
}

function defined(code: string, world: World): Reply {
  const attributes = DEFINITIONS.get(code)
  const known = SERVICES.some((one) => one['service_code'] === code)
  const kept = { kind: 'definition', status: 200, root: 'service_definition' } as const
  if (attributes) return { ...kept, value: { service_code: code, attributes } }
  if (known && world.takes('plain-definition-200')) return { ...kept, value: { service_code: code, attributes: [] } }
  if (!known && world.takes('unknown-definition-400')) return failure(400, '没有这项服务')
  return notFound('没有这项服务的定义')
}

function single(id: string, world: World): Reply {
  const found = world.requests.find((one) => one['service_request_id'] === id)
  if (!found) {
    if (world.takes('unknown-request-200')) return requestsReply('request', [])
    return world.takes('unknown-request-400') ? failure(400, '没有这件案件') : notFound('没有这件案件')
  }
  const other = world.requests.find((one) => one !== found) ?? found
  if (world.takes('single-wrong')) return requestsReply('request', [other])
  return requestsReply('request', world.takes('single-two') ? [found, other] : [found])
}

function exchanged(token: string, world: World): Reply {
  const id = world.tokens.get(token)
  if (id === undefined) return world.takes('unknown-token-400') ? failure(400, '没有这个 token') : notFound('没有这个 token')
  return requestsReply('tokens', [{ service_request_id: id, token }])
}
