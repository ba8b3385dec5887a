import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { APPLICANT_KINDS, DECISION_KEYS } from '../requests/index.ts'
import { failuresOf } from './equations.ts'
import { requestRows } from './form.ts'
import { getDraft } from './store.ts'

const LABEL = '测试'

/** One concluded request of each kind and decision in the year, and one of each kind carried over. */
async function fillYear(house: Awaited<ReturnType<typeof testHouse>>, year: number): Promise<void> {
  await sql`
    insert into requests.request (agency_id, number, submission_key, code_fingerprint, channel, submitted_at, arrived_on, received_on, evidence,
      applicant_kind, applicant_sealed, applicant_masked, applicant_fingerprint, subject, format, delivery_way, stage, due_provisional, calendar_version, concluded_on, decision)
    select ${house.agencyId}::int, ${`T${year}-`} || kind || coalesce(decision, ''), gen_random_uuid(), '', 'online', now(), ${`${year}-11-02`}::date, ${`${year}-11-02`}::date, '',
      kind, '', '', '', ${LABEL}, 'paper', 'post', case when decision is null then 'handling' else 'concluded' end, false, '1',
      case when decision is null then null else ${`${year}-12-01`}::date end, decision
    from unnest(${[...APPLICANT_KINDS]}::text[]) as kind, unnest(${[...DECISION_KEYS, null]}::text[]) as decision`.execute(house.db)
}

for (const year of [2019, 2020, 2021, 2024]) {
  test(`every kind and decision of ${year} is read back in its own cell, and carries over to the next year`, async () => {
    const house = await testHouse()
    const agency = { id: house.agencyId, name: '样例区全响应服务中心' }
    await fillYear(house, year)
    const report = (await getDraft(house.db, agency, year)).report
    const row = (key: string) => report.tables.requests.rows.find((one) => one.key === key)?.values
    const all = DECISION_KEYS.length
    expect(row('received')).toEqual([...APPLICANT_KINDS.map(() => all + 1), 6 * (all + 1)])
    expect(row('concluded')).toEqual([...APPLICANT_KINDS.map(() => all), 6 * all])
    expect(row('carried_out')).toEqual([1, 1, 1, 1, 1, 1, 6])
    for (const { key, decisions } of requestRows(report.edition)) {
      if (decisions && key !== 'concluded') expect(row(key), key).toEqual([...APPLICANT_KINDS.map(() => decisions.length), 6 * decisions.length])
    }
    expect(failuresOf(report, null)).toEqual([])
    const next = (await getDraft(house.db, agency, year + 1)).report
    expect(failuresOf(next, { closing: row('carried_out') ?? [], differing: [], entries: new Map(), normsInForce: undefined })).toEqual([])
    expect(next.tables.requests.rows[1]?.values).toEqual(row('carried_out'))
  })
}

test('a tampered cell breaks its equations, and the finding names the column', async () => {
  const house = await testHouse()
  await fillYear(house, 2022)
  const report = (await getDraft(house.db, { id: house.agencyId, name: '样例' }, 2022)).report
  const rows = report.tables.requests.rows.map((row) =>
    row.key === 'granted' ? { ...row, values: row.values.map((value, i) => (i === 1 ? value + 1 : value)) } : row,
  )
  const broken = { ...report, tables: { ...report.tables, requests: { ...report.tables.requests, rows } } }
  expect(failuresOf(broken, null).map((one) => [one.rule, one.where])).toEqual([
    ['E2', '商业企业'],
    ['E3', '三（一）予以公开'],
  ])
})
