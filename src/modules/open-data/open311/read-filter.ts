import type { Cursor, ServiceRequestFilter, Window } from '../../cases/index.ts'
import { DAY } from '../conformance/moments.ts'
import { asFaults, type Fault, type Faults, fault, isFault } from './fault.ts'
import { momentAfter, readInstant } from './instants.ts'
import { findTile } from './services.ts'

export const MOST_REQUESTS = 1000 // GeoReport v2「GET Service Requests」: the first 1000
export const WINDOW_DAYS = 90 // GeoReport v2「GET Service Requests」: a span of 90 days; no period of the law
const WRITTEN = '时间要带时区，如 2026-11-24T00:00:00+08:00'

type Query = Readonly<Record<string, string>>
/** What is asked for; an argument that is empty is one that was not given. */
export const given = (query: Query, name: string): string | undefined => query[name]?.trim() || undefined
const listed = (text: string | undefined): readonly string[] | null => {
  const parts = text?.split(',').flatMap((part) => part.trim() || [])
  return parts && parts.length > 0 ? parts : null
}

export const byNumbers = (ids: readonly string[], extended: boolean): ServiceRequestFilter => ({
  ids,
  services: null,
  status: null,
  requested: null,
  updated: null,
  after: null,
  most: MOST_REQUESTS,
  extended,
})

/** The question a client put to the list of requests, or everything that is wrong with it. */
export function readFilter(query: Query, now: Date): ServiceRequestFilter | Faults {
  const extended = isExtended(query)
  const ids = listed(given(query, 'service_request_id'))
  // The number overrides whatever else is given, right or wrong.
  if (ids) return ids.length > MOST_REQUESTS ? [fault(400, `一次最多查 ${MOST_REQUESTS} 个编号，现在是 ${ids.length} 个，请分几次`)] : byNumbers(ids, extended)
  const faults: Fault[] = []
  const keep = <T>(value: T | Fault): T | null => {
    if (!isFault(value)) return value
    faults.push(value)
    return null
  }
  const updated = keep(readUpdated(query))
  const filter = {
    ids: null,
    services: keep(readServices(query)),
    status: keep(readStatus(query)),
    requested: keep(readRequested(query, now, updated !== null)),
    updated,
    after: keep(readCursor(query)),
    most: keep(readSize(query)) ?? MOST_REQUESTS,
    extended,
  }
  return asFaults(faults) ?? filter
}

export const isExtended = (query: Query): boolean => given(query, 'extensions') === 'true'

function readServices(query: Query): readonly string[] | null | Fault {
  const codes = listed(given(query, 'service_code'))
  const unknown = codes?.filter((code) => !findTile(code)) ?? []
  return unknown.length > 0 ? fault(404, `没有这样的 service_code：${unknown.join('、')}。服务目录见 services.xml`) : codes
}

function readStatus(query: Query): 'open' | 'closed' | null | Fault {
  const wanted = new Set(listed(given(query, 'status')))
  const [one, ...more] = wanted
  for (const status of wanted)
    if (status !== 'open' && status !== 'closed') return fault(400, `status 只能是 open、closed，或者两者用逗号隔开；现在是“${status}”`)
  return one === undefined || more.length > 0 ? null : (one as 'open' | 'closed') // all were looked at
}

/** Both ends of a window, as far as they are given. */
function readEnds(query: Query, first: string, last: string): Window | Fault {
  const [start, end] = [given(query, first), given(query, last)]
  const [from, to] = [start === undefined ? null : readInstant(start), end === undefined ? null : readInstant(end)]
  if (from === undefined) return fault(400, `${first} 读不成时间：“${start}”。${WRITTEN}`)
  if (to === undefined) return fault(400, `${last} 读不成时间：“${end}”。${WRITTEN}`)
  if (from && to && from > to) return fault(400, `${first} 晚于 ${last}，请对调`)
  return { from, before: to && end !== undefined ? momentAfter(to, end) : null }
}

/** The days of reporting: at most ninety; where one end is missing, those next to the other. */
function readRequested(query: Query, now: Date, isByChange: boolean): Window | null | Fault {
  const ends = readEnds(query, 'start_date', 'end_date')
  if (isFault(ends)) return ends
  const span = WINDOW_DAYS * DAY
  const { from, before } = ends
  if (from && before) {
    const tooLong = before.getTime() - from.getTime() > span + 1000
    return tooLong ? fault(400, `start_date 到 end_date 最多 ${WINDOW_DAYS} 日，请分几段查询`) : ends
  }
  if (from) return { from, before: new Date(from.getTime() + span) }
  if (before) return { from: new Date(before.getTime() - span), before }
  return isByChange ? null : { from: new Date(now.getTime() - span), before: null }
}

function readUpdated(query: Query): Window | null | Fault {
  const ends = readEnds(query, 'updated_after', 'updated_before')
  return isFault(ends) || ends.from || ends.before ? ends : null
}

function readSize(query: Query): number | null | Fault {
  const text = given(query, 'page_size')
  if (text === undefined) return null
  const size = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return size >= 1 && size <= MOST_REQUESTS ? size : fault(400, `page_size 应是 1 到 ${MOST_REQUESTS} 的整数，现在是“${text}”`)
}

/** Where a page begins, as `writeCursor` wrote it into the link of the one before. */
function readCursor(query: Query): Cursor | null | Fault {
  const text = given(query, 'after')
  if (text === undefined) return null
  const [, at, id] = /^(\d{1,16})-(\d{1,15})$/.exec(text) ?? []
  return at === undefined || id === undefined ? fault(400, 'after 应原样取自上一页 Link 头里的网址') : { at, id }
}
export const writeCursor = ({ at, id }: Cursor): string => `${at}-${id}`
