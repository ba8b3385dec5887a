import type { Entry } from '../../src/modules/open-data/conformance/facts.ts'
import { DAY, SERVICES } from './open311-data.ts'
import { failure, type Reply, requestsReply, type World } from './open311-reference.ts'

type Ask = { readonly query: URLSearchParams; readonly world: World }
const textOf = (entry: Entry, name: string): string => String(entry[name] ?? '')
const given = ({ query, world }: Ask, name: string): string | undefined => {
  const text = query.get(name)
  return text === null || (text === '' && !world.takes(`empty-${name}`)) ? undefined : text
}
const listed = (text: string): string[] => text.split(',').map((one) => one.trim())

/** GET requests: by number, which overrides all; else by window, status and service. */
export function chosenRequests(query: URLSearchParams, world: World): Reply {
  const ask = { query, world }
  const ids = given(ask, 'service_request_id')
  if (ids !== undefined && !world.takes('ids-ignored')) {
    const named = byIds(listed(ids), ask)
    if (named.length > 0 || !world.takes('unknown-id-lists-all')) return requestsReply('requests', narrowed(named, ask))
  }
  const window = windowOf(ask)
  if (typeof window === 'string') return failure(400, window)
  const inside = world.requests.filter((entry) => isInside(Date.parse(textOf(entry, 'requested_datetime')), window, world))
  const found = filtered(inside, ask)
  if (typeof found === 'string') return failure(400, found)
  const ordered = [...found].sort((one, other) => textOf(other, 'requested_datetime').localeCompare(textOf(one, 'requested_datetime')))
  return requestsReply('requests', world.takes('no-limit') ? ordered : ordered.slice(0, 1000))
}

function byIds(ids: readonly string[], { world }: Ask): readonly Entry[] {
  const wanted = world.takes('ids-first') ? ids.slice(0, 1) : ids
  const found = world.requests.filter(
    (entry) => wanted.includes(textOf(entry, 'service_request_id')) && !(world.takes('created-unlisted') && entry['created'] === true),
  )
  return world.takes('window-over-ids') ? found.filter((entry) => Date.parse(textOf(entry, 'requested_datetime')) > Date.now() - 90 * DAY) : found
}

/** Where a fault lets another argument have a say beside the numbers. */
function narrowed(named: readonly Entry[], ask: Ask): Entry[] {
  const { world } = ask
  const [status, code, start] = [given(ask, 'status'), given(ask, 'service_code'), given(ask, 'start_date')]
  return named.filter(
    (entry) =>
      !(world.takes('status-over-ids') && status !== undefined && status !== entry['status']) &&
      !(world.takes('code-over-ids') && code !== undefined && code !== entry['service_code']) &&
      !(world.takes('dates-over-ids') && start !== undefined),
  )
}

type Window = { readonly from: number; readonly to: number }
const W3C = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

function momentOf(text: string | undefined, world: World): number | undefined {
  if (text === undefined) return undefined
  const plain = world.takes('offset-ignored') ? text.replace(/[+-]\d{2}:\d{2}$/, 'Z') : text
  return W3C.test(plain) ? Date.parse(plain) : Number.NaN
}

function windowOf(ask: Ask): Window | string {
  const { world } = ask
  const raw = { start: momentOf(given(ask, 'start_date'), world), end: momentOf(given(ask, 'end_date'), world) }
  const start = Number.isNaN(raw.start) && world.takes('bad-date-ignored') ? undefined : raw.start
  const end = Number.isNaN(raw.end) && world.takes('bad-end-ignored') ? undefined : raw.end
  if (Number.isNaN(start) || Number.isNaN(end)) return '日期读不懂'
  const [kept, until] = [world.takes('start-ignored') ? undefined : start, world.takes('end-ignored') ? undefined : end]
  if (kept !== undefined && until !== undefined) return bothGiven(kept, until, world)
  if (kept !== undefined) return { from: kept, to: kept + 90 * DAY }
  const last = until ?? Date.now()
  return { from: world.takes('window-ignored') ? 0 : last - 90 * DAY, to: last }
}

function bothGiven(from: number, to: number, world: World): Window | string {
  if (world.takes('range-ignored')) return { from: Date.now() - 90 * DAY, to: Date.now() }
  if (world.takes('old-refused') && from < Date.now() - 91 * DAY && to - from < 90 * DAY) return '只能查询最近90日'
  if (to < from) return world.takes('reversed-swapped') ? { from: to, to: from } : '时段颠倒'
  return to - from > 90 * DAY && !world.takes('span-unlimited') ? '时段超过90日' : { from, to }
}

const isInside = (at: number, { from, to }: Window, world: World): boolean =>
  (at > from || (at === from && !world.takes('start-exclusive'))) && (at < to || (at === to && !world.takes('end-exclusive')))

function filtered(entries: readonly Entry[], ask: Ask): readonly Entry[] | string {
  const { world } = ask
  const statuses = statusesOf(given(ask, 'status'), world)
  if (typeof statuses === 'string') return statuses
  const code = given(ask, 'service_code')
  const all = code === undefined ? undefined : listed(code)
  const codes = world.takes('codes-first') ? all?.slice(0, 1) : all
  const unknown = codes?.every((one) => !SERVICES.some((service) => service['service_code'] === one))
  const free = world.takes('code-ignored') || (unknown && world.takes('unknown-code-ignored')) || (statuses.length === 1 && world.takes('status-drops-code'))
  return entries.filter((entry) => statuses.includes(textOf(entry, 'status')) && (free || codes === undefined || codes.includes(textOf(entry, 'service_code'))))
}

const EVERY = ['open', 'closed']

function statusesOf(text: string | undefined, world: World): readonly string[] | string {
  if (text === undefined || world.takes('status-ignored')) return EVERY
  const statuses = listed(text)
  if (world.takes('closed-shows-all') && text === 'closed') return EVERY
  if (world.takes('statuses-first')) return statuses.slice(0, 1)
  if (statuses.every((status) => EVERY.includes(status))) return statuses
  return world.takes('unknown-status-ignored') ? EVERY : '没有这种状态'
}
