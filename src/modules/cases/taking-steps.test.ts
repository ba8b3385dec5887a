import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Role, Viewer } from '../../kernel/viewer.ts'
import { testHouse, type TestHouse } from '../../../tests/support/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { ensureRewardRule } from '../rewards/index.ts'
import { accepted, aReport, UNIT } from './builders.ts'
import { projectionOf } from './projection.ts'
import type { Order } from './steps.ts'
import { type Case, findCase } from './store.ts'
import { type Receipt, submitReport } from './submit-report.ts'
import { type By, takeStepOn } from './take-step.ts'

const staff = (role: Role, agencyId: number, department: string | null = null): Viewer => ({
  id: '00000000-0000-4000-8000-000000000000',
  account: role,
  name: `样例${role}`,
  role,
  agencyId,
  department,
})
function must<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(value.because)
  return value
}
const reported = async (house: TestHouse, over: Parameters<typeof aReport>[0] = {}): Promise<Receipt> =>
  must(await submitReport(house, house.agencyId, aReport(over)))

type Done = readonly [when: string, role: Role | 'reporter', order: Order]
async function live(house: TestHouse, number: string, ...steps: readonly Done[]): Promise<Case> {
  for (const [when, role, order] of steps) {
    house.setNow(when)
    const by: By = role === 'reporter' ? role : staff(role, house.agencyId, role === 'handler' ? UNIT.name : null)
    must(await takeStepOn(house, { number, version: undefined, order, by, photos: 1 }))
  }
  const one = await findCase(house.db, number)
  if (!one) throw new Error(number)
  return one
}
const DISPATCHED: readonly Done[] = [
  ['2026-11-24T09:10', 'screener', accepted()],
  ['2026-11-24T09:12', 'dispatcher', { step: 'file' }],
  ['2026-11-24T09:15', 'dispatcher', { step: 'dispatch', unit: UNIT, note: '', because: '权责规定' }],
  ['2026-11-24T09:30', 'handler', { step: 'receive' }],
]

describe('receiving a report', () => {
  test('numbers run by the day of Beijing without gaps, many at once; the same form twice is one report', async () => {
    const house = await testHouse('2026-11-24T23:59')
    const first = await reported(house)
    expect(first.number).toBe('XC20261124-0001')
    house.setNow('2026-11-25T00:00')
    const forms = Array.from({ length: 30 }, () => aReport())
    const receipts = await Promise.all([...forms, ...forms].map((form) => submitReport(house, house.agencyId, form)))
    const numbers = [...new Set(receipts.map((one) => must(one).number))].toSorted()
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => `XC20261125-${String(i + 1).padStart(4, '0')}`))
    expect(receipts.slice(30)).toEqual(receipts.slice(0, 30))
  })

  test('the same key with other content is refused and names the first', async () => {
    const house = await testHouse()
    const form = aReport()
    const { number } = must(await submitReport(house, house.agencyId, form))
    expect(await submitReport(house, house.agencyId, { ...form, description: '别的问题' })).toMatchObject({
      refused: 'duplicate',
      because: expect.stringContaining(number),
    })
  })

  test('who reported is sealed; an anonymous report keeps nothing', async () => {
    const house = await testHouse()
    const named = await findCase(house.db, (await reported(house)).number)
    const anonymous = await findCase(house.db, (await reported(house, { reporter: { phone: '', email: '' } })).number)
    expect(JSON.stringify(named?.row)).not.toContain('13800000000')
    expect([named?.row.reporter_masked, anonymous?.row.reporter_masked, anonymous?.row.reporter_sealed]).toEqual(['138****0000', '匿名', null])
  })
})

describe('taking steps', () => {
  test('a whole life: what the columns say is what a replay of the events gives', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const { number } = await reported(house)
    const one = await live(
      house,
      number,
      ...DISPATCHED,
      ['2026-11-24T10:00', 'handler', { step: 'askSuspension', until: '2026-12-01', reason: '等料' }],
      ['2026-11-24T10:30', 'duty-officer', { step: 'grantSuspension', note: '' }],
      ['2026-11-25T10:30', 'handler', { step: 'resume', note: '料到' }],
      ['2026-11-26T10:00', 'handler', { step: 'feedBack', note: '已更换' }],
      ['2026-11-26T11:00', 'inspector', { step: 'fail', note: '没有找平', metres: 2 }],
      ['2026-11-26T14:00', 'handler', { step: 'feedBack', note: '已找平' }],
      ['2026-11-26T15:00', 'inspector', { step: 'pass', note: '相符', metres: 2 }],
      ['2026-11-26T15:10', 'dispatcher', { step: 'close', opinion: '井盖已更换' }],
      ['2026-11-26T18:00', 'reporter', { step: 'rateSatisfied', reason: '' }],
    )
    const next = JSON.parse(JSON.stringify(projectionOf(one.state, one.row, await loadCalendar(house.db))))
    const iso = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value).toISOString() : value)
    const stored = Object.fromEntries(Object.keys(next).map((column) => [column, iso(Object.entries(one.row).find(([name]) => name === column)?.[1])]))
    expect(stored).toEqual(next)
    expect([one.row.stage, one.row.on_time, one.row.rounds, one.row.failed, one.row.satisfied, one.row.shown]).toEqual(['closed', true, 2, 1, true, 'full'])
    expect(one.events.length).toBe(one.version)
  })

  test('two at once: one wins, the other is told who did what, and nothing is doubled', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const { number } = await reported(house)
    const ask = (order: Order) => takeStepOn(house, { number, version: 1, order, by: staff('screener', house.agencyId) })
    const both = await Promise.all([ask(accepted()), ask({ step: 'decline', reason: '不属于城市管理范围' })])
    expect(both.filter(isRefusal)).toEqual([expect.objectContaining({ refused: 'stale' })])
    expect((await findCase(house.db, number))?.events.length).toBe(2)
  })

  test('a third failed round goes to the leader by itself', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const { number } = await reported(house)
    const round = (hour: number): Done[] => [
      [`2026-11-24T${hour}:00`, 'handler', { step: 'feedBack', note: '已更换' }],
      [`2026-11-24T${hour}:30`, 'inspector', { step: 'fail', note: '没有恢复', metres: 1 }],
    ]
    const one = await live(house, number, ...DISPATCHED, ...round(10), ...round(14), ...round(16))
    expect(one.events.at(-1)).toMatchObject({ role: 'system', fact: { step: 'supervise', level: 'leader' } })
    expect([one.row.failed, one.row.supervision, one.row.stage]).toEqual([3, 'leader', 'handling'])
  })

  test('a handler sees only what his unit has; the information office sees no case', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const { number } = await reported(house)
    await live(house, number, ...DISPATCHED)
    const feedBack: Order = { step: 'feedBack', note: '已更换' }
    for (const by of [staff('handler', house.agencyId, '别的单位'), staff('information-officer', house.agencyId), staff('auditor', house.agencyId)])
      expect(await takeStepOn(house, { number, version: undefined, order: feedBack, by, photos: 1 })).toMatchObject({ refused: 'not-found' })
  })

  test('a report is merged only into a filed case that is not merged itself, and is rated when that one is closed', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const [parent, child] = [await reported(house), await reported(house)]
    const merge = (into: string): Order => ({ step: 'merge', parent: into, because: '相距 8 米，同一井盖' })
    const by = staff('screener', house.agencyId)
    expect(await takeStepOn(house, { number: child.number, version: 1, order: merge(parent.number), by })).toMatchObject({ refused: 'invalid' })
    await live(house, parent.number, ...DISPATCHED.slice(0, 2))
    expect(await takeStepOn(house, { number: child.number, version: 1, order: merge(child.number), by })).toMatchObject({ refused: 'invalid' })
    must(await takeStepOn(house, { number: child.number, version: 1, order: merge(parent.number), by }))
    const rate: Order = { step: 'rateSatisfied', reason: '' }
    expect(await takeStepOn(house, { number: child.number, version: undefined, order: rate, by: 'reporter' })).toMatchObject({ refused: 'not-now' })
    await live(
      house,
      parent.number,
      ...DISPATCHED.slice(2),
      ['2026-11-24T10:00', 'handler', { step: 'feedBack', note: '已更换' }],
      ['2026-11-24T11:00', 'inspector', { step: 'pass', note: '相符', metres: 2 }],
      ['2026-11-24T11:10', 'dispatcher', { step: 'close', opinion: '井盖已更换' }],
    )
    expect(must(await takeStepOn(house, { number: child.number, version: undefined, order: rate, by: 'reporter' })).state.rating?.satisfied).toBe(true)
  })

  test('a merged report rated dissatisfied has its case visited, once; done over, it may be rated again', async () => {
    const house = await testHouse('2026-11-24T09:00')
    const [parent, child, other] = [await reported(house), await reported(house), await reported(house)]
    const closedAt = (hour: number): Done[] => [
      [`2026-11-24T${hour}:00`, 'handler', { step: 'feedBack', note: '已更换' }],
      [`2026-11-24T${hour}:20`, 'inspector', { step: 'pass', note: '相符', metres: 2 }],
      [`2026-11-24T${hour}:30`, 'dispatcher', { step: 'close', opinion: '井盖已更换' }],
    ]
    await live(house, parent.number, ...DISPATCHED)
    const merge: Order = { step: 'merge', parent: parent.number, because: '同一井盖' }
    for (const { number } of [child, other]) await live(house, number, ['2026-11-24T09:40', 'screener', merge])
    await live(house, parent.number, ...closedAt(11))
    const dissatisfied = (number: string, when: string) => live(house, number, [when, 'reporter', { step: 'rateDissatisfied', reason: '仍有响声' }])
    expect((await dissatisfied(child.number, '2026-11-24T12:00')).state.stage).toBe('merged')
    await dissatisfied(other.number, '2026-11-24T12:10')
    const visited = await findCase(house.db, parent.number)
    expect([visited?.row.stage, visited?.row.satisfied, visited?.events.filter(({ fact }) => fact.step === 'askVisit').length]).toEqual(['visiting', null, 1])
    expect(visited?.events.at(-1)).toMatchObject({ role: 'system', fact: { reason: expect.stringContaining(`${child.number}）不满意：仍有响声`) } })
    // The first reporter's own rating is not taken away by another's.
    expect((await live(house, parent.number, ['2026-11-24T12:20', 'reporter', { step: 'rateSatisfied', reason: '' }])).state.stage).toBe('visiting')
    const again = () => takeStepOn(house, { number: child.number, version: undefined, order: { step: 'rateSatisfied', reason: '' }, by: 'reporter' })
    expect(await again()).toMatchObject({ refused: 'limit' })
    const redispatched = DISPATCHED.slice(2).map(([, role, order]): Done => ['2026-11-24T14:00', role, order])
    await live(house, parent.number, ['2026-11-24T13:00', 'duty-officer', { step: 'reopen', reason: '确有响声' }], ...redispatched)
    expect(await again()).toMatchObject({ refused: 'not-now' })
    await live(house, parent.number, ...closedAt(15))
    expect(must(await again()).state.ratings.map(({ satisfied }) => satisfied)).toEqual([false, true])
  })

  test('events are never rewritten', async () => {
    const house = await testHouse()
    await reported(house)
    await expect(sql`update cases.event set by_name = '别人'`.execute(house.db)).rejects.toThrow('append-only')
    await expect(sql`delete from cases.event`.execute(house.db)).rejects.toThrow('append-only')
  })
})

test('of one problem there is one first reward: merged after its filing a case gives its own back, and filed anew it has it again', async () => {
  const house = await testHouse('2026-11-24T09:00')
  await ensureRewardRule(house.db, house.agencyId, house.now())
  const first = await reported(house, { reporter: { phone: '13800000001', email: '' } })
  const second = await reported(house, { reporter: { phone: '13800000002', email: '' }, address: '另一处', place: { lon: 116.37, lat: 39.91 } })
  const filing: readonly Done[] = [
    ['2026-11-24T09:10', 'screener', accepted()],
    ['2026-11-24T09:12', 'dispatcher', { step: 'file' }],
  ]
  await live(house, first.number, ...filing)
  await live(house, second.number, ...filing)
  const awards = async () =>
    (await house.db.selectFrom('rewards.award').select(['state']).where('case_number', '=', second.number).orderBy('id').execute()).map(({ state }) => state)
  expect(await awards()).toEqual(['accrued'])
  const merged = await live(house, second.number, ['2026-11-24T09:20', 'screener', { step: 'merge', parent: first.number, because: '同一处井盖' }])
  expect([merged.state.stage, await awards()]).toEqual(['merged', ['clawed_back']])
  const undone = await live(house, second.number, ['2026-11-24T09:25', 'screener', { step: 'unmerge', reason: '是另一处' }])
  expect(undone.state).toMatchObject({ stage: 'reported', filing: null, filedAt: null, released: null })
  expect(undone.row).toMatchObject({ filed_at: null, category: null, title: null, shown: 'outline' })
  await live(house, second.number, ...filing)
  expect(await awards()).toEqual(['clawed_back', 'accrued'])
})
