import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { addDays, lastDay, plainDate } from '../../kernel/plain-date.ts'
import { dayOf, isWorkingDay, publishedCalendar } from './index.ts'

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
