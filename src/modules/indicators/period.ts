import {
  addDays,
  beijingMidnight,
  dayAfter,
  firstDay,
  inChinese,
  isPlainDate,
  lastDay,
  type PlainDate,
  plainDate,
  weekday,
  yearOf,
} from '../../kernel/plain-date.ts'

/** Both days are in it. */
export type Days = { readonly key: PeriodKey | 'days'; readonly from: PlainDate; readonly to: PlainDate }
export const PERIODS = ['week', 'month', 'last-month', 'year'] as const
export type PeriodKey = (typeof PERIODS)[number]
export const periodName = { week: '本周', month: '本月', 'last-month': '上月', year: '今年' } as const satisfies Record<PeriodKey, string>

const monthStart = (day: PlainDate): PlainDate => plainDate(`${day.slice(0, 7)}-01`)
const sinceMonday = (day: PlainDate): number => (weekday(day) + 6) % 7

/** A named period on a day: weeks begin on Monday; what has begun goes on to its end. */
export function daysOf(key: PeriodKey, today: PlainDate): Days {
  switch (key) {
    case 'week': {
      const from = addDays(today, -sinceMonday(today))
      return { key, from, to: addDays(from, 6) }
    }
    case 'month': {
      const from = monthStart(today)
      return { key, from, to: addDays(monthStart(addDays(from, 31)), -1) }
    }
    case 'last-month': {
      const to = addDays(monthStart(today), -1)
      return { key, from: monthStart(to), to }
    }
    case 'year':
      return { key, from: firstDay(yearOf(today)), to: lastDay(yearOf(today)) }
  }
}

/** The period an address asks for: any two days, or a named one; this month when it asks for none, or for nonsense. */
export function daysIn(query: Readonly<Record<string, string | undefined>>, today: PlainDate): Days {
  const { period, from = '', to = '' } = query
  if (isPlainDate(from) && isPlainDate(to) && from <= to) return { key: 'days', from, to }
  return daysOf(PERIODS.find((one) => one === period) ?? 'month', today)
}

/** The moments between which a period lies, the second not in it. */
export const momentsOf = ({ from, to }: Days) => ({ from: beijingMidnight(from), before: beijingMidnight(dayAfter(to)) })
export const daysText = ({ from, to }: Days): string => (from === to ? inChinese(from) : `${inChinese(from)}至${inChinese(to)}`)
