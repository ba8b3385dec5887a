import { isRefusal } from '../src/kernel/refusal.ts'
import type { Viewer } from '../src/kernel/viewer.ts'
import { digestOf, enterFigures, findPublication, getDraft, keepSection, publishReport } from '../src/modules/annual-report/index.ts'
import { getAgency } from '../src/modules/organizations/index.ts'
import type { House } from '../src/platform/house.ts'

const YEAR = 2019
const PUBLISHED = '2020-01-20T10:00:00+08:00'

/** The figures of the agency's 2019 report that no ledger of the house holds yet. */
const FIGURES: Readonly<Record<string, number>> = {
  full_text_electronic_percent: 100,
  inquiries: 0,
  appeals: 0,
  'staff.full_time': 0,
  'staff.part_time': 1,
}

const PROBLEMS = `（一）存在的问题
样例：主动公开的内容以工作动态为主，居民最常问的办事内容还不够多；网站、公众号和公共查阅点的更新不同步。
（二）改进情况
样例：按季度核对各科室应公开的内容，统一由信息公开专员发布；把申请里问得多的内容整理后主动公开。`

export const isReportPublished = async (house: House, agencyId: number): Promise<boolean> => (await findPublication(house.db, agencyId, YEAR)) !== undefined

/** The figures of the reference year, a sample text for section five, and the report as published. Begun again, it goes on where it stopped. */
export async function seedReferenceReport(now: House, officer: Viewer): Promise<void> {
  const house = { ...now, now: () => new Date(PUBLISHED) }
  const entered = await enterFigures(house, officer, YEAR, {
    source: '2019 年度报告原件',
    values: Object.fromEntries(Object.entries(FIGURES).map(([key, value]) => [key, String(value)])),
  })
  if (typeof entered !== 'number') throw new Error(JSON.stringify(entered))
  await keepSection(house, officer, { year: YEAR, section: 'problems', body: PROBLEMS, version: 0 })
  const draft = await getDraft(house.db, await getAgency(house.db, officer.agencyId), YEAR)
  const published = await publishReport(house, officer, { year: YEAR, version: 0, seen: digestOf(draft), note: '' })
  if (isRefusal(published)) throw new Error(published.because)
}
