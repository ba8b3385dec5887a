import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/viewer.ts'
import { testHouse } from '../../../tests/support/house.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { leaveTrace } from '../audit/index.ts'
import { loadCalendar, loadYear } from '../calendar/index.ts'
import { accepted, aReport, UNIT } from './builders.ts'
import { previewCaseMoves, rederiveCases, resumeSuspended } from './running.ts'
import type { Order } from './steps.ts'
import { findCase } from './store.ts'
import { submitReport } from './submit-report.ts'
import { takeStepOn } from './take-step.ts'

const TO_HANDLING: readonly (readonly [Role, Order])[] = [
  ['screener', accepted()],
  ['dispatcher', { step: 'file' }],
  ['dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '按权责规定' }],
  ['handler', { step: 'receive' }],
]

async function handling(more: readonly (readonly [Role, Order])[] = []) {
  const app = await seededApp()
  await resumeSuspended(app.house) // what the sample has hung up until today
  const receipt = await submitReport(app.house, 1, aReport())
  if (isRefusal(receipt)) throw new Error(receipt.because)
  const { number } = receipt
  for (const [role, order] of [...TO_HANDLING, ...more]) {
    const by = { id: '00000000-0000-4000-8000-000000000000', account: role, name: '样例', role, agencyId: 1, department: role === 'handler' ? UNIT.name : null }
    const taken = await takeStepOn(app.house, { number, version: undefined, order, by })
    if (isRefusal(taken)) throw new Error(taken.because)
  }
  const now = async () => {
    const one = await findCase(app.house.db, number)
    if (!one) throw new Error('no case')
    return one
  }
  return { ...app, number, now }
}

test('what was hung up goes on by itself on its day, once, and its clock with it', async () => {
  const { house, now } = await handling([
    ['handler', { step: 'askSuspension', until: '2026-12-10', reason: '等待掘路许可' }],
    ['duty-officer', { step: 'grantSuspension', note: '同意' }],
  ])
  house.setNow('2026-12-09T23:59')
  await resumeSuspended(house)
  expect((await now()).state.suspendedUntil).toBe('2026-12-10')
  house.setNow('2026-12-10T00:05')
  const both = await Promise.all([resumeSuspended(house), resumeSuspended(house)])
  expect(both[0] + both[1]).toBeGreaterThanOrEqual(1)
  const { state, events, row } = await now()
  expect(state.suspendedUntil).toBeNull()
  expect(events.filter(({ fact }) => fact.step === 'resume')).toHaveLength(1)
  expect(row.due_at).not.toBeNull()
  expect(await resumeSuspended(house)).toBe(0)
})

test('promises are counted anew on another calendar, and the days that move are told', async () => {
  const { house, number, now } = await handling()
  const calendar = await loadCalendar(house.db)
  await rederiveCases(house.db, calendar, house.now())
  const right = (await now()).row.due_at
  await sql`update cases.case set due_at = due_at + interval '3 days' where number = ${number}`.execute(house.db)
  expect((await previewCaseMoves(house.db, calendar)).map((move) => move.number)).toEqual([number])
  expect((await rederiveCases(house.db, calendar, house.now())).map((move) => move.number)).toEqual([number])
  expect((await now()).row.due_at).toBe(right)
  expect(await rederiveCases(house.db, calendar, house.now())).toEqual([])
})

const NOTICE = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知（样例）',
  text: '元旦 2027-01-01..2027-01-03\n春节 2027-02-05..2027-02-12 上班 2027-02-20\n清明节 2027-04-05\n劳动节 2027-05-01..2027-05-05 上班 2027-05-08\n端午节 2027-06-09\n中秋节 2027-09-15\n国庆节 2027-10-01..2027-10-07 上班 2027-10-09',
}

test('a year that is loaded moves the promises and the limits of the hall that reach into it, each with its trace; what is closed stays', async () => {
  const house = await testHouse('2026-12-30T09:00')
  const by = (role: Role) => ({
    id: '00000000-0000-4000-8000-000000000000',
    account: role,
    name: '样例',
    role,
    agencyId: house.agencyId,
    department: UNIT.name,
  })
  const report = async (...steps: readonly (readonly [Role, Order])[]) => {
    const receipt = await submitReport(house, house.agencyId, aReport())
    if (isRefusal(receipt)) throw new Error(receipt.because)
    for (const [role, order] of steps) {
      const taken = await takeStepOn(house, { number: receipt.number, version: undefined, order, by: by(role), photos: 1 })
      if (isRefusal(taken)) throw new Error(taken.because)
    }
    return receipt.number
  }
  const rowOf = async (number: string) => (await findCase(house.db, number))?.row
  const running = await report(...TO_HANDLING)
  const closed = await report(
    ...TO_HANDLING,
    ['handler', { step: 'feedBack', note: '已更换' }],
    ['inspector', { step: 'pass', note: '相符', metres: 2 }],
    ['dispatcher', { step: 'close', opinion: '井盖已更换' }],
  )
  house.setNow('2026-12-31T17:00')
  const unread = await report()
  const before = await rowOf(closed)
  const followers = {
    preview: previewCaseMoves,
    follow: rederiveCases,
    trace: leaveTrace,
  }
  const loaded = await loadYear(house.db, by('system-administrator'), NOTICE, followers, house.now())
  // 2027-01-01 is a Friday off: two working days from Wednesday end on Monday, and so do two working hours from Thursday 17:00.
  expect(loaded).toMatchObject({
    moved: [
      { number: running, from: '2027-01-01', to: '2027-01-04' },
      { number: unread, from: '2027-01-01', to: '2027-01-04' },
    ],
  })
  const row = await rowOf(running)
  expect([row?.due_at && new Date(row.due_at).toISOString(), row?.due_provisional]).toEqual(['2027-01-04T09:30:00.000Z', false])
  expect(await rowOf(closed)).toEqual(before)
  const traces = await house.db.selectFrom('audit.event').select(['subject', 'note']).where('act', '=', '期限随工作日历变动').orderBy('id').execute()
  expect(traces).toEqual([running, unread].map((number) => ({ subject: `cases/${number}`, note: '原为2027年1月1日，现为2027年1月4日' })))
})
