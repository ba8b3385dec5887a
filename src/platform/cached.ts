import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { createMiddleware } from 'hono/factory'
import { beijingDay } from '../kernel/plain-date.ts'
import type { Html } from '../ui/jsx-runtime.ts'
import type { House } from './house.ts'
import type { CachedPage } from './page-cache.ts'
import { bytesOf, headerOf, PAGE, readCookie, type Web, type WebEnv } from './web.ts'

const hasQuery = (c: Web): boolean => c.req.url.includes('?')
// A page may print what is due today, and it is drawn in the reader's look.
const keyOf = (house: House, c: Web): string => `${beijingDay(house.now())} ${readCookie(c, 'look') ?? ''} ${c.req.path}`

/** Answers a public page that has been drawn before, ahead of everything else; `cachedPage` keeps them. */
export const fromCache = (house: House) =>
  createMiddleware<WebEnv>(async (c, next) => {
    const found = c.req.method === 'GET' && !hasQuery(c) ? house.cache.find(keyOf(house, c)) : undefined
    if (!found) {
      c.set('begun', house.cache.begin())
      await next()
      return undefined
    }
    return headerOf(c, 'if-none-match') === found.etag ? new Response(null, { status: 304, headers: found.headers }) : answered(c, found)
  })

/** A public page that is the same for every reader of a look, kept until one of its topics is dropped or the time is over. */
export function cachedPage(house: House, c: Web, html: Html, kept: { readonly topics: readonly string[]; readonly forMs: number }): Response {
  const body = bytesOf(html)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const page = { body, zipped: new Uint8Array(gzipSync(body)), etag, headers: { ...PAGE, etag, vary: 'cookie, accept-encoding' } }
  if (!hasQuery(c)) house.cache.keep(keyOf(house, c), page, { ...kept, begun: c.get('begun') })
  c.set('secured', true)
  return answered(c, page)
}

function answered(c: Web, { body, zipped, headers }: CachedPage): Response {
  const takesGzip = headerOf(c, 'accept-encoding')?.includes('gzip') === true
  return takesGzip ? new Response(zipped, { status: 200, headers: { ...headers, 'content-encoding': 'gzip' } }) : new Response(body, { status: 200, headers })
}
