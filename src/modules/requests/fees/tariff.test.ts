import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../../tests/support/house.ts'
import { plainDate } from '../../../kernel/plain-date.ts'
import { readTariff, valuesOfTariff } from './tariff-form.ts'
import { listTariffs } from './tariff-store.ts'
import { feeLines, feeOf, type Tariff, tariffOn } from './tariff.ts'

/** 国办函〔2020〕109号, as it is printed. */
const tariff: Tariff = {
  from: plainDate('2021-01-01'),
  source: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
  by_item: [
    { upTo: 10, yuan: 0 },
    { upTo: 30, yuan: 100 },
  ],
  itemStep: { every: 10, yuan: 100 },
  by_page: [
    { upTo: 30, yuan: 0 },
    { upTo: 100, yuan: 10 },
    { upTo: 200, yuan: 20 },
    { upTo: null, yuan: 40 },
  ],
}

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
  expect(tariffOn(plainDate('2020-12-31'), [tariff])).toBeUndefined()
  expect(tariffOn(plainDate('2021-01-01'), [tariff])?.source).toContain('109号')
})

test('the database begins with the national tariff, and of several the one of the day counts', async () => {
  const { db, agencyId } = await testHouse('2026-11-27T09:00')
  const [national] = await listTariffs(db, agencyId)
  expect(national).toMatchObject({ ...tariff, isNational: true, withdrawnBy: null })
  const later = { ...tariff, from: plainDate('2027-01-01'), source: '新的标准' }
  const days = ['2026-12-31', '2027-01-01'].map(plainDate)
  expect(days.map((day) => tariffOn(day, [tariff, later])?.source)).toEqual([tariff.source, '新的标准'])
})

describe('what was typed becomes a tariff, or says what to change', () => {
  const today = plainDate('2026-11-27')
  const typed = { ...valuesOfTariff(tariff), from: '2027-01-01', source: '样例财发〔2026〕9号' }
  test('the national one, typed again, is the same', () => {
    expect(readTariff(typed, today)).toEqual({ ...tariff, from: '2027-01-01', source: '样例财发〔2026〕9号' })
  })
  test.each([
    [{ from: '2026-11-27' }, 'from', '以后'],
    [{ from: '' }, 'from', '填施行的日期'],
    [{ source: ' ' }, 'source', '文号'],
    [{ itemTo: '10' }, 'itemTo', '要比前一档大'],
    [{ pageTo2: '99' }, 'pageTo2', '要比前一档大'],
    [{ stepEvery: '0' }, 'stepEvery', '至少 1 件'],
    [{ pageYuan: '-5' }, 'pageYuan', '整数'],
    [{ pageYuan: '1.5' }, 'pageYuan', '整数'],
  ])('%j is refused at its field', (change, field, says) => {
    expect(readTariff({ ...typed, ...change }, today)).toEqual({ errors: { [field]: expect.stringContaining(says) } })
  })
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
