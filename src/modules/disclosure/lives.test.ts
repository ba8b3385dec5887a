import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate, plainDate as day } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { publishedCalendar as calendar, isWorkingDay } from '../calendar/index.ts'
import { aContent } from './builders.ts'
import { clockOf, dutyNow } from './clock.ts'
import { EXEMPTION_KEYS } from './exemptions.ts'
import { applyEvent, type Happened, type ItemState, replay, shownOf } from './item.ts'
import { type Actor, lifecycle, STEPS, VALIDITIES } from './lifecycle.ts'
import { RULES, type RuleKey } from './rules.ts'
import { type By, type Order, takeStep } from './steps.ts'
import { projectionOf } from './take-step.ts'

const born: Happened = { by: '甲', fact: { step: 'draft', on: day('2026-03-02'), content: aContent() } }
const fresh = replay([born])
const TODAY = day('2026-03-10')
const OFFICER: By = { actor: 'information-officer', name: '甲' }
const REVIEWER: By = { actor: 'reviewer', name: '乙' }
const SIGNER: By = { actor: 'signer', name: '丙' }
function must(state: ItemState, order: Order, by: By): ItemState {
  const fact = takeStep(state, order, by, TODAY)
  if (isRefusal(fact)) throw new Error(fact.because)
  return applyEvent(state, { by: by.name, fact })
}
const clear = { step: 'clear', opinion: '可以公开', grounds: '保密事项范围' } as const
const cleared = (state: ItemState) => must(must(state, { step: 'submit' }, OFFICER), clear, REVIEWER)
const published = (state: ItemState) => must(must(cleared(state), { step: 'approve', note: '' }, SIGNER), { step: 'publish' }, OFFICER)

describe('open by default, closed by exception', () => {
  test('nothing is published before its secrecy review and its approval, and these are three persons’', () => {
    expect(takeStep(fresh, { step: 'publish' }, OFFICER, TODAY)).toMatchObject({ refused: 'not-now' })
    const sent = must(fresh, { step: 'submit' }, OFFICER)
    expect(takeStep(sent, clear, { actor: 'reviewer', name: '甲' }, TODAY)).toMatchObject({ refused: 'not-yours', law: '条例第十七条' })
    expect(takeStep(sent, { ...clear, grounds: ' ' }, REVIEWER, TODAY)).toMatchObject({ refused: 'invalid' })
    const waiting = must(sent, clear, REVIEWER)
    for (const name of ['甲', '乙'])
      expect(takeStep(waiting, { step: 'approve', note: '' }, { actor: 'signer', name }, TODAY)).toMatchObject({ refused: 'not-yours' })
    expect(shownOf(waiting)).toBe('none')
    expect(shownOf(published(fresh))).toBe('full')
  })

  test('what is withheld carries its ground and the day it is looked at again', () => {
    const sent = must(fresh, { step: 'submit' }, OFFICER)
    const order = (reviewOn: PlainDate) => ({ step: 'withhold', exemption: 'internal', grounds: '值班安排', reviewOn }) as const
    for (const wrong of [TODAY, day('2030-01-01')])
      expect(takeStep(sent, order(wrong), REVIEWER, TODAY)).toMatchObject({ refused: 'invalid', law: '条例第十八条' })
    const withheld = must(sent, order(day('2027-03-10')), REVIEWER)
    expect(withheld).toMatchObject({ stage: 'withheld', exemption: { key: 'internal', reviewOn: '2027-03-10' } })
    expect(must(withheld, { step: 'reopen', reason: '情况变化，可以公开' }, OFFICER)).toMatchObject({ stage: 'drafting', exemption: null })
  })

  test('a revision goes the road again while the old words stay; what is taken down says why', () => {
    const out = published(fresh)
    const revising = must(must(out, { step: 'revise', reason: '更正' }, OFFICER), { step: 'edit', content: aContent({ html: '<p>新的正文。</p>' }) }, OFFICER)
    expect(shownOf(revising)).toBe('full')
    expect(revising.published.at(-1)?.content.html).toBe('<p>样例正文。</p>')
    expect(published(revising).published.map(({ revision }) => revision)).toEqual([1, 2])
    expect(takeStep(must(out, { step: 'revise', reason: '更正' }, OFFICER), { step: 'submit' }, OFFICER, TODAY)).toMatchObject({
      because: expect.stringContaining('没有改动'),
    })
    expect(must(revising, { step: 'keepPublished' }, OFFICER)).toMatchObject({ stage: 'published', content: { html: '<p>样例正文。</p>' } })
    expect(takeStep(out, { step: 'withdraw', reason: '' }, SIGNER, TODAY)).toMatchObject({ refused: 'invalid' })
    const down = must(out, { step: 'withdraw', reason: '内容有误' }, SIGNER)
    expect([shownOf(down), down.ended?.reason]).toEqual(['tombstone', '内容有误'])
    const again = must(down, { step: 'reopen', reason: '改好了' }, OFFICER)
    expect(shownOf(again)).toBe('tombstone')
    expect(shownOf(published(again))).toBe('full')
  })

  test('what was published and is withheld stays gone while it is written again', () => {
    const revising = must(published(fresh), { step: 'revise', reason: '更正' }, OFFICER)
    const sent = must(must(revising, { step: 'edit', content: aContent({ html: '<p>改了。</p>' }) }, OFFICER), { step: 'submit' }, OFFICER)
    const why = { exemption: 'internal', grounds: '当事人张三身份证号110101199003071234', reviewOn: day('2027-03-10'), publicWords: '内容已经过时。' } as const
    expect(takeStep(sent, { step: 'withhold', ...why }, REVIEWER, TODAY)).toMatchObject({ refused: 'not-yours', because: expect.stringContaining('签发人') })
    const proposed = must(sent, { step: 'proposeWithholding', ...why }, REVIEWER)
    expect(shownOf(proposed)).toBe('full')
    expect(takeStep(proposed, { step: 'withhold', ...why }, { actor: 'signer', name: '乙' }, TODAY)).toMatchObject({ refused: 'not-yours' })
    expect(must(proposed, { step: 'declineWithholding', reason: '应当公开' }, SIGNER)).toMatchObject({ stage: 'secrecy', proposal: null })
    for (const publicWords of ['', '当事人张三，电话13800138000'])
      expect(takeStep(proposed, { step: 'withhold', ...why, publicWords }, SIGNER, TODAY)).toMatchObject({ refused: 'invalid' })
    const withheld = must(proposed, { step: 'withhold', ...why }, SIGNER)
    expect([shownOf(withheld), withheld.ended?.reason]).toEqual(['tombstone', '内容已经过时。'])
    const again = must(withheld, { step: 'reopen', reason: '可以公开' }, OFFICER)
    expect(shownOf(again)).toBe('tombstone')
    expect(takeStep(again, { step: 'keepPublished' }, OFFICER, TODAY)).toMatchObject({ refused: 'not-now' })
    expect(shownOf(published(again))).toBe('full')
  })

  test('a penalty that was overturned is to be taken down within three working days, counted from the day of that decision', () => {
    const overturn = { step: 'overturn', decidedOn: day('2026-03-06'), reason: '样例行政复议决定书撤销' } as const
    expect(takeStep(published(fresh), overturn, OFFICER, TODAY)).toMatchObject({ refused: 'not-now' })
    const penalty = published(replay([{ by: '甲', fact: { step: 'draft', on: TODAY, content: aContent({ column: 'penalties' }) } }]))
    expect(takeStep(penalty, { ...overturn, decidedOn: day('2026-03-11') }, OFFICER, TODAY)).toMatchObject({ refused: 'invalid' })
    const marked = must(penalty, overturn, OFFICER)
    const { rule, from } = dutyNow(marked)
    expect([rule, clockOf(rule, from, calendar).due]).toEqual(['penalty', '2026-03-11'])
    expect(projectionOf(marked, calendar)).toMatchObject({ stage: 'published', shown: 'full', due_on: '2026-03-11' })
    expect(takeStep(marked, overturn, OFFICER, TODAY)).toMatchObject({ refused: 'not-now' })
    const down = must(marked, { step: 'withdraw', reason: '处罚决定已被撤销' }, SIGNER)
    expect(projectionOf(down, calendar)).toMatchObject({ shown: 'tombstone', due_on: null })
  })

  test('what is unfinished is not sent for review', () => {
    for (const content of [
      aContent({ html: ' ' }),
      aContent({ summary: '' }),
      aContent({ column: 'budgets' }),
      aContent({ column: 'guide', html: GUIDE.replace('传真', '') }),
    ])
      expect(takeStep(replay([{ by: '甲', fact: { step: 'draft', on: TODAY, content } }]), { step: 'submit' }, OFFICER, TODAY)).toMatchObject({
        refused: 'invalid',
      })
  })
})

const GUIDE = `<p>信息分类：按条例第二十条分为规范性文件、机构职能等类。编排体系：按栏目和发布日期排列，每条有索引号。获取方式：在平台检索、查阅和下载。</p>
<p>工作机构：样例科；办公地址：样例路1号；办公时间：工作日 9:00—17:00；联系电话：010-00000000；传真号码：010-00000001；电子邮箱：a@example.invalid。</p>`
test('a guide is sent for review when it tells all that article 12 asks for, and the refusal names what is missing', () => {
  const guide = (html: string) =>
    takeStep(replay([{ by: '甲', fact: { step: 'draft', on: TODAY, content: aContent({ column: 'guide', html }) } }]), { step: 'submit' }, OFFICER, TODAY)
  expect(guide(GUIDE)).toMatchObject({ step: 'submit' })
  expect(guide(GUIDE.replace('传真号码：010-00000001', '传真号码').replace('办公时间：工作日 9:00—17:00', '办公时间'))).toMatchObject({
    refused: 'invalid',
    because: '指南里还没有写：办公时间、传真号码',
    law: '条例第十二条第二款',
  })
})

test('duties are kept apart by accounts: a new name does not part two duties, the same name does not join two persons, and every writer counts', () => {
  const mine = { id: '11111111-1111-4111-8111-111111111111' }
  const other = { id: '22222222-2222-4222-8222-222222222222' }
  const begun = replay([{ by: '甲', byId: mine.id, fact: { step: 'draft', on: TODAY, content: aContent() } }])
  const edited = applyEvent(begun, { by: '戊', byId: other.id, fact: { step: 'edit', on: TODAY, content: aContent({ title: '改过' }) } })
  const sent = must(edited, { step: 'submit' }, OFFICER)
  for (const id of [mine.id, other.id])
    expect(takeStep(sent, clear, { actor: 'reviewer', name: '改了名', id }, TODAY)).toMatchObject({ refused: 'not-yours', law: '条例第十七条' })
  expect(takeStep(sent, clear, { actor: 'reviewer', name: '甲', id: '33333333-3333-4333-8333-333333333333' }, TODAY)).toMatchObject({ step: 'clear' })
  expect(takeStep(sent, clear, { actor: 'reviewer', name: '甲' }, TODAY)).toMatchObject({ refused: 'not-yours' })
})

test('a day to count from that is still to come is refused: it would stop the clock', () => {
  const content = aContent({ column: 'budgets', countedFrom: day('2026-03-11') })
  expect(takeStep(fresh, { step: 'edit', content }, OFFICER, TODAY)).toMatchObject({ refused: 'invalid', because: expect.stringContaining('不能晚于今天') })
  expect(takeStep(fresh, { step: 'edit', content: { ...content, countedFrom: TODAY } }, OFFICER, TODAY)).toMatchObject({ step: 'edit' })
})

describe('the clock of publication', () => {
  test('a revision counts from the day of its change, and its own day is kept with it', () => {
    const out = published(replay([{ by: '甲', fact: { step: 'draft', on: day('2025-01-06'), content: aContent({ formedOn: day('2025-01-06') }) } }]))
    for (const changedOn of [day('2025-01-05'), day('2026-03-11')])
      expect(takeStep(out, { step: 'revise', reason: '更正', changedOn }, OFFICER, TODAY)).toMatchObject({ refused: 'invalid', law: '条例第二十六条' })
    const revising = must(out, { step: 'revise', reason: '更正', changedOn: day('2026-03-09') }, OFFICER)
    expect(dutyNow(revising)).toEqual({ rule: 'item', from: '2026-03-09' })
    expect(projectionOf(revising, calendar)).toMatchObject({ due_on: '2026-04-07', published_on: '2026-03-10', revised_on: null })
    const edited = must(revising, { step: 'edit', content: aContent({ html: '<p>改了。</p>', formedOn: day('2025-01-06') }) }, OFFICER)
    expect(published(edited).published.at(-1)).toMatchObject({ changedOn: '2026-03-09' })
    expect(published(edited)).toMatchObject({ changedOn: null })
    expect(must(edited, { step: 'keepPublished' }, OFFICER)).toMatchObject({ changedOn: null })
  })

  test('twenty working days from the forming, over a holiday and its made-up days', () => {
    // 2026: the Spring Festival is off from 15 to 23 February; 14 and 28 February are worked.
    const clock = clockOf('item', day('2026-02-09'), calendar)
    expect(clock.due).toBe('2026-03-13')
    expect(clock.ledger.find(({ date }) => date === '2026-02-14')).toMatchObject({ counted: true, why: expect.stringContaining('调休上班') })
  })

  test('budgets count calendar days, and a last day off moves to the next working day', () => {
    expect(clockOf('budget', day('2026-02-02'), calendar).due).toBe('2026-02-24')
    expect(clockOf('budget', day('2026-03-02'), calendar).due).toBe('2026-03-23')
  })

  test('every rule against an oracle that only asks which days are worked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(RULES) as RuleKey[])), fc.integer({ min: 0, max: 2_500 }), (rule, n) => {
        const from = addDays(day('2019-01-01'), n)
        const { days, unit } = RULES[rule]
        let date = from
        for (let left: number = days; left > 0; ) {
          date = addDays(date, 1)
          if (unit === 'day' || isWorkingDay(date, calendar)) left -= 1
        }
        while (unit === 'day' && !isWorkingDay(date, calendar)) date = addDays(date, 1)
        const clock = clockOf(rule, from, calendar)
        expect(clock.due).toBe(date)
        expect(clock.ledger.filter(({ counted }) => counted)).toHaveLength(days)
        expect(clock.ledger.at(-1)?.date).toBe(date)
      }),
      { numRuns: 1_000 },
    )
  })
})

const ACTORS: readonly Actor[] = ['information-officer', 'handling-department', 'reviewer', 'signer', 'clock', 'auditor']
const anyOrder = (today: PlainDate): fc.Arbitrary<Order> =>
  fc
    .record({
      step: fc.constantFrom(...STEPS),
      text: fc.constantFrom('', '可以'),
      reviewOn: fc.integer({ min: -5, max: 1_200 }).map((n) => addDays(today, n)),
      exemption: fc.constantFrom(...EXEMPTION_KEYS),
      validity: fc.constantFrom(...VALIDITIES),
      at: fc.constantFrom('2026-12-01T01:00:00Z', 'nonsense'),
      decidedOn: fc.integer({ min: -5, max: 2 }).map((n) => addDays(today, n)),
      content: fc.constantFrom(
        aContent(),
        aContent({ column: 'penalties' }),
        aContent({ title: '' }),
        aContent({ html: '' }),
        aContent({ title: '改过的标题' }),
      ),
    })
    .map(
      (o) =>
        ({
          ...o,
          opinion: o.text,
          grounds: o.text,
          question: o.text,
          of: o.text,
          reason: o.text,
          note: o.text,
          publicWords: o.text,
          by: '',
          why: 'duplicate',
          into: o.text,
        }) as Order,
    )
/** Most turns are taken by somebody who may, at a step this stage knows; the rest by anybody at anything. */
const anyLife = fc.array(
  fc.record({ actor: fc.constantFrom(...ACTORS), name: fc.constantFrom('甲', '乙', '丙', '丁'), likely: fc.integer({ min: 0, max: 3 }), pick: fc.nat() }),
  { minLength: 5, maxLength: 60 },
)

test('random lives: every step is in the table, replay equals what was folded, and nothing is shown that three people did not let through', () => {
  let out = 0
  fc.assert(
    fc.property(anyLife, fc.gen(), (life, gen) => {
      let state = fresh
      const events: Happened[] = [born]
      for (const { name, likely, pick, ...turn } of life) {
        const any = gen(anyOrder, TODAY)
        const open = Object.entries(lifecycle[state.stage] as Record<string, { by: readonly Actor[] }>)
        const [step, { by }] = (likely > 0 ? open[pick % Math.max(1, open.length)] : undefined) ?? [any.step, { by: [turn.actor] }]
        const order = { ...any, step } as Order
        const actor = by[pick % by.length] ?? turn.actor
        const fact = takeStep(state, order, { actor, name }, TODAY)
        if (isRefusal(fact)) {
          expect(fact.because.length).toBeGreaterThan(3)
          continue
        }
        const row = (lifecycle[state.stage] as Record<string, { to: string; by: readonly string[] }>)[order.step]
        expect(row?.by).toContain(actor)
        const before = state
        state = applyEvent(state, { by: name, fact })
        expect(state.stage).toBe(row?.to)
        events.push({ by: name, fact })
        if (fact.step === 'publish') {
          out += 1
          const [cleared, approved] = [before.clearance?.by, before.approvedBy]
          expect(cleared).not.toBe(approved)
          for (const { name: writer } of before.drafters) expect([cleared, approved]).not.toContain(writer)
          expect(state.published.at(-1)?.content).toEqual(before.content)
        } else expect(state.published).toEqual(before.published)
        expect(state.stage === 'withheld').toBe(state.exemption !== null)
        if (state.published.length === 0) expect(shownOf(state)).toBe('none')
        if (shownOf(before) === 'full' && shownOf(state) !== 'full') expect(actor).toBe('signer')
      }
      expect(replay(structuredClone(events))).toEqual(state)
    }),
    { numRuns: 3_000 },
  )
  expect(out).toBeGreaterThan(10) // fifty on the average
})
