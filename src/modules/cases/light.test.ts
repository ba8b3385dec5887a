import { expect, test } from 'vitest'
import { caseLight, spanText } from './light.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const HOUR = 3_600_000
const base = { stage: 'handling', givenAt: at('2026-11-24 09:00'), dueAt: at('2026-11-25 09:00'), handledAt: null, onTime: null, suspended: false } as const

test('a span in the words of a clock on the wall', () => {
  expect([0.5 / 60, 48 / 60, 1, 1 + 1 / 3, 15.4, 24, 38, 71.9, 72, 100].map((hours) => spanText(hours * HOUR))).toEqual([
    '1 分',
    '48 分',
    '1 小时',
    '1 小时 20 分',
    '15 小时',
    '1 天',
    '1 天 14 小时',
    '2 天 23 小时',
    '3 天',
    '4 天',
  ])
})

test('the light of a promise', () => {
  expect(caseLight(base, at('2026-11-24 12:00'))).toEqual({ light: 'ok', word: '正常，还剩 21 小时' })
  expect(caseLight(base, at('2026-11-25 05:00'))).toEqual({ light: 'soon', word: '临期，还剩 4 小时' })
  expect(caseLight(base, at('2026-11-25 09:01'))).toEqual({ light: 'late', word: '超期 1 分' })
  expect(caseLight({ ...base, suspended: true, dueAt: null }, at('2026-11-25 09:01'))?.light).toBe('hold')
  expect(caseLight({ ...base, stage: 'returned', dueAt: null }, at('2026-11-25 09:01'))?.light).toBe('hold')
  expect(caseLight({ ...base, stage: 'closed', handledAt: at('2026-11-24 10:00'), onTime: true }, at('2026-12-01 09:00'))).toEqual({
    light: 'done',
    word: '按期，用时 1 小时',
  })
  expect(caseLight({ ...base, stage: 'handled', handledAt: at('2026-11-25 10:00'), onTime: false }, at('2026-12-01 09:00'))).toEqual({
    light: 'missed',
    word: '超期 1 小时处置',
  })
  expect(caseLight({ ...base, stage: 'filed', givenAt: null, dueAt: null }, at('2026-11-24 12:00'))).toBeUndefined()
  expect(caseLight({ ...base, stage: 'voided' }, at('2026-12-24 12:00'))).toBeUndefined()
})
