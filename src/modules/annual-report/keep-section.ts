import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { editionOf } from './form.ts'
import { type Section, sectionTitle } from './narrative.ts'
import { findTexts, saveText } from './store.ts'

const MOST_CHARACTERS = 20_000 // office setting

/** Keeps the next draft of a section. `version` is the draft the writer saw; an older form is refused as stale. */
export async function keepSection(
  house: House,
  viewer: Viewer,
  order: { year: number; section: Section; body: string; version: number },
): Promise<Refusal<'stale' | 'limit'> | undefined> {
  if (order.body.length > MOST_CHARACTERS) return refuse('limit', `这一节最多 ${MOST_CHARACTERS} 个字，现在有 ${order.body.length} 个`)
  const at = house.now()
  const refused = await house.db.transaction().execute(async (tx) => {
    const last = (await findTexts(tx, viewer.agencyId, order.year))[order.section]?.version ?? 0
    const next = { section: order.section, version: order.version + 1, body: order.body, by: viewer.name, at }
    if (last !== order.version || !(await saveText(tx, viewer.agencyId, order.year, next)))
      return refuse('stale', '这一节在您打开之后有人改过。您写的还在下面，请对照最新一稿再保存')
    await leaveTrace(tx, {
      at,
      by: viewer,
      act: '撰写年报',
      subject: `annual-reports/${order.year}`,
      article: '条例第五十条',
      note: sectionTitle(order.section, editionOf(order.year)),
    })
    return undefined
  })
  await house.cache.drop('annual-report')
  return refused
}
