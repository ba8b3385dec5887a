import { isPlainDate } from '../../kernel/plain-date.ts'
import { type Place, type PublicFilter, STATUSES } from './public-list-store.ts'

type Query = Readonly<Record<string, string | undefined>>
const LONGEST_TEXT = 40

/** The filter an address asks for; what makes no sense in it is left out. */
export function filterIn(query: Query): PublicFilter {
  const { status, q = '', category = '', street = '', unit = '', from = '', to = '', after } = query
  return {
    status: STATUSES.find((one) => one === status) ?? 'all',
    text: q.trim().slice(0, LONGEST_TEXT),
    category: /^[部事]-\d\d(-\d\d)?$/.test(category) ? category : '',
    street: /^\d{9}$/.test(street) ? street : '',
    unit: /^\d{1,9}$/.test(unit) ? Number(unit) : null,
    from: isPlainDate(from) ? from : null,
    to: isPlainDate(to) ? to : null,
    after: placeIn(after),
  }
}

/** `2026-11-24 01:00:00.123+00~431`, the moment a row is sorted by and its id. */
export function placeIn(text: string | undefined): Place | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?)?)~(\d{1,15})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined || Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00'))) ? null : { at, id: Number(id) }
}

/** The address of a filter with a change; the place in the list is kept only when the change names one. */
export function filterHref(filter: PublicFilter, change: Partial<PublicFilter> = {}, base = '/cases'): string {
  const next = { ...filter, after: null, ...change }
  const query = new URLSearchParams()
  if (next.status !== 'all') query.set('status', next.status)
  if (next.text) query.set('q', next.text)
  if (next.category) query.set('category', next.category)
  if (next.street) query.set('street', next.street)
  if (next.unit !== null) query.set('unit', String(next.unit))
  if (next.from) query.set('from', next.from)
  if (next.to) query.set('to', next.to)
  if (next.after) query.set('after', `${next.after.at}~${next.after.id}`)
  return query.size > 0 ? `${base}?${query}` : base
}
