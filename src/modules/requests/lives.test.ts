import { describe, expect, test } from 'vitest'
import { type PlainDate, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { publishedCalendar as calendar } from '../calendar/index.ts'
import { punctualityOf } from './circulation.ts'
import type { Actor } from './lifecycle.ts'
import type { RequestEvent } from './events.ts'
import { applyEvent, clockOfState, isStanding, type RequestState, replay } from './request.ts'
import { type Order, takeStep } from './steps.ts'
import { projectionOf } from './take-step.ts'

const day = plainDate
const born = (receivedOn: PlainDate): RequestEvent => ({ step: 'register', on: receivedOn, receivedOn })
const fresh = replay([born(day('2026-03-02'))])
const at = (today: string) => ({ today: day(today), calendar })
function must(state: RequestState, order: Order, by: Actor, today: string): RequestState {
  const event = takeStep(state, order, by, at(today))
  if (isRefusal(event)) throw new Error(event.because)
  return applyEvent(state, event)
}
const amend = { step: 'askToAmend', matters: '请写明文件名称', withinDays: 15 } as const

describe('what the law closes', () => {
  test('a correction is asked for once, and within seven working days', () => {
    const amending = must(fresh, amend, 'information-officer', '2026-03-11')
    expect(amending.amendment?.dueOn).toBe('2026-04-01')
    expect(takeStep(fresh, amend, 'information-officer', at('2026-03-12'))).toMatchObject({ refused: 'too-late' })
    const answered = must(amending, { step: 'receiveAmendment', on: day('2026-03-16'), answer: '已补正' }, 'applicant', '2026-03-16')
    expect(takeStep(answered, amend, 'information-officer', at('2026-03-16'))).toMatchObject({ refused: 'limit', law: '条例第三十条' })
    expect(clockOfState(answered, day('2026-03-16'), calendar).due).toBe('2026-04-14')
  })

  test('an application lapses only when the time to correct it is over', () => {
    const amending = must(fresh, amend, 'information-officer', '2026-03-03')
    expect(takeStep(amending, { step: 'lapse', evidence: '邮件签收' }, 'information-officer', at('2026-03-24'))).toMatchObject({ refused: 'not-now' })
    expect(must(amending, { step: 'lapse', evidence: '邮件签收' }, 'information-officer', '2026-03-25').conclusion?.decision).toBe('other.not_amended')
  })

  test('an extension of 21 days is refused, 20 are approved by the signer alone', () => {
    const propose = (days: number) => ({ step: 'proposeExtension', days, reason: '材料多' }) as const
    expect(takeStep(fresh, propose(21), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'limit' })
    const proposed = must(fresh, propose(20), 'information-officer', '2026-03-10')
    expect(takeStep(proposed, { step: 'approveExtension' }, 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'not-yours' })
    const extended = must(proposed, { step: 'approveExtension' }, 'signer', '2026-03-10')
    expect(extended.extendedBy).toBe(20)
    expect(takeStep(extended, propose(1), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'limit' })
  })

  test('nothing is added to a period that is over', () => {
    const order = { step: 'proposeExtension', days: 5, reason: '晚了' } as const
    expect(takeStep(fresh, order, 'information-officer', at('2026-03-31'))).toMatchObject({ refused: 'too-late' })
  })

  test('no answer is drafted while an opinion is awaited, and the letter has no empty places', () => {
    const asked = must(
      fresh,
      { step: 'consult', kind: 'third_party', with: '某公司', on: day('2026-03-05'), evidence: '挂号0' },
      'information-officer',
      '2026-03-05',
    )
    const reply = (text: string) => ({ step: 'draftReply', decision: 'granted', text }) as const
    expect(takeStep(asked, reply('同意'), 'information-officer', at('2026-03-06'))).toMatchObject({ refused: 'not-now' })
    expect(takeStep(fresh, reply('见〔网址〕'), 'information-officer', at('2026-03-06'))).toMatchObject({ refused: 'invalid' })
  })
})

test('still unclear needs a correction asked for and received; repeated needs an answer given before', () => {
  const unclear = { step: 'draftReply', decision: 'unable.still_unclear', text: '仍不明确。' } as const
  expect(takeStep(fresh, unclear, 'information-officer', at('2026-03-05'))).toMatchObject({ refused: 'not-now', law: '条例第三十条' })
  const amending = must(fresh, amend, 'information-officer', '2026-03-05')
  const answered = must(amending, { step: 'receiveAmendment', on: day('2026-03-10'), answer: '还是那些' }, 'applicant', '2026-03-10')
  expect(must(answered, unclear, 'information-officer', '2026-03-11').stage).toBe('drafted')
  const repeated = { step: 'draftReply', decision: 'not_processed.repeated', text: '不予重复处理。' } as const
  expect(takeStep(fresh, repeated, 'information-officer', at('2026-03-05'))).toMatchObject({ refused: 'not-now', law: '条例第三十六条第六项' })
  expect(must(fresh, { ...repeated, answeredBefore: true }, 'information-officer', '2026-03-05').stage).toBe('drafted')
})

test('the officer takes her own draft back and it is kept; nobody else does, and not after the review', () => {
  const drafted = must(fresh, { step: 'draftReply', decision: 'granted', text: '现提供给您。' }, 'information-officer', '2026-03-09')
  expect(takeStep(drafted, { step: 'takeBack' }, 'reviewer', at('2026-03-09'))).toMatchObject({ refused: 'not-yours' })
  expect(must(drafted, { step: 'takeBack' }, 'information-officer', '2026-03-09')).toMatchObject({
    stage: 'handling',
    sentBack: null,
    draft: { text: '现提供给您。' },
  })
  const reviewed = must(drafted, { step: 'review' }, 'reviewer', '2026-03-09')
  expect(takeStep(reviewed, { step: 'takeBack' }, 'information-officer', at('2026-03-09'))).toMatchObject({ refused: 'not-now' })
})

test('a wrong day of receipt is corrected with a reason, before or after the answer, and the clock follows', () => {
  const order = (receivedOn: string, reason = '签收单写的是2月27日') => ({ step: 'correctReceipt', receivedOn: day(receivedOn), reason }) as const
  const corrected = must(fresh, order('2026-02-27'), 'information-officer', '2026-03-10')
  expect(clockOfState(corrected, day('2026-03-10'), calendar).due).toBe('2026-03-26')
  expect(clockOfState(fresh, day('2026-03-10'), calendar).due).toBe('2026-03-30')
  for (const wrong of [order('2026-03-02'), order('2026-03-11'), order('2026-02-27', ' ')])
    expect(takeStep(fresh, wrong, 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'invalid' })
  const withdrawn = must(fresh, { step: 'withdraw', reason: '' }, 'applicant', '2026-03-05')
  expect(takeStep(withdrawn, order('2026-03-06'), 'information-officer', at('2026-03-10'))).toMatchObject({ refused: 'invalid' })
  expect(must(withdrawn, order('2026-02-27'), 'information-officer', '2026-03-10')).toMatchObject({ stage: 'concluded', receivedOn: '2026-02-27' })
})

describe('opinions of others', () => {
  const officer = 'information-officer'
  const consult = (kind: 'third_party' | 'other_agency' | 'joint_maker') =>
    ({ step: 'consult', kind, with: '样例单位', on: day('2026-03-04'), evidence: '挂号1' }) as const
  const drafted = { step: 'draftReply', decision: 'granted', text: '现提供给您。' } as const

  test('the fifteen days run from the day it arrived; until that is known from the day it was sent', () => {
    const asked = must(fresh, consult('third_party'), officer, '2026-03-04')
    expect(asked.consultations[0]?.dueOn).toBe('2026-03-25')
    const reached = must(asked, { step: 'noteConsulted', index: 0, on: day('2026-03-09'), evidence: '签收单' }, officer, '2026-03-10')
    expect(reached.consultations[0]).toMatchObject({ dueOn: '2026-03-30', reachedOn: '2026-03-09', evidence: ['发出：挂号1', '送达：签收单'] })
  })

  test('silence is noted only when the time is over, and holds the clock up to the last day and no longer', () => {
    const sent = must(fresh, consult('third_party'), officer, '2026-03-04')
    const asked = must(sent, { step: 'noteConsulted', index: 0, on: day('2026-03-04'), evidence: '当面签收' }, officer, '2026-03-04')
    const silent = { step: 'receiveOpinion', index: 0, on: day('2026-03-25'), opinion: '', stance: 'silent' } as const
    expect(takeStep(asked, silent, officer, at('2026-03-25'))).toMatchObject({ refused: 'not-now' })
    // Noted nine days late, it moves nothing: the clock has run again since the 26th.
    const late = must(asked, silent, officer, '2026-04-03')
    expect(late.consultations[0]).toMatchObject({ answeredOn: '2026-03-25', opinion: '期满未答复' })
    expect(clockOfState(late, day('2026-04-03'), calendar).due).toBe('2026-04-21')
    expect(clockOfState(asked, day('2026-04-10'), calendar).due).toBe('2026-04-21')
    expect([isStanding(asked, day('2026-03-25')), isStanding(asked, day('2026-03-26'))]).toEqual([true, false])
  })

  test('nothing is sent without evidence, and nobody is silent about what never reached them', () => {
    expect(takeStep(fresh, { ...consult('third_party'), evidence: ' ' }, officer, at('2026-03-04'))).toMatchObject({ refused: 'invalid' })
    const asked = must(fresh, consult('third_party'), officer, '2026-03-04')
    const silent = { step: 'receiveOpinion', index: 0, on: day('2026-03-25'), opinion: '', stance: 'silent' } as const
    const refusal = takeStep(asked, silent, officer, at('2026-04-10'))
    expect(refusal).toMatchObject({ refused: 'not-now', because: expect.stringContaining('先登记征求意见书的送达') })
    // Not written down, the arrival gains no day: the clock has run again since the fifteenth day from the sending.
    expect([isStanding(asked, day('2026-03-26')), clockOfState(asked, day('2026-04-10'), calendar).due]).toEqual([false, '2026-04-21'])
    const reached = must(asked, { step: 'noteConsulted', index: 0, on: day('2026-03-09'), evidence: '签收单' }, officer, '2026-04-10')
    expect(clockOfState(must(reached, silent, officer, '2026-04-10'), day('2026-04-10'), calendar).due).toBe('2026-04-24')
    // An event written before evidence was asked for is replayed as it is.
    const old: RequestEvent = { step: 'consult', on: day('2026-03-04'), kind: 'third_party', with: '样例单位', dueOn: day('2026-03-25') }
    expect(applyEvent(fresh, old).consultations[0]).toMatchObject({ evidence: [], dueOn: '2026-03-25' })
  })

  test('a third party’s rights are a reason only when a third party was asked and did not simply agree', () => {
    const refusal = { step: 'draftReply', decision: 'refused.third_party', text: '不予公开。' } as const
    expect(takeStep(fresh, refusal, officer, at('2026-03-13'))).toMatchObject({ refused: 'not-now', law: '条例第三十二条' })
    const asked = must(fresh, consult('third_party'), officer, '2026-03-04')
    const said = (stance: 'agrees' | 'partly' | 'objects') =>
      must(asked, { step: 'receiveOpinion', index: 0, on: day('2026-03-12'), opinion: '如上', stance }, officer, '2026-03-12')
    expect(takeStep(said('agrees'), refusal, officer, at('2026-03-13'))).toMatchObject({ refused: 'not-now' })
    for (const stance of ['partly', 'objects'] as const) expect(must(said(stance), refusal, officer, '2026-03-13').stage).toBe('drafted')
    const reached = must(asked, { step: 'noteConsulted', index: 0, on: day('2026-03-05'), evidence: '签收单' }, officer, '2026-03-05')
    const silent = { step: 'receiveOpinion', index: 0, on: day('2026-03-26'), opinion: '', stance: 'silent' } as const
    expect(must(must(reached, silent, officer, '2026-03-27'), refusal, officer, '2026-03-27').stage).toBe('drafted')
    const agency = must(fresh, consult('other_agency'), officer, '2026-03-04')
    const objected = must(agency, { step: 'receiveOpinion', index: 0, on: day('2026-03-12'), opinion: '不宜', stance: 'objects' }, officer, '2026-03-12')
    expect(takeStep(objected, refusal, officer, at('2026-03-13'))).toMatchObject({ refused: 'not-now' })
  })

  test('another agency has no limit in law: it is waited for until it answers', () => {
    const asked = must(fresh, consult('other_agency'), officer, '2026-03-04')
    expect(isStanding(asked, day('2026-05-06'))).toBe(true)
  })

  test('what a third party objects to is published only with a reason, which is told', () => {
    const asked = must(fresh, consult('third_party'), officer, '2026-03-04')
    const objected = must(asked, { step: 'receiveOpinion', index: 0, on: day('2026-03-12'), opinion: '商业秘密', stance: 'objects' }, officer, '2026-03-12')
    expect(takeStep(objected, drafted, officer, at('2026-03-13'))).toMatchObject({ refused: 'invalid', law: '条例第三十二条' })
    expect(must(objected, { ...drafted, overriding: '涉及公共安全' }, officer, '2026-03-13').draft?.overriding).toBe('涉及公共安全')
  })
})

describe('circulation', () => {
  const officer = 'information-officer'
  const circulated = must(fresh, { step: 'assign', department: '综合科', helpers: ['监督指挥科'], withinDays: 5, note: '请查文件' }, officer, '2026-03-03')

  test('each department has its own day before the law’s, and says for itself whether it objects', () => {
    expect(circulated.circulation.map(({ department, leads, dueOn }) => [department, leads, dueOn])).toEqual([
      ['综合科', true, '2026-03-10'],
      ['监督指挥科', false, '2026-03-10'],
    ])
    const said = must(circulated, { step: 'giveOpinion', opinion: '不宜公开', objects: true, department: '监督指挥科' }, 'handling-department', '2026-03-11')
    expect(said.circulation.map((one) => punctualityOf(one, day('2026-03-11')))).toEqual(['late', 'given_late'])
    expect(takeStep(circulated, { step: 'giveOpinion', opinion: '可以', department: '财务科' }, 'handling-department', at('2026-03-04'))).toMatchObject({
      refused: 'not-yours',
    })
    expect(takeStep(fresh, { step: 'assign', department: '综合科', withinDays: 20 }, officer, at('2026-03-03'))).toMatchObject({ refused: 'invalid' })
  })

  test('an opinion that comes after the draft is entered as late, up to the signature; reminders stop with the draft', () => {
    const drafted = must(circulated, { step: 'draftReply', decision: 'granted', text: '现提供给您。' }, officer, '2026-03-11')
    const reviewed = must(drafted, { step: 'review' }, 'reviewer', '2026-03-12')
    for (const state of [drafted, reviewed]) {
      const said = must(state, { step: 'giveOpinion', opinion: '可以', department: '综合科' }, 'handling-department', '2026-03-12')
      expect([said.stage, said.circulation.map((one) => punctualityOf(one, day('2026-03-12')))]).toEqual([state.stage, ['given_late', 'late']])
      expect(takeStep(state, { step: 'urge', department: '综合科', words: '' }, officer, at('2026-03-12'))).toMatchObject({ refused: 'not-now' })
    }
  })

  test('whoever still owes an opinion can be reminded, and nobody else', () => {
    const urged = must(circulated, { step: 'urge', department: '综合科', words: '请尽快' }, officer, '2026-03-09')
    expect(urged.circulation[0]?.urged).toEqual(['2026-03-09'])
    expect(takeStep(circulated, { step: 'urge', department: '财务科', words: '' }, officer, at('2026-03-09'))).toMatchObject({ refused: 'invalid' })
  })
})

describe('excess and fees', () => {
  const officer = 'information-officer'
  const fee = { step: 'proposeFee', basis: 'by_page', quantity: 250, reason: '页数明显超过合理范围', priced: { yuan: 4_700, before: 0 } } as const
  const noticed = must(must(fresh, fee, officer, '2026-03-05'), { step: 'approveFee' }, 'signer', '2026-03-06')

  test('a request is refused as excessive only after the applicant was asked why', () => {
    const refusal = { step: 'draftReply', decision: 'not_processed.excessive', text: '不予处理。' } as const
    expect(takeStep(fresh, refusal, officer, at('2026-03-05'))).toMatchObject({ refused: 'not-now', law: '条例第三十五条' })
    const asked = must(fresh, { step: 'askReasons', finding: '本月 40 件', withinDays: 7 }, officer, '2026-03-05')
    expect(takeStep(asked, refusal, officer, at('2026-03-16'))).toMatchObject({ refused: 'not-now' })
    expect(must(asked, refusal, officer, '2026-03-17').stage).toBe('drafted')
    const told = must(asked, { step: 'receiveReasons', on: day('2026-03-10'), answer: '写论文' }, 'applicant', '2026-03-10')
    const delayed = must(told, { step: 'setDelay', days: 10, reason: '材料多' }, 'signer', '2026-03-11')
    expect(clockOfState(delayed, day('2026-03-11'), calendar).due).toBe('2026-04-14')
  })

  test('the clock stands while a fee is to be paid and begins anew when it is', () => {
    expect(noticed).toMatchObject({ stage: 'paying', fee: { dueOn: '2026-04-03' } })
    const reached = must(noticed, { step: 'noteFeeNotice', on: day('2026-03-10'), evidence: '签收' }, officer, '2026-03-11')
    expect(reached.fee?.dueOn).toBe('2026-04-08')
    const paid = must(reached, { step: 'payFee', on: day('2026-03-20'), receipt: '票据1' }, officer, '2026-03-23')
    expect(clockOfState(paid, day('2026-03-23'), calendar).due).toBe('2026-04-20')
    expect(takeStep(paid, fee, officer, at('2026-03-24'))).toMatchObject({ refused: 'limit' })
  })

  test('what is given up stays a fact, and only the days the notice was out are not counted', () => {
    const waived = must(noticed, { step: 'waiveFee', reason: '申请人享受低保' }, 'signer', '2026-03-13')
    expect(waived.fee).toMatchObject({ yuan: 4_700, waived: { on: '2026-03-13' } })
    expect(clockOfState(waived, day('2026-03-13'), calendar).due).toBe('2026-04-07')
  })

  test('a request lapses unpaid only when the time is over and no objection is open', () => {
    expect(takeStep(noticed, { step: 'lapseUnpaid' }, officer, at('2026-04-03'))).toMatchObject({ refused: 'not-now' })
    const objected = must(noticed, { step: 'objectToFee', on: day('2026-03-20'), reason: '页数不对' }, 'applicant', '2026-03-20')
    expect(takeStep(objected, { step: 'lapseUnpaid' }, officer, at('2026-04-07'))).toMatchObject({ refused: 'not-now' })
    const answered = must(objected, { step: 'answerFeeObjection', yuan: 2_700, words: '重新核定' }, 'signer', '2026-03-24')
    expect(answered.fee?.yuan).toBe(2_700)
    expect(answered.fee?.cut).toBe(2_000)
    expect(takeStep(answered, { step: 'lapseUnpaid' }, officer, at('2026-04-07'))).toMatchObject({
      refused: 'not-now',
      because: expect.stringContaining('先登记收费通知的送达'),
    })
    const reached = must(answered, { step: 'noteFeeNotice', on: day('2026-03-10'), evidence: '签收' }, officer, '2026-04-07')
    expect(must(reached, { step: 'lapseUnpaid' }, officer, '2026-04-09').conclusion?.decision).toBe('other.unpaid')
  })
})

test('an answer goes out with a mail number, comes back and goes again, arrives, and the file is put away', () => {
  const officer = 'information-officer'
  const drafted = must(fresh, { step: 'draftReply', decision: 'granted', text: '现提供给您。' }, officer, '2026-03-09')
  const signed = must(must(drafted, { step: 'review' }, 'reviewer', '2026-03-09'), { step: 'sign' }, 'signer', '2026-03-10')
  const archive = { step: 'archive', fileNumber: 'XQ-2026-0001', retention: 'thirty_years', place: '' } as const
  const post = { step: 'deliver', way: 'post', on: day('2026-03-11'), tracking: 'XA1', evidence: '收寄回单' } as const
  expect(takeStep(signed, archive, officer, at('2026-03-11'))).toMatchObject({ refused: 'not-now' })
  expect(takeStep(signed, { ...post, tracking: ' ' }, officer, at('2026-03-11'))).toMatchObject({ refused: 'invalid' })
  const sent = must(signed, post, officer, '2026-03-11')
  expect(takeStep(sent, post, officer, at('2026-03-12'))).toMatchObject({ refused: 'not-now' })
  const back = must(sent, { step: 'failDelivery', index: 0, on: day('2026-03-16'), reason: '查无此人' }, officer, '2026-03-16')
  const again = must(back, { ...post, on: day('2026-03-17'), tracking: 'XA2' }, officer, '2026-03-17')
  const arrived = must(again, { step: 'confirmDelivery', index: 1, on: day('2026-03-19'), evidence: '本人签收' }, officer, '2026-03-19')
  expect(must(arrived, archive, officer, '2026-03-20').archived?.fileNumber).toBe('XQ-2026-0001')
  expect(takeStep(arrived, { step: 'failDelivery', index: 0, on: day('2026-03-19'), reason: '退回' }, officer, at('2026-03-19'))).toMatchObject({
    refused: 'not-now',
  })
})

test('post that comes back after the file was put away reopens it; a file waits for every other way to arrive', () => {
  const officer = 'information-officer'
  const drafted = must(fresh, { step: 'draftReply', decision: 'granted', text: '现提供给您。' }, officer, '2026-03-09')
  const signed = must(must(drafted, { step: 'review' }, 'reviewer', '2026-03-09'), { step: 'sign' }, 'signer', '2026-03-10')
  const archive = { step: 'archive', fileNumber: 'XQ-2026-0001', retention: 'thirty_years', place: '' } as const
  const post = { step: 'deliver', way: 'post', on: day('2026-03-11'), tracking: 'XA1', evidence: '收寄回单' } as const
  const emailed = must(signed, { ...post, way: 'email' }, officer, '2026-03-11')
  expect(takeStep(emailed, archive, officer, at('2026-03-12'))).toMatchObject({ refused: 'not-now', because: expect.stringContaining('先登记送达') })
  const away = must(must(signed, post, officer, '2026-03-11'), archive, officer, '2026-03-12')
  expect(projectionOf(away, day('2026-03-12'), calendar)).toMatchObject({ sentOn: '2026-03-11', archivedOn: '2026-03-12' })
  const back = must(away, { step: 'failDelivery', index: 0, on: day('2026-03-16'), reason: '查无此人' }, officer, '2026-03-16')
  expect(projectionOf(back, day('2026-03-16'), calendar)).toMatchObject({ sentOn: null, archivedOn: null, eraseAfter: null })
  const again = must(back, { ...post, on: day('2026-03-17'), tracking: 'XA2' }, officer, '2026-03-17')
  expect(projectionOf(must(again, archive, officer, '2026-03-18'), day('2026-03-18'), calendar)).toMatchObject({
    sentOn: '2026-03-11',
    archivedOn: '2026-03-18',
  })
})
