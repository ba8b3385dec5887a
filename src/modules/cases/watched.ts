import { addDays, beijingDay, beijingMidnight } from '../../kernel/plain-date.ts'

/** How much of its promise an open case has left. */
export const REMAINING = ['lateDay', 'late', 'hours', 'today', 'tomorrow', 'later'] as const
export type Remaining = (typeof REMAINING)[number]
/** What those who supervise look at: late, by what is left, standing still, or failed too often. */
export const WATCHED = ['overdue', ...REMAINING, 'suspended', 'returned', 'disputed', 'threeFail'] as const
export type Watched = (typeof WATCHED)[number]
export const isWatched = (text: string): text is Watched => WATCHED.some((one) => one === text)

const HOUR = 3_600_000
export const SOON_HOURS = 4 // office setting
const LONG_LATE_HOURS = 24 // office setting

/** A stretch of moments, its end not in it; null is open. */
type Span = { readonly from: Date | null; readonly before: Date | null }
/** The stretches in which a promise ends, one after the other and without a gap; late in the evening the middle ones are empty. */
export function spansOf(now: Date): Readonly<Record<Remaining, Span>> {
  const soon = new Date(now.getTime() + SOON_HOURS * HOUR)
  const longLate = new Date(now.getTime() - LONG_LATE_HOURS * HOUR)
  const today = beijingDay(now)
  const tonight = later(soon, beijingMidnight(addDays(today, 1)))
  const nextNight = later(tonight, beijingMidnight(addDays(today, 2)))
  return {
    lateDay: { from: null, before: longLate },
    late: { from: longLate, before: now },
    hours: { from: now, before: soon },
    today: { from: soon, before: tonight },
    tomorrow: { from: tonight, before: nextNight },
    later: { from: nextNight, before: null },
  }
}
const later = (a: Date, b: Date): Date => (a > b ? a : b)
