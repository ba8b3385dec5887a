import { expect, test } from 'vitest'
import { plainDate } from '../../../kernel/plain-date.ts'
import { publishedCalendar } from '../../calendar/index.ts'
import { letterOf } from '../../letters/index.ts'
import { DECISION_KEYS, DECISIONS } from '../decisions.ts'
import { draftText } from '../reply.ts'
import type { RequestEvent } from '../events.ts'
import { type RequestState, replay } from '../request.ts'
import { LETTERS_OF_DECISION, lettersFitting } from './letter-of.ts'
import { letterValues } from './values.ts'

const on = plainDate('2026-03-02')
const life = (...events: readonly RequestEvent[]): RequestState => replay([{ step: 'register', on, receivedOn: on }, ...events])
const facts = (state: RequestState) => ({
  number: 'XQ-2026-0001',
  subject: '申请公开道路保洁的支出。',
  channel: 'online' as const,
  applicant: { kind: 'natural_person' as const, name: '林样例' },
  state,
})

test.each(DECISION_KEYS)('%s: its letters tell the way of contesting that the law gives it', (decision) => {
  const { group } = DECISIONS[decision]
  const isRefusal = group === 'refused' && decision !== 'refused.administrative_query'
  for (const code of LETTERS_OF_DECISION[decision])
    expect(letterOf(code).remedy).toBe(isRefusal ? 'reviewFirst' : group === 'partly_granted' ? 'partly' : 'either')
})

test('the letters offered are those of the stage and of the answer', () => {
  expect(lettersFitting({ state: life() })).toEqual(expect.arrayContaining(['P1', 'P2', 'P4', 'P5', 'P8']))
  expect(lettersFitting({ state: life() })).not.toContain('P9')
  expect(lettersFitting({ state: life({ step: 'askToAmend', on, dueOn: plainDate('2026-03-23'), matters: '写明年度' }) })).toEqual(['P1', 'P2'])
  const drafted = life({ step: 'draftReply', on, decision: 'unable.not_held', text: '没有' })
  expect(lettersFitting({ state: drafted }).slice(0, 2)).toEqual(['D12', 'D13'])
  expect(lettersFitting({ state: life({ step: 'withdraw', on, reason: '' }) })).toContain('P11')
})

test('what the request knows is filled in, and nothing else', () => {
  const values = letterValues(facts(life()), 'P1', on, publishedCalendar)
  expect(values).toEqual({
    requestNumber: 'XQ-2026-0001',
    applicant: '林样例',
    you: '您',
    receivedOn: '2026年3月2日',
    asked: '申请公开道路保洁的支出',
    channel: '互联网',
    replyDue: '2026年3月30日',
  })
  expect(letterValues({ ...facts(life()), applicant: { kind: 'business', name: '样例公司' } }, 'P1', on, publishedCalendar).you).toBe('你单位')
})

test('a proposed extension has the day it would lead to; an approved one the day it led to', () => {
  const proposed = life({ step: 'proposeExtension', on, days: 10, reason: '材料多' })
  expect(letterValues(facts(proposed), 'P4', on, publishedCalendar)).toMatchObject({ extendedTo: '2026年4月14日', extensionReason: '材料多' })
  const approved = life({ step: 'proposeExtension', on, days: 10, reason: '材料多' }, { step: 'approveExtension', on, days: 10 })
  expect(letterValues(facts(approved), 'P4', on, publishedCalendar)).toMatchObject({ extendedTo: '2026年4月14日' })
})

test.each(DECISION_KEYS)('%s: of a draft the answer is taken; greeting, article and remedy have places of their own', (decision) => {
  const text = draftText(decision, { agency: '样例中心', receivedOn: on, subject: '支出' })
  const state = life({ step: 'draftReply', on, decision, text })
  const { body = '' } = letterValues(facts(state), 'D1', on, publishedCalendar)
  expect(body.length).toBeGreaterThan(10)
  expect(body).not.toMatch(/您好|不服的|依据是《|理由是：/)
})

test('a fee is told with its bands, its sum and its last day; an excess with what was found', () => {
  const fee = [
    {
      step: 'proposeFee',
      on,
      basis: 'by_item',
      quantity: 3,
      before: 9,
      yuan: 200,
      lines: ['第10件：1件 × 0元 = 0元', '第11至12件：2件 × 100元 = 200元'],
      reason: '明显超过合理范围',
    },
    { step: 'approveFee', on, dueOn: plainDate('2026-03-30') },
  ] as const
  const state = life(...fee)
  expect(lettersFitting({ state: state })).toEqual(['P1', 'P8'])
  expect(letterValues(facts(state), 'P8', on, publishedCalendar)).toMatchObject({
    feeAmount: '200元',
    feeDue: '2026年3月30日',
    feeBasis: '按件计收：第10件：1件 × 0元 = 0元；第11至12件：2件 × 100元 = 200元',
  })
  const asked = life({ step: 'askReasons', on, dueOn: plainDate('2026-03-16'), finding: '两个月内提出36件申请' })
  expect(letterValues(facts(asked), 'P3', on, publishedCalendar)).toMatchObject({ excessMatters: '两个月内提出36件申请', explainDue: '2026年3月16日' })
})

test('why a request is ended is told by how it ended', () => {
  const asked = { step: 'askToAmend', on, dueOn: plainDate('2026-03-23'), matters: '写明年度' } as const
  expect(letterValues(facts(life(asked, { step: 'lapse', on: plainDate('2026-03-24') })), 'P11', on, publishedCalendar)).toMatchObject({
    endedBecause: '您没有在2026年3月23日前补正申请内容，视为放弃申请',
    law: '第三十条',
  })
  expect(letterValues(facts(life({ step: 'withdraw', on, reason: '' })), 'P11', on, publishedCalendar)).toMatchObject({ endedBecause: '您已撤回申请' })
})
