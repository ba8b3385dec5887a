import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Day } from './calendar.ts'

export type DayRole = 'receipt' | 'start' | 'before-restart' | 'restart' | 'counted' | 'extension' | 'rest' | 'hold'
/** One calendar day of a deadline: whether it counted, the how-manieth it brought us to, why, and by which article. */
export type LedgerDay = {
  readonly date: PlainDate
  readonly counted: boolean
  /** Working days counted up to and including this day. */
  readonly dayNumber: number
  readonly why: string
  readonly article: string
  readonly role: DayRole
  /** What the calendar says of the day. */
  readonly day: Day
}
export type Clock = {
  readonly due: PlainDate
  /** A year's notice is not loaded yet, so the day may still move. */
  readonly provisional: boolean
  readonly ledger: readonly LedgerDay[]
}

/** A run of ledger days with the same reason to count or not, as a table prints it. */
export type LedgerSpan = {
  readonly from: PlainDate
  readonly to: PlainDate
  readonly counted: number
  readonly dayNumber: number
  readonly days: readonly LedgerDay[]
}

/** Groups a ledger into spans: counting runs swallow the ordinary weekends inside them; holidays, pauses and restarts stand alone. */
export function spansOf(ledger: readonly LedgerDay[]): LedgerSpan[] {
  const spans: { key: string; days: LedgerDay[] }[] = []
  for (const day of ledger) {
    const last = spans.at(-1)
    const weekend = day.role === 'rest' && day.day.kind === 'weekend'
    const key = day.role === 'rest' ? day.why : day.role
    if (last && (last.key === key || (weekend && (last.key === 'counted' || last.key === 'extension' || last.key === 'hold')))) last.days.push(day)
    else spans.push({ key, days: [day] })
  }
  return spans.map(({ days }) => {
    const first = days[0] as LedgerDay // a span is opened with a day
    const last = days.at(-1) ?? first
    return { from: first.date, to: last.date, counted: days.filter((d) => d.counted).length, dayNumber: last.dayNumber, days }
  })
}
