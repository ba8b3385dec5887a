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

/** The address of a filter with a change; the place in the list is kept only when the change names one. A page writes a dozen of them. */
export function filterHref(filter: PublicFilter, change: Partial<PublicFilter> = {}, base = '/cases'): string {
  const { status, text, category, street, unit, from, to, after } = { ...filter, after: null, ...change }
  const query =
    (status === 'all' ? '' : `&status=${status}`) +
    (text === '' ? '' : `&q=${encodeURIComponent(text)}`) +
    (category === '' ? '' : `&category=${encodeURIComponent(category)}`) +
    (street === '' ? '' : `&street=${street}`) +
    (unit === null ? '' : `&unit=${unit}`) +
    (from === null ? '' : `&from=${from}`) +
    (to === null ? '' : `&to=${to}`) +
    (after === null ? '' : `&after=${encodeURIComponent(`${after.at}~${after.id}`)}`)
  return query === '' ? base : `${base}?${query.slice(1)}`
}
