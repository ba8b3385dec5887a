import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { ROLES, type Role } from '../../../kernel/viewer.ts'
import { type AnswerContent, type AnswerEvent, type AnswerHappened, type AnswerState, applyAnswerEvent, replayAnswer, shownOf } from './answer.ts'
import { ANSWER_STEPS, answerRowOf } from './lifecycle.ts'
import { type AnswerBy, type AnswerOrder, answerClosedBecause, contentFault, LONGEST_ANSWERED, takeAnswerStep } from './steps.ts'

const content: AnswerContent = { title: '停车诱导系统的合同', asked: '采购合同和验收报告。', answered: '部分公开。', links: [] }
const day = plainDate('2026-11-24')
const officer: AnswerBy = { role: 'information-officer', name: '样例专员' }
const reviewer: AnswerBy = { role: 'reviewer', name: '样例审核人' }
const born = replayAnswer([{ by: officer.name, fact: { step: 'draft', on: day, content } }])

function must(state: AnswerState, order: AnswerOrder, by: AnswerBy): AnswerState {
  const taken = takeAnswerStep(state, order, by, day)
  if (isRefusal(taken)) throw new Error(taken.because)
  return applyAnswerEvent(state, { by: by.name, fact: taken.step === 'release' ? { ...taken, number: state.number ?? '2026-1' } : taken })
}
const released = must(born, { step: 'release' }, reviewer)
const withdrawn = must(released, { step: 'withdraw', reason: '与事实不符' }, officer)

describe('先审后公开', () => {
  test('nothing is shown before it is released, and a tombstone after it is taken down, also while it is written anew', () => {
    expect([born, released, withdrawn].map(shownOf)).toEqual(['none', 'full', 'tombstone'])
    const again = must(withdrawn, { step: 'edit', content }, officer)
    expect([shownOf(again), again.stage, again.withdrawn?.reason]).toEqual(['tombstone', 'review', '与事实不符'])
    expect(must(again, { step: 'discard', reason: '不再公开' }, officer)).toMatchObject({ stage: 'withdrawn', number: '2026-1' })
    expect(must(again, { step: 'release' }, reviewer)).toMatchObject({ stage: 'public', number: '2026-1', withdrawn: null })
  })

  test('who wrote at it lets nothing out, whatever the office, not even what somebody else wrote last', () => {
    const own = { role: 'reviewer', name: officer.name } as const
    expect(takeAnswerStep(born, { step: 'release' }, own, day)).toMatchObject({ refused: 'not-yours', law: '条例第十七条' })
    const second = must(must(born, { step: 'sendBack', reason: '写明年度' }, reviewer), { step: 'edit', content }, { ...officer, name: '另一位专员' })
    expect(takeAnswerStep(second, { step: 'release' }, own, day)).toMatchObject({ refused: 'not-yours' })
    expect(takeAnswerStep(second, { step: 'release' }, officer, day)).toMatchObject({ refused: 'not-yours' })
  })

  test('what is public is not changed under its readers: it is taken down first', () => {
    expect(takeAnswerStep(released, { step: 'edit', content }, officer, day)).toMatchObject({ refused: 'not-now' })
    expect(takeAnswerStep(released, { step: 'withdraw', reason: ' ' }, officer, day)).toMatchObject({ refused: 'invalid', because: '写明理由' })
  })

  test.each([
    ['no title', { title: ' ' }, '写一个标题'],
    ['nothing asked', { asked: '' }, '不照抄申请书'],
    ['nothing answered', { answered: '\n' }, '怎样答复'],
    ['a title without end', { title: '长'.repeat(101) }, '标题最多 100 字'],
    ['an answer without end', { answered: '长'.repeat(LONGEST_ANSWERED + 1) }, '最多 4000 字'],
    ['eleven links', { links: Array.from({ length: 11 }, () => ({ item: '2019-00001', file: null })) }, '最多 10 条'],
  ])('%s is not kept', (_name, over, sentence) => {
    expect(contentFault({ ...content, ...over })?.because).toContain(sentence)
  })
})

test('thousands of random lives: steps go where the table says, replay equals what stands, and a number is given once and kept', () => {
  const orders: readonly AnswerOrder[] = [
    { step: 'edit', content },
    { step: 'release' },
    { step: 'sendBack', reason: '改' },
    { step: 'discard', reason: '不公开' },
    { step: 'withdraw', reason: '有误' },
  ]
  const turn = fc.record({ order: fc.constantFrom(...orders), role: fc.constantFrom<Role>(...ROLES), name: fc.constantFrom('甲', '乙', '丙') })
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
      const events: AnswerHappened[] = [{ by: '甲', fact: { step: 'draft', on: day, content } }]
      let state = replayAnswer(events)
      let numbers = 0
      for (const [i, { order, role, name }] of turns.entries()) {
        const before = state
        const taken = takeAnswerStep(state, order, { role, name }, addDays(day, i))
        const row = answerRowOf(state.stage, order.step)
        if (isRefusal(taken)) continue
        if (!row?.by.includes(role)) throw new Error('taken outside the table')
        if (taken.step === 'release' && before.writers.includes(name)) throw new Error('let out by its writer')
        if (taken.step === 'release' && before.number === null) numbers += 1
        const fact: AnswerEvent = taken.step === 'release' ? { ...taken, number: before.number ?? `2026-${numbers}` } : taken
        events.push({ by: name, fact })
        state = applyAnswerEvent(state, { by: name, fact })
        expect(state.stage).toBe(order.step === 'discard' && before.number !== null ? 'withdrawn' : row.to)
        if (before.number !== null) expect(state.number).toBe(before.number)
        expect(shownOf(state) === 'tombstone').toBe(state.number !== null && state.stage !== 'public')
        if (shownOf(state) === 'tombstone') expect(state.withdrawn).not.toBeNull()
      }
      expect(numbers).toBeLessThanOrEqual(1)
      expect(replayAnswer(events)).toEqual(state)
      for (const step of ANSWER_STEPS) expect(answerClosedBecause(state, step, { role: 'auditor', name: '丁' })).toBeDefined()
    }),
    { numRuns: 3_000 },
  )
})
