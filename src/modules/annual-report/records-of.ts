import type { Db } from '../../platform/database.ts'
import { listFigureRecords, listRemedies, remedyCellOf } from '../requests/index.ts'
import { findEntryField } from './entries.ts'
import { type FigureSource, findFigureSource } from './figure-source.ts'
import type { Records, Side } from './pages/records.tsx'
import { percentOf } from './report.ts'
import { findEntries, listEntries } from './store.ts'

/** The records behind a figure as the ledgers stand now. */
export async function recordsOf(db: Db, agencyId: number, year: number, source: FigureSource, page: number): Promise<Records> {
  if (source.kind === 'requests') return { kind: 'requests', page, ...(await listFigureRecords(db, agencyId, year, source.of, page)) }
  if (source.kind === 'remedies') {
    const all = await listRemedies(db, agencyId, year)
    return { kind: 'remedies', remedies: all.filter((one) => source.routes.includes(one.route) && source.cells.includes(remedyCellOf(one, year))) }
  }
  if (source.kind === 'entry') return { kind: 'entry', unit: findEntryField(year, source.key)?.unit ?? '', entries: await listEntries(db, agencyId, year, source.key) }
  const entries = await findEntries(db, agencyId, year)
  const side = (figure: string): Side => ({ figure, label: findFigureSource(year, figure)?.label ?? figure, value: entries.get(figure.replace(/^entries\./, '')) ?? 0 })
  const [part, whole] = [side(source.part), side(source.whole)]
  return { kind: 'share', part, whole, percent: `${percentOf(part.value, whole.value, 2)}%` }
}
