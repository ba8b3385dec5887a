import { beijingDay, beijingMidnight } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { listPublications } from '../../annual-report/index.ts'
import { lastMoved } from '../../cases/index.ts'
import { lastChangedAt } from '../../disclosure/index.ts'
import { standardInForce } from '../../standards/index.ts'
import { datasetsOf } from './datasets.ts'
import type { Kept } from './dcat.ts'

/** The datasets as they stand now, each with the moment of its last change where that is known. */
export async function loadCatalogue(house: House, agencyId: number): Promise<readonly Kept[]> {
  const now = house.now()
  const [items, cases, standard, reports] = await Promise.all([
    lastChangedAt(house.db, agencyId),
    lastMoved(house.db, agencyId, now),
    standardInForce(house.db, beijingDay(now)),
    listPublications(house.db, agencyId),
  ])
  const changes: Readonly<Record<string, Date | undefined>> = {
    items,
    catalogue: items,
    cases,
    'case-figures': cases,
    standards: standard && beijingMidnight(standard.effectiveFrom),
    'annual-reports': reports.map(({ at }) => at).toSorted((a, b) => b.getTime() - a.getTime())[0],
  }
  const datasets = datasetsOf({ years: [...new Set(reports.map(({ year }) => year))], standard: standard?.version ?? null })
  return datasets.map((dataset) => ({ dataset, changedAt: changes[dataset.key] ?? null }))
}
