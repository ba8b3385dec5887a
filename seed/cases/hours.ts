import { addDays, beijingDay, beijingMidnight, dayAfter, type PlainDate, weekday } from '../../src/kernel/plain-date.ts'
import { type Calendar, isWorkingDay, officeHours, worked } from '../../src/modules/calendar/index.ts'
import { type Chance, type Weighted, weighted } from './chance.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** The hall answers from morning to evening, every day; units work as the office does. */
const HALL = { from: 7.5, to: 21.5 }
const UNITS_WORK = officeHours('09:00-12:00', '13:30-17:30')

export const later = (at: Date, minutes: number): Date => new Date(at.getTime() + Math.max(1, Math.round(minutes)) * MINUTE_MS)
export const atHour = (day: PlainDate, hour: number): Date => new Date(beijingMidnight(day).getTime() + Math.round(hour * 60) * MINUTE_MS)
const hourOf = (at: Date): number => ((at.getTime() + 8 * 3_600_000) % DAY_MS) / 3_600_000

/** So many minutes later by the hall's hours. */
export function inTheHall(at: Date, minutes: number): Date {
  const hour = hourOf(at)
  const open = hour < HALL.from ? atHour(beijingDay(at), HALL.from) : hour >= HALL.to ? atHour(dayAfter(beijingDay(at)), HALL.from) : at
  const done = later(open, minutes)
  return hourOf(done) < HALL.to && beijingDay(done) === beijingDay(open) ? done : later(atHour(dayAfter(beijingDay(open)), HALL.from), minutes % 40)
}

/** So many minutes of work later. */
export function atWork(at: Date, minutes: number, calendar: Calendar): Date {
  let left = Math.max(1, Math.round(minutes)) * MINUTE_MS
  for (let day = beijingDay(at); ; day = dayAfter(day)) {
    for (const { from, to } of worked(day, calendar, UNITS_WORK)) {
      const begin = Math.max(from, at.getTime())
      if (begin + left < to) return new Date(begin + left)
      left -= Math.max(0, to - begin)
    }
  }
}

/** The same moment, or the evening before when it falls into the night. */
export function byDay(at: Date): Date {
  const hour = hourOf(at)
  if (hour >= HALL.from && hour < HALL.to) return at
  const day = beijingDay(at)
  return atHour(hour < HALL.from ? addDays(day, -1) : day, HALL.to - 0.5 - (at.getTime() % 97) / 60)
}

/** The next working day at this hour. */
export function nextWorkday(at: Date, hour: number, calendar: Calendar): Date {
  let day = dayAfter(beijingDay(at))
  while (!isWorkingDay(day, calendar)) day = dayAfter(day)
  return atHour(day, hour)
}

// Reports a hour of the day and a day of the week, from Sunday; invented, after what hotlines publish.
const HOURS = [3, 2, 1, 1, 1, 3, 10, 28, 52, 68, 72, 60, 38, 44, 58, 62, 58, 50, 40, 34, 26, 18, 10, 6]
const WEEK = [0.62, 1.12, 1.1, 1.06, 1.04, 1, 0.74]
const GROWTH = 0.35

const hours: Weighted<number> = weighted(HOURS.map((weight, hour) => [hour, weight] as const))
export const dayWeight = (day: PlainDate, calendar: Calendar): number => (WEEK[weekday(day)] ?? 1) * (isWorkingDay(day, calendar) ? 1 : 0.85)
export const momentOn = (day: PlainDate, chance: Chance): Date =>
  new Date(atHour(day, hours.pick(chance) + chance.next()).getTime() + chance.whole(0, 59) * 1_000)

/** Days of a stretch of time as reports fall on them: more on working days, and more towards the end. */
export function daysBusy(from: PlainDate, to: PlainDate, calendar: Calendar): Weighted<PlainDate> {
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return weighted(days.map((day, i) => [day, dayWeight(day, calendar) * (1 + (GROWTH * i) / days.length)] as const))
}
