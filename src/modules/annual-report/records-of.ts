import { type PlainDate, yearOf } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { CASE_FIGURES, caseFiguresFor, type CaseRecord, listCaseRecords } from '../cases/index.ts'
import {
  type DisclosedItem,
  disclosureFigures,
  listDisclosed,
  listNormsBehind,
  listProcuredIn,
  type NormRecord,
  type ProcuredProject,
} from '../disclosure/index.ts'
import { type FigureRecord, type ListedFee, listFees, listFigureRecords, listRemedies, type Remedy, remedyCellOf } from '../requests/index.ts'
import { findEntryField } from './entries.ts'
import { type FigureSource, findFigureSource } from './figure-source.ts'
import { percentOf } from './report.ts'
import { type Entry, findEntries, listEntries } from './store.ts'

/** What stands behind one number. */
export type Records =
  | { readonly kind: 'requests'; readonly records: readonly FigureRecord[]; readonly more: boolean; readonly page: number }
  | { readonly kind: 'remedies'; readonly remedies: readonly Remedy[] }
  | { readonly kind: 'cases'; readonly records: readonly CaseRecord[]; readonly after: string | undefined; readonly next: string | null }
  | { readonly kind: 'disclosure'; readonly items: readonly DisclosedItem[] }
  | { readonly kind: 'procurement'; readonly projects: readonly ProcuredProject[] }
  | { readonly kind: 'fees'; readonly fees: readonly ListedFee[] }
  | { readonly kind: 'norms'; readonly norms: readonly NormRecord[] }
  | { readonly kind: 'entry'; readonly entries: readonly Entry[]; readonly unit: string }
  | { readonly kind: 'share'; readonly part: Side; readonly whole: Side; readonly percent: string }
export type Side = { readonly label: string; readonly value: number; readonly figure: string }

/** Where a list of records goes on: requests by the number of a page, cases after the number of a case. */
export type Place = { readonly page: number; readonly after: string | undefined }

const yearIs = (day: PlainDate | null, year: number): boolean => day !== null && yearOf(day) === year

/** The records behind a figure as the ledgers stand now. */
export async function recordsOf(db: Db, agencyId: number, year: number, source: FigureSource, { page, after }: Place): Promise<Records> {
  if (source.kind === 'requests') return { kind: 'requests', page, ...(await listFigureRecords(db, agencyId, year, source.of, page)) }
  if (source.kind === 'cases') return { kind: 'cases', after, ...(await listCaseRecords(db, agencyId, year, source.figure, after)) }
  if (source.kind === 'disclosure') return { kind: 'disclosure', items: await listDisclosed(db, agencyId, year, source.category) }
  if (source.kind === 'procurement') return { kind: 'procurement', projects: await listProcuredIn(db, agencyId, year) }
  if (source.kind === 'fees') {
    const all = await listFees(db, agencyId, year)
    return { kind: 'fees', fees: all.filter(({ paidOn, waivedOn }) => yearIs(source.ended === 'paid' ? paidOn : waivedOn, year)) }
  }
  if (source.kind === 'norms') return { kind: 'norms', norms: await listNormsBehind(db, agencyId, year, source.figure) }
  if (source.kind === 'remedies') {
    const all = await listRemedies(db, agencyId, year)
    return { kind: 'remedies', remedies: all.filter((one) => source.routes.includes(one.route) && source.cells.includes(remedyCellOf(one, year))) }
  }
  if (source.kind === 'entry')
    return { kind: 'entry', unit: findEntryField(year, source.key)?.unit ?? '', entries: await listEntries(db, agencyId, year, source.key) }
  const [entries, cases, disclosure] = await Promise.all([
    findEntries(db, agencyId, year),
    caseFiguresFor(db, agencyId, year),
    disclosureFigures(db, agencyId, year),
  ])
  const values = new Map<string, number>([
    ...[...entries].map(([key, value]) => [`entries.${key}`, value] as const),
    ['disclosure.items', disclosure.items] as const,
    ...Object.entries(disclosure.byCategory).map(([key, value]) => [`disclosure.${key}`, value] as const),
    ...CASE_FIGURES.map((key) => [`cases.${key}`, cases[key]] as const),
  ])
  const side = (figure: string): Side => ({ figure, label: findFigureSource(year, figure)?.label ?? figure, value: values.get(figure) ?? 0 })
  const [part, whole] = [side(source.part), side(source.whole)]
  return { kind: 'share', part, whole, percent: `${percentOf(part.value, whole.value, 2)}%` }
}
