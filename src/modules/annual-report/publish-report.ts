import { createHash } from 'node:crypto'
import { beijingDay, lastDay } from '../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { getAgency } from '../organizations/index.ts'
import { indexDocument } from '../search/index.ts'
import { type Draft, snapshotOf } from './publication.ts'
import { reportDocument } from './index-report.ts'
import { findPublication, getDraft, lockYear, savePublication } from './store.ts'

/** `seen` is the digest of the draft the person looked at, `version` the last version published then (0: none). */
export type PublishOrder = { readonly year: number; readonly version: number; readonly seen: string; readonly note: string }

/** The fingerprint of what would be published. */
export const digestOf = (draft: Draft): string =>
  createHash('sha256')
    .update(JSON.stringify(snapshotOf(draft)))
    .digest('hex')
    .slice(0, 16)

/**
 * Freezes the report of a year that is over and gives its version. Refused while an equation fails or a text is unfinished
 * (`does-not-balance`), when the ledgers or another publication got in between (`stale`), and for a correction without a reason.
 */
export async function publishReport(house: House, viewer: Viewer, order: PublishOrder): Promise<number | Refusal> {
  const at = house.now()
  if (beijingDay(at) <= lastDay(order.year)) return refuse('not-now', `${order.year} 年还没有结束，${order.year + 1} 年 1 月 1 日起可以发布`)
  if (order.version > 0 && order.note === '') return refuse('invalid', '更正发布要写明更正了什么、为什么')
  const agency = await getAgency(house.db, viewer.agencyId)
  const published = await house.db.transaction().execute(async (tx) => {
    await lockYear(tx, agency.id, order.year)
    const [draft, last] = [await getDraft(tx, agency, order.year), await findPublication(tx, agency.id, order.year)]
    if (draft.obstacles.length > 0)
      return refuse(
        'does-not-balance',
        `还有 ${draft.obstacles.length} 处问题，不能发布：${draft.obstacles.map(({ where, message }) => `${where}，${message}`).join('；')}`,
      )
    if ((last?.version ?? 0) !== order.version) return refuse('stale', '这份年报刚刚由别人发布过，请再看一遍')
    if (digestOf(draft) !== order.seen) return refuse('stale', '台账或文字在您打开之后有变动，请再看一遍再发布')
    const version = order.version + 1
    const snapshot = snapshotOf(draft)
    await savePublication(tx, agency.id, { year: order.year, version, snapshot, note: order.note, by: viewer.name, at })
    await indexDocument(tx, reportDocument(agency, order.year, snapshot, at))
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: version === 1 ? '发布年报' : '更正年报',
      subject: `annual-reports/${order.year}`,
      article: '条例第四十九条',
      ...(order.note ? { note: order.note } : {}),
    })
    return version
  })
  if (typeof published === 'number') await house.cache.drop('annual-report')
  return published
}
