import { type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { leaveTrace } from '../audit/index.ts'
import { findEntryField, readEntry } from './entries.ts'
import { findEntries, saveEntries } from './store.ts'

/** What the form of yearly figures brings: numbers as typed, and one source for those that changed. */
export type TypedFigures = { readonly values: Readonly<Record<string, string>>; readonly source: string }

/**
 * Enters the figures that differ from what stands, each with the source; what was entered before stays. Gives how many changed.
 * Refused with a sentence a field when one is no number of its kind, or when figures change and no source is given.
 */
export async function enterFigures(
  house: House,
  viewer: Viewer,
  year: number,
  typed: TypedFigures,
): Promise<number | { readonly errors: Readonly<Record<string, string>> } | Refusal<'invalid'>> {
  const known = await findEntries(house.db, viewer.agencyId, year)
  const errors: Record<string, string> = {}
  const changed: { key: string; label: string; value: number }[] = []
  for (const [key, text] of Object.entries(typed.values)) {
    const field = findEntryField(year, key)
    if (!field) return refuse('invalid', `${year} 年的年报没有“${key.replace(/^custom\./, '')}”这一项；自定的数字用 2 到 16 个汉字命名`)
    if (text === '') {
      if (known.has(key)) errors[key] = `${field.label}已经填报过，不能改成空白；没有的填 0`
      continue
    }
    const value = readEntry(field, text)
    if (typeof value === 'string') errors[key] = value
    else if (known.get(key) !== value) changed.push({ key, label: field.label, value })
  }
  if (changed.length > 0 && typed.source === '') errors['source'] = '写明数字的来源，例如“财务科 2026 年 1 月 6 日送来的统计表”'
  if (Object.keys(errors).length > 0) return { errors }
  const at = house.now()
  await house.db.transaction().execute(async (tx) => {
    await saveEntries(
      tx,
      changed.map(({ key, value }) => ({ agencyId: viewer.agencyId, year, key, value, source: typed.source, by: viewer.name, at })),
    )
    if (changed.length > 0)
      await leaveTrace(tx, {
        at,
        by: viewer,
        act: '填报年度数字',
        subject: `annual-reports/${year}`,
        article: '条例第五十条',
        note: changed.map(({ label, value }) => `${label} ${value}`).join('；'),
      })
  })
  await house.cache.drop('annual-report')
  return changed.length
}
