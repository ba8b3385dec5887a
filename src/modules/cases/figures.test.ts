import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../../tests/support/house.ts'
import { isHandledIn, isRatedIn, lastQuarter, yearPeriod } from './counted.ts'
import { CASE_FIGURES, CASES_A_PAGE, caseFiguresFor, listCaseRecords } from './figures.ts'
import type { Channel } from './kinds.ts'

type Row = { readonly channel: Channel; readonly closed: string | null; readonly rated?: string; readonly satisfied?: boolean; readonly stage?: string }

async function keep(house: TestHouse, rows: readonly Row[]): Promise<void> {
  await sql`
    insert into cases.case (agency_id, number, submission_key, code_fingerprint, channel, reported_at, reporter_masked, tile, service, description, address, place_source,
      access, photos, stage, shown, closed_at, satisfied, rated_at, moved_at)
    select ${house.agencyId}::int, 'T-' || n, gen_random_uuid(), '', channel, '2019-01-01T00:00+08:00', '', '', '', '', '', 'gps', 'public', 0, coalesce(stage, 'closed'), 'full',
      closed, satisfied, rated, '2019-01-01T00:00+08:00'
    from json_to_recordset(${JSON.stringify(rows.map((row, n) => ({ ...row, n })))}::json)
      as r (n int, channel text, closed timestamptz, rated timestamptz, satisfied boolean, stage text)`.execute(house.db)
}

const ROWS: readonly Row[] = [
  { channel: 'web', closed: '2019-01-01T00:00+08:00', rated: '2019-01-02T00:00+08:00', satisfied: true },
  { channel: 'wechat', closed: '2019-12-31T23:59+08:00' },
  { channel: 'phone', closed: '2018-12-31T23:59+08:00', rated: '2019-01-01T00:00+08:00', satisfied: false },
  { channel: 'open311', closed: '2020-01-01T00:00+08:00' },
  { channel: 'patrol', closed: '2019-06-01T00:00+08:00', rated: '2019-06-02T00:00+08:00', satisfied: true },
  { channel: 'web', closed: null, stage: 'declined' },
  { channel: 'web', closed: null, stage: 'merged', rated: '2019-03-01T00:00+08:00', satisfied: true },
  { channel: 'web', closed: '2018-09-30T23:59+08:00', rated: '2018-09-30T23:59+08:00', satisfied: true },
  { channel: 'web', closed: '2018-09-30T23:59+08:00', rated: '2018-10-01T00:00+08:00', satisfied: true },
  { channel: 'web', closed: '2018-12-01T00:00+08:00', rated: '2018-12-31T23:59+08:00', satisfied: false },
]

test('a year counts what was closed and rated in it by Beijing’s days; patrols are no public reports', async () => {
  const house = await testHouse()
  await keep(house, ROWS)
  expect(await caseFiguresFor(house.db, house.agencyId, 2019)).toEqual({ handled: 2, rated: 3, satisfied: 2, last_q4_rated: 2, last_q4_satisfied: 1 })
  expect((await caseFiguresFor(house.db, house.agencyId, 2020)).handled).toBe(1)
})

test('the predicates and the statement count the same, and every figure opens as many records', async () => {
  const house = await testHouse()
  await keep(house, ROWS)
  const rows = ROWS.map(({ channel, closed, rated }) => ({
    channel,
    closedAt: closed === null ? null : new Date(closed),
    ratedAt: rated ? new Date(rated) : null,
  }))
  for (const year of [2017, 2018, 2019, 2020]) {
    const figures = await caseFiguresFor(house.db, house.agencyId, year)
    expect(figures.handled).toBe(rows.filter((row) => isHandledIn(row, yearPeriod(year))).length)
    expect(figures.rated).toBe(rows.filter((row) => isRatedIn(row, yearPeriod(year))).length)
    expect(figures.last_q4_rated).toBe(rows.filter((row) => isRatedIn(row, lastQuarter(year - 1))).length)
    for (const figure of CASE_FIGURES)
      expect((await listCaseRecords(house.db, house.agencyId, year, figure, undefined)).records.length, `${year} ${figure}`).toBe(figures[figure])
  }
})

test('the records of a figure are read page after page without a gap, those of one moment too', async () => {
  const house = await testHouse()
  const many = CASES_A_PAGE * 2 + 7
  await keep(
    house,
    Array.from({ length: many }, (_, i): Row => ({ channel: 'web', closed: `2019-05-0${1 + (i % 3)}T10:00+08` })),
  )
  const numbers: string[] = []
  for (let after: string | undefined, pages = 0; pages < 10; pages++) {
    const { records, next } = await listCaseRecords(house.db, house.agencyId, 2019, 'handled', after)
    numbers.push(...records.map((one) => one.number))
    if (next === null) break
    after = next
  }
  expect([numbers.length, new Set(numbers).size]).toEqual([many, many])
})
