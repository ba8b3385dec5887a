import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seededApp } from '../../../tests/support/seeded.ts'
import { wrongLives } from '../../../tests/support/lives.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Role } from '../../kernel/viewer.ts'
import { accepted, aReport, UNIT } from './builders.ts'
import { remindOverdue } from './remind-overdue.ts'
import type { Order } from './steps.ts'
import { findCase } from './store.ts'
import { submitReport } from './submit-report.ts'
import { takeStepOn } from './take-step.ts'

async function dispatched() {
  const { house } = await seededApp()
  await remindOverdue(house) // what the sample has late already
  const receipt = await submitReport(house, 1, aReport())
  if (isRefusal(receipt)) throw new Error(receipt.because)
  const { number } = receipt
  const take = async (role: Role, order: Order) => {
    const by = { id: '00000000-0000-4000-8000-000000000000', account: role, name: '样例', role, agencyId: 1, department: role === 'handler' ? UNIT.name : null }
    const taken = await takeStepOn(house, { number, version: undefined, order, by })
    if (isRefusal(taken)) throw new Error(taken.because)
  }
  await take('screener', accepted())
  await take('dispatcher', { step: 'file' })
  await take('dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '按权责规定' })
  const now = async () => {
    const one = await findCase(house.db, number)
    if (!one) throw new Error('no case')
    return one
  }
  const reminders = async () => (await now()).events.filter(({ role, fact }) => role === 'system' && fact.step === 'supervise').length
  /** Moves the clock to so many milliseconds after the promise. */
  const afterDue = async (ms: number) => {
    const at = new Date((await now()).row.due_at ?? '')
    house.setNow(new Date(at.getTime() + ms + 8 * 3_600_000).toISOString().slice(0, 16))
  }
  return { house, number, take, now, reminders, afterDue }
}

test('a case that becomes late is reminded of once, however often and by however many it is asked', async () => {
  const { house, number, now, reminders, afterDue } = await dispatched()
  await afterDue(0)
  await remindOverdue(house)
  expect(await reminders()).toBe(0)
  await afterDue(60_000)
  await Promise.all([remindOverdue(house), remindOverdue(house)])
  expect(await reminders()).toBe(1)
  const { state, events } = await now()
  expect([state.supervision, events.at(-1)?.by]).toEqual(['remind', '系统'])
  await afterDue(86_400_000)
  await remindOverdue(house)
  expect(await reminders()).toBe(1)
  expect(await wrongLives(house.db, [number])).toEqual([])
})

test('a case that was given back and is late again has had its reminder', async () => {
  const { house, take, reminders, afterDue } = await dispatched()
  await afterDue(60_000)
  await remindOverdue(house)
  await take('handler', { step: 'return', reason: '不是本单位的井' })
  await take('dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '核实后仍由其处置' })
  await afterDue(60_000)
  await remindOverdue(house)
  expect(await reminders()).toBe(1)
})

test('what a leader supervises is not lowered to a reminder', async () => {
  const { house, take, now, reminders, afterDue } = await dispatched()
  await take('leader', { step: 'supervise', level: 'leader', note: '请今天处置' })
  await afterDue(60_000)
  await remindOverdue(house)
  expect([await reminders(), (await now()).state.supervision]).toEqual([0, 'leader'])
})

test('all that is late in the sample has its reminder after one turn, and the next turn has nothing to do', async () => {
  const { house } = await seededApp()
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases.case
    where overdue_from < ${house.now()} and stage in ('dispatched', 'handling') and supervision is null`.execute(house.db)
  expect(rows[0]?.n).toBeGreaterThan(0)
  expect(await remindOverdue(house)).toBe(rows[0]?.n)
  expect(await remindOverdue(house)).toBe(0)
})
