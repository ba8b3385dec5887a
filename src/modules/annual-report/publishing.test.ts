import { expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../../tests/support/house.ts'
import { plainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { aSubmission, staff } from '../requests/builders.ts'
import { addRemedy, registerRequest } from '../requests/index.ts'
import { checkReport } from './check/index.ts'
import { documentOf, ENDINGS } from './documents/index.ts'
import { enterFigures } from './enter-figures.ts'
import { keepSection } from './keep-section.ts'
import { differencesOf, snapshotOf } from './publication.ts'
import { digestOf, publishReport } from './publish-report.ts'
import { findPublication, getDraft } from './store.ts'

const agencyOf = (house: TestHouse) => ({ id: house.agencyId, name: '样例区全响应服务中心' })
const draftIn = (house: TestHouse, year: number) => getDraft(house.db, agencyOf(house), year)

async function register(house: TestHouse, day: string): Promise<string> {
  const receipt = await registerRequest(house, staff('information-officer', house.agencyId), aSubmission(), {
    channel: 'in_person',
    arrivedOn: plainDate(day),
    confirmedOn: null,
    evidence: '样例',
  })
  if (isRefusal(receipt)) throw new Error(receipt.because)
  return receipt.number
}

/** Texts without prompts, so that only what a test is about can keep the report back. */
async function write(house: TestHouse, year: number): Promise<void> {
  const officer = staff('information-officer', house.agencyId)
  for (const section of ['overview', 'problems'] as const) {
    expect(
      await keepSection(house, officer, { year, section, body: '样例：新收 {新收申请} 件，行政许可 {行政许可本年处理决定数量} 件。', version: 0 }),
    ).toBeUndefined()
  }
}

async function publish(house: TestHouse, year: number, note = '') {
  const version = (await findPublication(house.db, house.agencyId, year))?.version ?? 0
  return await publishReport(house, staff('signer', house.agencyId), { year, version, seen: digestOf(await draftIn(house, year)), note })
}

test('a report is published once its year is over and its texts are written, and is frozen from then on', async () => {
  const house = await testHouse('2024-12-20T09:00')
  await register(house, '2024-12-19')
  await write(house, 2024)
  expect(await publish(house, 2024)).toMatchObject({ refused: 'not-now' })
  house.setNow('2025-01-06T09:00')
  expect(await publish(house, 2024)).toBe(1)
  await register(house, '2024-12-31')
  const published = await findPublication(house.db, house.agencyId, 2024)
  expect(published?.snapshot.report.tables.requests.rows[0]?.values.at(-1)).toBe(1)
  const differences = published && differencesOf(published.snapshot, snapshotOf(await draftIn(house, 2024)))
  expect(differences?.filter((one) => one.figure === 'requests.received.total')).toEqual([
    { where: '一、本年新收政府信息公开申请数量，总计', published: '1', now: '2', figure: 'requests.received.total' },
  ])
})

test('a report that does not follow on the published one of the year before is refused, names the requests, and passes after a correction', async () => {
  const house = await testHouse('2025-01-06T09:00')
  const first = await register(house, '2024-12-19')
  await write(house, 2024)
  await publish(house, 2024)
  const late = await register(house, '2024-12-31')
  house.setNow('2026-01-05T09:00')
  await write(house, 2025)
  const refused = await publish(house, 2025)
  expect(refused).toMatchObject({ refused: 'does-not-balance', because: expect.stringContaining('E5　自然人') })
  const [obstacle] = (await draftIn(house, 2025)).obstacles
  expect(obstacle?.requests).toEqual([late])
  expect(obstacle?.requests).not.toContain(first)
  expect(await publish(house, 2024)).toMatchObject({ refused: 'invalid' })
  expect(await publish(house, 2024, '补登一件 12 月 31 日收到的申请')).toBe(2)
  expect(await publish(house, 2025)).toBe(1)
})

test('prompts, numbers typed by hand and names that are no field keep a report back', async () => {
  const house = await testHouse('2025-01-06T09:00')
  expect((await draftIn(house, 2024)).obstacles.map((one) => one.section)).toEqual(['overview', 'problems'])
  await write(house, 2024)
  await keepSection(house, staff('information-officer', house.agencyId), {
    year: 2024,
    section: 'problems',
    body: '培训 3 次，参加 {培训人次} 人次。',
    version: 1,
  })
  const kept = (await draftIn(house, 2024)).obstacles.map((one) => one.message)
  expect(kept).toEqual(['没有叫“培训人次”的数字，可以从右边的清单里选', expect.stringContaining('“3 次”是手写的数字')])
  expect(await publish(house, 2024)).toMatchObject({ refused: 'does-not-balance' })
  const officer = staff('information-officer', house.agencyId)
  await enterFigures(house, officer, 2024, { source: '培训签到表', values: { 'custom.培训场次': '3', 'custom.培训人次': '40' } })
  await keepSection(house, officer, { year: 2024, section: 'problems', body: '培训 {培训场次} 次，参加 {培训人次} 人次。', version: 2 })
  expect(await publish(house, 2024)).toBe(1)
})

test('what changed under the reader, and an older form, are refused as stale', async () => {
  const house = await testHouse('2025-01-06T09:00')
  await write(house, 2024)
  const seen = digestOf(await draftIn(house, 2024))
  await register(house, '2024-12-31')
  const signer = staff('signer', house.agencyId)
  expect(await publishReport(house, signer, { year: 2024, version: 0, seen, note: '' })).toMatchObject({ refused: 'stale' })
  const now = digestOf(await draftIn(house, 2024))
  const both = await Promise.all([1, 2].map(() => publishReport(house, signer, { year: 2024, version: 0, seen: now, note: '' })))
  expect(both.filter((one) => one === 1)).toHaveLength(1)
  expect(both.filter((one) => isRefusal(one) && one.refused === 'stale')).toHaveLength(1)
  expect(await keepSection(house, signer, { year: 2024, section: 'problems', body: '晚了', version: 0 })).toMatchObject({ refused: 'stale' })
})

test('yearly figures need a source, keep what was entered before, and refuse what is no number of their kind', async () => {
  const house = await testHouse('2025-01-06T09:00')
  const officer = staff('information-officer', house.agencyId)
  const enter = (values: Record<string, string>, source = '统计表') => enterFigures(house, officer, 2024, { source, values })
  expect(await enter({ 'permits.1': '12' }, '')).toMatchObject({ errors: { source: expect.stringContaining('来源') } })
  expect(await enter({ 'permits.1': '1.5', 'penalties.1': '-1', full_text_electronic_percent: '101', 'charges.1': '一万' })).toMatchObject({
    errors: {
      'permits.1': expect.stringContaining('整数'),
      'penalties.1': expect.stringContaining('负数'),
      full_text_electronic_percent: expect.stringContaining('100%'),
      'charges.1': expect.stringContaining('填数字'),
    },
  })
  expect(await enter({ nothing: '1' })).toMatchObject({ refused: 'invalid' })
  expect(await enter({ 'permits.1': '1,234', 'charges.1': '0.5' })).toBe(2)
  expect(await enter({ 'permits.1': '1,234', 'charges.1': '' })).toMatchObject({ errors: { 'charges.1': expect.stringContaining('填 0') } })
  expect(await enter({ 'permits.1': '1235' })).toBe(1)
  expect((await draftIn(house, 2024)).report.tables.proactive[2]?.values).toEqual([1235])
})

test('the agency’s own Word, PDF and Excel files carry the tables, and the check finds nothing wrong in them', async () => {
  const house = await testHouse('2025-01-06T09:00')
  for (const day of ['2024-03-04', '2024-06-03', '2024-12-31']) await register(house, day)
  await addRemedy(house, staff('information-officer', house.agencyId), {
    route: 'reconsideration',
    requestNumber: null,
    filedOn: plainDate('2024-05-06'),
    note: '',
  })
  const snapshot = snapshotOf(await draftIn(house, 2024))
  for (const ending of ENDINGS) {
    const { name, bytes } = await documentOf(ending, snapshot, { signedOn: plainDate('2025-01-06'), ownFonts: undefined })
    expect(bytes.length, name).toBeGreaterThan(5_000)
    if (ending === 'xlsx') continue
    const result = await checkReport({ name, bytes })
    expect(isRefusal(result) ? result : result.findings.filter((one) => one.severity === 'error' || one.rule === 'recover'), ending).toEqual([])
    expect(result, ending).toMatchObject({ year: 2024, edition: 'B', agency: '样例区全响应服务中心' })
  }
})
