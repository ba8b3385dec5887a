import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { publishedCalendar as calendar } from '../calendar/index.ts'
import { officeHours } from '../calendar/index.ts'
import { type Break, type ClockFacts, clockOf } from './clock.ts'
import { type Limit, PLANTING, readLimit } from '../standards/index.ts'

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
const say = (date: Date | null): string => (date ? new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : 'stands')
const pause = (from: string, to: string | null): Break => ({ kind: 'suspension', from: at(from), to: to ? at(to) : null, why: '等料' })
const due = (
  start: string,
  limit: Limit,
  breaks: readonly Break[] = [],
  extendedBy = 0,
  hours = undefined as undefined | ReturnType<typeof officeHours>,
): string => say(clockOf({ startedAt: at(start), limit, extendedBy, breaks }, calendar, hours).dueAt)
const days = (amount: number): Limit => ({ amount, unit: 'work_day' })
const workHours = (amount: number): Limit => ({ amount, unit: 'work_hour' })
const urgent = (amount: number): Limit => ({ amount, unit: 'urgent_hour' })

describe('what went wrong elsewhere', () => {
  // A pause credited in wall-clock time: smart_cityguard's resumeStageTimer gave 62 working hours too many (field notes §3.13).
  const theirs = officeHours('08:00-12:00', '14:00-18:00')
  test('one working day begun on Friday, paused over the weekend: Monday at the close, not the Thursday after', () => {
    expect(due('2026-11-20 16:00', days(1), [pause('2026-11-20 17:00', '2026-11-23 09:00')], 0, theirs)).toBe('2026-11-24 18:00')
    expect(due('2026-11-20 16:00', days(1), [pause('2026-11-20 17:00', '2026-11-23 08:00')], 0, theirs)).toBe('2026-11-23 18:00')
    expect(due('2026-11-20 16:00', workHours(8), [pause('2026-11-20 17:00', '2026-11-23 09:00')], 0, theirs)).toBe('2026-11-23 18:00')
  })
  // glpi #10594, Zammad's ticket_biz_break: a pause over time nobody works gives nothing.
  test('a pause over a weekend alone gives nothing', () => {
    expect(due('2026-11-20 10:00', workHours(8), [pause('2026-11-20 17:30', '2026-11-23 09:00')])).toBe(due('2026-11-20 10:00', workHours(8)))
    expect(due('2026-11-20 10:00', days(2), [pause('2026-11-20 18:00', '2026-11-23 09:00')])).toBe(due('2026-11-20 10:00', days(2)))
  })
  // Zammad #3180: a clock that runs day and night lost the last minute of each day.
  test('a continuous clock loses no minute at midnight', () => {
    expect(due('2026-11-20 23:30', urgent(2))).toBe('2026-11-21 01:30')
    expect(due('2026-11-20 23:30', urgent(240))).toBe('2026-11-30 23:30')
  })
  // glpi #467, zendesk/biz #5: no business-time library has working Saturdays.
  test('a Saturday worked for the Spring Festival is worked', () => {
    expect(due('2026-02-13 16:30', workHours(4))).toBe('2026-02-14 12:00')
    expect(due('2026-02-13 10:00', days(2))).toBe('2026-02-24 17:30')
  })
  // glpi PR#14937: an escalation stood at midnight.
  test('a limit that fills a day ends when the office closes, never at midnight', () => {
    expect(due('2026-11-24 09:00', workHours(7))).toBe('2026-11-24 17:30')
    expect(due('2026-11-24 09:00', { amount: 1, unit: 'day' })).toBe('2026-11-25 17:30')
  })
})

describe('the promise of a case', () => {
  test('the case of the drawing: two working days, hung up in the first, resumed as the office opens', () => {
    const clock = clockOf(
      { startedAt: at('2026-11-18 08:52'), limit: days(2), extendedBy: 0, breaks: [pause('2026-11-19 14:05', '2026-11-23 09:00')] },
      calendar,
    )
    expect(say(clock.dueAt)).toBe('2026-11-23 17:30')
    expect(clock.ledger.map(({ kind }) => kind)).toEqual(['start', 'counted', 'break', 'off', 'off', 'counted'])
  })
  test('a limit in hours tells its pauses too, with their reason, and only those before its end', () => {
    const ledger = (breaks: readonly Break[]) =>
      clockOf({ startedAt: at('2026-11-24 09:00'), limit: urgent(2), extendedBy: 0, breaks }, calendar).ledger.map(({ from, to, kind, why }) =>
        [kind, say(from), say(to), why].join(' '),
      )
    const first = 'counted 2026-11-24 09:00 2026-11-24 09:40 '
    expect(ledger([pause('2026-11-24 09:40', null)])).toEqual([first, 'break 2026-11-24 09:40 2026-11-24 09:40 挂账：等料'])
    expect(ledger([pause('2026-11-24 09:40', '2026-11-27 10:00'), pause('2026-11-28 10:00', null)])).toEqual([
      first,
      'break 2026-11-24 09:40 2026-11-27 10:00 挂账：等料',
      'counted 2026-11-27 10:00 2026-11-27 11:20 ',
    ])
  })
  test('lunch is no working time, and before and after hours the clock waits', () => {
    expect(due('2026-11-24 11:00', workHours(2))).toBe('2026-11-24 14:30')
    expect(due('2026-11-24 12:30', workHours(1))).toBe('2026-11-24 14:30')
    expect(due('2026-11-24 18:00', workHours(1))).toBe('2026-11-25 10:00')
  })
  test('a pause that covers the last closing gives back what it took', () => {
    expect(due('2026-11-23 10:00', days(1), [pause('2026-11-24 16:00', '2026-11-26 10:00')])).toBe('2026-11-26 11:30')
  })
  test('a pause that ends as the office closes on the last day gives back the hours before it', () => {
    expect(due('2026-05-02 11:49', days(8), [pause('2026-05-14 11:21', '2026-05-14 17:30')])).not.toBe('stands')
  })
  test('an open pause leaves the end unknown; one not yet reached changes nothing', () => {
    expect(due('2026-11-23 10:00', days(3), [pause('2026-11-24 16:00', null)])).toBe('stands')
    expect(due('2026-11-23 10:00', days(1), [pause('2026-11-24 17:45', null)])).toBe('2026-11-24 17:30')
    expect(due('2026-11-23 10:00', urgent(3), [pause('2026-11-23 11:00', null)])).toBe('stands')
  })
  test('a postponement adds its own days, and calendar days that end on a day off move on', () => {
    expect(due('2026-11-23 10:00', days(2), [], 2)).toBe('2026-11-27 17:30')
    expect(due('2026-11-23 10:00', { amount: 5, unit: 'day' })).toBe('2026-11-30 17:30')
    expect(due('2026-09-28 10:00', { amount: 3, unit: 'day' })).toBe('2026-10-08 17:30')
  })
  test('a seasonal limit waits for its season', () => {
    expect(due('2026-01-12 10:00', { amount: 2, unit: 'work_day', season: PLANTING })).toBe('2026-03-03 17:30')
  })
  test('a year that is not loaded makes the promise provisional', () => {
    expect(clockOf({ startedAt: at('2026-12-30 10:00'), limit: days(5), extendedBy: 0, breaks: [] }, calendar).provisional).toBe(true)
  })
})

// ---- an oracle written another way: it walks minute by minute, or lists whole days and crosses out ----
const isWorkday = (day: string): boolean => chineseDays.isWorkday(day)
const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
const minuteOfDay = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / 60_000) % 1440
const works = (ms: number): boolean => {
  const minute = minuteOfDay(ms)
  return isWorkday(dayOf(ms)) && ((minute >= 540 && minute < 720) || (minute >= 810 && minute < 1050))
}
const held = (ms: number, breaks: readonly Break[]): boolean => breaks.some(({ from, to }) => from.getTime() <= ms && (to === null || ms < to.getTime()))

function oracleInMinutes(start: number, minutes: number, working: boolean, breaks: readonly Break[]): number {
  let left = minutes
  for (let ms = start; ; ms += 60_000) {
    if ((working && !works(ms)) || held(ms, breaks)) continue
    left -= 1
    if (left === 0) return ms + 60_000
  }
}
function oracleInDays(start: number, need: number, breaks: readonly Break[]): number {
  const openings: number[] = []
  const midnight = Date.parse(`${dayOf(start)}T00:00:00+08:00`)
  for (let i = 1; i < 200; i++) openings.push(midnight + i * 86_400_000 + 9 * 3_600_000)
  const close = (openings.filter((open) => isWorkday(dayOf(open)) && !held(open, breaks))[need - 1] ?? 0) + 8.5 * 3_600_000
  if (!held(close - 1, breaks)) return close
  let lost = 0
  for (let ms = close - 60_000; ms >= close - 8.5 * 3_600_000 && held(ms, breaks); ms -= 60_000) if (works(ms)) lost += 1
  let resumed = close
  while (held(resumed, breaks)) resumed += 60_000
  return lost === 0 ? resumed : oracleInMinutes(resumed, lost, true, breaks)
}

const moment = fc.integer({ min: 0, max: 60 * 24 * 300 }).map((minute) => Date.parse('2026-01-05T00:00:00+08:00') + minute * 60_000)
const someBreaks = (start: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 60 * 24 * 12 }), fc.integer({ min: 1, max: 60 * 24 * 6 })), { maxLength: 4 })
    .map((pairs) =>
      pairs.map(
        ([after, long]): Break => ({ kind: 'suspension', from: new Date(start + after * 60_000), to: new Date(start + (after + long) * 60_000), why: '' }),
      ),
    )
const life = moment.chain((start) =>
  fc.record({ start: fc.constant(start), breaks: someBreaks(start), amount: fc.integer({ min: 1, max: 9 }), more: fc.integer({ min: 0, max: 4 }) }),
)
const clockAt = (start: number, limit: Limit, breaks: readonly Break[], extendedBy: number): number | undefined =>
  clockOf({ startedAt: new Date(start), limit, extendedBy, breaks } satisfies ClockFacts, calendar).dueAt?.getTime()

describe('random pauses and postponements agree with an independent oracle', () => {
  test('in working hours and in continuous hours', () => {
    fc.assert(
      fc.property(life, ({ start, breaks, amount, more }) => {
        expect(clockAt(start, workHours(amount), breaks, more)).toBe(oracleInMinutes(start, (amount + more) * 60, true, breaks))
        expect(clockAt(start, urgent(amount), breaks, more)).toBe(oracleInMinutes(start, (amount + more) * 60, false, breaks))
      }),
      { numRuns: 150 },
    )
  })
  test('in working days', () => {
    fc.assert(
      fc.property(life, ({ start, breaks, amount, more }) => {
        expect(clockAt(start, days(amount), breaks, more)).toBe(oracleInDays(start, amount + more, breaks))
      }),
      { numRuns: 300 },
    )
  })
  test('a longer pause never brings the end nearer', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 1, max: 600 }), ({ start, breaks, amount }, longer) => {
        const [first, ...rest] = breaks
        if (!first?.to) return
        const long = [{ ...first, to: new Date(first.to.getTime() + longer * 60_000) }, ...rest]
        for (const limit of [days(amount), workHours(amount), urgent(amount)])
          expect(clockAt(start, limit, long, 0)).toBeGreaterThanOrEqual(clockAt(start, limit, breaks, 0) ?? 0)
      }),
      { numRuns: 200 },
    )
  })
})

test('limits as real tables write them', () => {
  const read = (text: string) => {
    const found = readLimit(text)
    return found && `${found.limit.season ? '季' : ''}${found.limit.amount} ${found.limit.unit}${found.odd ? ' ?' : ''}`
  }
  expect(['1工作日', '2紧急工作时', '４ 工作时', '种植季节15工作日', '三个工作日', '十五日', '半个工作日'].map(read)).toEqual([
    '1 work_day',
    '2 urgent_hour',
    '4 work_hour',
    '季15 work_day',
    '3 work_day',
    '15 day ?',
    '1 work_day ?',
  ])
  expect(['2紧急工作日', '15天', '4小时'].map(read)).toEqual(['2 day ?', '15 day ?', '4 work_hour ?'])
  expect(['', '尽快', '0工作日', '工作日'].map(read)).toEqual([undefined, undefined, undefined, undefined])
})
