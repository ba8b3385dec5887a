import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, type PlainDate, plainDate, weekday } from '../../kernel/plain-date.ts'
import { publishedCalendar as calendar, isWorkingDay, spansOf } from '../calendar/index.ts'
import { type ClockFacts, clockOf, lightOf } from './clock.ts'

const day = plainDate
const facts = (over: Partial<ClockFacts> & { receivedOn: PlainDate }): ClockFacts => ({ days: 20, amendedOn: null, extendedBy: 0, consultations: [], ...over })

/** Written another way on another table: lists all working days, then picks by position. */
const worked: string[] = []
for (let d = day('2018-12-01'); d <= day('2027-06-30'); d = addDays(d, 1)) {
  const is = d >= '2027-01-01' ? weekday(d) % 6 !== 0 : chineseDays.isWorkday(d)
  if (is) worked.push(d)
}
const oracle = (received: string, n: number): string => worked[worked.findLastIndex((d) => d <= received) + n] ?? ''

test('every receipt date from 2019 to 2026-11-30 agrees with an independent oracle for 7, 15, 20 and 20+20 days', () => {
  const differing: string[] = []
  for (let d = day('2019-01-01'); d <= day('2026-11-30'); d = addDays(d, 1)) {
    for (const [days, extendedBy] of [
      [7, 0],
      [15, 0],
      [20, 0],
      [20, 20],
    ] as const) {
      const due = clockOf(facts({ receivedOn: d, days, extendedBy }), calendar).due
      if (due !== oracle(d, days + extendedBy)) differing.push(`${d} ${days}+${extendedBy}: ${due}`)
    }
  }
  expect(differing).toEqual([])
})

describe('what each day was', () => {
  test('the example of the notice: received 2026-01-20, the make-up Saturday counts, the Spring Festival does not', () => {
    const { due, provisional, ledger } = clockOf(facts({ receivedOn: day('2026-01-20') }), calendar)
    expect([due, provisional]).toEqual(['2026-02-24', false])
    const of = (date: string) => ledger.find((entry) => entry.date === date)
    expect(of('2026-01-20')).toMatchObject({ counted: false, dayNumber: 0, article: '民法典第二百零一条第一款' })
    expect(of('2026-02-14')).toMatchObject({ counted: true, why: expect.stringContaining('春节调休上班') })
    expect(of('2026-02-17')).toMatchObject({ counted: false, why: '春节放假，不计' })
    expect(of('2026-02-24')?.why).toContain('为期限最后一日')
  })

  test('a correction starts the clock anew on the day after it came', () => {
    const plain = clockOf(facts({ receivedOn: day('2026-03-16') }), calendar)
    const anew = clockOf(facts({ receivedOn: day('2026-03-02'), amendedOn: day('2026-03-16') }), calendar)
    expect(anew.due).toBe(plain.due)
    expect(anew.ledger.filter((entry) => entry.date <= '2026-03-16').every((entry) => !entry.counted)).toBe(true)
  })

  test('the sending day of a consultation counts, the day the opinion came does not', () => {
    const { ledger } = clockOf(
      facts({ receivedOn: day('2026-03-02'), consultations: [{ askedOn: day('2026-03-04'), answeredOn: day('2026-03-06') }] }),
      calendar,
    )
    const counted = Object.fromEntries(ledger.map((entry) => [entry.date.slice(8), entry.counted]))
    expect([counted['04'], counted['05'], counted['06'], counted['09']]).toEqual([true, false, false, true])
  })

  test('a consultation that ended before the correction came adds nothing; one that goes on past it is counted from there', () => {
    const restarted = { receivedOn: day('2026-03-02'), amendedOn: day('2026-03-16') }
    const plain = clockOf(facts(restarted), calendar).due
    const before = [{ askedOn: day('2026-03-04'), answeredOn: day('2026-03-10') }]
    expect(clockOf(facts({ ...restarted, consultations: before }), calendar).due).toBe(plain)
    const across = [{ askedOn: day('2026-03-12'), answeredOn: day('2026-03-18') }]
    const { due, ledger } = clockOf(facts({ ...restarted, consultations: across }), calendar)
    expect(ledger.filter((entry) => entry.role === 'hold').map((entry) => entry.date)).toEqual(['2026-03-17', '2026-03-18'])
    expect(due).toBe(clockOf(facts({ receivedOn: day('2026-03-18') }), calendar).due)
  })

  test('a consultation asked for after the last day changes nothing; one on the last day comes too late to hold it', () => {
    const plain = clockOf(facts({ receivedOn: day('2026-03-02') }), calendar).due
    for (const asked of [plain, addDays(plain, 1)]) {
      const consultations = [{ askedOn: asked, answeredOn: addDays(asked, 10) }]
      expect(clockOf(facts({ receivedOn: day('2026-03-02'), consultations }), calendar).due).toBe(plain)
    }
  })

  test('an opinion that comes the day it was asked for holds nothing', () => {
    const same = [{ askedOn: day('2026-03-04'), answeredOn: day('2026-03-04') }]
    expect(clockOf(facts({ receivedOn: day('2026-03-02'), consultations: same }), calendar)).toEqual(
      clockOf(facts({ receivedOn: day('2026-03-02') }), calendar),
    )
  })

  test('the days of an extension are marked as such, by their article', () => {
    const { ledger } = clockOf(facts({ receivedOn: day('2026-03-02'), extendedBy: 3 }), calendar)
    const added = ledger.filter((entry) => entry.role === 'extension')
    expect(added.map((entry) => entry.dayNumber)).toEqual([21, 22, 23])
    expect(added.every((entry) => entry.article === '条例第三十三条第二款' && entry.why.startsWith('延长期限'))).toBe(true)
  })

  test('a deadline that reaches 2027 is provisional', () => {
    expect(clockOf(facts({ receivedOn: day('2026-12-20') }), calendar).provisional).toBe(true)
    expect(clockOf(facts({ receivedOn: day('2026-11-30') }), calendar).provisional).toBe(false)
  })
})

const anyDay = fc.integer({ min: 0, max: 2_800 }).map((n) => addDays(day('2019-01-01'), n))
const anyConsultation = (from: PlainDate) =>
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 40 })).map(([a, b]) => ({ askedOn: addDays(from, a), answeredOn: addDays(from, a + b) }))
const anyFacts = anyDay.chain((receivedOn) =>
  fc.record({
    receivedOn: fc.constant(receivedOn),
    days: fc.constantFrom(7, 15, 20),
    amendedOn: fc.option(fc.integer({ min: 0, max: 40 }).map((n) => addDays(receivedOn, n))),
    extendedBy: fc.integer({ min: 0, max: 20 }),
    consultations: fc.array(anyConsultation(receivedOn), { maxLength: 4 }),
  }),
)

test('overlapping consultations count once: a day is counted exactly when it works and lies in none of them', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const { due, ledger } = clockOf(given, calendar)
      const start = given.amendedOn ?? given.receivedOn
      const expected = ledger.filter(
        (e) => e.date > start && isWorkingDay(e.date, calendar) && !given.consultations.some((c) => e.date > c.askedOn && e.date <= c.answeredOn),
      )
      expect(ledger.filter((e) => e.counted).map((e) => e.date)).toEqual(expected.map((e) => e.date))
      expect(expected.length).toBe(given.days + given.extendedBy)
      expect(ledger.length).toBe(daysBetween(given.receivedOn, due) + 1)
      expect(spansOf(ledger).flatMap((span) => span.days)).toEqual(ledger)
    }),
    { numRuns: 500 },
  )
})

test('the light turns amber when five working days are left, and late the day after', () => {
  const light = (today: string) => lightOf({ dueOn: day('2026-02-24'), concluded: false }, day(today), calendar)
  expect([light('2026-02-09'), light('2026-02-10'), light('2026-02-24'), light('2026-02-25')]).toEqual(['ok', 'soon', 'soon', 'late'])
})

test('more of anything never brings a deadline forward', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 0, max: 30 }), (given, later) => {
      const due = clockOf(given, calendar).due
      const atLeast = (more: Partial<ClockFacts>) => expect(clockOf({ ...given, ...more }, calendar).due >= due).toBe(true)
      atLeast({ days: given.days + 1 })
      atLeast({ extendedBy: given.extendedBy + 1 })
      atLeast({ amendedOn: addDays(given.amendedOn ?? given.receivedOn, later) })
      atLeast({ consultations: [...given.consultations, { askedOn: addDays(given.receivedOn, later), answeredOn: addDays(given.receivedOn, later + 9) }] })
      atLeast({ consultations: given.consultations.map((c) => ({ ...c, answeredOn: addDays(c.answeredOn, later) })) })
    }),
    { numRuns: 300 },
  )
})
