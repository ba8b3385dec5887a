import { expect, test } from 'vitest'
import { REMAINING, spansOf } from './watched.ts'

const at = (text: string): Date => new Date(`${text}+08:00`)

test.each(['2026-11-24T10:30', '2026-11-24T00:00', '2026-11-24T19:59', '2026-11-24T20:00', '2026-11-24T23:59'])(
  'at %s the stretches follow one another without gap or overlap',
  (moment) => {
    const spans = spansOf(at(moment))
    expect(spans.lateDay.from).toBeNull()
    expect(spans.later.before).toBeNull()
    for (const [i, name] of REMAINING.slice(1).entries()) {
      const before = spans[REMAINING[i] ?? 'lateDay'].before
      expect(spans[name].from, name).toEqual(before)
      if (spans[name].before) expect(Number(spans[name].before), name).toBeGreaterThanOrEqual(Number(before))
    }
  },
)

test('today ends at midnight, and an evening has nothing left of it but the next hours', () => {
  expect(spansOf(at('2026-11-24T10:30')).today).toEqual({ from: at('2026-11-24T14:30'), before: at('2026-11-25T00:00') })
  expect(spansOf(at('2026-11-24T10:30')).tomorrow).toEqual({ from: at('2026-11-25T00:00'), before: at('2026-11-26T00:00') })
  expect(spansOf(at('2026-11-24T22:00')).today).toEqual({ from: at('2026-11-25T02:00'), before: at('2026-11-25T02:00') })
  expect(spansOf(at('2026-11-24T22:00')).tomorrow).toEqual({ from: at('2026-11-25T02:00'), before: at('2026-11-26T00:00') })
})
