import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, firstDay, lastDay, type PlainDate, plainDate as day } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { isWorkingDay, publishedCalendar as calendar } from '../../calendar/index.ts'
import { aNormContent } from './builders.ts'
import { type Branch, familyTree, type Kinship, type Relative } from './family.ts'
import { NORM_STEPS, type NormActor, normLifecycle } from './lifecycle.ts'
import { applyNormEvent, type NormEvent, type NormHappened, type NormState, RELATION_KINDS, replayNorm } from './norm.ts'
import { type Known, type NormBy, type NormOrder, normClosedBecause, shortestConsultation, takeNormStep } from './steps.ts'
import { countsIn, NORM_FIGURES, type NormFacts, tableTwoOf } from './table-two.ts'
import { documentNumberOf, isNumberFormat, lastOfYears, validYearsOf } from './terms.ts'
import { standingOn } from './validity.ts'

const TODAY = day('2026-03-02')
const none = { adopted: 0, partly: 0, rejected: 0, unrelated: 0 }
const known = (over: Partial<Known> = {}): Known => ({ today: TODAY, calendar, drafters: null, comments: 0, weighed: none, ...over })
const OFFICER: NormBy = { actor: 'information-officer', name: '甲', unit: null }
const REVIEWER: NormBy = { actor: 'reviewer', name: '乙', unit: null }
const SIGNER: NormBy = { actor: 'signer', name: '丙', unit: null }
const UNIT: NormBy = { actor: 'handling-department', name: '丁', unit: '综合科' }
const fresh = replayNorm([{ by: '甲', fact: { step: 'receive', on: TODAY, origin: 'own', content: aNormContent(), issue: null } }])
const open = (until: string): NormOrder => ({ step: 'openConsultation', until: day(until) })
const CLEAR: NormOrder = { step: 'clear', opinion: '不涉及秘密，可以公开', grounds: '本单位保密事项范围' }

function must(state: NormState, order: NormOrder, by: NormBy, more: Partial<Known> = {}): NormState {
  const fact = takeNormStep(state, order, by, known(more))
  if (isRefusal(fact)) throw new Error(fact.because)
  return applyNormEvent(state, { by: by.name, fact })
}
const refusalOf = (state: NormState, order: NormOrder, by: NormBy, more: Partial<Known> = {}) => takeNormStep(state, order, by, known(more))
const sent = must(fresh, { step: 'askClearance' }, OFFICER)
const cleared = must(sent, CLEAR, REVIEWER)
const asked = must(cleared, open('2026-04-01'), SIGNER)
const closed = must(asked, { step: 'closeConsultation' }, OFFICER, { today: day('2026-04-02'), comments: 2 })
const heard = must(closed, { step: 'answer', words: '采纳一条' }, OFFICER, { comments: 2, weighed: { ...none, adopted: 1, rejected: 1 } })
const reviewed = must(must(heard, { step: 'submit' }, OFFICER), { step: 'passLegality', opinion: '合法', grounds: '依据' }, REVIEWER)
const decided = must(reviewed, { step: 'decide', meeting: '办公会', decidedOn: TODAY }, SIGNER)
const number = (validUntil: string | null): NormOrder => ({
  step: 'assignNumber',
  documentNumber: '样例发〔2026〕1号',
  effectiveOn: TODAY,
  validUntil: validUntil === null ? null : day(validUntil),
})
const issued = must(decided, number('2031-03-01'), OFFICER)

describe('the public is asked for thirty days, heard, and answered', () => {
  test('2 March is not counted and 1 April is the thirtieth day; a day less is refused with the day that would do', () => {
    expect(refusalOf(cleared, open('2026-03-31'), SIGNER)).toMatchObject({ refused: 'invalid', law: '优化营商环境条例第六十二条' })
    const short = refusalOf(cleared, open('2026-03-31'), SIGNER)
    for (const says of ['不少于 30 日', '最早到2026年4月1日', '只有 29 日']) expect(isRefusal(short) && short.because).toContain(says)
    expect(asked.consultation).toMatchObject({ from: '2026-03-02', until: '2026-04-01', closed: null })
    // Thirty days from 1 September end on 1 October, a holiday: the first working day after it is the 8th (民法典第二百零三条).
    expect(shortestConsultation(day('2026-09-01'), calendar).due).toBe('2026-10-08')
  })

  test('for any day: never fewer than thirty days, and moved on only over days off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_500 }), (n) => {
        const from = addDays(day('2019-06-01'), n)
        const { due } = shortestConsultation(from, calendar)
        let expected = addDays(from, 30)
        while (!isWorkingDay(expected, calendar)) expected = addDays(expected, 1)
        expect(due).toBe(expected)
      }),
    )
  })

  test('it is not closed on its last day, only prolonged, and its words stay when the draft is changed', () => {
    expect(refusalOf(asked, { step: 'closeConsultation' }, OFFICER, { today: day('2026-04-01') })).toMatchObject({ refused: 'not-now' })
    expect(refusalOf(asked, { step: 'prolong', until: day('2026-04-01'), reason: '来信多' }, OFFICER)).toMatchObject({ refused: 'invalid' })
    expect(must(asked, { step: 'prolong', until: day('2026-04-20'), reason: '来信多' }, OFFICER).consultation?.until).toBe('2026-04-20')
    expect(refusalOf(asked, { step: 'prolong', until: day('2126-04-20'), reason: '来信多' }, OFFICER)).toMatchObject({
      refused: 'invalid',
      because: expect.stringContaining('截止日最晚填'),
    })
    const changed = must(closed, { step: 'edit', content: aNormContent({ html: '<p>改过。</p>' }) }, OFFICER)
    expect([changed.content.html, changed.consultation?.content.html]).toEqual(['<p>改过。</p>', '<p>第一条　样例。</p>'])
  })

  test('nothing goes to legality review before every comment is weighed and the answer is out', () => {
    expect(refusalOf(fresh, { step: 'submit' }, OFFICER)).toMatchObject({ refused: 'not-now' })
    expect(refusalOf(closed, { step: 'submit' }, OFFICER)).toMatchObject({ refused: 'not-now' })
    expect(refusalOf(closed, { step: 'answer', words: '采纳' }, OFFICER, { comments: 2, weighed: { ...none, adopted: 1 } })).toMatchObject({
      refused: 'not-now',
    })
    expect(heard.consultation?.answer?.weighed).toEqual({ ...none, adopted: 1, rejected: 1 })
    expect(must(must(fresh, { step: 'waive', reason: '涉及工作秘密' }, SIGNER), { step: 'submit' }, OFFICER).stage).toBe('legality')
  })

  test('who drafts neither opens it to the public nor reviews nor decides; who reviews does not decide', () => {
    for (const [state, order, actor] of [
      [sent, CLEAR, 'reviewer'],
      [cleared, open('2026-04-01'), 'signer'],
      [must(heard, { step: 'submit' }, OFFICER), { step: 'passLegality', opinion: '合法', grounds: '依据' }, 'reviewer'],
      [reviewed, { step: 'decide', meeting: '办公会', decidedOn: TODAY }, 'signer'],
    ] as const)
      expect(refusalOf(state, order, { actor, name: '甲', unit: null })).toMatchObject({ refused: 'not-yours' })
    expect(refusalOf(reviewed, { step: 'decide', meeting: '办公会', decidedOn: TODAY }, { ...SIGNER, name: '乙' })).toMatchObject({ refused: 'not-yours' })
  })
})

describe('a draft goes to the public by three hands', () => {
  test('the reviewer clears it with opinion and grounds, and only then another opens it', () => {
    expect(refusalOf(fresh, open('2026-04-01'), SIGNER)).toMatchObject({ refused: 'not-now', because: expect.stringContaining('待公开征求意见') })
    expect(refusalOf(sent, open('2026-04-01'), SIGNER)).toMatchObject({ refused: 'not-now' })
    expect(refusalOf(sent, CLEAR, SIGNER)).toMatchObject({ refused: 'not-yours' })
    for (const lacks of [{ opinion: ' ' }, { grounds: '' }])
      expect(refusalOf(sent, { ...CLEAR, ...lacks } as NormOrder, REVIEWER)).toMatchObject({ refused: 'invalid', law: '条例第十七条' })
    expect(refusalOf(cleared, open('2026-04-01'), { ...SIGNER, name: '乙' })).toMatchObject({
      refused: 'not-yours',
      because: expect.stringContaining('两个人'),
    })
    expect(refusalOf(cleared, open('2026-04-01'), { ...REVIEWER, name: '丙' })).toMatchObject({ refused: 'not-yours' })
    expect(cleared.clearance).toEqual({ by: '乙', on: TODAY, opinion: '不涉及秘密，可以公开', grounds: '本单位保密事项范围' })
    expect(asked).toMatchObject({ stage: 'consulting', clearance: cleared.clearance })
  })

  test('what was cleared is what is opened: nobody edits it meanwhile, and sent back it is cleared anew', () => {
    for (const state of [sent, cleared]) expect(refusalOf(state, { step: 'edit', content: aNormContent() }, OFFICER)).toMatchObject({ refused: 'not-now' })
    expect(refusalOf(must(fresh, { step: 'edit', content: aNormContent({ note: '' }) }, OFFICER), { step: 'askClearance' }, OFFICER)).toMatchObject({
      refused: 'not-now',
    })
    for (const [state, by] of [
      [sent, REVIEWER],
      [cleared, SIGNER],
    ] as const)
      expect(must(state, { step: 'sendBack', reason: '第二条写到了点位' }, by)).toMatchObject({
        stage: 'drafting',
        clearance: null,
        sentBack: '第二条写到了点位',
      })
  })

  test('a life from before, in which the signer wrote the opinion alone, is still replayed', () => {
    const old = { step: 'openConsultation', on: TODAY, until: day('2026-04-01'), clearance: '可以公开' } as const
    expect(applyNormEvent(fresh, { by: '丙', fact: old })).toMatchObject({ stage: 'consulting', clearance: null, consultation: { until: '2026-04-01' } })
  })
})

test('units are asked until a day: each says its word once, silence counts as none, and nobody else writes the draft', () => {
  const out = must(fresh, { step: 'circulate', units: ['综合科', '网格管理科'], dueOn: day('2026-03-06'), ask: '请提意见' }, OFFICER)
  const opine: NormOrder = { step: 'opine', opinion: '无意见', objects: false }
  expect(refusalOf(out, opine, { ...UNIT, unit: '监督指挥科' })).toMatchObject({ refused: 'not-yours' })
  const said = must(out, opine, UNIT)
  expect(refusalOf(said, opine, UNIT)).toMatchObject({ refused: 'not-now' })
  const early = refusalOf(said, { step: 'gather' }, OFFICER, { today: day('2026-03-06') })
  expect(isRefusal(early) && early.because).toContain('网格管理科')
  expect(must(said, { step: 'gather' }, OFFICER, { today: day('2026-03-07') }).stage).toBe('drafting')
  expect(refusalOf(fresh, { step: 'drop', reason: '不用了' }, UNIT, { drafters: '网格管理科' })).toMatchObject({ refused: 'not-yours' })
  expect(must(fresh, { step: 'drop', reason: '不用了' }, UNIT, { drafters: '综合科' }).stage).toBe('dropped')
})

describe('in force or not, by the day', () => {
  const on = (state: NormState, date: string) => standingOn(state, day(date))?.validity ?? null
  test('from its number to the last day of its term, and no longer', () => {
    expect([on(issued, '2026-03-01'), on(issued, '2026-03-02'), on(issued, '2031-03-01'), on(issued, '2031-03-02')]).toEqual([
      null,
      'valid',
      'valid',
      'expired',
    ])
    const longer = must(issued, { step: 'prolongValidity', validUntil: day('2033-03-01'), reason: '评估' }, SIGNER, { today: day('2030-01-01') })
    expect(on(longer, '2031-03-02')).toBe('valid')
    expect(refusalOf(issued, { step: 'prolongValidity', validUntil: day('2033-03-01'), reason: '评估' }, SIGNER, { today: day('2031-03-02') })).toMatchObject({
      refused: 'not-now',
    })
  })

  test('the first ending counts, and a change counts only until it', () => {
    const end = (state: NormState, kind: 'amended' | 'abolished' | 'expired', from: string) =>
      applyNormEvent(state, { by: '丙', fact: { step: 'end', on: TODAY, ending: { kind, from: day(from), by: '2027-001', reason: '由新文件' } } })
    const both = end(end(issued, 'abolished', '2029-01-01'), 'amended', '2028-01-01')
    expect(['2027-12-31', '2028-01-01', '2028-12-31', '2029-01-01', '2040-01-01'].map((date) => on(both, date))).toEqual([
      'valid',
      'amended',
      'amended',
      'abolished',
      'abolished',
    ])
    expect(on(end(issued, 'abolished', '2035-01-01'), '2036-01-01')).toBe('expired')
  })

  test('a term is at most what the office has set, shorter for what is on trial', () => {
    expect(refusalOf(decided, number('2031-03-02'), OFFICER)).toMatchObject({ refused: 'invalid' })
    const trial = { ...decided, content: aNormContent({ title: '（样例）井盖管理办法（试行）' }) }
    expect(refusalOf(trial, number('2028-03-02'), OFFICER)).toMatchObject({ refused: 'invalid' })
    expect(must(trial, number('2028-03-01'), OFFICER).issue?.validUntil).toBe('2028-03-01')
    expect([validYearsOf('办法（试行）'), lastOfYears(day('2024-02-29'), 5), lastOfYears(day('2026-03-01'), 2)]).toEqual([2, '2029-02-28', '2028-02-29'])
    expect([isNumberFormat('西全响应发〔{年}〕{号}号'), isNumberFormat('西全响应发{号}号'), documentNumberOf('甲〔{年}〕{号}号', 2026, 3)]).toEqual([
      true,
      false,
      '甲〔2026〕3号',
    ])
  })
})

describe('table two', () => {
  const fact = (over: Partial<NormFacts> & { issuedOn: PlainDate }): NormFacts => ({
    publishedOn: over.issuedOn,
    withdrawnOn: null,
    endedOn: null,
    endKind: null,
    ...over,
  })
  test('both editions from the same facts', () => {
    const all = [
      fact({ issuedOn: day('2024-06-01'), endedOn: day('2026-06-01'), endKind: 'expired' }),
      fact({ issuedOn: day('2025-12-31'), publishedOn: day('2026-01-08') }),
      fact({ issuedOn: day('2026-03-01'), endedOn: day('2026-09-01'), endKind: 'abolished' }),
      fact({ issuedOn: day('2026-05-01'), publishedOn: null }),
      fact({ issuedOn: day('2023-01-01'), withdrawnOn: day('2026-02-01') }),
      fact({ issuedOn: day('2027-01-01') }),
    ]
    expect(tableTwoOf(all, 2026)).toEqual({ made: 2, published: 2, publicTotal: 3, issued: 2, abolished: 2, inForce: 3 })
    expect(tableTwoOf(all, 2025)).toEqual({ made: 1, published: 0, publicTotal: 2, issued: 1, abolished: 0, inForce: 3 })
    expect(tableTwoOf([], 2019)).toEqual({ made: 0, published: 0, publicTotal: 0, issued: 0, abolished: 0, inForce: 0 })
  })

  test('for any register: what is in force closes from year to year (E6), and each figure is the documents behind it, day by day', () => {
    const anyDay = fc.integer({ min: 0, max: 2_500 }).map((n) => addDays(day('2020-01-01'), n))
    const anyFact = fc
      .record({ issuedOn: anyDay, published: fc.option(fc.nat(400)), ends: fc.option(fc.nat(2_000)), kind: fc.constantFrom('abolished', 'expired') })
      .map(
        ({ issuedOn, published, ends, kind }): NormFacts =>
          fact({
            issuedOn,
            publishedOn: published === null ? null : addDays(issuedOn, published),
            ...(ends === null ? {} : { endedOn: addDays(issuedOn, ends), endKind: kind as 'abolished' | 'expired' }),
          }),
      )
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), fc.integer({ min: 2020, max: 2027 }), (all, year) => {
        const [now, before] = [tableTwoOf(all, year), tableTwoOf(all, year - 1)]
        expect(now.inForce).toBe(before.inForce + now.issued - now.abolished)
        expect(now.publicTotal).toBe(before.publicTotal + now.published)
        // The oracle asks the last day of the year what is in force.
        const standing = all.filter(({ issuedOn, endedOn }) => issuedOn <= lastDay(year) && !(endedOn !== null && endedOn <= lastDay(year))).length
        expect(now.inForce).toBe(standing)
        for (const figure of NORM_FIGURES) expect(all.filter((one) => countsIn(figure, one, year))).toHaveLength(now[figure])
        expect(all.filter(({ issuedOn }) => issuedOn >= firstDay(year) && issuedOn <= lastDay(year))).toHaveLength(now.made)
      }),
      { numRuns: 500 },
    )
  })
})

test('a family is drawn with everyone once in full and every relation once, circles and strangers included', () => {
  const walk = (branch: Branch): Branch[] => [branch, ...branch.children.flatMap(walk)]
  const who = (n: number): Relative => ({ key: `n${n}`, title: `文件${n}`, documentNumber: '', href: null, validity: 'valid', on: addDays(TODAY, n % 5) })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.record({ from: fc.nat(9), to: fc.nat(9), kind: fc.constantFrom(...RELATION_KINDS) }), { maxLength: 20 }),
      (n, edges) => {
        const relatives = Array.from({ length: n }, (_, i) => who(i))
        const kinships: Kinship[] = edges.map(({ from, to, kind }) => ({ from: `n${from}`, to: `n${to}`, kind }))
        const all = familyTree(relatives, kinships).flatMap(walk)
        expect(
          all
            .filter(({ again }) => !again)
            .map((one) => one.who.key)
            .toSorted(),
        ).toEqual(relatives.map(({ key }) => key).toSorted())
        const drawn = all.flatMap((branch) => branch.children.map((child) => `${child.who.key} ${child.kind} ${branch.who.key}`))
        const real = kinships.filter(({ from, to }) => from !== to && Number(from.slice(1)) < n && Number(to.slice(1)) < n)
        expect(drawn.toSorted()).toEqual(real.map(({ from, to, kind }) => `${from} ${kind} ${to}`).toSorted())
      },
    ),
    { numRuns: 1_000 },
  )
})

const ACTORS: readonly NormActor[] = ['information-officer', 'handling-department', 'reviewer', 'signer', 'clock', 'auditor']
const anyOrder = (today: PlainDate): fc.Arbitrary<NormOrder> =>
  fc
    .record({
      step: fc.constantFrom(...NORM_STEPS),
      text: fc.constantFrom('', '可以', '可以', '可以'),
      ahead: fc.integer({ min: -3, max: 70 }),
      units: fc.constantFrom<readonly string[]>([], ['综合科'], ['综合科', '网格管理科']),
      content: fc.constantFrom(aNormContent(), aNormContent({ title: '' }), aNormContent({ html: '' }), aNormContent({ note: '' })),
      kind: fc.constantFrom(...RELATION_KINDS),
      decision: fc.constantFrom('keep', 'modify', 'repeal'),
      ends: fc.constantFrom('abolished', 'expired'),
    })
    .map(({ step, text, ahead, units, content, kind, decision, ends }) => {
      const date = addDays(today, ahead)
      const words = { opinion: text, grounds: text, words: text, reason: text, meeting: text, ask: text, item: '2026-00001', round: '2026' }
      const relation = { kind, norm: text === '' ? null : '2020-001', item: null, words: '' }
      const ending = { kind: ends, from: date, by: '', reason: text }
      const dates = { until: date, dueOn: date, decidedOn: date, effectiveOn: date, validUntil: addDays(date, 300), documentNumber: '样例〔2026〕1号' }
      return { step, ...words, ...dates, units, content, relation, decision, ending, objects: false } as NormOrder
    })
const anyLife = fc.array(
  fc.record({
    actor: fc.constantFrom(...ACTORS),
    name: fc.constantFrom('甲', '乙', '丙', '丁'),
    likely: fc.integer({ min: 0, max: 5 }),
    pick: fc.nat(),
    days: fc.constantFrom(0, 0, 1, 3, 20, 45),
  }),
  { minLength: 20, maxLength: 120 },
)

test('random lives: every step is in the table, replay equals what was folded, and nothing is issued that was not heard, reviewed and decided by others', () => {
  let [out, opened] = [0, 0]
  fc.assert(
    fc.property(anyLife, fc.gen(), (life, gen) => {
      let state = fresh
      let today = TODAY
      const events: NormHappened[] = [{ by: '甲', fact: { step: 'receive', on: TODAY, origin: 'own', content: aNormContent(), issue: null } }]
      for (const { actor: any, name, likely, pick, days } of life) {
        today = addDays(today, days)
        const given = gen(anyOrder, today)
        const rows = Object.entries(normLifecycle[state.stage] as Record<string, { to: string; by: readonly NormActor[] }>)
        const ahead = rows.filter(([step]) => step !== 'drop' && step !== 'sendBack')
        const [step, row] = (likely > 0 ? ahead[pick % Math.max(1, ahead.length)] : undefined) ?? [given.step, undefined]
        const actor = row?.by[pick % row.by.length] ?? any
        const by: NormBy = { actor, name, unit: actor === 'handling-department' ? '综合科' : null }
        const order = { ...given, step } as NormOrder
        const facts = known({ today, drafters: '综合科', comments: 1, weighed: { ...none, adopted: pick % 2 } })
        const fact = takeNormStep(state, order, by, facts)
        if (isRefusal(fact)) {
          expect(fact.because.length).toBeGreaterThan(3)
          continue
        }
        expect(normClosedBecause(state, order.step, by, facts)).toBeUndefined()
        const legal = (normLifecycle[state.stage] as Record<string, { to: string; by: readonly string[] }>)[order.step]
        expect(legal?.by).toContain(actor)
        const before = state
        state = applyNormEvent(state, { by: name, fact })
        expect(state.stage).toBe(legal?.to)
        events.push({ by: name, fact })
        if (fact.step === 'openConsultation') {
          opened += 1
          expect(new Set([before.draftedBy, before.clearance?.by, name]).size).toBe(3)
        }
        if (fact.step === 'assignNumber') {
          out += 1
          expect(heardIn(events)).toBe(true)
          expect(new Set([before.draftedBy, before.legality?.by, before.decided?.by]).size).toBe(3)
        }
        expect(state.issue === null).toBe(state.stage !== 'issued')
      }
      expect(replayNorm(structuredClone(events))).toEqual(state)
    }),
    { numRuns: 1_500 },
  )
  expect(out).toBeGreaterThan(20)
  expect(opened).toBeGreaterThan(50)
})

/** Told from the events alone: the public was asked for thirty days and answered, or it is written why it was not asked. */
function heardIn(events: readonly NormHappened[]): boolean {
  const facts = events.map(({ fact }) => fact)
  const last = <S extends NormEvent['step']>(step: S) => facts.findLast((fact): fact is Extract<NormEvent, { step: S }> => fact.step === step)
  const opened = last('openConsultation')
  if (!opened) return facts.some(({ step }) => step === 'waive')
  const [shut, answer] = [last('closeConsultation'), last('answer')]
  return shut !== undefined && answer !== undefined && shut.on > addDays(opened.on, 30) && answer.on >= shut.on
}
