import { beijingMidnight, isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { DISCLOSURE_COLUMNS } from '../../disclosure/index.ts'

export const MOST_ITEMS = 200 // office setting
export const USUAL_ITEMS = 50 // office setting
export type Question = { readonly since: number | Date; readonly column: string; readonly limit: number }
const NAMES = ['since', 'column', 'limit']
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

export const writeCursor = (place: number): string => `c${place}`

type Queries = Readonly<Record<string, readonly string[]>>
/** What is wrong with the names of the parameters of an address. */
function namesFault(queries: Queries, names: readonly string[]): Refusal<'invalid'> | undefined {
  const strange = Object.keys(queries).find((name) => !names.includes(name))
  if (strange !== undefined) return refuse('invalid', `没有“${strange}”这个参数；可以用 ${names.join('、')}`)
  const repeated = Object.entries(queries).find(([, values]) => values.length > 1)
  return repeated && refuse('invalid', `${repeated[0]} 只能给一次`)
}
const limitFault = (limit: string): Refusal<'invalid'> | undefined =>
  limit && !(/^\d{1,3}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MOST_ITEMS)
    ? refuse('invalid', `limit 给 1 到 ${MOST_ITEMS} 的整数；现在是“${limit}”`)
    : undefined

/** The question of an address, or which parameter to change and to what. */
export function readQuestion(queries: Queries): Question | Refusal<'invalid'> {
  const fault = namesFault(queries, NAMES) ?? limitFault(queries['limit']?.[0] ?? '')
  if (fault) return fault
  const [since, column, limit] = NAMES.map((name) => queries[name]?.[0] ?? '')
  const place = placeOf(since ?? '')
  if (place === undefined)
    return refuse(
      'invalid',
      `since 给上次答复里的 next（像 c123），或者日期 2026-11-25，或者时刻 2026-11-25T09:00:00+08:00（网址里的加号写成 %2B）；现在是“${since}”`,
    )
  if (column && !DISCLOSURE_COLUMNS.some(({ code }) => code === column)) return refuse('invalid', `没有代码为“${column}”的栏目；栏目代码见 /api/v1/columns`)
  return { since: place, column: column ?? '', limit: limit ? Number(limit) : USUAL_ITEMS }
}

export type PageQuestion = { readonly after: number; readonly limit: number }
/** The question of a list that goes on after a number: of norms, and with `since` of the records of the directory. */
export function readPageQuestion(queries: Queries, more: readonly string[] = []): PageQuestion | Refusal<'invalid'> {
  const [after = '', limit = ''] = ['after', 'limit'].map((name) => queries[name]?.[0] ?? '')
  const fault = namesFault(queries, [...more, 'after', 'limit']) ?? limitFault(limit)
  if (fault) return fault
  if (!/^\d{0,15}$/.test(after)) return refuse('invalid', `after 给上次答复里的 next；现在是“${after}”`)
  return { after: Number(after), limit: limit ? Number(limit) : USUAL_ITEMS }
}
export function readRecordsQuestion(queries: Queries): (PageQuestion & { readonly since: PlainDate | null }) | Refusal<'invalid'> {
  const question = readPageQuestion(queries, ['since'])
  if (isRefusal(question)) return question
  const since = queries['since']?.[0] ?? ''
  if (since !== '' && !isPlainDate(since)) return refuse('invalid', `since 给日期，像 2026-11-25：只要那天以来有变化的；现在是“${since}”`)
  return { ...question, since: since === '' ? null : (since as PlainDate) }
}

function placeOf(since: string): number | Date | undefined {
  if (since === '') return 0
  if (/^c\d{1,15}$/.test(since)) return Number(since.slice(1))
  if (isPlainDate(since)) return beijingMidnight(since)
  return MOMENT.test(since) && !Number.isNaN(Date.parse(since)) ? new Date(since) : undefined
}
