import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { livesUpTo } from '../seed/cases/month.ts'
import { findWorld } from '../seed/cases/world.ts'
import { seedCases, SMALL } from '../seed/cases.ts'
import { seed } from '../seed/main.ts'
import { caseFiguresFor, STAGES, STEPS } from '../src/modules/cases/index.ts'
import { getHomeAgency } from '../src/modules/organizations/index.ts'
import { createApp } from '../src/app.tsx'
import { fixture } from './support/fixture.ts'
import { bareHouse } from './support/house.ts'
import { numbersOf, wrongLives } from './support/lives.ts'

test('every step of the small sample is one the rules take, and its columns are what a replay gives; every stage, step and branch is there', async () => {
  const { db } = await bareHouse(undefined, 'template_seeded')
  expect(await wrongLives(db, await numbersOf(db))).toEqual([])
  const stages = await sql<{ stage: string }>`select distinct stage from cases.case`.execute(db)
  expect(STAGES.filter((stage) => !stages.rows.some((row) => row.stage === stage))).toEqual([])
  const steps = await sql<{ step: string }>`select distinct fact->>'step' as step from cases.event`.execute(db)
  expect(STEPS.filter((step) => !steps.rows.some((row) => row.step === step))).toEqual([])
  const { rows } = await sql<
    Record<string, number>
  >`select count(*) filter (where failed >= 3 and supervision = 'leader') as three_fail, count(*) filter (where exempt) as exempt,
    count(*) filter (where on_time = false) as late, count(*) filter (where returns > 0) as returned, count(*) filter (where reopened > 0) as reopened,
    count(*) filter (where suspended_until is not null) as suspended, count(*) filter (where stage = 'handling' and overdue_from < '2026-11-24T09:00+08') as overdue,
    count(*) filter (where stage = 'merged' and satisfied) as merged_rated, count(*) filter (where reopened > 0 and satisfied) as pleased_in_the_end,
    count(*) filter (where stage = 'closed' and not satisfied) as explained from cases.case`.execute(db)
  for (const [branch, n] of Object.entries(rows[0] ?? {})) expect(n, branch).toBeGreaterThan(0)
  const rewards = await sql<{ awards: number }>`select count(*) as awards from rewards.award`.execute(db)
  expect(rewards.rows[0]?.awards).toBeGreaterThan(20)
})

test('the small sample has its own exact figures, its numbers run without gaps, and begun again nothing is added', async () => {
  const house = await bareHouse(undefined, 'template_seeded')
  const { id } = await getHomeAgency(house.db)
  const { handled, rated, satisfied } = SMALL.year
  const figures = { handled, rated, satisfied, last_q4_rated: SMALL.quarter.rated, last_q4_satisfied: SMALL.quarter.satisfied }
  expect(await caseFiguresFor(house.db, id, 2019)).toEqual(figures)
  const gaps =
    await sql`select day from (select agency_id, (reported_at at time zone 'Asia/Shanghai')::date as day, count(*) as n, max(right(number, 4)::int) as last
    from cases.case group by 1, 2) c join cases.number_series s using (agency_id, day) where c.n <> s.last or c.last <> s.last`.execute(house.db)
  expect(gaps.rows).toEqual([])
  const before = await numbersOf(house.db)
  house.setNow('2026-12-24T09:00')
  await seed(house, () => {}, { size: SMALL })
  expect(await numbersOf(house.db)).toEqual(before)
})

test.each(['2026-11-24T15:00', '2026-10-04T03:00', '2027-02-08T10:00', '2026-05-01T23:59'])(
  'at %s something waits on every desk, and nothing has happened later',
  async (moment) => {
    const house = await bareHouse(moment, 'template_seeded')
    const { id } = await getHomeAgency(house.db)
    const lives = livesUpTo(await findWorld(house, id), house.now(), 3)
    const stages = new Set(lives.map((life) => life.state.stage))
    expect(STAGES.slice(0, STAGES.indexOf('declined')).filter((stage) => !stages.has(stage))).toEqual([])
    const is = (wanted: (life: (typeof lives)[number]) => boolean): boolean => lives.some(wanted)
    expect([is(({ state }) => state.suspendedUntil !== null), is(({ state }) => state.postponement !== null), is(({ state }) => state.reopened > 0)]).toEqual([
      true,
      true,
      true,
    ])
    expect(lives.filter((life) => life.events.some(({ at }) => at > house.now()))).toEqual([])
  },
)

test('interrupted, the seed goes on with the parts that are missing; the same sample has the same numbers', async () => {
  const [house, whole] = [await bareHouse(undefined, 'template_seeded'), await bareHouse(undefined, 'template_seeded')]
  const { id } = await getHomeAgency(house.db)
  // As it stands after the first part: everything since 2019 is taken away again.
  await sql`set session_replication_role = replica; delete from cases.event where case_id in (select id from cases.case where reported_at >= '2019-01-01T00:00+08');
    delete from cases.case where reported_at >= '2019-01-01T00:00+08'; delete from cases.number_series where day >= '2019-01-01'; set session_replication_role = origin`.execute(
    house.db,
  )
  await seedCases(house, id, SMALL, () => {})
  expect((await numbersOf(house.db)).toSorted()).toEqual((await numbersOf(whole.db)).toSorted())
  expect(await caseFiguresFor(house.db, id, 2019)).toEqual(await caseFiguresFor(whole.db, id, 2019))
})

test('the whole reference year: 17,132 handled, 2,061 of 2,213 satisfied, 91.35 % in the quarter before, and the report as published', async () => {
  const house = await bareHouse()
  const said: string[] = []
  await seed(house, (line) => said.push(line))
  const { id } = await getHomeAgency(house.db)
  expect(await caseFiguresFor(house.db, id, 2019)).toEqual({ handled: 17_132, rated: 2_213, satisfied: 2_061, last_q4_rated: 1_040, last_q4_satisfied: 950 })
  const app = createApp(house)
  expect(await (await app.request('/annual-reports/2019.json')).json()).toEqual(JSON.parse(fixture('xicheng-2019-annual-report.expected.json')))
  const page = await (await app.request('/annual-reports/2019/figures/cases.handled')).text()
  expect(page.match(/XC2019\d{4}-\d{4}<\/th>/g)).toHaveLength(50)
  expect(page).toMatch(/href="\?after=XC2019\d{4}-\d{4}"/)
  expect(await (await app.request('/annual-reports/2019/figures/share.satisfied_cases')).text()).toContain('93.13%')
  const numbers = await numbersOf(house.db)
  expect(
    await wrongLives(
      house.db,
      numbers.filter((_, i) => i % 25 === 0),
    ),
  ).toEqual([])
  expect(said.join()).toContain('2019 年：15000 件')
})
