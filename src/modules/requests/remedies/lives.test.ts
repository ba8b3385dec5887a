import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayAfter, type PlainDate, plainDate, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { ROLES } from '../../../kernel/viewer.ts'
import { publishedCalendar as calendar } from '../../calendar/index.ts'
import { REPLY_DECISIONS } from '../decisions.ts'
import { STANCES } from '../events.ts'
import { DELIVERY_WAYS } from '../kinds.ts'
import type { Actor } from '../lifecycle.ts'
import { replay } from '../request.ts'
import { answerClock, decisionClock, dueOf, redoClock } from './clock.ts'
import type { RemedyEvent } from './events.ts'
import { ENDING_KEYS, ENDINGS, PROCEDURES, REDO_ENDINGS, REMEDY_RESULTS, REMEDY_ROUTES, UNITS } from './kinds.ts'
import { REMEDY_STAGES, REMEDY_STEPS, type RemedyStep, remedyLifecycle, remedyRowOf } from './lifecycle.ts'
import { applyRemedyEvent, isRedoing, isSuspended, type RedoDelivery, type RemedyState, replayRemedy, resultOf } from './remedy.ts'
import { fileRemedy, type RemedyOrder, takeRemedyStep } from './steps.ts'

const day = plainDate
const officer = 'information-officer'
function filed(over: Partial<Parameters<typeof fileRemedy>[0]> = {}, today = day('2026-11-24')): RemedyState {
  const event = fileRemedy({ route: 'reconsideration', requestNumber: null, filedOn: day('2026-03-02'), note: '', ...over }, today)
  if (isRefusal(event)) throw new Error(event.because)
  return applyRemedyEvent(undefined, event)
}
function must(state: RemedyState, order: RemedyOrder, today = day('2026-11-24'), by: Actor = officer): RemedyState {
  const event = takeRemedyStep(state, order, by, today)
  if (isRefusal(event)) throw new Error(event.because)
  return applyRemedyEvent(state, event)
}
const copied = (state: RemedyState, on: string) => must(state, { step: 'receiveCopy', on: day(on), evidence: '送达回证' })
const at = day('2026-11-24')

describe('the agency’s own clock', () => {
  test.each([
    ['a 复议, ordinary: ten working days', filed(), '2026-03-30', '2026-04-14'],
    ['a 复议, simplified: five working days', filed({ procedure: 'simplified' }), '2026-03-30', '2026-04-07'],
    ['a suit: fifteen days of the calendar, the last of them moved off the holiday', filed({ route: 'litigation_direct' }), '2026-04-16', '2026-05-06'],
    ['under the law of 2017: ten days of the calendar', filed({ filedOn: day('2019-12-10') }), '2019-12-16', '2019-12-26'],
    ['the same, its last day on New Year’s holiday', filed({ filedOn: day('2019-12-10') }), '2019-12-22', '2020-01-02'],
  ])('%s', (_name, state, copyOn, due) => {
    expect(answerClock(copied(state, copyOn), at, calendar)?.due).toBe(due)
  })

  test('turned ordinary, the five days are ten; a suspension gives the agency no day more', () => {
    const simplified = copied(filed({ procedure: 'simplified' }), '2026-03-30')
    const ordinary = must(simplified, { step: 'turnOrdinary', on: day('2026-04-01'), reason: '不宜适用' })
    expect(answerClock(ordinary, at, calendar)?.due).toBe('2026-04-14')
    expect(answerClock(must(ordinary, { step: 'suspend', on: day('2026-04-02'), reason: '等待裁判' }), at, calendar)?.due).toBe('2026-04-14')
  })

  test('the authority’s sixty days stand while it has suspended, and grow by thirty at most', () => {
    const state = filed()
    expect(decisionClock(state, at, calendar)?.due).toBe('2026-05-06') // 1 May is a holiday until the 5th
    const resumed = must(must(state, { step: 'suspend', on: day('2026-03-10'), reason: '等待裁判' }), { step: 'resume', on: day('2026-03-20'), reason: '恢复' })
    expect(decisionClock(resumed, at, calendar)?.due).toBe('2026-05-11')
    const extended = must(state, { step: 'extend', on: day('2026-04-20'), days: 30, reason: '复杂' })
    expect(decisionClock(extended, at, calendar)?.due).toBe('2026-06-01')
    expect(takeRemedyStep(extended, { step: 'extend', on: day('2026-04-21'), days: 1, reason: '复杂' }, officer, at)).toMatchObject({ refused: 'limit' })
    expect(takeRemedyStep(filed({ procedure: 'simplified' }), { step: 'extend', on: at, days: 1, reason: '复杂' }, officer, at)).toMatchObject({
      law: '行政复议法第六十二条',
    })
  })

  test('an answer ordered anew has its own time from the day the decision was served', () => {
    const order = { step: 'orderRedo', on: day('2026-09-18'), ending: 'annulled', servedOn: day('2026-09-22'), days: 15, unit: 'working', words: '' } as const
    const state = must(filed(), order)
    expect(dueOf(state, at, calendar)?.due).toBe('2026-10-20') // 20 September was worked, 25 to 27 September and 1 to 7 October were not, 10 October was
    expect(takeRemedyStep(filed(), { ...order, servedOn: day('2026-09-17') }, officer, at)).toMatchObject({ refused: 'invalid' })
    expect(takeRemedyStep(filed(), { step: 'end', on: at, ending: 'ordered', words: '' }, officer, at)).toMatchObject({ refused: 'invalid' })
    expect(takeRemedyStep(state, { step: 'draftRedo', decision: 'granted', text: '见〔网址〕' }, officer, at)).toMatchObject({ refused: 'invalid' })
    const drafted = must(state, { step: 'draftRedo', decision: 'granted', text: '现提供给您。' }, day('2026-10-12'))
    const reviewed = must(drafted, { step: 'reviewRedo' }, day('2026-10-12'), 'reviewer')
    const signed = must(reviewed, { step: 'signRedo' }, day('2026-10-12'), 'signer')
    expect([signed.stage, resultOf(signed), signed.ended?.on, signed.redo?.done?.on]).toEqual(['closed', 'corrected', '2026-09-18', '2026-10-12'])
  })

  test('where the decision names no time, the twenty working days of an answer apply, with their own law', () => {
    const order = { step: 'orderRedo', on: day('2026-09-18'), ending: 'ordered', servedOn: day('2026-09-22'), days: null, unit: 'calendar', words: '' } as const
    const clock = dueOf(must(filed(), order), at, calendar)
    expect([clock?.due, clock?.ledger.at(-1)?.article]).toEqual([byHand(day('2026-09-22'), 20, 'working'), '条例第三十三条第二款'])
    expect(takeRemedyStep(filed(), { ...order, days: 0 }, officer, at)).toMatchObject({ because: expect.stringContaining('没有写明的不填') })
  })
})

test('every ending stands in one column of table four', () => {
  expect(Object.fromEntries(REMEDY_RESULTS.map((column) => [column, ENDING_KEYS.filter((key) => ENDINGS[key].column === column)]))).toEqual({
    upheld: ['upheld', 'dismissed'],
    corrected: ['annulled', 'modified', 'unlawful', 'ordered', 'corrected_unsaid'],
    other: ['mediated', 'ended', 'not_heard', 'other_unsaid'],
  })
})

const START = day('2024-11-04')
const text = fc.constantFrom('见文书', '见文书', '见文书', '', '〔填写〕')
const anyTurn = fc.record({
  wait: fc.constantFrom(0, 0, 1, 2, 3, 5, 8, 21),
  wild: fc.constantFrom(false, false, false, false, false, true),
  which: fc.nat(1_000),
  who: fc.constantFrom<Actor>(...ROLES, 'applicant'),
  on: fc.integer({ min: -4, max: 1 }),
  servedOn: fc.integer({ min: -2, max: 1 }),
  days: fc.integer({ min: -1, max: 31 }),
  unit: fc.constantFrom(...UNITS),
  ending: fc.constantFrom(...ENDING_KEYS),
  redoEnding: fc.constantFrom(...REDO_ENDINGS),
  decision: fc.constantFrom(...REPLY_DECISIONS),
  stance: fc.constantFrom(...STANCES),
  way: fc.constantFrom(...DELIVERY_WAYS),
  index: fc.integer({ min: -1, max: 2 }),
  said: text,
})
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never
function orderOf(step: RemedyStep, turn: Turn, today: PlainDate): RemedyOrder {
  const { said, redoEnding, ending, unit, decision, stance, way, index } = turn
  const days = turn.days === 31 ? null : turn.days
  const spoken = { words: said, evidence: said, reason: said, text: said, days, unit, decision, opinion: said, with: said, tracking: said, overriding: said }
  const order = {
    step,
    ...spoken,
    stance,
    way,
    index,
    askedOn: addDays(today, turn.servedOn),
    on: addDays(today, turn.on),
    servedOn: addDays(today, turn.servedOn),
    ending: step === 'orderRedo' ? redoEnding : ending,
  }
  return order as unknown as RemedyOrder // more than any step needs
}

/** Counted again without the house's clock: another calendar, day by day. */
function byHand(from: PlainDate, days: number, unit: 'working' | 'calendar', stops: readonly (readonly [PlainDate, PlainDate])[] = []): PlainDate {
  let date = from
  for (let left = days; left > 0; ) {
    date = dayAfter(date)
    const stands = stops.some(([a, b]) => date > a && date <= b)
    if (!stands && (unit === 'calendar' || chineseDays.isWorkday(date))) left -= 1
  }
  while (!chineseDays.isWorkday(date)) date = dayAfter(date)
  return date
}

function expectClocks(state: RemedyState, today: PlainDate): void {
  if (state.copy) {
    const working = state.route === 'reconsideration'
    const days = !working ? 15 : state.procedure === 'simplified' ? 5 : 10
    expect(answerClock(state, today, calendar)?.due).toBe(byHand(state.copy.on, days, working ? 'working' : 'calendar'))
  }
  if (state.redo)
    expect(redoClock(state, today, calendar)?.due).toBe(
      byHand(state.redo.servedOn, state.redo.usual ? 20 : state.redo.days, state.redo.usual ? 'working' : state.redo.unit),
    )
  const until = state.ended?.on ?? today
  const stops = state.suspensions.map((one) => [one.from, one.to ?? until] as const)
  const decides =
    state.route === 'reconsideration' ? byHand(state.acceptedOn, (state.procedure === 'simplified' ? 30 : 60) + state.extendedBy, 'calendar', stops) : undefined
  expect(decisionClock(state, today, calendar)?.due).toBe(decides)
}

/** 总计 = 维持 + 纠正 + 其他 + 未审结, and what is pending at a year's end stands in the next year's table. */
function expectTableFour(state: RemedyState): void {
  const ended = state.ended ? yearOf(state.ended.on) : null
  let pendingBefore = 0
  for (let year = yearOf(state.acceptedOn); year <= 2030; year++) {
    const stands = ended === null || ended >= year
    const cells = { upheld: 0, corrected: 0, other: 0, pending: 0 }
    if (stands) cells[ended === year ? (resultOf(state) ?? 'pending') : 'pending'] += 1
    const total = cells.upheld + cells.corrected + cells.other + cells.pending
    expect(total).toBe((year === yearOf(state.acceptedOn) ? 1 : 0) + pendingBefore)
    pendingBefore = cells.pending
  }
}

function expectPossible(state: RemedyState, before: RemedyState): void {
  expect(state.stage === 'closed' || isRedoing(state.stage)).toBe(state.ended !== null)
  expect(isRedoing(state.stage)).toBe(state.redo !== null && state.redo.done === null)
  if (state.stage === 'redrafted' || state.stage === 'rereviewed') expect(state.redo?.draft).not.toBeNull()
  if (state.stage === 'rereviewed' && before.stage !== 'redrafted') expect(state.redo).toEqual(before.redo) // what is signed is what was reviewed
  if (before.redo?.done) expect(state.redo?.done).toEqual(before.redo.done) // an answer that was signed is not changed
  if (state.redo?.done && !before.redo?.done) expect([before.stage, state.redo.done.text]).toEqual(['rereviewed', before.redo?.draft?.text])
  expectSent(state.redo?.deliveries ?? [], state.redo?.done?.on)
  if (state.answered) expect(state.copy).not.toBeNull()
  if (before.ended) expect(state.ended).toEqual(before.ended) // a result is not changed
  expect(state.extendedBy).toBeLessThanOrEqual(30)
  expect(state.suspensions.filter(({ to }) => to === null).length).toBeLessThanOrEqual(1)
  if (state.ended) expect(isSuspended(state)).toBe(false)
  expect(dueOf(state, at, calendar) !== null).toBe(state.stage === 'answering' || isRedoing(state.stage))
}

/** Sent after it was signed, one at a time, again when it came back and never after it arrived. */
function expectSent(all: readonly RedoDelivery[], signedOn: PlainDate | undefined): void {
  const fates = all.map(({ reachedOn, failed }) => (reachedOn ? 'arrived' : failed ? 'back' : 'out'))
  expect(fates.slice(0, -1).every((fate) => fate === 'back')).toBe(true)
  for (const { sentOn, reachedOn, failed, way, tracking } of all) {
    expect(signedOn !== undefined && sentOn >= signedOn).toBe(true)
    expect((reachedOn ?? failed?.on ?? sentOn) >= sentOn).toBe(true)
    if (way === 'post') expect(tracking).not.toBe('')
  }
}

test('thousands of random lives: no step outside the table, no state that cannot be, the clocks as counted by hand, and table four balances', () => {
  const reached = { stages: new Set<string>(), steps: new Set<string>() }
  const request = replay([{ step: 'register', on: START, receivedOn: START }])
  const born = fc.record({
    route: fc.constantFrom(...REMEDY_ROUTES),
    procedure: fc.constantFrom(...PROCEDURES),
    about: fc.constantFrom(null, request),
    ordered: fc.boolean(),
  })
  fc.assert(
    fc.property(born, fc.array(anyTurn, { minLength: 4, maxLength: 40 }), (kind, life) => {
      let today = START
      const first = fileRemedy({ route: kind.route, procedure: kind.procedure, requestNumber: null, filedOn: START, note: '' }, today)
      if (isRefusal(first)) throw new Error(first.because)
      // Half of the lives begin where most never come: with an answer ordered anew.
      const order = { step: 'orderRedo', on: START, ending: 'annulled', servedOn: START, days: 15, unit: 'working', words: '' } as const
      const ordered = kind.ordered ? takeRemedyStep(replayRemedy([first]), order, officer, today) : undefined
      const events: RemedyEvent[] = [first, ...(ordered && !isRefusal(ordered) ? [ordered] : [])]
      if (ordered) reached.steps.add('orderRedo')
      let state = replayRemedy(events)
      for (const turn of life) {
        today = addDays(today, turn.wait)
        const own = Object.keys(remedyLifecycle[state.stage]) as RemedyStep[] // the keys of a closed object
        const steps = turn.wild ? REMEDY_STEPS : own
        const step = steps[turn.which % steps.length] ?? expect.fail()
        const whose = remedyRowOf(state.stage, step)?.by ?? [officer]
        const by = turn.wild ? turn.who : (whose[turn.which % whose.length] ?? officer)
        const event = takeRemedyStep(state, orderOf(step, turn, today), by, today, kind.about)
        if (isRefusal(event)) {
          expect(event.because.length).toBeGreaterThan(3)
          continue
        }
        const row = remedyRowOf(state.stage, step)
        expect(row?.by).toContain(by)
        expect([event.on > today, event.on < state.acceptedOn]).toEqual([false, false])
        const before = state
        state = applyRemedyEvent(state, event)
        events.push(event)
        expect(state.stage).toBe(row?.to)
        expectPossible(state, before)
        expectClocks(state, today)
        reached.stages.add(state.stage)
        reached.steps.add(step)
      }
      expect(replayRemedy(structuredClone(events))).toEqual(state)
      expectTableFour(state)
    }),
    { numRuns: 3_000 },
  )
  expect([...reached.stages].toSorted()).toEqual([...REMEDY_STAGES].toSorted())
  expect(REMEDY_STEPS.filter((step) => !reached.steps.has(step))).toEqual([])
})
