import type { PlainDate } from '../../kernel/plain-date.ts'
import { type Among, COUNTS, type Count, DIMENSIONS, type Dimension } from '../cases/index.ts'
import { type Days, daysIn } from './period.ts'

type Query = Readonly<Record<string, string | undefined>>
/** What a page of figures is asked: of which days, of which cases, and told apart by what. */
export type Question = { readonly days: Days; readonly among: Among; readonly by: Dimension }

export const dimensionName = { unit: '部门', street: '街道', category: '类别' } as const satisfies Record<Dimension, string>

const kept = (form: RegExp, text = ''): string => (form.test(text) ? text : '')

/** What an address asks on a day; what makes no sense in it is left out. */
export function questionIn(query: Query, today: PlainDate): Question {
  return { days: daysIn(query, today), among: amongIn(query), by: DIMENSIONS.find((one) => one === query['by']) ?? 'unit' }
}

export const amongIn = (query: Query): Among => ({
  street: kept(/^(\d{9}|none)$/, query['street']),
  unit: kept(/^(\d{1,9}|none)$/, query['unit']),
  category: kept(/^([部事]-\d\d(-\d\d)?|none)$/, query['category']),
})

export const countIn = (text: string | undefined): Count | undefined => COUNTS.find((one) => one === text)

/** The same question with a change, as an address. A named period keeps its name, so that a bookmark moves with the days. */
export function figuresHref(question: Question, change: Partial<Question> = {}, base = '/cases/figures'): string {
  const { days, among, by } = { ...question, ...change }
  const query = new URLSearchParams(days.key === 'days' ? { from: days.from, to: days.to } : { period: days.key })
  putAmong(query, among)
  if (by !== 'unit') query.set('by', by)
  return `${base}?${query}`
}

/** The cases behind a count, by days and never by a period's name: the address means the same next month. */
export function recordsHref(question: Question, count: Count, change: Partial<Among> = {}, base = '/cases/figures/records'): string {
  const query = new URLSearchParams({ count, from: question.days.from, to: question.days.to })
  putAmong(query, { ...question.among, ...change })
  return `${base}?${query}`
}

function putAmong(query: URLSearchParams, among: Among): void {
  for (const key of ['street', 'unit', 'category'] as const) if (among[key] !== '') query.set(key, among[key])
}
