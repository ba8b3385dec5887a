import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { beijingDay, plainDate } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/viewer.ts'
import { loadCalendar } from '../calendar/index.ts'
import { aSubmission, staff } from './builders.ts'
import { countQueue, listQueue } from './queue.ts'
import { clockOfState } from './request.ts'
import type { Order } from './steps.ts'
import { findRequest, type Request } from './store.ts'
import { submitRequest } from './submit-request.ts'
import { projectionOf, takeStepOn } from './take-step.ts'

async function aRequest(house: TestHouse): Promise<string> {
  const receipt = await submitRequest(house, house.agencyId, aSubmission())
  if (isRefusal(receipt)) throw new Error(receipt.because)
  return receipt.number
}
const take = (house: TestHouse, number: string, order: Order, role: Role | 'applicant', version?: number): Promise<Request | Refusal> =>
  takeStepOn(house, number, version, order, role === 'applicant' ? role : staff(role, house.agencyId))
async function must(house: TestHouse, number: string, order: Order, role: Role | 'applicant'): Promise<Request> {
  const taken = await take(house, number, order, role)
  if (isRefusal(taken)) throw new Error(taken.because)
  return taken
}
const filter = { tab: 'open', text: '', channel: '', department: '', after: null } as const

test('a whole life: corrected, consulted, extended, drafted, reviewed, signed; the columns are what a replay gives', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  const stored = async () => {
    const request = await findRequest(house.db, number)
    if (!request) throw new Error('gone')
    const calendar = await loadCalendar(house.db)
    const row = await house.db.selectFrom('requests.request').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
    const projection = projectionOf(request.state, beijingDay(house.now()), calendar)
    expect(row).toMatchObject({
      stage: projection.stage,
      department: projection.department,
      due_on: projection.dueOn,
      concluded_on: projection.concludedOn,
      decision: projection.decision,
      version: request.events.length,
      calendar_version: calendar.version,
    })
    return row
  }
  await must(house, number, { step: 'askToAmend', matters: '写明年度', withinDays: 15 }, 'information-officer')
  expect((await stored()).due_on).toBe(null)
  house.setNow('2026-03-10T09:00')
  await must(house, number, { step: 'receiveAmendment', on: plainDate('2026-03-10'), answer: '2025年' }, 'applicant')
  expect((await stored()).due_on).toBe('2026-04-08')
  await must(house, number, { step: 'assign', department: '综合科' }, 'information-officer')
  await must(house, number, { step: 'consult', kind: 'third_party', with: '样例公司', on: plainDate('2026-03-10'), evidence: '挂号1' }, 'information-officer')
  expect((await stored()).due_on).toBe(null)
  house.setNow('2026-03-17T09:00')
  await must(house, number, { step: 'receiveOpinion', index: 0, on: plainDate('2026-03-17'), opinion: '同意' }, 'information-officer')
  expect((await stored()).due_on).toBe('2026-04-15')
  await must(house, number, { step: 'proposeExtension', days: 10, reason: '材料多' }, 'information-officer')
  await must(house, number, { step: 'approveExtension' }, 'signer')
  expect((await stored()).due_on).toBe('2026-04-29')
  await must(house, number, { step: 'draftReply', decision: 'partly_granted', text: '现将可以公开的部分提供给您。' }, 'information-officer')
  await must(house, number, { step: 'review' }, 'reviewer')
  const signed = await must(house, number, { step: 'sign' }, 'signer')
  expect(signed.state.conclusion).toMatchObject({ decision: 'partly_granted', on: '2026-03-17' })
  expect(await stored()).toMatchObject({ stage: 'concluded', concluded_on: '2026-03-17', decision: 'partly_granted' })
  const traces = await house.db.selectFrom('audit.event').select('act').orderBy('id').execute()
  expect(traces.map((trace) => trace.act)).toEqual([
    '登记申请',
    '告知补正',
    '收到补正',
    '传阅会办',
    '征求意见',
    '收到意见',
    '提请延期',
    '同意延期',
    '拟答复',
    '审核通过',
    '签发答复',
  ])
})

test('a form filled in on an old page is refused, saying who did what', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  await take(house, number, { step: 'assign', department: '综合科' }, 'information-officer', 1)
  expect(await take(house, number, { step: 'assign', department: '没有的科' }, 'information-officer')).toMatchObject({
    refused: 'invalid',
    because: expect.stringContaining('综合科、监督指挥科'),
  })
  const late = await take(house, number, { step: 'assign', department: '监督指挥科' }, 'information-officer', 1)
  expect(late).toMatchObject({ refused: 'stale', because: expect.stringContaining('样例人员刚刚办理了“传阅会办”') })
})

test('of two steps at the same moment one is taken and one is refused', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  const both = await Promise.all(['综合科', '监督指挥科'].map((department) => take(house, number, { step: 'assign', department }, 'information-officer', 1)))
  expect(both.filter(isRefusal)).toMatchObject([{ refused: 'stale' }])
  expect((await findRequest(house.db, number))?.events).toHaveLength(2)
})

test('a second correction notice and an extension of 21 days are refused and change nothing', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  const extension = await take(house, number, { step: 'proposeExtension', days: 21, reason: '多' }, 'information-officer')
  expect(extension).toMatchObject({ refused: 'limit', because: expect.stringContaining('20') })
  await must(house, number, { step: 'askToAmend', matters: '写明年度', withinDays: 15 }, 'information-officer')
  await must(house, number, { step: 'receiveAmendment', on: plainDate('2026-03-02'), answer: '2025年' }, 'information-officer')
  expect(await take(house, number, { step: 'askToAmend', matters: '再写', withinDays: 15 }, 'information-officer')).toMatchObject({ refused: 'limit' })
  expect((await findRequest(house.db, number))?.version).toBe(3)
})

test('a 承办科室 sees what was passed to it and nothing else; administrators see nothing', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  await aRequest(house)
  await must(house, number, { step: 'assign', department: '综合科' }, 'information-officer')
  const at = { today: beijingDay(house.now()), calendar: await loadCalendar(house.db) }
  const seen = async (role: Role, department: string | null = null) => {
    const viewer = staff(role, house.agencyId, department)
    const { rows } = await listQueue(house.db, viewer, filter, at)
    expect((await countQueue(house.db, viewer, at)).open).toBe(rows.length)
    return rows.length
  }
  expect([await seen('information-officer'), await seen('reviewer'), await seen('signer')]).toEqual([2, 2, 2])
  expect([await seen('handling-department', '综合科'), await seen('handling-department', '监督指挥科'), await seen('handling-department')]).toEqual([1, 0, 0])
  expect([await seen('system-administrator'), await seen('security-administrator'), await seen('auditor')]).toEqual([0, 0, 0])
  const opinion = { step: 'giveOpinion', opinion: '可以公开' } as const
  expect(await takeStepOn(house, number, undefined, opinion, staff('handling-department', house.agencyId, '监督指挥科'))).toMatchObject({
    refused: 'not-found',
  })
  expect(await takeStepOn(house, number, undefined, opinion, staff('handling-department', house.agencyId, '综合科'))).toMatchObject({ version: 3 })
})

test('an applicant withdraws; the decision is the report’s 其他', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  const taken = await must(house, number, { step: 'withdraw', reason: '已从网站找到' }, 'applicant')
  expect(taken.state.conclusion).toMatchObject({ decision: 'other.other', on: '2026-03-02' })
  expect(await take(house, number, { step: 'withdraw', reason: '' }, 'applicant')).toMatchObject({ refused: 'not-now' })
})

test('what happened cannot be rewritten', async () => {
  const house = await testHouse()
  await aRequest(house)
  await expect(house.db.deleteFrom('requests.event').execute()).rejects.toThrow('append-only')
  await expect(house.db.updateTable('requests.event').set({ by_name: '别人' }).execute()).rejects.toThrow('append-only')
})

test('the queue’s tabs divide what is open by its light', async () => {
  const house = await testHouse('2026-03-02T09:00')
  const number = await aRequest(house)
  await must(house, number, { step: 'consult', kind: 'other_agency', with: '样例局', on: plainDate('2026-03-02'), evidence: '公文1' }, 'information-officer')
  const plain = await aRequest(house)
  const officer = staff('information-officer', house.agencyId)
  const calendar = await loadCalendar(house.db)
  const due = clockOfState((await findRequest(house.db, plain))?.state ?? expect.fail(), plainDate('2026-03-02'), calendar).due
  const tabs = async (today: string) => {
    const counts = await countQueue(house.db, officer, { today: plainDate(today), calendar })
    for (const tab of ['open', 'today', 'soon', 'late', 'hold', 'drafted', 'reviewed'] as const) {
      const { rows } = await listQueue(house.db, officer, { ...filter, tab }, { today: plainDate(today), calendar })
      expect(rows.length, tab).toBe(counts[tab])
    }
    return counts
  }
  expect(await tabs('2026-03-02')).toMatchObject({ open: 2, hold: 1, soon: 0, late: 0 })
  expect(await tabs(due)).toMatchObject({ open: 2, hold: 1, today: 1, soon: 1, late: 0 })
  expect(await tabs('2026-06-01')).toMatchObject({ open: 2, hold: 1, soon: 0, late: 1 })
})
