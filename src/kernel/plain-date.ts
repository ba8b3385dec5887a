/** A day without time or zone, `YYYY-MM-DD`. Compare with `<`, `===`. */
export type PlainDate = string & { readonly __plainDate: true }

// office setting: no day of an office's records lies outside these years; 0026 and 2206 for 2026 are slips of the hand, and a slip does no harm later.
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199]
const FORM = /^(\d{4})-\d{2}-\d{2}$/
const DAY = 86_400_000

/** Whether `text` is a day that exists, `2026-02-30` does not, from 1900 to 2199. */
export function isPlainDate(text: string): text is PlainDate {
  const year = Number(FORM.exec(text)?.[1])
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The day written in `text`; throws a RangeError when there is no such day. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`没有这一天：${text}`)
  return text
}

const digits = (date: PlainDate, at: number): number => (date.charCodeAt(at) - 48) * 10 + date.charCodeAt(at + 1) - 48
// Read as digits, which is five times as fast as parsing.
const toUtc = (date: PlainDate): number => Date.UTC(digits(date, 0) * 100 + digits(date, 2), digits(date, 5) - 1, digits(date, 8))
// A moment is a day by construction, so it is not checked again: deadlines are counted by the hundred thousand.
function fromUtc(at: number): PlainDate {
  const day = new Date(at)
  const year = day.getUTCFullYear()
  // Written by hand where four digits are enough: `toISOString` takes six times as long.
  if (!(year >= 1000 && year <= 9999)) return day.toISOString().slice(0, 10) as PlainDate
  return `${year}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}` as PlainDate
}
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

export const addDays = (date: PlainDate, days: number): PlainDate => fromUtc(toUtc(date) + days * DAY)
/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((toUtc(to) - toUtc(from)) / DAY)
/** The day after; most days need no calendar to know it. */
export function dayAfter(date: PlainDate): PlainDate {
  const day = digits(date, 8)
  return day < 28 ? (`${date.slice(0, 8)}${day < 9 ? '0' : ''}${day + 1}` as PlainDate) : addDays(date, 1)
}

const MONTH_SHIFT = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4] as const
/** 0 is Sunday, 6 is Saturday (Sakamoto's rule; kernel tests hold it against `Date`). */
export function weekday(date: PlainDate): number {
  const month = digits(date, 5)
  const year = digits(date, 0) * 100 + digits(date, 2) - (month < 3 ? 1 : 0)
  return (year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + (MONTH_SHIFT[month - 1] ?? 0) + digits(date, 8)) % 7
}
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))
export const firstDay = (year: number): PlainDate => plainDate(`${year}-01-01`)
export const lastDay = (year: number): PlainDate => plainDate(`${year}-12-31`)

// Beijing has kept UTC+8 without summer time since 1992.
const BEIJING_MS = 8 * 3_600_000
/** The office's day at a moment. */
export const beijingDay = (at: Date): PlainDate => fromUtc(at.getTime() + BEIJING_MS)
/** The moment the office's day begins. */
export const beijingMidnight = (date: PlainDate): Date => new Date(toUtc(date) - BEIJING_MS)
/** The office's time of day at a moment, `HH:MM:SS`. */
export const beijingTime = (at: Date): string => new Date(at.getTime() + BEIJING_MS).toISOString().slice(11, 19)

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const
/** `2026年11月24日` */
export const inChinese = (date: PlainDate): string => `${yearOf(date)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
/** `11月24日（周二）` in the year of `today`, `2027年1月4日（周一）` in another; where nobody says what day it is, the year always stands. */
export const inShortChinese = (date: PlainDate, today?: PlainDate): string => `${inMonthAndDay(date, today)}（周${WEEKDAYS[weekday(date)]}）`
/** The same without the day of the week. */
export const inMonthAndDay = (date: PlainDate, today?: PlainDate): string => {
  const whole = inChinese(date)
  return today !== undefined && date.slice(0, 4) === today.slice(0, 4) ? whole.slice(whole.indexOf('年') + 1) : whole
}
