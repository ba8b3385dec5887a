import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { publishedCalendar } from '../../calendar/index.ts'
import { verdictOf } from './verdict.ts'

const calendar = publishedCalendar
const on = (today: string, due: string, standing = false) =>
  verdictOf({ clock: { due: plainDate(due), provisional: false, ledger: [] }, today: plainDate(today), standing }, calendar)

test('a deadline on a Friday is its last day on Friday, and past on the Saturday after', () => {
  expect(on('2026-11-26', '2026-11-27')).toBe('还剩 1 个工作日，11月27日（周五） 前答复')
  expect(on('2026-11-27', '2026-11-27')).toBe('今天（11月27日（周五））是最后一日')
  expect(on('2026-11-28', '2026-11-27')).toBe('已超期，应于 11月27日（周五） 前答复')
  expect(on('2026-11-30', '2026-11-27')).toBe('已超期 1 个工作日，应于 11月27日（周五） 前答复')
})

test('on a weekend before a Monday one working day is left; while the clock stands none is counted', () => {
  expect(on('2026-11-28', '2026-11-30')).toBe('还剩 1 个工作日，11月30日（周一） 前答复')
  expect(on('2026-11-28', '2026-11-30', true)).toBe('停计中，恢复后最早 11月30日（周一） 到期')
})
