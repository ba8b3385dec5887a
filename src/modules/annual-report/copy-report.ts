import { isDeepStrictEqual } from 'node:util'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { getAgency } from '../organizations/index.ts'
import { indexDocument } from '../search/index.ts'
import { reportDocument } from './index-report.ts'
import type { Snapshot } from './publication.ts'
import { findPublication, lockYear, savePublication } from './store.ts'
import type { ToldReport } from './told-report.ts'

type Source = { readonly agencyId: number; readonly origin: string; readonly name: string }
const HOUSE_NAME = '同步'

/** Takes over a version of a report that another platform has published, once; what this office has published itself is not run over. */
export async function copyReport(house: House, { agencyId, origin, name }: Source, told: ToldReport): Promise<'new' | 'same' | Refusal> {
  const { year, version, note, report, sections } = told
  const [now, at] = [house.now(), new Date(told.published_at)]
  if (report.year !== year) return refuse('invalid', '年度前后不一致')
  if (at > now) return refuse('invalid', '来源说的发布时间还没有到')
  const source = { name, url: `${origin}/annual-reports/${year}` }
  const snapshot: Snapshot = { report, sections, carriedOut: [], source }
  return await house.db.transaction().execute(async (tx) => {
    await lockYear(tx, agencyId, year)
    const last = await findPublication(tx, agencyId, year)
    if (last && last.snapshot.source?.url !== source.url) return refuse('duplicate', `${year} 年度报告本机已经发布`)
    const known = await findPublication(tx, agencyId, year, version)
    // What is published does not change: a source that says other things of the same version is told of.
    if (known) return isDeepStrictEqual(known.snapshot.report, report) ? 'same' : refuse('duplicate', `${year} 年度报告第 ${version} 版与以前取入的不一样`)
    await savePublication(tx, agencyId, { year, version, snapshot, note, by: HOUSE_NAME, at })
    if (!last || version > last.version) await indexDocument(tx, reportDocument(await getAgency(tx, agencyId), year, snapshot, at))
    await leaveTrace(tx, { at: now, by: 'system', act: '取入年度报告', subject: `annual-reports/${year}`, note: `来源平台 ${origin}，第 ${version} 版` })
    return 'new'
  })
}
