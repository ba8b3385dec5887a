import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { ROLES } from '../../kernel/viewer.ts'
import { publishedCalendar as calendar } from '../calendar/index.ts'
import { accepted, aFiling, OTHER_UNIT, SPOT, UNIT } from './builders.ts'
import { applyFact, type CaseState, replay } from './case.ts'
import type { Happened } from './facts.ts'
import { type Break, clockOf } from './clock.ts'
import { type Actor, lifecycle, rowOf, STAGES, STEPS, type Step } from './lifecycle.ts'
import { projectionOf } from './projection.ts'
import { formerLates, overdueFrom, promiseOf, verdictOf } from './promise.ts'
import { tenuresOf } from './tenures.ts'
import { type Context, failedRounds, isThreeFail, type Order, takeStep } from './steps.ts'

const WHY = '样例：写明的理由'
const orders: { readonly [S in Step]: (random: number) => Order } = {
  accept: () => accepted(),
  reclassify: (n) => ({
    step: 'reclassify',
    filing: aFiling({ limit: { amount: 1 + (n % 5), unit: n % 2 ? 'work_hour' : 'work_day' } }),
    spot: SPOT,
    reason: WHY,
  }),
  decline: () => ({ step: 'decline', reason: WHY }),
  merge: () => ({ step: 'merge', parent: 'XC20261124-0001', because: WHY }),
  unmerge: () => ({ step: 'unmerge', reason: WHY }),
  askOnSite: () => ({ step: 'askOnSite', reason: WHY }),
  reportOnSite: (n) => ({ step: 'reportOnSite', found: n % 2 === 0, note: WHY, metres: n % 90 }),
  transfer: () => ({ step: 'transfer', channel: '依申请公开', reason: WHY }),
  withdraw: () => ({ step: 'withdraw', reason: '' }),
  file: () => ({ step: 'file' }),
  void: () => ({ step: 'void', reason: WHY }),
  dispatch: (n) => ({ step: 'dispatch', unit: n % 3 ? UNIT : OTHER_UNIT, note: '', because: '权责规定' }),
  recall: () => ({ step: 'recall', reason: WHY }),
  receive: () => ({ step: 'receive' }),
  return: () => ({ step: 'return', reason: WHY }),
  dispute: () => ({ step: 'dispute', reason: WHY }),
  decide: (n) => ({ step: 'decide', unit: n % 2 ? UNIT : OTHER_UNIT, ground: WHY }),
  finishStage: () => ({ step: 'finishStage', name: '围护', note: WHY }),
  feedBack: () => ({ step: 'feedBack', note: WHY }),
  askPostponement: (n) => ({ step: 'askPostponement', amount: 1 + (n % 3), reason: WHY }),
  grantPostponement: () => ({ step: 'grantPostponement', note: '' }),
  refusePostponement: () => ({ step: 'refusePostponement', reason: WHY }),
  askSuspension: (n) => ({ step: 'askSuspension', until: n % 7 ? '2026-12-01' : '2020-01-01', reason: WHY }),
  grantSuspension: () => ({ step: 'grantSuspension', note: '' }),
  refuseSuspension: () => ({ step: 'refuseSuspension', reason: WHY }),
  resume: () => ({ step: 'resume', note: WHY }),
  supervise: (n) => ({ step: 'supervise', level: n % 2 ? 'remind' : 'formal', note: WHY }),
  pass: () => ({ step: 'pass', note: WHY, metres: 3 }),
  fail: () => ({ step: 'fail', note: WHY, metres: 3 }),
  close: () => ({ step: 'close', opinion: WHY }),
  rateSatisfied: () => ({ step: 'rateSatisfied', reason: '' }),
  rateDissatisfied: () => ({ step: 'rateDissatisfied', reason: WHY }),
  appeal: () => ({ step: 'appeal', reason: WHY }),
  grantAppeal: () => ({ step: 'grantAppeal', note: '' }),
  refuseAppeal: () => ({ step: 'refuseAppeal', reason: WHY }),
  askVisit: () => ({ step: 'askVisit', reason: WHY }),
  explain: () => ({ step: 'explain', note: WHY }),
  reopen: () => ({ step: 'reopen', reason: WHY }),
  reconsider: () => ({ step: 'reconsider', reason: WHY }),
}
const ACTORS: readonly Actor[] = [...ROLES, 'reporter', 'system']
const START = Date.parse('2026-11-02T09:00:00+08:00')
const context = (now: Date, actor: Actor, over: Partial<Context> = {}): Context => ({
  now,
  calendar,
  actor,
  account: `${actor}-1`,
  unit: UNIT.name,
  parentClosedAt: null,
  photos: 1,
  ...over,
})

/** Written from the events alone, another way: who had the case since when, what stopped his clock, what was granted. */
function promiseFromEvents(events: readonly Happened[]): number | null | undefined {
  let from: Date | undefined
  let unit: number | undefined
  let limit = ''
  let granted = 0
  let asked = 0
  let breaks: Break[] = []
  let hung: { at: Date; why: string } | undefined
  let until: Date | undefined
  const end = (at: Date) => {
    breaks = breaks.map((one) => ({ ...one, to: one.to ?? at }))
  }
  for (const { at, fact } of events) {
    if (fact.step === 'dispatch' || fact.step === 'decide') {
      const now = JSON.stringify(limitAt(events, at))
      if (unit === fact.unit.id && now === limit) end(at)
      else [from, granted, breaks, unit, limit] = [at, 0, [], fact.unit.id, now]
    } else if (fact.step === 'recall' || fact.step === 'reopen') [from, unit] = [undefined, undefined]
    else if (fact.step === 'return') {
      end(at)
      breaks.push({ kind: 'return', from: at, to: null, why: fact.reason })
    } else if (fact.step === 'feedBack') {
      end(at)
      breaks.push({ kind: 'verification', from: at, to: null, why: '' })
    } else if (fact.step === 'fail') end(at)
    else if (fact.step === 'resume') end(until && until < at ? until : at)
    else if (fact.step === 'askPostponement') asked = fact.amount
    else if (fact.step === 'grantPostponement') granted += asked
    else if (fact.step === 'askSuspension') [hung, until] = [{ at, why: fact.reason }, new Date(`${fact.until}T00:00+08:00`)]
    else if (fact.step === 'grantSuspension' && hung) breaks.push({ kind: 'suspension', from: hung.at, to: null, why: hung.why })
  }
  if (!from) return undefined
  const closed = breaks.filter((one) => one.to !== null || one.kind !== 'verification')
  return clockOf({ startedAt: from, limit: JSON.parse(limit), extendedBy: granted, breaks: closed }, calendar).dueAt?.getTime() ?? null
}

const limitAt = (events: readonly Happened[], before: Date) =>
  events.flatMap(({ at, fact }) => (at <= before && (fact.step === 'accept' || fact.step === 'reclassify') ? [fact.filing.limit] : [])).at(-1)

type Move = { readonly choice: number; readonly actor: number; readonly minutes: number; readonly random: number }
const moves = fc.noBias(
  fc.array(
    fc.record({
      choice: fc.nat(),
      actor: fc.nat(),
      minutes: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1_500 })),
      random: fc.nat(1_000),
    }),
    {
      minLength: 40,
      maxLength: 90,
    },
  ),
)

/** Mostly a step its stage knows, by one who may; sometimes anything by anybody. */
function choose(state: CaseState, { choice, actor, random }: Move): { step: Step; actor: Actor } {
  const known = Object.keys(lifecycle[state.stage]).filter((step): step is Step => STEPS.some((one) => one === step))
  // What was asked for is decided before all else, and the first of each row leads on: without this few lives would grow old.
  const open = known.filter(
    (one) => (state.postponement && /Postponement/.test(one)) || (state.suspension && /Suspension/.test(one)) || (state.suspendedUntil && one === 'resume'),
  )
  const decided = random % 2 === 0 ? open[choice % Math.max(1, open.length)] : undefined
  const likely = decided ?? (random % 3 === 0 ? known[0] : known[choice % known.length])
  const step = (random % 10 === 0 ? undefined : likely) ?? STEPS[choice % STEPS.length] ?? 'file'
  const may = rowOf(state.stage, step)?.by ?? []
  return { step, actor: (random % 9 === 0 ? undefined : may[actor % may.length]) ?? ACTORS[actor % ACTORS.length] ?? 'system' }
}

describe('random lives', () => {
  test.each([
    ['new ones', undefined],
    ['those that reach every stage', 11],
  ])(
    '%s: every step is in the table and by one who may; replay equals the fold; the promise equals one counted from the events',
    (_, seed) => {
      const reached = new Set<string>()
      const taken = new Set<string>()
      fc.assert(
        fc.property(moves, (life) => {
          let now = new Date(START)
          const events: Happened[] = [{ at: now, fact: { step: 'report' } }]
          let state = replay(events)
          for (const move of life) {
            now = new Date(now.getTime() + move.minutes * 60_000)
            const { step, actor } = choose(state, move)
            const fact = takeStep(state, orders[step](move.random), context(now, actor))
            const row = rowOf(state.stage, step)
            if (isRefusal(fact)) {
              expect(fact.because.length).toBeGreaterThan(5)
              continue
            }
            expect(row?.by).toContain(actor)
            const next = applyFact(state, { at: now, fact })
            expect(next.stage).toBe(row?.to)
            events.push({ at: now, fact })
            state = next
            expect(replay(events)).toEqual(state)
            expect(promiseOf(state, calendar)?.dueAt?.getTime() ?? (state.tenure ? null : undefined)).toBe(promiseFromEvents(events))
            expect(state.tenure?.postponements ?? 0).toBeLessThanOrEqual(2)
            expect(state.tenure?.breaks.filter((one) => one.to === null).length ?? 0).toBeLessThanOrEqual(1)
            if (['closed', 'declined', 'merged', 'transferred', 'voided'].includes(state.stage)) expect(overdueFrom(state, calendar)).toBeNull()
            // Giving it back takes no lateness away, and makes none.
            const back = state.returns.at(-1)?.at
            if (back && ['returned', 'disputed'].includes(state.stage)) expect(overdueFrom(state, calendar)?.getTime() ?? 0).toBeLessThan(back.getTime())
            const failed = events.filter((event) => event.fact.step === 'fail').length
            const kept = [...state.past, ...(state.tenure ? [state.tenure] : [])].reduce((sum, one) => sum + failedRounds(one), 0)
            if (!events.some((event) => event.fact.step === 'unmerge')) expect(kept).toBe(failed)
            reached.add(state.stage)
            taken.add(step)
          }
        }),
        { numRuns: 1_000, ...(seed === undefined ? {} : { seed }) },
      )
      if (seed === undefined) return
      expect([...STAGES].filter((stage) => !reached.has(stage))).toEqual([])
      expect(STEPS.filter((step) => !taken.has(step) && !['finishStage', 'appeal', 'grantAppeal', 'refuseAppeal'].includes(step))).toEqual([])
    },
    60_000,
  )
})

describe('a life told step by step', () => {
  const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`)
  function live(...steps: readonly (readonly [when: string, actor: Actor, order: Order, over?: Partial<Context>])[]): CaseState {
    return steps.reduce(
      (state, [when, actor, order, over]) => {
        const fact = takeStep(state, order, context(at(when), actor, over))
        if (isRefusal(fact)) throw new Error(`${order.step}: ${fact.because}`)
        return applyFact(state, { at: at(when), fact })
      },
      replay([{ at: at('2026-11-18 08:12'), fact: { step: 'report' } }]),
    )
  }
  const dispatched = [
    ['2026-11-18 08:30', 'screener', accepted()],
    ['2026-11-18 08:40', 'dispatcher', { step: 'file' }],
    ['2026-11-18 08:52', 'dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '权责规定' }],
    ['2026-11-18 09:10', 'handler', { step: 'receive' }],
  ] as const
  const fed = (when: string) => [when, 'handler', { step: 'feedBack', note: '已更换' }] as const

  test('the case of the drawing: hung up, failed once, passed and closed on time', () => {
    const state = live(
      ...dispatched,
      ['2026-11-19 14:05', 'handler', { step: 'askSuspension', until: '2026-11-27', reason: '该规格箅子需定制' }],
      ['2026-11-19 14:20', 'duty-officer', { step: 'grantSuspension', note: '' }],
      ['2026-11-23 09:00', 'handler', { step: 'resume', note: '箅子到货' }],
      fed('2026-11-23 10:30'),
      ['2026-11-23 14:20', 'inspector', { step: 'fail', note: '与路面高差超过 2 厘米', metres: 4 }],
      fed('2026-11-23 16:45'),
      ['2026-11-24 09:10', 'inspector', { step: 'pass', note: '与结案条件相符', metres: 3 }],
      ['2026-11-24 09:30', 'dispatcher', { step: 'close', opinion: '已更换并找平' }],
    )
    expect(promiseOf(state, calendar)?.dueAt).toEqual(at('2026-11-23 17:30'))
    expect([verdictOf(state, calendar), state.rounds.length, state.stage]).toEqual(['on_time', 2, 'closed'])
  })

  test('the wait for a verification is not the unit’s: a failed round gives back what it took', () => {
    const state = live(...dispatched, fed('2026-11-20 16:30'), ['2026-11-23 10:00', 'inspector', { step: 'fail', note: '没有找平', metres: 1 }])
    expect(promiseOf(state, calendar)?.dueAt).toEqual(at('2026-11-23 11:00'))
  })

  test('a third failed round is one too many', () => {
    const fail = (when: string) => [when, 'inspector', { step: 'fail', note: '没有恢复', metres: 1 }] as const
    const twice = [
      ...dispatched,
      fed('2026-11-18 10:00'),
      fail('2026-11-18 11:00'),
      fed('2026-11-18 14:00'),
      fail('2026-11-18 15:00'),
      fed('2026-11-18 16:00'),
    ] as const
    expect(isThreeFail(live(...twice))).toBe(false)
    expect(isThreeFail(live(...twice, fail('2026-11-18 17:00')))).toBe(true)
  })

  test('what was late before a reopening stays late, with its three failures, and says whose it was', () => {
    const fail = (when: string) => [when, 'inspector', { step: 'fail', note: '没有恢复', metres: 1 }] as const
    const state = live(
      ...dispatched,
      fed('2026-11-18 10:00'),
      fail('2026-11-18 11:00'),
      fed('2026-11-18 14:00'),
      fail('2026-11-18 15:00'),
      fed('2026-11-18 16:00'),
      fail('2026-11-18 17:00'),
      fed('2026-11-25 10:00'),
      ['2026-11-25 11:00', 'inspector', { step: 'pass', note: '已恢复', metres: 1 }],
      ['2026-11-25 11:30', 'dispatcher', { step: 'close', opinion: '已更换' }],
      ['2026-11-25 12:00', 'reporter', { step: 'rateDissatisfied', reason: '又松了' }],
      ['2026-11-25 14:00', 'duty-officer', { step: 'reopen', reason: '回访属实' }],
      ['2026-11-25 14:10', 'dispatcher', { step: 'dispatch', unit: OTHER_UNIT, note: '', because: '' }],
      ['2026-11-25 14:20', 'handler', { step: 'receive' }, { unit: OTHER_UNIT.name }],
      ['2026-11-25 15:00', 'handler', { step: 'feedBack', note: '已加固' }, { unit: OTHER_UNIT.name }],
    )
    expect(verdictOf(state, calendar)).toBe('on_time')
    const given = { service: 'manhole', lon: null, lat: null, street_code: null, grid_code: null }
    expect(projectionOf(state, given, calendar)).toMatchObject({ on_time: true, failed: 3, rounds: 4, exempt: false, reopened: 1 })
    expect(tenuresOf(state, calendar)).toMatchObject([
      { unit: UNIT.name, due_at: at('2026-11-20 17:30'), settled: true, on_time: false, failed: 3, rounds: 4 },
      { unit: OTHER_UNIT.name, settled: false, on_time: null, failed: 0, rounds: 0 },
    ])
    expect(formerLates(state, calendar)).toMatchObject([{ unit: UNIT.name, ended: 'handled', at: at('2026-11-25 10:00') }])
  })

  test('a case that is late does not cease to be by being given back, and a reminder takes no supervision back', () => {
    const returned = live(...dispatched, ['2026-11-25 10:00', 'handler', { step: 'return', reason: '不是本单位管护' }])
    const due = at('2026-11-20 17:30')
    expect(overdueFrom(returned, calendar)).toEqual(due)
    const given = applyFact(returned, { at: at('2026-11-25 11:00'), fact: { step: 'dispatch', unit: OTHER_UNIT, note: '', because: '' } })
    expect(overdueFrom(given, calendar)?.getTime()).toBeGreaterThan(at('2026-11-25 11:00').getTime())
    expect(formerLates(given, calendar)).toEqual([{ unit: UNIT.name, dueAt: due, at: at('2026-11-25 10:00'), ended: 'returned', exempt: false }])
    const led = applyFact(given, { at: at('2026-11-25 12:00'), fact: { step: 'supervise', level: 'leader', note: '' } })
    expect(applyFact(led, { at: at('2026-11-25 13:00'), fact: { step: 'supervise', level: 'remind', note: '' } }).supervision).toBe('leader')
  })

  test('given back and given again to the same unit, its clock goes on; to another, a new one starts', () => {
    const returned = [...dispatched, ['2026-11-19 10:00', 'handler', { step: 'return', reason: '不是本单位管护' }]] as const
    const again = (unit: typeof UNIT) => ['2026-11-20 10:00', 'dispatcher', { step: 'dispatch', unit, note: '', because: '' }] as const
    expect(promiseOf(live(...returned), calendar)?.dueAt).toBeNull()
    expect(promiseOf(live(...returned, again(UNIT)), calendar)?.dueAt).toEqual(at('2026-11-23 17:30'))
    expect(promiseOf(live(...returned, again(OTHER_UNIT)), calendar)?.dueAt).toEqual(at('2026-11-24 17:30'))
  })

  test('refusals say what is possible', () => {
    const handling = live(...dispatched)
    const try_ = (order: Order, actor: Actor, now: string, over: Partial<Context> = {}) => takeStep(handling, order, context(at(now), actor, over))
    expect(try_({ step: 'close', opinion: WHY }, 'dispatcher', '2026-11-18 10:00')).toMatchObject({
      refused: 'not-now',
      because: expect.stringContaining('可以办理：处置反馈'),
    })
    expect(try_({ step: 'feedBack', note: WHY }, 'dispatcher', '2026-11-18 10:00')).toMatchObject({
      refused: 'not-yours',
      because: expect.stringContaining('处置人员'),
    })
    expect(try_({ step: 'feedBack', note: WHY }, 'handler', '2026-11-18 10:00', { unit: '别的单位' })).toMatchObject({ refused: 'not-yours' })
    expect(try_({ step: 'feedBack', note: WHY }, 'handler', '2026-11-18 10:00', { photos: 0 })).toMatchObject({
      refused: 'invalid',
      because: expect.stringContaining('照片'),
    })
    expect(try_({ step: 'return', reason: '' }, 'handler', '2026-11-18 10:00')).toMatchObject({
      refused: 'invalid',
      because: expect.stringContaining('回退的理由'),
    })
    expect(try_({ step: 'askPostponement', amount: 2, reason: WHY }, 'handler', '2026-11-24 10:00')).toMatchObject({ refused: 'too-late' })
    expect(try_({ step: 'askPostponement', amount: 9, reason: WHY }, 'handler', '2026-11-18 10:00')).toMatchObject({ refused: 'invalid' })
    const handled = live(...dispatched, fed('2026-11-18 10:00'))
    expect(takeStep(handled, { step: 'pass', note: WHY, metres: 1 }, context(at('2026-11-18 11:00'), 'inspector', { account: 'handler-1' }))).toMatchObject({
      refused: 'not-yours',
    })
  })
})
