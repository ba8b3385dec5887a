import { expect, test } from 'vitest'
import { addDays, beijingDay, beijingMidnight, dayAfter, daysBetween, inShortChinese, isPlainDate, plainDate, weekday } from './plain-date.ts'

test('the day after and the weekday agree with Date on every day from 1990 to 2099', () => {
  const differing: string[] = []
  for (let date = plainDate('1990-01-01'); date <= '2099-12-31'; date = addDays(date, 1)) {
    if (weekday(date) !== new Date(`${date}T00:00:00Z`).getUTCDay() || dayAfter(date) !== addDays(date, 1)) differing.push(date)
  }
  expect(differing).toEqual([])
})

test('days that do not exist are no days', () => {
  expect(['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', ''].filter(isPlainDate)).toEqual([])
  expect(isPlainDate('2024-02-29')).toBe(true)
})

test('a slip of the hand is no day', () => {
  expect(['0001-01-01', '0026-11-24', '0206-11-24', '1899-12-31', '2206-11-24', '9999-12-30'].filter(isPlainDate)).toEqual([])
  expect(['1900-01-01', '1949-10-01', '2199-12-31'].filter(isPlainDate)).toHaveLength(3)
  expect(() => plainDate('0001-01-01')).toThrow('没有这一天：0001-01-01')
})

test('the office’s day changes at midnight in Beijing', () => {
  expect(beijingDay(new Date('2026-11-24T15:59:59Z'))).toBe('2026-11-24')
  expect(beijingDay(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25')
  expect(beijingMidnight(plainDate('2026-11-25')).toISOString()).toBe('2026-11-24T16:00:00.000Z')
  expect(daysBetween(plainDate('2026-02-27'), plainDate('2026-03-02'))).toBe(3)
})

test('a day without its year is one of this year', () => {
  const today = plainDate('2026-11-24')
  expect(inShortChinese(today, today)).toBe('11月24日（周二）')
  expect(inShortChinese(plainDate('2019-01-14'), today)).toBe('2019年1月14日（周一）')
  expect(inShortChinese(plainDate('2030-01-01'), today)).toBe('2030年1月1日（周二）')
  expect(inShortChinese(today)).toBe('2026年11月24日（周二）')
})
