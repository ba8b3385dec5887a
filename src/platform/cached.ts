import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ExecutionContext } from 'hono'
import { beijingDay } from '../kernel/plain-date.ts'
import type { Html } from '../ui/jsx-runtime.ts'
import type { House } from './house.ts'
import type { CachedPage } from './page-cache.ts'
import { bytesOf, cookieIn, headerOf, PAGE, readCookie, type Web, type WebEnv } from './web.ts'

/** What decides which kept page answers, read where Node keeps it: on this path the framework would cost more than the page. */
type Asked = { readonly method: string; readonly path: string; readonly header: (name: string) => string | undefined }
function askedOf(request: Request, env: WebEnv['Bindings'] | undefined): Asked {
  const incoming = env?.incoming
  if (incoming === undefined) {
    const { pathname, search } = new URL(request.url)
    return { method: request.method, path: pathname + search, header: (name) => request.headers.get(name) ?? undefined }
  }
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/', header: (name) => String(incoming.headers[name] ?? '') || undefined }
}

// A page may print what is due today, and it is drawn in the reader's look.
const keyOf = (house: House, look: string | undefined, path: string): string => `${beijingDay(house.now())} ${look ?? ''} ${path}`

type Fetch = (request: Request, env?: WebEnv['Bindings'], context?: ExecutionContext) => Response | Promise<Response>
/** Answers a public page that has been drawn before, ahead of the whole app; `cachedPage` keeps them. */
export const cacheFirst =
  (house: House, fetch: Fetch): Fetch =>
  (request, env, context) => {
    const { method, path, header } = askedOf(request, env)
    const found = method === 'GET' && !path.includes('?') ? house.cache.find(keyOf(house, cookieIn(header('cookie'), 'look'), path)) : undefined
    if (!found) return fetch(request, env, context)
    return header('if-none-match') === found.etag ? new Response(null, { status: 304, headers: found.headers }) : answered(header('accept-encoding'), found)
  }

/** Dropped when what stands around every page changes. */
export const SITE_TOPIC = 'site'

/** A public page that is the same for every reader of a look, kept until one of its topics is dropped or the time is over. */
export function cachedPage(house: House, c: Web, html: Html, kept: { readonly topics: readonly string[]; readonly forMs: number }): Response {
  const body = bytesOf(html)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const page = { body, zipped: new Uint8Array(gzipSync(body)), etag, headers: { ...PAGE, etag, vary: 'cookie, accept-encoding' } }
  if (!c.req.url.includes('?'))
    house.cache.keep(keyOf(house, readCookie(c, 'look'), c.req.path), page, { ...kept, topics: [...kept.topics, SITE_TOPIC], begun: c.get('begun') })
  c.set('secured', true)
  return answered(headerOf(c, 'accept-encoding'), page)
}

function answered(encodings: string | undefined, { body, zipped, headers }: CachedPage): Response {
  return encodings?.includes('gzip')
    ? new Response(zipped, { status: 200, headers: { ...headers, 'content-encoding': 'gzip' } })
    : new Response(body, { status: 200, headers })
}
