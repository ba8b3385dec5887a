import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { publishedCalendar as calendar } from '../calendar/index.ts'
import { REPLY_DECISIONS } from './decisions.ts'
import { type Actor, lifecycle, STEPS } from './lifecycle.ts'
import { applyEvent, clockOfState, type RequestEvent, type RequestState, replay } from './request.ts'
import { type Order, takeStep } from './steps.ts'

const day = plainDate
const born = (receivedOn: PlainDate): RequestEvent => ({ step: 'register', on: receivedOn, receivedOn })
const fresh = replay([born(day('2026-03-02'))])
const at = (today: string) => ({ today: day(today), calendar })
function must(state: RequestState, order: Order, by: Actor, today: string): RequestState {
  const event = takeStep(state, order, by, at(today))
  if (isRefusal(event)) throw new Error(event.because)
  return applyEvent(state, event)
}
const amend = { step: 'askToAmend', matters: '请写明文件名称', withinDays: 15 } as const

describe('what the law closes', () => {
  test('a correction is asked for once, and within seven working days', () => {
    const amending = must(fresh, amend, 'information-officer', '2026-03-11')
    expect(amending.amendment?.dueOn).toBe('2026-04-01')
    expect(takeStep(fresh, amend, 'information-officer', at('2026-03-12'))).toMatchObject({ refused: 'too-late' })
    const answered = must(amending, { step: 'receiveAmendment', on: day('2026-03-16'), answer: '已补正' }, 'applicant', '2026-03-16')
    expect(takeStep(answered, amend, 'information-officer', at('2026-03-16'))).toMatchObject({ refused: 'limit', law: '条例第三十条' })
    expect(clockOfState(answered, day('2026-03-16'), calendar).due).toBe('2026-04-14')
  })

  test('an application lapses only when the time to correct it is over', () => {
    const amending = must(fresh, amend, 'information-officer', '2026-03-03')
    expect(takeStep(amending, { step: 'lapse' }, 'information-officer', at('2026-03-24'))).toMatchObject({ refused: 'not-now' })
    expect(must(amending, { step: 'lapse' }, 'information-officer', '2026-03-25').conclusion?.decision).toBe('other.not_amended')
  })

  test('an extension of 21 days is refused, 20 are approved by the signer alone', () => {
    const propose = (days: number) => ({ step: 'proposeExtension', days, reason: '材料多' }) as const
    expect(takeStep(fresh, propose(21), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'limit' })
    const proposed = must(fresh, propose(20), 'information-officer', '2026-03-10')
    expect(takeStep(proposed, { step: 'approveExtension' }, 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'not-yours' })
    const extended = must(proposed, { step: 'approveExtension' }, 'signer', '2026-03-10')
    expect(extended.extendedBy).toBe(20)
    expect(takeStep(extended, propose(1), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'limit' })
  })

  test('nothing is added to a period that is over', () => {
    const order = { step: 'proposeExtension', days: 5, reason: '晚了' } as const
    expect(takeStep(fresh, order, 'information-officer', at('2026-03-31'))).toMatchObject({ refused: 'too-late' })
  })

  test('no answer is drafted while an opinion is awaited, and the letter has no empty places', () => {
    const asked = must(fresh, { step: 'consult', kind: 'third_party', with: '某公司', on: day('2026-03-05') }, 'information-officer', '2026-03-05')
    const reply = (text: string) => ({ step: 'draftReply', decision: 'granted', text }) as const
    expect(takeStep(asked, reply('同意'), 'information-officer', at('2026-03-06'))).toMatchObject({ refused: 'not-now' })
    expect(takeStep(fresh, reply('见〔网址〕'), 'information-officer', at('2026-03-06'))).toMatchObject({ refused: 'invalid' })
  })
})

test('a wrong day of receipt is corrected with a reason, before or after the answer, and the clock follows', () => {
  const order = (receivedOn: string, reason = '签收单写的是2月27日') => ({ step: 'correctReceipt', receivedOn: day(receivedOn), reason }) as const
  const corrected = must(fresh, order('2026-02-27'), 'information-officer', '2026-03-10')
  expect(clockOfState(corrected, day('2026-03-10'), calendar).due).toBe('2026-03-26')
  expect(clockOfState(fresh, day('2026-03-10'), calendar).due).toBe('2026-03-30')
  for (const wrong of [order('2026-03-02'), order('2026-03-11'), order('2026-02-27', ' ')])
    expect(takeStep(fresh, wrong, 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'invalid' })
  const withdrawn = must(fresh, { step: 'withdraw', reason: '' }, 'applicant', '2026-03-05')
  expect(takeStep(withdrawn, order('2026-03-06'), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'invalid' })
  expect(must(withdrawn, order('2026-02-27'), 'information-officer', '2026-03-10')).toMatchObject({ stage: 'concluded', receivedOn: '2026-02-27' })
})

const ACTORS: readonly Actor[] = [
  'information-officer',
  'handling-department',
  'reviewer',
  'signer',
  'applicant',
  'system-administrator',
  'security-administrator',
  'auditor',
]
const anyOrder = (today: PlainDate): fc.Arbitrary<Order> =>
  fc
    .record({
      step: fc.constantFrom(...STEPS),
      days: fc.integer({ min: -1, max: 25 }),
      withinDays: fc.integer({ min: 0, max: 70 }),
      on: fc.integer({ min: -8, max: 2 }).map((n) => addDays(today, n)),
      text: fc.constantFrom('', '可以', '见〔网址〕'),
      index: fc.integer({ min: 0, max: 3 }),
      decision: fc.constantFrom(...REPLY_DECISIONS),
    })
    .map(
      (o) =>
        ({
          ...o,
          department: o.text,
          opinion: o.text,
          receivedOn: o.on,
          matters: o.text,
          answer: o.text,
          reason: o.text,
          with: o.text,
          kind: 'third_party',
        }) as Order,
    )
const anyLife = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(...ACTORS), fc.integer()), { minLength: 5, maxLength: 40 })

test('random lives: every step is in the table, replay equals what was folded, and no clock holds an extension of more than 20 days', () => {
  fc.assert(
    fc.property(anyLife, fc.gen(), (life, gen) => {
      let today = day('2026-03-02')
      let state = fresh
      const events: RequestEvent[] = [born(fresh.receivedOn)]
      for (const [wait, by] of life) {
        today = addDays(today, wait)
        const order = gen(anyOrder, today)
        const event = takeStep(state, order, by, { today, calendar })
        if (isRefusal(event)) {
          expect(event.because.length).toBeGreaterThan(3)
          continue
        }
        const row = (lifecycle[state.stage] as Record<string, { to: string; by: readonly string[] }>)[order.step]
        expect(row?.by).toContain(by)
        state = applyEvent(state, event)
        expect(state.stage).toBe(row?.to)
        events.push(event)
        expect(state.extendedBy).toBeLessThanOrEqual(20)
        expect(state.stage === 'concluded').toBe(state.conclusion !== null)
      }
      expect(replay(structuredClone(events))).toEqual(state)
    }),
    { numRuns: 2_000 },
  )
})
