import { addDays, inChinese, type PlainDate } from '../../kernel/plain-date.ts'
import { COLUMNS } from './columns.ts'
import { COST_MONTHS, FAIL_MONTHS, monthsAfter } from './messages/message.ts'

const HOME_DAYS = 14 // 国办秘函〔2019〕19号 单项否决：首页超过2周未更新
export const MOST_STALE = 5 // 国办秘函〔2019〕19号 单项否决：未按时更新的栏目达到5个
export const MOST_EMPTY = 5 // 国办秘函〔2019〕19号 单项否决：空白栏目达到5个
const SOON_DAYS = 3 // office setting: how long before a column fails it turns amber

/** What a column holds: how many items, and the day of its last. */
export type Held = { readonly column: string; readonly items: number; readonly last: PlainDate }
export type Watched = {
  readonly code: string
  readonly name: string
  readonly last: PlainDate | null
  /** The last day on which it still counts as kept; from the day after, it fails. */
  readonly until: PlainDate
  readonly state: 'ok' | 'soon' | 'late'
}
/** A message of the public that nobody has answered. */
export type Unanswered = { readonly number: string; readonly arrivedOn: PlainDate }
export type Freshness = {
  /** The home page and every column that something new is expected in, the first to fail first. */
  readonly watched: readonly Watched[]
  /** Columns the law names that hold nothing; the agency publishes in each, if only that there is nothing. */
  readonly empty: readonly { readonly code: string; readonly name: string; readonly law: string }[]
  /** Messages without an answer, the oldest first: all, those that cost points, those that fail the site. */
  readonly messages: { readonly open: readonly Unanswered[]; readonly costing: readonly Unanswered[]; readonly failing: readonly Unanswered[] }
  /** Why the site fails the inspection today, in sentences; none where it passes. */
  readonly failing: readonly string[]
}

/** What of the platform is stale or will be, by the thresholds of the 检查指标. Pure: the same holdings and day give the same board. */
export function freshnessOf(held: readonly Held[], opened: PlainDate, today: PlainDate, unanswered: readonly Unanswered[] = []): Freshness {
  // A column may be told of more than once: its items, and the records it is made of.
  const lastOf = (code: string): PlainDate | null =>
    held
      .filter(({ column }) => column === code)
      .map(({ last }) => last)
      .toSorted()
      .at(-1) ?? null
  const newest = held.reduce<PlainDate | null>((last, one) => (last === null || one.last > last ? one.last : last), null)
  const watch = (code: string, name: string, last: PlainDate | null, days: number): Watched => {
    const until = addDays(last ?? opened, days)
    return { code, name, last, until, state: until < today ? 'late' : addDays(today, SOON_DAYS) > until ? 'soon' : 'ok' }
  }
  const watched = [
    watch('', '首页', newest, HOME_DAYS),
    ...COLUMNS.flatMap(({ code, name, freshDays }) => (freshDays === null ? [] : [watch(code, name, lastOf(code), freshDays)])),
  ].toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0))
  const empty = COLUMNS.filter(({ code, under }) => under === 'statutory' && lastOf(code) === null).map(({ code, name, law }) => ({ code, name, law }))
  const since = (months: number) => unanswered.filter(({ arrivedOn }) => today > monthsAfter(arrivedOn, months))
  const messages = { open: unanswered, costing: since(COST_MONTHS), failing: since(FAIL_MONTHS) }
  return { watched, empty, messages, failing: [...failuresOf(watched, empty.length), ...messages.failing.map(unansweredWords)] }
}

const unansweredWords = ({ number, arrivedOn }: Unanswered): string => `留言 ${number} 从${inChinese(arrivedOn)}起没有答复，超过 ${FAIL_MONTHS} 个月`

function failuresOf(watched: readonly Watched[], empty: number): readonly string[] {
  const late = watched.filter(({ state }) => state === 'late')
  const stale = late.filter(({ code }) => code !== '').length
  return [
    ...(late.some(({ code }) => code === '') ? [`首页超过 ${HOME_DAYS} 天没有更新`] : []),
    ...late.filter(({ code }) => code === 'news').map(({ name }) => `“${name}”超过 ${HOME_DAYS} 天没有更新`),
    ...(stale >= MOST_STALE ? [`没有按时更新的栏目 ${stale} 个，达到 ${MOST_STALE} 个`] : []),
    ...(empty >= MOST_EMPTY ? [`空白栏目 ${empty} 个，达到 ${MOST_EMPTY} 个`] : []),
  ]
}
