import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { leaveTrace, listTraces } from './store.ts'

test('a trace can be added and read, and neither changed nor removed', async () => {
  const house = await testHouse()
  await leaveTrace(house.db, { at: house.now(), by: 'system', act: '试写', subject: 'test/1', article: '条例第四十五条' })
  const { rows } = await listTraces(house.db, { actor: '', act: '', subject: 'test/1', page: 1 })
  expect(rows.map((row) => [row.actor, row.act, row.article])).toEqual([['系统', '试写', '条例第四十五条']])
  await expect(sql`update audit.event set act = 'x'`.execute(house.db)).rejects.toThrow(/append-only/)
  await expect(sql`delete from audit.event`.execute(house.db)).rejects.toThrow(/append-only/)
  await expect(sql`truncate audit.event`.execute(house.db)).rejects.toThrow(/append-only/)
})
