import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { exportTraces, leaveTrace, listTraces } from './store.ts'

test('a trace can be added and read, and neither changed nor removed', async () => {
  const house = await testHouse()
  await leaveTrace(house.db, { at: house.now(), by: 'system', act: '试写', subject: 'test/1', article: '条例第四十五条' })
  const { rows } = await listTraces(house.db, { actor: '', act: '', subject: 'test/1', from: null, to: null, page: 1 })
  expect(rows.map((row) => [row.actor, row.act, row.article])).toEqual([['系统', '试写', '条例第四十五条']])
  await expect(sql`update audit.event set act = 'x'`.execute(house.db)).rejects.toThrow(/append-only/)
  await expect(sql`delete from audit.event`.execute(house.db)).rejects.toThrow(/append-only/)
  await expect(sql`truncate audit.event`.execute(house.db)).rejects.toThrow(/append-only/)
})

test('traces are found by the office’s day, in Beijing', async () => {
  const house = await testHouse()
  for (const at of ['2026-03-01T23:59:59+08:00', '2026-03-02T00:00:00+08:00', '2026-03-02T23:59:59+08:00', '2026-03-03T00:00:00+08:00']) {
    await leaveTrace(house.db, { at: new Date(at), by: 'system', act: '试写', subject: 'test/2' })
  }
  const filter = { actor: '', act: '', subject: 'test/2', from: plainDate('2026-03-02'), to: plainDate('2026-03-02'), page: 1 }
  expect((await listTraces(house.db, filter)).rows).toHaveLength(2)
  expect(await exportTraces(house.db, { ...filter, to: null })).toHaveLength(3)
})
