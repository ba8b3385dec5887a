import { describe, expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { publishedCalendar as calendar } from '../../calendar/index.ts'
import type { Actor } from '../lifecycle.ts'
import { replay } from '../request.ts'
import { dueOf } from './clock.ts'
import { applyRemedyEvent, type RemedyState } from './remedy.ts'
import { fileRemedy, type RemedyOrder, takeRemedyStep } from './steps.ts'

const day = plainDate
const at = day('2026-11-24')
const officer = 'information-officer'
function filed(): RemedyState {
  const event = fileRemedy({ route: 'reconsideration', requestNumber: null, filedOn: day('2026-03-02'), note: '' }, at)
  if (isRefusal(event)) throw new Error(event.because)
  return applyRemedyEvent(undefined, event)
}
function must(state: RemedyState, order: RemedyOrder, today = at, by: Actor = officer): RemedyState {
  const event = takeRemedyStep(state, order, by, today)
  if (isRefusal(event)) throw new Error(event.because)
  return applyRemedyEvent(state, event)
}

const ORDERED = { step: 'orderRedo', on: day('2026-09-18'), ending: 'annulled', servedOn: day('2026-09-22'), days: 15, unit: 'working', words: '' } as const
const signedAnew = (drafted: RemedyState, today = at) => must(must(drafted, { step: 'reviewRedo' }, today, 'reviewer'), { step: 'signRedo' }, today, 'signer')

describe('an answer ordered anew', () => {
  const ordered = must(filed(), ORDERED)
  const draft = { step: 'draftRedo', decision: 'granted', text: '现提供给您。' } as const

  test.each([
    ['the officer does not review her own draft', must(ordered, draft), { step: 'reviewRedo' }, officer, 'not-yours'],
    ['the reviewer does not sign', must(must(ordered, draft), { step: 'reviewRedo' }, at, 'reviewer'), { step: 'signRedo' }, 'reviewer', 'not-yours'],
    ['nothing is signed unreviewed', must(ordered, draft), { step: 'signRedo' }, 'signer', 'not-now'],
    ['nothing is sent unsigned', must(ordered, draft), { step: 'sendRedo', on: at, way: 'post', tracking: 'XA1', evidence: '' }, officer, 'not-now'],
    ['a case that ended otherwise has none', must(filed(), { step: 'end', on: at, ending: 'upheld', words: '' }), draft, officer, 'not-now'],
  ] as const)('%s', (_name, state, order, by, refused) => {
    expect(takeRemedyStep(state, order, by, at)).toMatchObject({ refused })
  })

  test('it is sent, comes back, goes out again and arrives; then nothing more is sent', () => {
    const out = { step: 'sendRedo', on: at, way: 'post', tracking: 'XA1', evidence: '回单' } as const
    const signed = signedAnew(must(ordered, draft))
    expect(takeRemedyStep(signed, { ...out, tracking: ' ' }, officer, at)).toMatchObject({ because: expect.stringContaining('邮件号') })
    expect(takeRemedyStep(signed, { ...out, on: day('2026-11-23') }, officer, at)).toMatchObject({ because: expect.stringContaining('不能早于签发之日') })
    const back = must(must(signed, out), { step: 'failRedo', on: at, index: 0, reason: '查无此人' })
    const again = must(must(back, { ...out, way: 'collect', tracking: '' }), { step: 'confirmRedo', on: at, index: 1, evidence: '本人签收' })
    expect(again.redo?.deliveries.map(({ reachedOn, failed }) => [reachedOn, failed?.reason ?? null])).toEqual([
      [null, '查无此人'],
      [at, null],
    ])
    expect(takeRemedyStep(again, out, officer, at)).toMatchObject({ because: '重新答复已经送达' })
  })

  test('a third party is heard before it is refused in her name, and not gone against without a reason', () => {
    const request = replay([{ step: 'register', on: day('2026-03-02'), receivedOn: day('2026-03-02') }])
    const refusal = { step: 'draftRedo', decision: 'refused.third_party', text: '不予公开。' } as const
    expect(takeRemedyStep(ordered, refusal, officer, at, request)).toMatchObject({ because: expect.stringContaining('登记第三方的意见') })
    const heard = { step: 'hearThird', on: day('2026-10-12'), askedOn: day('2026-09-23'), with: '样例公司', stance: 'objects', opinion: '商业秘密' } as const
    expect(takeRemedyStep(ordered, { ...heard, askedOn: day('2026-10-13') }, officer, at)).toMatchObject({ refused: 'invalid' })
    const state = must(ordered, heard)
    expect(dueOf(state, at, calendar)?.due).toBe(dueOf(ordered, at, calendar)?.due) // no rule lets an ordered period rest
    expect(takeRemedyStep(state, refusal, officer, at, request)).toMatchObject({ step: 'draftRedo' })
    expect(takeRemedyStep(state, draft, officer, at, request)).toMatchObject({ because: expect.stringContaining('样例公司不同意公开') })
    expect(takeRemedyStep(state, { ...draft, overriding: '公共安全' }, officer, at, request)).toMatchObject({ overriding: '公共安全' })
  })

  test('what was kept before it was reviewed and signed is read as it was', () => {
    const old = [
      ...[
        { step: 'redo', on: at, decision: 'granted', text: '现提供给您。' },
        { step: 'deliverRedo', on: at, evidence: '本人签收' },
      ],
    ] as const
    const state = old.reduce<RemedyState>(applyRemedyEvent, ordered)
    expect([state.stage, state.redo?.done?.text, state.redo?.deliveries[0]?.proof]).toEqual(['closed', '现提供给您。', '本人签收'])
    expect(takeRemedyStep(state, { step: 'sendRedo', on: at, way: 'collect', tracking: '', evidence: '' }, officer, at)).toMatchObject({ refused: 'not-now' })
  })
})
