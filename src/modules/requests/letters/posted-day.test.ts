import { expect, test } from 'vitest'
import { type PlainDate, plainDate } from '../../../kernel/plain-date.ts'
import type { Delivery } from '../../letters/index.ts'
import type { RequestEvent } from '../events.ts'
import { replay } from '../request.ts'
import { dayDiffers } from './posted-day.ts'

const [first, second, third, late] = ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-30'].map(plainDate) as [PlainDate, PlainDate, PlainDate, PlainDate]
const life = (...facts: readonly RequestEvent[]) => {
  const all: RequestEvent[] = [{ step: 'register', on: first, receivedOn: first }, ...facts]
  return { state: replay(all), events: all.map((fact) => ({ fact })) }
}
const went = (sentOn: PlainDate, over: Partial<Delivery> = {}): Delivery => ({
  ...{ way: 'post', sentOn, tracking: '1', evidence: '', reachedOn: null, proof: '', failed: null },
  ...over,
})
const posted = (...deliveries: readonly Delivery[]) => ({ deliveries, keptBack: null })

const amending = life({ step: 'askToAmend', on: second, dueOn: late, matters: '写明年度' })
const asking = life({ step: 'askReasons', on: second, dueOn: late, finding: '36 件' })
const consult = { step: 'consult', on: second, kind: 'third_party', with: '样例公司', dueOn: late } as const
const priced = { step: 'proposeFee', on: first, basis: 'by_item', quantity: 40, reason: '多', before: 0, yuan: 100, lines: [], source: '' } as const
const billed = [priced, { step: 'approveFee', on: second, dueOn: late }] as const

test.each([
  ['P2', amending],
  ['P3', asking],
  ['P5', life(consult)],
  ['P7', life({ ...consult, kind: 'other_agency' })],
  ['P8', life(...billed)],
] as const)('%s: sent on the day its step counts from, nothing is said; on another, both days are', (code, told) => {
  expect(dayDiffers(code, posted(went(second)), told)).toBe(null)
  expect(dayDiffers(code, posted(went(third)), told)).toMatch(/2026年3月5日.*2026年3月3日.*请核对/)
  expect(dayDiffers(code, posted(), told)).toBe(null)
  expect(dayDiffers(code, posted(went(third)), life())).toBe(null)
})

test('what came back does not count, what was sent again does', () => {
  const back = went(second, { failed: { on: third, reason: '退回' } })
  expect(dayDiffers('P2', posted(back), amending)).toBe(null)
  expect(dayDiffers('P2', posted(back, went(third)), amending)).toContain('2026年3月5日')
})

test('a third party has fifteen days from its arrival: one that is known of the letter alone, or differs, is pointed out', () => {
  const arrived = posted(went(second, { reachedOn: third }))
  expect(dayDiffers('P5', arrived, life(consult))).toContain('征求意见还没有登记送达')
  const noted = (on: PlainDate) => life(consult, { step: 'noteConsulted', on, index: 0, dueOn: late, evidence: '样例' })
  expect(dayDiffers('P5', arrived, noted(third))).toBe(null)
  expect(dayDiffers('P5', arrived, noted(second))).toContain('登记的征求意见送达日期是2026年3月3日')
})

test('the notice of a fee counts from its arrival; of an extension no day counts', () => {
  const noted = life(...billed, { step: 'noteFeeNotice', on: third, dueOn: late, evidence: '样例' })
  expect(dayDiffers('P8', posted(went(second, { reachedOn: third })), noted)).toBe(null)
  expect(dayDiffers('P8', posted(went(second, { reachedOn: late })), noted)).toContain('缴费期限从2026年3月5日起算')
  expect(dayDiffers('P4', posted(went(third)), noted)).toBe(null)
})
