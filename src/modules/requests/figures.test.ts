import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { staff } from './builders.ts'
import { DECISION_KEYS } from './decisions.ts'
import {
  channelFigures,
  LEDGER_ROWS,
  type LedgerRow,
  listFigureRecords,
  listRemedies,
  REMEDY_CELLS,
  remedyCellOf,
  remedyFigures,
  requestFigures,
} from './figures.ts'
import { APPLICANT_KINDS, CHANNELS } from './kinds.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { type Ending, REMEDY_RESULTS, REMEDY_ROUTES, type RemedyRoute } from './remedies/kinds.ts'
import { addRemedy, takeRemedyStepOn } from './remedies/take-remedy-step.ts'

/** Requests made by SQL: row n of `count` received on a day of three years, concluded later, or not at all. */
async function fill(db: Db, agencyId: number, count: number): Promise<void> {
  await sql`
    insert into requests.request (agency_id, number, submission_key, code_fingerprint, channel, submitted_at, arrived_on, confirmed_on, received_on,
      evidence, applicant_kind, applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way, stage, due_on,
      due_provisional, calendar_version, concluded_on, decision)
    select ${agencyId}::int, 'T-' || n, gen_random_uuid(), '', (${[...CHANNELS]}::text[])[1 + n % 5], now(), received, received, received, '样例',
      (${[...APPLICANT_KINDS]}::text[])[1 + n % 6], '', '样**', '', '样例申请 ' || n, 'paper', 'post',
      case when n % 10 = 0 then 'handling' else 'concluded' end, received + 28, false, '1',
      case when n % 10 = 0 then null else received + 5 + n % 40 end,
      case when n % 10 = 0 then null else (${DECISION_KEYS}::text[])[1 + n % ${DECISION_KEYS.length}] end
    from (select n, date '2023-12-01' + (n * 7919) % 425 as received from generate_series(1, ${count}::int) n) made`.execute(db)
  await sql`analyze requests.request`.execute(db)
}

const total = (row: Readonly<Record<string, number>>): number => Object.values(row).reduce((sum, n) => sum + n, 0)

test('one plus two is three plus four in every column, and the carry-over of a year is the next one’s', async () => {
  const house = await testHouse()
  await fill(house.db, house.agencyId, 3_000)
  const years = await Promise.all([2023, 2024, 2025].map((year) => requestFigures(house.db, house.agencyId, year)))
  for (const figures of years) {
    for (const kind of APPLICANT_KINDS) {
      const concluded = DECISION_KEYS.reduce((sum, key) => sum + figures[key][kind], 0)
      expect(figures.received[kind] + figures.carried_in[kind]).toBe(concluded + figures.carried_out[kind])
    }
  }
  expect(years[1]?.carried_in).toEqual(years[0]?.carried_out)
  expect(years[2]?.carried_in).toEqual(years[1]?.carried_out)
  expect(total(await channelFigures(house.db, house.agencyId, 2024))).toBe(total(years[1]?.received ?? {}))
  expect(total((await requestFigures(house.db, house.agencyId + 1, 2024)).received)).toBe(0)
})

test('behind every figure stand as many records as it says', async () => {
  const house = await testHouse()
  await fill(house.db, house.agencyId, 1_500)
  const figures = await requestFigures(house.db, house.agencyId, 2024)
  const count = async (rows: readonly LedgerRow[] | 'concluded', kinds = APPLICANT_KINDS as readonly (typeof APPLICANT_KINDS)[number][]) => {
    let all = 0
    for (let page = 1; ; page++) {
      const { records, more } = await listFigureRecords(house.db, house.agencyId, 2024, { rows, kinds }, page)
      all += records.length
      if (!more) return all
    }
  }
  for (const row of LEDGER_ROWS) {
    expect(await count([row]), row).toBe(total(figures[row]))
    expect(await count([row], ['business']), row).toBe(figures[row].business)
  }
  expect(await count('concluded')).toBe(DECISION_KEYS.reduce((sum, key) => sum + total(figures[key]), 0))
})

test('the figures of a year with 100,000 requests take less than a second', async () => {
  const house = await testHouse()
  await fill(house.db, house.agencyId, 120_000)
  const takes: number[] = []
  for (let time = 0; time < 3; time++) {
    const from = performance.now()
    const [figures] = await Promise.all([
      requestFigures(house.db, house.agencyId, 2024),
      remedyFigures(house.db, house.agencyId, 2024),
      channelFigures(house.db, house.agencyId, 2024),
    ])
    takes.push(performance.now() - from)
    expect(total(figures.received)).toBeGreaterThan(100_000)
  }
  // The quickest of three: other tests run on the same two cores meanwhile.
  expect(Math.min(...takes)).toBeLessThan(1_000)
})

async function remedies(house: TestHouse) {
  const officer = staff('information-officer', house.agencyId)
  const add = (route: 'reconsideration' | 'litigation_direct', filedOn: string) =>
    addRemedy(house, officer, { route, requestNumber: null, filedOn: plainDate(filedOn), note: '样例' })
  const close = (id: number, ending: Ending, on: string) =>
    takeRemedyStepOn(house, officer, id, undefined, { step: 'end', on: plainDate(on), ending, words: '' })
  return { close, first: await add('reconsideration', '2025-11-20'), second: await add('litigation_direct', '2026-03-01') }
}

test('a 复议 is pending in the year it was filed and counted by its result in the year it ended', async () => {
  const house = await testHouse('2026-11-24T09:00')
  const { close, first } = await remedies(house)
  if (isRefusal(first)) throw new Error(first.because)
  expect(await close(first.id, 'upheld', '2025-11-01')).toMatchObject({ refused: 'invalid' })
  expect(await close(first.id, 'upheld', '2026-01-15')).toBeUndefined()
  expect(await close(first.id, 'ended', '2026-02-15')).toMatchObject({ refused: 'not-now' })
  expect((await remedyFigures(house.db, house.agencyId, 2025)).reconsideration).toEqual({ upheld: 0, corrected: 0, other: 0, pending: 1 })
  const figures = await remedyFigures(house.db, house.agencyId, 2026)
  expect(figures.reconsideration).toEqual({ upheld: 1, corrected: 0, other: 0, pending: 0 })
  expect(figures.litigation_direct).toEqual({ upheld: 0, corrected: 0, other: 0, pending: 1 })
})

test('table four balances in every column and year, and what is pending at a year’s end stands in the next one’s', async () => {
  const house = await testHouse()
  await sql`
    insert into requests.remedy (agency_id, route, filed_on, closed_on, result, stage)
    select ${house.agencyId}::int, (${[...REMEDY_ROUTES]}::text[])[1 + n % 3], filed, case when n % 5 > 0 then filed + n % 700 end,
      case when n % 5 > 0 then (${[...REMEDY_RESULTS]}::text[])[1 + n / 3 % 3] end, case when n % 5 > 0 then 'closed' else 'awaiting' end
    from (select n, date '2022-11-01' + (n * 7919) % 900 as filed from generate_series(1, 2000) n) made`.execute(house.db)
  const filed = await sql<{ route: RemedyRoute; year: number; n: number }>`
    select route, extract(year from filed_on)::int as year, count(*) as n from requests.remedy group by 1, 2`.execute(house.db)
  for (let year = 2022; year <= 2027; year++) {
    const [before, figures, listed] = await Promise.all([
      remedyFigures(house.db, house.agencyId, year - 1),
      remedyFigures(house.db, house.agencyId, year),
      listRemedies(house.db, house.agencyId, year),
    ])
    for (const route of REMEDY_ROUTES) {
      const fresh = filed.rows.find((row) => row.route === route && row.year === year)?.n ?? 0
      expect(total(figures[route]), `${route} ${year}`).toBe(before[route].pending + fresh)
      for (const cell of REMEDY_CELLS) expect(listed.filter((one) => one.route === route && remedyCellOf(one, year) === cell).length).toBe(figures[route][cell])
    }
  }
})
