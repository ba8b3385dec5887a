import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { publishedCalendar } from '../../calendar/index.ts'
import { aboutIn, answerBy, messageFaults, monthsAfter, standingOf } from './message.ts'

test('a mistake is answered the next working day, all else in five; after two months it costs points, after three it fails', () => {
  const on = plainDate('2026-09-24') // the day before the Mid-Autumn holiday
  expect(answerBy('correction', on, publishedCalendar)).toBe('2026-09-28')
  expect(answerBy('question', on, publishedCalendar)).toBe('2026-10-09')
  const standing = (today: string) => standingOf('question', on, plainDate(today), publishedCalendar)
  expect(['2026-10-09', '2026-10-10', '2026-11-24', '2026-11-25', '2026-12-24', '2026-12-25'].map(standing)).toEqual([
    'open',
    'late',
    'late',
    'costs',
    'costs',
    'fails',
  ])
})

test('months are counted to the same day, or the last of a shorter month', () => {
  expect(monthsAfter(plainDate('2026-11-30'), 3)).toBe('2027-02-28')
  expect(monthsAfter(plainDate('2026-01-31'), 2)).toBe('2026-03-31')
  expect(monthsAfter(plainDate('2026-12-15'), 3)).toBe('2027-03-15')
})

test('what is wrong with a message, by its field; and no address of another place', () => {
  expect(Object.keys(messageFaults({ kind: '', about: '', body: '', contact: 'x'.repeat(101) }))).toEqual(['kind', 'body', 'contact'])
  expect(messageFaults({ kind: 'question', about: '', body: 'x'.repeat(2_001), contact: '' })['body']).toContain('现在是 2001 字')
  expect(['2019-00001', '/cases?status=overdue', '//evil.example', '/\\evil', 'https://evil.example', 'javascript:alert(1)'].map(aboutIn)).toEqual([
    '2019-00001',
    '/cases?status=overdue',
    '',
    '',
    '',
    '',
  ])
})
