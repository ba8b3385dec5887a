import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seedCommand } from '../seed/command.ts'
import { seedManyCases } from '../seed/many-cases.ts'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import { bareHouse } from './support/house.ts'
import { numbersOf, wrongLives } from './support/lives.ts'
import { schemaOf } from './support/schema.ts'

test('synthetic cases are lives the rules take, under numbers that go on without gaps, in every street and unit, one of a hundred open', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const { id } = await getHomeAgency(house.db)
  const before = new Set(await numbersOf(house.db))
  await seedManyCases(house, id, 5_000, () => {})
  const added = (await numbersOf(house.db)).filter((number) => !before.has(number))
  expect(added.length).toBe(5_000)
  expect(
    await wrongLives(
      house.db,
      added.filter((_, i) => i % 10 === 0),
    ),
  ).toEqual([])
  const gaps =
    await sql`select 1 from (select agency_id, (reported_at at time zone 'Asia/Shanghai')::date as day, count(*) as n from cases.case group by 1, 2) c
    join cases.number_series s using (agency_id, day) where c.n <> s.last`.execute(house.db)
  expect(gaps.rows).toEqual([])
  const { rows } = await sql<
    Record<string, number>
  >`select count(distinct street_code) as streets, count(distinct category) as categories, count(distinct unit_id) as units,
    (select count(*) from organizations.street) as all_streets, (select count(*) from organizations.handling_unit) as all_units,
    100.0 * count(*) filter (where stage not in ('closed', 'declined', 'merged', 'withdrawn', 'transferred', 'voided')) / count(*) as open,
    (select count(*) from cases.event) * 1.0 / count(*) as events, max(moved_at) <= '2026-11-24T09:00+08' as past from cases.case`.execute(house.db)
  const [found] = rows
  expect([found?.['streets'], found?.['units'], found?.['past']]).toEqual([found?.['all_streets'], found?.['all_units'], true])
  expect(found?.['categories']).toBeGreaterThan(100)
  expect(Number(found?.['open'])).toBeGreaterThan(0.5)
  expect(Number(found?.['open'])).toBeLessThan(3)
  expect(Number(found?.['events'])).toBeGreaterThan(4)
})

test('where indexes are made anew for the load, the schema is afterwards what it was; a second load goes on with the numbers of the first', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const { id } = await getHomeAgency(house.db)
  const [schema, before] = [await schemaOf(house.db), new Set(await numbersOf(house.db))]
  const said: string[] = []
  await seedManyCases(house, id, 4_000, (line) => said.push(line), true)
  expect(await schemaOf(house.db)).toBe(schema)
  await seedManyCases(house, id, 1_000, () => {})
  expect(said.at(-1)).toMatch(/生成案件 4000 件，用时 [\d.]+ 秒，每秒 \d+ 件/)
  const added = (await numbersOf(house.db)).filter((number) => !before.has(number))
  expect(
    await wrongLives(
      house.db,
      added.filter((_, i) => i % 20 === 0),
    ),
  ).toEqual([])
})

test('the command refuses what it does not know', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const said: string[] = []
  for (const argv of [['--cases', 'many'], ['--cases', '0'], ['--cases', '3000000'], ['--what']])
    expect(await seedCommand(house, argv, (line) => said.push(line))).toBe(false)
  expect(said[0]).toContain('--cases')
})
