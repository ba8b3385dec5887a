import type { IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { generateCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { parse as parseCookies } from 'hono/utils/cookie'
import type { z } from 'zod'
import { SECURITY_HEADERS } from './security.ts'
import { withoutControls } from '../kernel/controls.ts'
import type { Refusal, RefusalCode } from '../kernel/refusal.ts'
import type { Viewer } from '../kernel/viewer.ts'
import type { FieldErrors, Values } from '../ui/form.tsx'
import type { Html } from '../ui/jsx-runtime.ts'
import { type Look, readLook } from '../ui/look.ts'

export type { FieldErrors, Values }

/** What middleware has found out before a route runs. */
export type WebEnv = {
  /** Node's own message; absent when the app is asked without a server. */
  Bindings: { incoming?: IncomingMessage }
  Variables: {
    viewer: Viewer | undefined
    look: Look
    /** The answer was made with the security headers. */
    secured: boolean
    /** What the page cache had dropped when this page was asked for. */
    begun: number
    /** Cookies the answer is to set. */
    cookies: readonly string[] | undefined
  }
}
export type Web = Context<WebEnv>

/** A request's header by its lower-case name. Asked by way of the framework, all of them are copied into an object first. */
export function headerOf(c: Web, name: string): string | undefined {
  const incoming = (c.env as WebEnv['Bindings'] | undefined)?.incoming // asked without a server there is no env at all
  if (incoming === undefined) return c.req.header(name)
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/**
 * What every request begins and ends with, in one step, for each costs: the page cache's mark (`begun`), the reader's look, and the
 * security headers where the answer has not been made with them; touching a finished answer's headers is slow, so pages are.
 */
export const prepared = (begin: () => number) =>
  createMiddleware<WebEnv>(async (c, next) => {
    c.set('begun', begin())
    c.set('look', readLook(readCookie(c, 'look')))
    await next()
    if (!c.get('secured')) for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.res.headers.set(name, value)
  })

/** One status for each reason to say no; a new reason does not compile until it has one. */
export const statusOf = {
  'not-found': 404,
  'not-now': 409,
  'not-yours': 403,
  stale: 409,
  invalid: 422,
  'too-late': 409,
  limit: 422,
  duplicate: 409,
  unreadable: 422,
  'does-not-balance': 422,
} as const satisfies Record<RefusalCode, number>
type Status = 200 | 404 | 409 | 403 | 410 | 422 | 413 | 429 | 500

const encoder = new TextEncoder()
let scratch = new Uint8Array(256 * 1024)
/** A page as bytes. */
export const bytesOf = (html: Html): Uint8Array<ArrayBuffer> => bytesIn(`<!doctype html>${html.markup}`)

/** A text as bytes in one pass; left a string, the server would first measure it and then encode it. */
export function bytesIn(text: string): Uint8Array<ArrayBuffer> {
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 3)
  return scratch.slice(0, encoder.encodeInto(text, scratch).written)
}

/** The headers of a page anyone may see. */
export const PAGE = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', ...SECURITY_HEADERS }
const PRIVATE_PAGE = { ...PAGE, 'cache-control': 'private, no-store' }

/** A whole page; for somebody signed in, and on a screen that many use, one that is kept nowhere. */
export const page = (c: Web, html: Html, status: Status = 200): Response =>
  respond(c, html, status, c.get('viewer') || c.get('look')?.kiosk ? PRIVATE_PAGE : PAGE)

/** A page that shows what only this reader may see: kept nowhere. */
export const privatePage = (c: Web, html: Html, status: Status = 200): Response => respond(c, html, status, PRIVATE_PAGE)

const LEAST_ZIPPED = 1_400 // one packet carries it either way

function respond(c: Web, html: Html, status: Status, headers: Readonly<Record<string, string>>): Response {
  const body = bytesOf(html)
  // Pages of the console echo what is searched for beside what is private: their length, zipped, would tell of it (BREACH).
  const zips = body.length > LEAST_ZIPPED && !c.get('viewer') && headerOf(c, 'accept-encoding')?.includes('gzip')
  return zips
    ? answer(c, new Uint8Array(gzipSync(body)), status, { ...headers, 'content-encoding': 'gzip', vary: 'cookie, accept-encoding' })
    : answer(c, body, status, headers)
}

/** After a form has done its work: look at the result, so that reloading does nothing twice. */
export const see = (c: Web, path: string): Response => answer(c, null, 303, { location: path, ...SECURITY_HEADERS })

function answer(c: Web, body: Uint8Array<ArrayBuffer> | null, status: Status | 303, headers: Readonly<Record<string, string>>): Response {
  // The framework copies headers one by one into an object of its own; a plain record goes to the socket as it is.
  c.set('secured', true)
  const [first, ...more] = c.get('cookies') ?? []
  if (first === undefined) return new Response(body, { status, headers })
  const one = { ...headers, 'set-cookie': first }
  return new Response(body, {
    status,
    headers: more.length === 0 ? one : [...Object.entries(one), ...more.map((cookie): [string, string] => ['set-cookie', cookie])],
  })
}

/** A refusal for a program: RFC 9457. */
export function problem(c: Web, refusal: Refusal): Response {
  const status = statusOf[refusal.refused]
  const body = {
    type: `urn:gongkai:refusal:${refusal.refused}`,
    title: refusal.because,
    status,
    detail: refusal.because,
    ...(refusal.law ? { law: refusal.law } : {}),
  }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

export type ParsedForm<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: FieldErrors; readonly values: Values }

const isPlainForm = (c: Web): boolean => headerOf(c, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true

/** The text fields of a form, trimmed and without control characters, each as one string, the last of a name; files are left out. */
export async function textFields(c: Web): Promise<Values> {
  // A form without files is read as text: as form data it costs a tenth of a whole submission.
  const given = isPlainForm(c) ? [...new URLSearchParams(await c.req.text())] : Object.entries(await c.req.parseBody())
  const values: Record<string, string> = {}
  for (const [name, value] of given) if (typeof value === 'string') values[name] = withoutControls(value).trim()
  return values
}

/** Checks fields against a schema; on failure the first sentence of each field, and what was typed. */
export function checkFields<T>(values: Values, schema: z.ZodType<T>): ParsedForm<T> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
  return { ok: false, errors, values }
}

/** Files given under a field's name; an empty file input counts as none. */
export async function uploadedFiles(c: Web, field: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  if (isPlainForm(c)) return []
  const body = await c.req.parseBody({ all: true })
  const given = [body[field] ?? []].flat().filter((one): one is File => one instanceof File && (one.size > 0 || one.name !== ''))
  return await Promise.all(given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}

const LAST_PAGE = 10_000

/** The page of a list an address asks for; the first when it asks for none, or for nonsense. */
export function pageNumber(c: Web): number {
  return Math.min(Math.max(1, Number.parseInt(c.req.query('page') ?? '', 10) || 1), LAST_PAGE)
}

/** A file to keep, never shown inside the page. */
export function download(c: Web, name: string, media: string, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': media,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'private, no-store',
  })
}

const NEAR = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1|f[cd])/i
/**
 * Where a request comes from: what the proxy in front says, or the socket. A proxy adds the address it was asked from to the end of what the
 * visitor may have written himself, and stands near; from elsewhere the header is anybody's words.
 */
export function visitorAddress(c: Web): string {
  const socket = (c.env as WebEnv['Bindings'] | undefined)?.incoming?.socket.remoteAddress
  const told = socket === undefined || NEAR.test(socket) ? headerOf(c, 'x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return told || (socket ?? 'local')
}

const COOKIE = { httpOnly: true, sameSite: 'Lax', path: '/' } as const
const isSecure = (c: Web): boolean => headerOf(c, 'x-forwarded-proto') === 'https' || c.req.url.startsWith('https:')

export const cookieIn = (header: string | undefined, name: string): string | undefined => header && parseCookies(header, name)[name]
export const readCookie = (c: Web, name: string): string | undefined => cookieIn(headerOf(c, 'cookie'), name)
export function writeCookie(c: Web, name: string, value: string, seconds?: number): void {
  const cookie = generateCookie(name, value, { ...COOKIE, secure: isSecure(c), ...(seconds === undefined ? {} : { maxAge: seconds }) })
  c.set('cookies', [...(c.get('cookies') ?? []), cookie])
}
export const dropCookie = (c: Web, name: string): void => writeCookie(c, name, '', 0)
