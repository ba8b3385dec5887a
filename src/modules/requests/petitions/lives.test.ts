import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAfter, type PlainDate, plainDate, yearOf } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { ROLES } from '../../../kernel/viewer.ts'
import { publishedCalendar as calendar } from '../../calendar/index.ts'
import type { PetitionEvent } from './events.ts'
import { FINDINGS, PETITION_KINDS, type PetitionKind } from './kinds.ts'
import { isOver, PETITION_STEPS, type PetitionActor, type PetitionStep, petitionLifecycle, petitionRowOf } from './lifecycle.ts'
import { applyPetitionEvent, endedOn, isNamedIn, petitionDue, type PetitionState, replayPetition } from './petition.ts'
import { isAgainst, type PetitionOrder, takePetitionStep } from './steps.ts'

test('a person is named by name or account, whatever the spaces, and not by a single character', () => {
  const texts = ['办事的样例 甲说不行', 'XINXI 这个账号答复的']
  expect(isNamedIn(texts, { name: '样例甲', account: 'x1' })).toBe(true)
  expect(isNamedIn(texts, { name: '别人', account: 'xinxi' })).toBe(true)
  expect(isNamedIn(texts, { name: '甲', account: '' })).toBe(false)
  expect(isNamedIn(texts, { name: '样例乙', account: 'shenhe' })).toBe(false)
})

const START = plainDate('2024-11-04')
const NAMES = ['样例甲', '样例乙', '样例丙'] as const
const said = fc.constantFrom('查清楚了', '查清楚了', '查清楚了', '', ' ')
const anyTurn = fc.record({
  wait: fc.constantFrom(0, 1, 2, 5, 40),
  wild: fc.constantFrom(false, false, false, true),
  which: fc.nat(1_000),
  who: fc.constantFrom<PetitionActor>(...ROLES, 'submitter'),
  name: fc.constantFrom(...NAMES),
  handler: fc.constantFrom(...NAMES, ''),
  against: fc.constantFrom('', '样例丙'),
  finding: fc.constantFrom(...FINDINGS),
  item: fc.constantFrom('2026-00001', '无'),
  said,
})
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never
const orderOf = (step: PetitionStep, turn: Turn): PetitionOrder =>
  ({ ...turn, step, words: turn.said, reason: turn.said, to: turn.said }) as unknown as PetitionOrder // more than any step needs

function byHand(from: PlainDate, days: number): PlainDate {
  let date = from
  for (let left = days; left > 0; ) {
    date = dayAfter(date)
    if (chineseDays.isWorkday(date)) left -= 1
  }
  return date
}

function expectPossible(kind: PetitionKind, state: PetitionState): void {
  const ends = [state.answer, state.forwarded, state.published, state.declined, state.withdrawn].filter((one) => one !== null)
  expect(ends.length).toBe(isOver(state.stage) ? 1 : 0) // it ends once, one way
  expect(endedOn(state)).toBe(ends[0]?.on ?? null)
  const days = state.stage === 'received' ? (kind === 'complaint' ? 5 : 20) : state.stage === 'handling' ? 20 : null
  expect(petitionDue(kind, state, calendar)?.on).toBe(days === null ? undefined : byHand(state.receivedOn, days))
}

/** 上年转入 + 本年收到 = 本年办结 + 年末未办结, every year. */
function expectBalance(state: PetitionState): void {
  const ended = endedOn(state)
  let open = 0
  for (let year = yearOf(state.receivedOn); year < yearOf(state.receivedOn) + 4; year++) {
    const before = open + (year === yearOf(state.receivedOn) ? 1 : 0)
    const done = ended && yearOf(ended) === year ? 1 : 0
    open = ended === null || yearOf(ended) > year ? 1 : 0
    expect([year, before]).toEqual([year, done + open])
  }
}

test('thousands of random lives: no step outside the table, none by whom it is against, and each ends once', () => {
  const reached = new Set<string>()
  const born = fc.record({ kind: fc.constantFrom(...PETITION_KINDS), text: fc.constantFrom('说的是样例甲', '没有说是谁') })
  fc.assert(
    fc.property(born, fc.array(anyTurn, { minLength: 3, maxLength: 15 }), ({ kind, text }, turns) => {
      let today = START
      const events: PetitionEvent[] = [{ step: 'submit', on: START }]
      let state = replayPetition(events)
      for (const turn of turns) {
        today = addDays(today, turn.wait)
        const own = Object.keys(petitionLifecycle[kind][state.stage]) as PetitionStep[] // the keys of a closed object
        const steps = turn.wild || own.length === 0 ? PETITION_STEPS : own
        const step = steps[turn.which % steps.length] ?? expect.fail()
        const row = petitionRowOf(kind, state.stage, step)
        const role = turn.wild ? turn.who : (row?.by[turn.which % row.by.length] ?? turn.who)
        const by = { role, name: role === 'submitter' ? '' : turn.name, account: role === 'submitter' ? '' : 'sample' }
        const petitioned = { kind, state, texts: [text] }
        const event = takePetitionStep(petitioned, orderOf(step, turn), by, today)
        if (isRefusal(event)) continue
        expect(row?.by).toContain(role)
        if (role !== 'submitter') expect(isAgainst(petitioned, by)).toBe(false)
        state = applyPetitionEvent(state, event)
        events.push(event)
        expect(state.stage).toBe(row?.to)
        if (kind === 'complaint' && state.handler) expect(isNamedIn([text], { name: state.handler, account: '' })).toBe(false)
        expectPossible(kind, state)
        reached.add(`${kind} ${step}`)
      }
      expect(replayPetition(structuredClone(events))).toEqual(state)
      expectBalance(state)
    }),
    { numRuns: 3_000 },
  )
  const all = PETITION_KINDS.flatMap((kind) => Object.values(petitionLifecycle[kind]).flatMap((steps) => Object.keys(steps).map((step) => `${kind} ${step}`)))
  expect([...reached].toSorted()).toEqual([...new Set(all)].toSorted())
})
