import { dayAfter, firstDay, lastDay, type PlainDate, weekday, yearOf } from '../../kernel/plain-date.ts'

/** The days on which one year differs from Monday to Friday, as the State Council's notice has them. */
export type CalendarYear = {
  readonly year: number
  /** The notice and its address, printed beside every day it moves. */
  readonly notice: string
  /** Days off, with the festival's name. */
  readonly off: Readonly<Record<string, string>>
  /** 调休上班: weekend days that are worked, with the festival they make up for. */
  readonly worked: Readonly<Record<string, string>>
}

/** Working days as known at one moment; `version` names the set, so a deadline can say which calendar it was counted on. */
export type Calendar = {
  readonly version: string
  readonly years: ReadonlyMap<number, CalendarYear>
}

export type DayKind = 'workday' | 'made-up-workday' | 'weekend' | 'holiday'
export type Day = {
  readonly kind: DayKind
  readonly working: boolean
  /** The festival, for a holiday or a made-up workday. */
  readonly name: string | null
  /** The year's notice is not loaded: Monday to Friday is only a guess. */
  readonly provisional: boolean
}

export function makeCalendar(version: string, years: readonly CalendarYear[]): Calendar {
  return { version, years: new Map(years.map((year) => [year.year, year])) }
}

// A calendar never changes, and a page asks it about the same days over and over.
const asked = new WeakMap<Calendar, Map<PlainDate, Day>>()

/** What kind of day it is; a day of an unloaded year is guessed from the week and marked provisional. */
export function dayOf(date: PlainDate, calendar: Calendar): Day {
  const days = asked.get(calendar) ?? new Map<PlainDate, Day>()
  const known = days.get(date)
  if (known !== undefined) return known
  const day = judge(date, calendar)
  asked.set(calendar, days.set(date, day))
  return day
}

function judge(date: PlainDate, calendar: Calendar): Day {
  const year = calendar.years.get(yearOf(date))
  const provisional = year === undefined
  const off = year?.off[date]
  if (off !== undefined) return { kind: 'holiday', working: false, name: off, provisional }
  const worked = year?.worked[date]
  if (worked !== undefined) return { kind: 'made-up-workday', working: true, name: worked, provisional }
  const weekend = weekday(date) % 6 === 0
  return { kind: weekend ? 'weekend' : 'workday', working: !weekend, name: null, provisional }
}

export const isWorkingDay = (date: PlainDate, calendar: Calendar): boolean => dayOf(date, calendar).working

/** The `count`-th working day after `start`; the start day itself is not counted (民法典第二百零一条). `count` 0 is `start`. */
export function addWorkingDays(start: PlainDate, count: number, calendar: Calendar): PlainDate {
  let date = start
  for (let counted = 0; counted < count; ) {
    date = dayAfter(date)
    if (isWorkingDay(date, calendar)) counted += 1
  }
  return date
}

// Working days of a year up to and including each of its days: a span is a difference, however long it is.
const sums = new WeakMap<Calendar, Map<PlainDate, number>>()

function workedUpTo(date: PlainDate, calendar: Calendar): number {
  const kept = sums.get(calendar) ?? new Map<PlainDate, number>()
  const known = kept.get(date)
  if (known !== undefined) return known
  sums.set(calendar, kept)
  const last = lastDay(yearOf(date))
  let worked = 0
  for (let day = firstDay(yearOf(date)); day <= last; day = dayAfter(day)) {
    if (isWorkingDay(day, calendar)) worked += 1
    kept.set(day, worked)
  }
  return kept.get(date) ?? worked
}

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  let counted = workedUpTo(to, calendar) - workedUpTo(from, calendar)
  for (let year = yearOf(from); year < yearOf(to); year++) counted += workedUpTo(lastDay(year), calendar)
  for (let year = yearOf(to); year < yearOf(from); year++) counted -= workedUpTo(lastDay(year), calendar)
  return counted
}
