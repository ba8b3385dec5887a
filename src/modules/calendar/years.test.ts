import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAfter, lastDay, plainDate } from '../../kernel/plain-date.ts'
import { dayOf, isWorkingDay, publishedCalendar, workingDaysBetween } from './index.ts'

test('every day of 2018 to 2026 is a working day exactly when an independent table says so', () => {
  const differing: string[] = []
  for (let date = plainDate('2018-01-01'); date <= lastDay(2026); date = addDays(date, 1)) {
    if (isWorkingDay(date, publishedCalendar) !== chineseDays.isWorkday(date)) differing.push(date)
  }
  expect(differing).toEqual([])
})

test('the weekend days worked in 2026 are the six of the notice', () => {
  const worked = Object.keys(publishedCalendar.years.get(2026)?.worked ?? {})
  expect(worked.toSorted()).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
})

test('a day of a year without a notice is guessed from the week and says so', () => {
  expect(dayOf(plainDate('2027-01-01'), publishedCalendar)).toEqual({
    kind: 'workday',
    working: true,
    name: null,
    provisional: true,
  })
})

test('a span of working days is what counting them one by one gives, forwards and backwards, over years and where no notice is loaded', () => {
  const day = fc.integer({ min: 0, max: 5_000 }).map((n) => addDays(plainDate('2015-06-01'), n))
  const counted = (from: string, to: string): number => {
    let days = 0
    for (let date = dayAfter(plainDate(from)); date <= to; date = dayAfter(date)) if (isWorkingDay(date, publishedCalendar)) days += 1
    return days
  }
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one]
      expect(workingDaysBetween(from, to, publishedCalendar)).toBe(counted(from, to))
      expect(workingDaysBetween(to, from, publishedCalendar) + counted(from, to)).toBe(0)
    }),
  )
})
