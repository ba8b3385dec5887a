import { z } from 'zod'
import { type Refusal, refuse } from '../../../../kernel/refusal.ts'
import { TOLD_BOOK } from '../../budgets/told-book.ts'
import { dayOf, type Given, NOTHING_GIVEN } from './incoming.ts'
import type { Row } from './read-source.ts'

const text = z.string().default('')
const perhaps = z
  .string()
  .nullish()
  .transform((given) => given ?? '')
const OWN = z.object({
  number: z.string(),
  index_number: z.string().optional(),
  url: z.string(),
  state: z.enum(['published', 'withdrawn']),
  title: text,
  summary: text,
  column: text,
  issuer: text,
  document_number: text,
  subject: text,
  formed_on: text,
  counted_from: perhaps,
  valid_until: perhaps,
  validity: text,
  first_published_on: text,
  published_on: text,
  html: text,
  files: z.array(z.object({ name: z.string(), url: z.string(), size: z.number() })).default([]),
  budget: TOLD_BOOK.nullish(),
  withdrawn: z.object({ on: z.string(), reason: z.string() }).optional(),
})
const OWN_PAGE = z.object({ items: z.array(z.unknown()), next: z.string(), more: z.boolean(), source: z.object({ name: z.string(), url: z.string() }) })
const FEED = z.object({ version: z.string().startsWith('https://jsonfeed.org/version/'), title: text, home_page_url: text, items: z.array(z.unknown()) })
const FEED_ITEM = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  url: text,
  title: text,
  summary: text,
  content_html: z.string().optional(),
  content_text: z.string().optional(),
  date_published: text,
  tags: z.array(z.string()).default([]),
})

export type ReadPage = { readonly name: string; readonly rows: readonly Row[]; readonly next: string | null; readonly more: boolean }

const ownOf = (one: z.infer<typeof OWN>): Given => ({
  id: one.number,
  url: one.url,
  title: one.title,
  summary: one.summary,
  column: one.column,
  issuer: one.issuer,
  documentNumber: one.document_number,
  subject: one.subject,
  formedOn: one.formed_on,
  countedFrom: one.counted_from,
  validUntil: one.valid_until,
  html: one.html,
  files: one.files,
  indexNumber: one.index_number,
  budget: one.budget ?? undefined,
  published: one.state === 'published' ? { on: one.published_on, firstOn: one.first_published_on, validity: one.validity } : undefined,
  withdrawn: one.state === 'withdrawn' ? one.withdrawn : undefined,
})

const feedItemOf = (one: z.infer<typeof FEED_ITEM>): Given => ({
  ...NOTHING_GIVEN,
  id: one.id,
  url: one.url,
  title: one.title,
  summary: one.summary,
  column: one.tags[0] ?? '',
  formedOn: dayOf(one.date_published),
  html: one.content_html ?? one.content_text ?? one.summary,
})

const rowsOf = <T>(items: readonly unknown[], schema: z.ZodType<T>, of: (one: T) => Given): Row[] =>
  items.map((item, i) => {
    const parsed = schema.safeParse(item)
    const [issue] = parsed.success ? [] : parsed.error.issues
    return parsed.success ? { row: i + 1, given: of(parsed.data) } : { row: i + 1, refused: `${issue?.path.join('.') || '这一条'} 缺少或者类型不对` }
  })

/** Items of the interface of a platform like this one, or a JSON Feed. */
export function readJson(json: string): ReadPage | Refusal {
  let told: unknown
  try {
    told = JSON.parse(json)
  } catch {
    return refuse('unreadable', 'JSON 不完整或者写错了，请重新导出')
  }
  const own = OWN_PAGE.safeParse(told)
  if (own.success) return { name: own.data.source.name, rows: rowsOf(own.data.items, OWN, ownOf), next: own.data.next, more: own.data.more }
  const feed = FEED.safeParse(told)
  if (feed.success) return { name: feed.data.title, rows: rowsOf(feed.data.items, FEED_ITEM, feedItemOf), next: null, more: false }
  return refuse('unreadable', '这份 JSON 既不是本平台的接口（/api/v1/items），也不是 JSON Feed')
}
