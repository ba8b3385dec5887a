import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAfter, type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { publishedCalendar as calendar } from '../calendar/index.ts'
import { REPLY_DECISIONS } from './decisions.ts'
import { CONSULTED, type RequestEvent, STANCES } from './events.ts'
import { BASES } from './fees/tariff.ts'
import { DELIVERY_WAYS } from './kinds.ts'
import { type Actor, lifecycle, STAGES, STEPS, type Step } from './lifecycle.ts'
import { applyEvent, clockOfState, isStanding, type RequestState, replay } from './request.ts'
import { type Order, takeStep } from './steps.ts'

const START = plainDate('2025-03-03')
const born: RequestEvent = { step: 'register', on: START, receivedOn: START }
const ACTORS: readonly Actor[] = [
  'information-officer',
  'handling-department',
  'reviewer',
  'signer',
  'applicant',
  'system-administrator',
  'auditor',
  'dispatcher',
]
const DEPARTMENTS = ['综合科', '监督指挥科', '网格管理科']

const text = fc.constantFrom('可以', '可以', '可以', '可以', '', '见〔网址〕')
const near = fc.integer({ min: -4, max: 1 })
const anyTurn = fc.record({
  wait: fc.constantFrom(0, 0, 1, 1, 2, 3, 4, 5, 6, 32),
  /** Mostly what the stage and the person know, so that lives go far; one in eight is anything at all. */
  wild: fc.constantFrom(false, false, false, false, false, false, false, true),
  which: fc.nat(1_000),
  who: fc.nat(1_000),
  days: fc.integer({ min: -1, max: 25 }),
  withinDays: fc.integer({ min: 0, max: 12 }),
  on: near,
  receivedOn: near,
  heldOn: near,
  index: fc.integer({ min: 0, max: 2 }),
  decision: fc.constantFrom(...REPLY_DECISIONS),
  kind: fc.constantFrom(...CONSULTED),
  stance: fc.constantFrom(...STANCES),
  basis: fc.constantFrom(...BASES),
  way: fc.constantFrom(...DELIVERY_WAYS),
  department: fc.constantFrom(...DEPARTMENTS),
  helpers: fc.subarray(DEPARTMENTS),
  yuan: fc.constantFrom(0, 40, 50, 50, 60),
  quantity: fc.integer({ min: 0, max: 99 }),
  objects: fc.boolean(),
  text,
  other: text,
})
type Turn = typeof anyTurn extends fc.Arbitrary<infer T> ? T : never
const SAID = ['opinion', 'matters', 'answer', 'reason', 'with', 'text', 'note', 'words', 'record', 'finding', 'receipt', 'fileNumber', 'place', 'address']

function orderOf(step: Step, turn: Turn, today: PlainDate): Order {
  const { text: words, other, yuan } = turn
  if (step === 'split') return { step, matters: [words, other], into: ['XQ-2'] }
  const days = { on: addDays(today, turn.on), receivedOn: addDays(today, turn.receivedOn), heldOn: addDays(today, turn.heldOn) }
  const spoken = { ...Object.fromEntries(SAID.map((name) => [name, words])), evidence: other, tracking: other, present: other, overriding: other }
  return {
    ...turn,
    ...days,
    ...spoken,
    step,
    yuan,
    answeredBefore: turn.objects,
    retention: 'ten_years',
    to: 'hotline',
    priced: { yuan, before: 0 },
  } as unknown as Order // more than any step needs
}

function turnOf({ stage, fee }: Pick<RequestState, 'stage' | 'fee'>, { wild, which, who }: Turn): { readonly step: Step; readonly by: Actor } {
  const all = Object.entries(lifecycle[stage]) as [Step, { by: readonly Actor[] }][]
  // Every stage knows how to be withdrawn; taken as often as the rest, few lives would get far.
  const rows = who % 6 === 0 ? all : all.filter(([name]) => name !== 'withdraw')
  // Nothing lapses before its notice is known to have come: half the time it is said at once.
  if (stage === 'paying' && fee?.evidence === '' && who % 2 === 0) return { step: 'noteFeeNotice', by: 'information-officer' }
  const [step, row] = rows[which % rows.length] ?? expect.fail()
  if (wild) return { step: STEPS[which % STEPS.length] ?? expect.fail(), by: ACTORS[who % ACTORS.length] ?? expect.fail() }
  return { step, by: row.by[who % row.by.length] ?? expect.fail() }
}

/** Counted again without the house's clock: another calendar, day by day, from what happened. An arrival nobody recorded gains the house no day. */
function dueByHand(state: RequestState, today: PlainDate): PlainDate {
  const { amendment, fee, consultations } = state
  const begins = [state.receivedOn, amendment?.answeredOn, fee?.paidOn].filter((one) => one != null).toSorted()
  const stops = consultations.map(({ kind, askedOn, answeredOn, dueOn }) => {
    const last = answeredOn ?? (today < askedOn ? askedOn : today)
    return [askedOn, kind !== 'other_agency' && last > dueOn ? dueOn : last] as const
  })
  if (fee?.noticedOn && !fee.paidOn && fee.waived) stops.push([fee.noticedOn, fee.waived.on])
  if (fee?.noticedOn && !fee.paidOn && !fee.waived && state.stage === 'paying') stops.push([fee.noticedOn, today])
  let left = 20 + state.extendedBy + (state.delay?.days ?? 0)
  let date = begins.at(-1) ?? state.receivedOn
  while (left > 0) {
    date = dayAfter(date)
    if (chineseDays.isWorkday(date) && !stops.some(([from, to]) => date > from && date <= to)) left -= 1
  }
  return date
}

const anyLife = fc.array(anyTurn, { minLength: 5, maxLength: 50 })
const reached = { stages: new Set<string>(), steps: new Set<string>() }
test('thousands of random lives: no step outside the table, no state that cannot be, the clock as counted by hand, and every year balances', () => {
  const property = fc.property(anyLife, (life) => {
    let today = START
    let state = replay([born])
    const events: RequestEvent[] = [born]
    for (const turn of life) {
      today = addDays(today, turn.wait)
      const { step, by } = turnOf(state, turn)
      const order = orderOf(step, turn, today)
      const event = takeStep(state, order, by, { today, calendar })
      if (isRefusal(event)) {
        expect(event.because.length).toBeGreaterThan(3)
        continue
      }
      const row = (lifecycle[state.stage] as Record<string, { to: string; by: readonly string[] }>)[order.step]
      expect(row?.by).toContain(by)
      const before = state
      state = applyEvent(state, event)
      expect(state.stage).toBe(row?.to)
      events.push(event)
      expectPossible(state, before)
      expectGrounds(state, event)
      if (state.stage !== 'concluded') expect(clockOfState(state, today, calendar).due).toBe(dueByHand(state, today))
      reached.stages.add(state.stage)
      reached.steps.add(event.step)
    }
    expect(replay(structuredClone(events))).toEqual(state)
    expectBalance(state)
  })
  // The same lives each time reach every step; others are tried beside them.
  fc.assert(property, { numRuns: 6_000, seed: 11 })
  fc.assert(property, { numRuns: 1_000 })
  expect([...reached.stages].toSorted()).toEqual([...STAGES].toSorted())
  expect(STEPS.filter((step) => !reached.steps.has(step))).toEqual([])
})

function expectPossible(state: RequestState, before: RequestState): void {
  expect(state.extendedBy).toBeLessThanOrEqual(20)
  expect(state.stage === 'concluded').toBe(state.conclusion !== null)
  expect(state.stage === 'paying' ? state.fee?.noticedOn : null).not.toBeUndefined()
  if (before.conclusion) expect(state.conclusion).toEqual(before.conclusion) // what was answered is not answered again
  if (state.deliveries.length > 0 || state.archived) expect(state.conclusion).not.toBeNull()
  expect(state.deliveries.filter((one) => one.failed === null).length).toBeLessThanOrEqual(1)
  if (state.stage === 'drafted' || state.stage === 'reviewed') expect(state.consultations.every((one) => one.answeredOn !== null)).toBe(true)
  if (state.stage === 'handling')
    expect(isStanding(state, plainDate('2099-01-01'))).toBe(state.consultations.some((one) => one.kind === 'other_agency' && one.answeredOn === null))
}

/** What a step rests on has happened, told from the state alone. */
function expectGrounds(state: RequestState, event: RequestEvent): void {
  if (event.step === 'consult') expect(event.evidence?.trim()).toBeTruthy()
  for (const { stance, reachedOn } of state.consultations) if (stance === 'silent') expect(reachedOn).not.toBeNull()
  if (event.step === 'draftReply' && event.decision === 'unable.still_unclear') expect(state.amendment?.answeredOn).toBeTruthy()
  if (event.step === 'draftReply' && event.decision === 'refused.third_party')
    expect(state.consultations.some(({ kind, stance }) => kind === 'third_party' && stance !== 'agrees')).toBe(true)
  if (event.step === 'failDelivery') expect(state.archived).toBeNull()
  if (event.step === 'archive') expect(state.deliveries.some(({ way, reachedOn, failed }) => way !== 'post' && !reachedOn && !failed)).toBe(false)
}

/** 一 + 二 = 三（七） + 四, for one request and every year: it came, was carried, and ended once. */
function expectBalance(state: RequestState): void {
  const [came, ended] = [Number(state.receivedOn.slice(0, 4)), state.conclusion ? Number(state.conclusion.on.slice(0, 4)) : null]
  for (let year = came; year <= came + 2; year++) {
    const fresh = year === came ? 1 : 0
    const carried = year > came && (ended === null || ended >= year) ? 1 : 0
    const done = ended === year ? 1 : 0
    const carriedOn = ended === null || ended > year ? 1 : 0
    expect([year, fresh + carried]).toEqual([year, done + carriedOn])
  }
}
