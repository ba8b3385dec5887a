import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { feeLines, feeOf, type Tariff, tariffOn } from './tariff.ts'

const tariff = tariffOn(plainDate('2026-11-27')) as Tariff

test('the sums that were published come out of the scale', () => {
  expect(feeOf('by_item', 35, 0, tariff)).toBe(3_000)
  expect(feeOf('by_page', 250, 0, tariff)).toBe(4_700)
  const published = [
    [109, 880],
    [119, 1_080],
    [57, 270],
    [72, 420],
    [44, 140],
    [68, 380],
  ] as const
  for (const [pages, yuan] of published) expect([pages, feeOf('by_page', pages, 0, tariff)]).toEqual([pages, yuan])
  expect(feeOf('by_item', 15, 10, tariff)).toBe(1_500)
  expect(feeOf('by_item', 6, 10, tariff)).toBe(600)
})

test('the edges of each band: the last that is free, the first that is not, each step of ten', () => {
  const each = (basis: 'by_item' | 'by_page', nth: number) => feeOf(basis, 1, nth - 1, tariff)
  expect([10, 11, 30, 31, 40, 41, 50, 51].map((nth) => each('by_item', nth))).toEqual([0, 100, 100, 200, 200, 300, 300, 400])
  expect([30, 31, 100, 101, 200, 201, 5_000].map((nth) => each('by_page', nth))).toEqual([0, 10, 10, 20, 20, 40, 40])
})

test('there was no tariff before 2021', () => {
  expect(tariffOn(plainDate('2020-12-31'))).toBeUndefined()
  expect(tariffOn(plainDate('2021-01-01'))?.source).toContain('109号')
})

test('a sum never falls with more, is the same taken in two parts, and its lines add up to it', () => {
  const many = fc.integer({ min: 0, max: 400 })
  fc.assert(
    fc.property(fc.constantFrom('by_item' as const, 'by_page' as const), many, many, many, (basis, one, two, before) => {
      const both = feeOf(basis, one + two, before, tariff)
      expect(feeOf(basis, one, before, tariff) + feeOf(basis, two, before + one, tariff)).toBe(both)
      const told = feeLines(basis, one + two, before, tariff).map((line) => Number(/= (\d+)元$/.exec(line)?.[1]))
      expect(told.reduce((sum, n) => sum + n, 0)).toBe(both)
    }),
  )
})
