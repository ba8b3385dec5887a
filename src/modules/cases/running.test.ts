import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/viewer.ts'
import { seededApp } from '../../../tests/support/seeded.ts'
import { loadCalendar } from '../calendar/index.ts'
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
  await rederiveCases(house.db, calendar)
  const right = (await now()).row.due_at
  await sql`update cases.case set due_at = due_at + interval '3 days' where number = ${number}`.execute(house.db)
  expect((await previewCaseMoves(house.db, calendar)).map((move) => move.number)).toEqual([number])
  expect((await rederiveCases(house.db, calendar)).map((move) => move.number)).toEqual([number])
  expect((await now()).row.due_at).toBe(right)
  expect(await rederiveCases(house.db, calendar)).toEqual([])
})
