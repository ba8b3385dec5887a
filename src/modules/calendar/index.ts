import { type Calendar, makeCalendar } from './calendar.ts'
import { PUBLISHED_YEARS } from './years.ts'

export {
  addWorkingDays,
  type Calendar,
  type Day,
  dayOf,
  isWorkingDay,
  makeCalendar,
  workingDaysBetween,
} from './calendar.ts'

export { DAY_MS, daysFrom, joined, type OfficeHours, officeHours, opening, type Span, without, worked } from './hours.ts'
export { type Clock, type DayRole, type LedgerDay, spansOf } from './ledger.ts'
export { DeadlineCalendar, DeadlineKey, DeadlineSpans, ProvisionalNote, Ruler } from './pages/ledger.tsx'
export { calendarRoutes } from './calendar-routes.tsx'
export { type CalendarFollowers, loadYear } from './load-year.ts'
export { ensurePublishedYears, loadCalendar } from './store.ts'

/** The calendar that ships with the house: what the CLI counts on, and what a new database starts with. */
export const publishedCalendar: Calendar = makeCalendar('2018-2026', PUBLISHED_YEARS)
