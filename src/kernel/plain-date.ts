/** A day without time or zone, `YYYY-MM-DD`. Compare with `<`, `===`. */
export type PlainDate = string & { readonly __plainDate: true }

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY = 86_400_000

/** Whether `text` is a day that exists: `2026-02-30` is not. */
export function isPlainDate(text: string): text is PlainDate {
  if (!FORM.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The day written in `text`; throws a RangeError when there is no such day. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`没有这一天：${text}`)
  return text
}

const toUtc = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (at: number): PlainDate => plainDate(new Date(at).toISOString().slice(0, 10))

export const addDays = (date: PlainDate, days: number): PlainDate => fromUtc(toUtc(date) + days * DAY)
/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((toUtc(to) - toUtc(from)) / DAY)
/** 0 is Sunday, 6 is Saturday. */
export const weekday = (date: PlainDate): number => new Date(toUtc(date)).getUTCDay()
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))
export const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)
export const firstDay = (year: number): PlainDate => plainDate(`${year}-01-01`)
export const lastDay = (year: number): PlainDate => plainDate(`${year}-12-31`)

/** The office's day at a moment: Beijing has kept UTC+8 without summer time since 1992. */
export const beijingDay = (at: Date): PlainDate => fromUtc(at.getTime() + 8 * 3_600_000)

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const
/** `2026年11月24日` */
export const inChinese = (date: PlainDate): string =>
  `${yearOf(date)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
/** `11月24日（周二）` */
export const inShortChinese = (date: PlainDate): string =>
  `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日（周${WEEKDAYS[weekday(date)]}）`
