import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { seedDemonstrationRequests, seedReferenceRequests } from '../seed/requests.ts'
import { beijingDay, plainDate } from '../src/kernel/plain-date.ts'
import type { Viewer } from '../src/kernel/viewer.ts'
import { loadCalendar } from '../src/modules/calendar/index.ts'
import { channelFigures, countQueue, remedyFigures, requestFigures } from '../src/modules/requests/index.ts'
import { type TestHouse, testHouse } from './support/house.ts'

const castOf = (house: TestHouse) => ({
  agencyId: house.agencyId,
  agencyName: '样例中心',
  viewer: (role: Viewer['role'], department: string | null): Viewer => ({
    id: randomUUID(),
    account: role,
    name: `样例${role}`, // who writes a public answer is not who lets it out
    role,
    agencyId: house.agencyId,
    department,
  }),
})
const total = (cells: Readonly<Record<string, number>>) => Object.values(cells).reduce((sum, n) => sum + n, 0)

test('the seed gives the reference year its published figures, whatever happens in other years, and may be run again', async () => {
  const house = await testHouse('2026-11-24T09:00')
  for (let time = 0; time < 2; time++) {
    await seedReferenceRequests(house, castOf(house))
    await seedDemonstrationRequests(house, castOf(house))
  }
  const figures = await requestFigures(house.db, house.agencyId, 2019)
  const rows = Object.fromEntries(
    Object.entries(figures)
      .filter(([, cells]) => total(cells) > 0)
      .map(([row, cells]) => [row, cells.natural_person]),
  )
  expect(rows).toEqual({ received: 4, granted: 3, 'unable.not_held': 1 })
  expect(await channelFigures(house.db, house.agencyId, 2019)).toEqual({ letter: 1, online: 1, in_person: 2, fax: 0, registered_letter: 0 })
  expect((await remedyFigures(house.db, house.agencyId, 2019)).reconsideration).toEqual({ upheld: 0, corrected: 0, other: 0, pending: 1 })
  expect(total((await requestFigures(house.db, house.agencyId, 2026)).carried_in)).toBe(0)
  const letters = await house.db
    .selectFrom('letters.letter as l')
    .leftJoin('letters.signature as s', 's.letter_id', 'l.id')
    .select(['l.subject', 'l.code', 'l.number', 's.by_name as by'])
    .orderBy('l.id')
    .execute()
  const answers = letters.filter(({ code }) => code !== 'P1')
  expect(letters.filter(({ code }) => code === 'P1').map(({ subject }) => subject)).toEqual(
    ['0001', '0002', '0003', '0004'].map((n) => `requests/XQ-2019-${n}`),
  )
  expect(answers.map(({ code, number }) => [code, number])).toEqual([
    ['D1', '信公复〔2019〕1号'],
    ['D1', '信公复〔2019〕2号'],
    ['D12', '信公复〔2019〕3号'],
    ['D1', '信公复〔2019〕4号'],
  ])
  expect(answers.map(({ by }) => by)).toEqual(answers.map(() => '样例signer'))
})

test('on the day of the demonstration every tab of the queue has something in it', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const receipts = await seedDemonstrationRequests(house, castOf(house))
  expect(receipts[6]).toMatchObject({ number: 'XQ-2026-0007', receivedOn: plainDate('2026-09-22') })
  const counts = await countQueue(house.db, castOf(house).viewer('information-officer', null), {
    today: beijingDay(house.now()),
    calendar: await loadCalendar(house.db),
  })
  expect(counts).toEqual({ open: 9, today: 1, soon: 3, late: 1, hold: 2, drafted: 1, reviewed: 1 })
})
