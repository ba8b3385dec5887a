import { Hono } from 'hono'
import { z } from 'zod'
import { withoutControls } from '../../../kernel/controls.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { headerOf, problem as refusalProblem, visitorAddress, type Web, type WebEnv } from '../../../platform/web.ts'
import {
  changesSince,
  DISCLOSURE_COLUMNS,
  findToldItem,
  handOver,
  LONGEST_HTML,
  listShownRecords,
  recordDefinition,
  tellNorms,
} from '../../disclosure/index.ts'
import { tellReports } from '../../annual-report/index.ts'
import { type Agency, getHomeAgency } from '../../organizations/index.ts'
import type { Holder } from '../api-key-store.ts'
import { knowApiKey } from '../api-keys.ts'
import { openApiOf } from './openapi.ts'
import { KEY_PER_MINUTE, OPEN_PER_MINUTE, RETRY_SECONDS, rateOf } from './rate.ts'
import { readPageQuestion, readQuestion, readRecordsQuestion, writeCursor } from './read-question.ts'

const MOST_BYTES = 4 * 1024 * 1024 // office setting
const OPEN = { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }
type Trouble = 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429 | 500
type FieldError = { readonly field: string; readonly says: string }

/** A refusal of the interface itself: RFC 9457, with a sentence that says what to change. */
function trouble(
  c: Web,
  status: Trouble,
  detail: string,
  more: { readonly errors?: readonly FieldError[]; readonly headers?: Record<string, string> } = {},
): Response {
  const { errors, headers = {} } = more
  const body = { type: `urn:gongkai:problem:${status}`, title: detail, status, detail, ...(errors ? { errors } : {}) }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8', 'access-control-allow-origin': '*', ...headers })
}

const tell = (c: Web, told: unknown, status: 200 | 201 | 410 = 200): Response => c.body(JSON.stringify(told), status, OPEN)

type Caller = { readonly site: Agency; readonly holder: Holder | undefined; readonly origin: string }

/** `/api/v1`: what is published as data, incrementally; and the door by which other systems hand items over. */
export function integrationRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const rate = rateOf()

  /** Who calls and how often; a key that is none is told so even where none is needed. */
  async function callerOf(c: Web): Promise<Caller | Response> {
    c.header('access-control-allow-origin', '*')
    const site = await getHomeAgency(house.db)
    const [, key] = /^Bearer (\S+)$/i.exec(headerOf(c, 'authorization') ?? '') ?? []
    const holder = key === undefined ? undefined : await knowApiKey(house, site.id, key)
    if (headerOf(c, 'authorization') !== undefined && !holder)
      return trouble(c, 401, '密钥不对或者已经收回。请求头写成“Authorization: Bearer gk_…”；只读取的可以不带密钥', {
        headers: { 'www-authenticate': 'Bearer' },
      })
    const most = holder ? KEY_PER_MINUTE : OPEN_PER_MINUTE
    if (rate.allow(holder ? `key ${holder.id}` : visitorAddress(c), most, house.now())) return { site, holder, origin: new URL(c.req.url).origin }
    return trouble(c, 429, `一分钟最多 ${most} 次，请等 ${RETRY_SECONDS} 秒再问${holder ? '' : '；带密钥的可以多问'}`, {
      headers: { 'retry-after': String(RETRY_SECONDS) },
    })
  }

  app.get('/openapi.json', async (c) => tell(c, openApiOf(await getHomeAgency(house.db), new URL(c.req.url).origin)))

  app.get('/columns', async (c) => {
    const caller = await callerOf(c)
    return caller instanceof Response ? caller : tell(c, { columns: DISCLOSURE_COLUMNS.map(({ code, name, law }) => ({ code, name, law })) })
  })

  app.get('/items', async (c) => {
    const caller = await callerOf(c)
    if (caller instanceof Response) return caller
    const { site, origin } = caller
    const question = readQuestion(c.req.queries())
    if (isRefusal(question)) return refusalProblem(c, question)
    const { items, next, more } = await changesSince(house.db, { ...question, agencyId: site.id, origin })
    return tell(c, { source: { name: site.name, url: origin }, data_as_of: house.now().toISOString(), items, next: writeCursor(next), more })
  })

  app.get('/items/:number', async (c) => {
    const caller = await callerOf(c)
    if (caller instanceof Response) return caller
    const number = c.req.param('number')
    const item = await findToldItem(house.db, caller.site.id, number, caller.origin)
    if (!item) return trouble(c, 404, `没有编号为“${number}”的信息，或者它没有公开；编号像 2019-00001，见 /api/v1/items`)
    return tell(c, item, item.state === 'withdrawn' ? 410 : 200)
  })

  registerRoutes(app, house, callerOf)
  app.post('/items', async (c) => {
    const caller = await callerOf(c)
    return caller instanceof Response ? caller : await receive(house, c, caller)
  })

  app.all('/items', (c) => trouble(c, 405, '这个地址可以 GET 读取，或者 POST 送来信息', { headers: { allow: 'GET, POST' } }))
  app.all('*', (c) => trouble(c, 404, `没有这个地址：${c.req.path}。有哪些见 /api/v1/openapi.json，说明见 /developers`))
  app.onError((error, c) => {
    house.log.error('unexpected', error, { path: c.req.path })
    return trouble(c, 500, '服务器出了问题，请稍后再试')
  })
  return app
}

/** What stands beside the items: the register of norms and the records of the directory. */
function registerRoutes(app: Hono<WebEnv>, house: House, callerOf: (c: Web) => Promise<Caller | Response>): void {
  app.get('/norms', async (c) => {
    const caller = await callerOf(c)
    if (caller instanceof Response) return caller
    const { site, origin } = caller
    const question = readPageQuestion(c.req.queries())
    if (isRefusal(question)) return refusalProblem(c, question)
    const { norms, next } = await tellNorms(house.db, site.id, question.after, question.limit)
    const told = norms.map((norm) => ({ ...norm, url: `${origin}/disclosure/norms/${norm.number}` }))
    return tell(c, { source: { name: site.name, url: origin }, data_as_of: house.now().toISOString(), norms: told, next })
  })

  app.get('/annual-reports', async (c) => {
    const caller = await callerOf(c)
    if (caller instanceof Response) return caller
    const { site, origin } = caller
    const question = readPageQuestion(c.req.queries())
    if (isRefusal(question)) return refusalProblem(c, question)
    const { reports, next } = await tellReports(house.db, site.id, question.after, question.limit)
    const told = reports.map((report) => ({ ...report, url: `${origin}/annual-reports/${report.year}` }))
    return tell(c, { source: { name: site.name, url: origin }, data_as_of: house.now().toISOString(), reports: told, next })
  })

  app.get('/records', async (c) => {
    const caller = await callerOf(c)
    if (caller instanceof Response) return caller
    const { site, origin } = caller
    const question = readRecordsQuestion(c.req.queries())
    if (isRefusal(question)) return refusalProblem(c, question)
    const { after, since, limit } = question
    const rows = await listShownRecords(house.db, site.id, after, since, limit + 1)
    const records = rows
      .slice(0, limit)
      .map(({ id, kind, content, changedOn }) => ({ id, kind, kind_name: recordDefinition(kind).name, changed_on: changedOn, content }))
    const next = rows.length > limit ? (records.at(-1)?.id ?? null) : null
    return tell(c, { source: { name: site.name, url: origin }, data_as_of: house.now().toISOString(), records, next })
  })
}

const words = (name: string, most: number) =>
  z
    .string({ error: `${name} 给文字` })
    .max(most, { error: `${name} 最多 ${most} 字` })
    .refine((text) => withoutControls(text) === text, { error: `${name} 里有控制符、不成对的代理码或者改变文字方向的符号，请去掉` })
const day = (name: string) => z.string({ error: `${name} 给日期，像 2026-11-25` }).nullish()
const NEW_ITEM = z.strictObject(
  {
    id: words('id', 200).min(1, { error: 'id 给您的系统里的标识，不能空' }),
    url: words('url', 500).optional(),
    title: words('title', 200).min(1, { error: 'title 不能空' }),
    summary: words('summary', 2_000).optional(),
    column: words('column', 60),
    issuer: words('issuer', 200).optional(),
    document_number: words('document_number', 100).optional(),
    subject: words('subject', 100).optional(),
    formed_on: z.string({ error: 'formed_on 给成文日期，像 2026-11-25' }),
    counted_from: day('counted_from'),
    valid_until: day('valid_until'),
    html: words('html', LONGEST_HTML),
  },
  { error: '内容给一个 JSON 对象' },
)

async function bodyIn(c: Web): Promise<unknown> {
  if (!/^application\/json\b/i.test(headerOf(c, 'content-type') ?? '')) return trouble(c, 415, '内容给 JSON，请求头写上 Content-Type: application/json')
  if (Number(headerOf(c, 'content-length') ?? 0) > MOST_BYTES) return tooMuch(c)
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (bytes.length > MOST_BYTES) return tooMuch(c)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return trouble(c, 422, 'JSON 不完整或者写错了')
  }
}
const tooMuch = (c: Web): Response => trouble(c, 413, `内容最多 ${MOST_BYTES / 1024 / 1024} MB`)

/** Takes in what the holder of a key hands over. */
async function receive(house: House, c: Web, { site, holder }: Caller): Promise<Response> {
  if (!holder)
    return trouble(c, 401, '送来信息要用密钥：请求头写上“Authorization: Bearer gk_…”。申请的办法见 /developers', { headers: { 'www-authenticate': 'Bearer' } })
  if (!holder.rights.includes('items')) return trouble(c, 403, '这个密钥不能送来信息，请向本机关申请有“送来信息”权的密钥')
  const body = await bodyIn(c)
  if (body instanceof Response) return body
  const parsed = NEW_ITEM.safeParse(body)
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((field) => ({ field, says: `没有 ${field} 这一项；可以给 ${Object.keys(NEW_ITEM.shape).join('、')}` }))
        : [{ field: issue.path.join('.'), says: issue.message }],
    )
    return trouble(c, 422, errors.map(({ says }) => says).join('；'), { errors })
  }
  const { document_number, formed_on, counted_from, valid_until, ...rest } = parsed.data
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const taken = await handOver(house, site, holder.holder, {
    ...given,
    id: rest.id,
    documentNumber: document_number ?? '',
    formedOn: formed_on,
    countedFrom: counted_from ?? '',
    validUntil: valid_until ?? '',
  })
  if (isRefusal(taken)) return refusalProblem(c, taken)
  if (taken.outcome === 'refused') return refusalProblem(c, { refused: 'not-now', because: taken.because })
  const says = '已收到，是草稿；经保密审查、审核以后由本机关公开，可以用 /api/v1/items 看到'
  return tell(c, { number: taken.number, outcome: taken.outcome, state: 'draft', says }, taken.outcome === 'new' ? 201 : 200)
}
