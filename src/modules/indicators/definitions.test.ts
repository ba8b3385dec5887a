import { expect, test } from 'vitest'
import { plainDate } from '../../kernel/plain-date.ts'
import { COUNTS, NOTHING } from '../cases/index.ts'
import { countSays, formulaOf, RATES, rateText, SMALLEST_WHOLE, shareOf } from './definitions.ts'
import { daysIn, daysOf, daysText, momentsOf } from './period.ts'

const day = plainDate('2026-11-24') // a Tuesday

test('weeks begin on Monday, months end with their last day, also over the turn of a year', () => {
  expect(daysOf('week', day)).toMatchObject({ from: '2026-11-23', to: '2026-11-29' })
  expect(daysOf('week', plainDate('2026-11-29'))).toMatchObject({ from: '2026-11-23', to: '2026-11-29' })
  expect(daysOf('month', day)).toMatchObject({ from: '2026-11-01', to: '2026-11-30' })
  expect(daysOf('month', plainDate('2028-02-29'))).toMatchObject({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOf('last-month', plainDate('2027-01-15'))).toMatchObject({ from: '2026-12-01', to: '2026-12-31' })
  expect(daysOf('last-month', plainDate('2026-03-31'))).toMatchObject({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOf('year', day)).toMatchObject({ from: '2026-01-01', to: '2026-12-31' })
})

test('an address may ask for any two days; what makes no sense is this month', () => {
  expect(daysIn({ from: '2026-01-05', to: '2026-01-05', period: 'year' }, day)).toMatchObject({ key: 'days', from: '2026-01-05', to: '2026-01-05' })
  for (const query of [{}, { period: 'decade' }, { from: '2026-02-30', to: '2026-03-01' }, { from: '2026-03-02', to: '2026-03-01' }])
    expect(daysIn(query, day).key).toBe('month')
  expect(daysText(daysIn({ from: '2026-01-05', to: '2026-01-06' }, day))).toBe('2026年1月5日至2026年1月6日')
  expect(momentsOf(daysIn({ from: '2026-01-05', to: '2026-01-05' }, day))).toEqual({
    from: new Date('2026-01-05T00:00+08:00'),
    before: new Date('2026-01-06T00:00+08:00'),
  })
})

test('a rate over few cases is given as counts; what is not everything is never 100 %', () => {
  const [onTime] = RATES
  expect(formulaOf(onTime)).toBe('按期结案率＝按期结案÷应结案')
  expect(rateText(onTime, NOTHING)).toBe('—')
  expect(rateText(onTime, { ...NOTHING, onTime: 3, due: SMALLEST_WHOLE - 1 })).toBe('3 / 9 件')
  expect(shareOf(onTime, { ...NOTHING, onTime: 3, due: SMALLEST_WHOLE })).toBe(0.3)
  expect(rateText(onTime, { ...NOTHING, onTime: 9_999, due: 10_000 })).toBe('99.9%')
  expect(rateText(onTime, { ...NOTHING, onTime: 1, due: 10_000 })).toBe('0.1%')
  expect(rateText(onTime, { ...NOTHING, onTime: 10_000, due: 10_000 })).toBe('100.0%')
  expect(rateText(onTime, { ...NOTHING, due: 10_000 })).toBe('0.0%')
})

test('every count says what is in it', () => {
  for (const count of COUNTS) expect(countSays[count].length).toBeGreaterThan(8)
})
