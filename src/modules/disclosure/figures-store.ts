import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { COLUMNS, type CountedAs } from './columns.ts'
import { listProcured, type Procured, type ProcurementSum, sumProcured } from './directory/procurement-store.ts'
import './tables.ts'

/** What the yearly report says of disclosure (its section 一（三）1): items first published in the year, and under which category. */
export type DisclosureFigures = {
  readonly items: number
  readonly byCategory: Readonly<Record<CountedAs, number>>
  /** 政府集中采购 awarded in the year (table two of the form of 2019). */
  readonly procurement: ProcurementSum
}
export type DisclosedItem = { readonly number: string; readonly title: string; readonly publishedOn: PlainDate }

const columnsOf = (category: CountedAs | null): string[] => COLUMNS.filter(({ counted }) => category === null || counted === category).map(({ code }) => code)
const inYear = (year: number) => sql<boolean>`first_published_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`

/** The figures of an agency's year; what was taken down later was published all the same. */
export async function disclosureFigures(db: Db, agencyId: number, year: number): Promise<DisclosureFigures> {
  const procurement = await sumProcured(db, agencyId, { year, method: '', central: true, after: null })
  const rows = await db
    .selectFrom('disclosure.item')
    .where('agency_id', '=', agencyId)
    .where('first_published_on', 'is not', null)
    .where(inYear(year))
    .select(['column_code as column', sql<number>`count(*)::int`.as('n')])
    .groupBy('column_code')
    .execute()
  const byCategory: Record<CountedAs, number> = { regulations: 0, plans: 0, activities: 0, duties: 0 }
  for (const { column, n } of rows) byCategory[COLUMNS.find(({ code }) => code === column)?.counted ?? 'activities'] += n
  return { items: rows.reduce((sum, { n }) => sum + n, 0), byCategory, procurement }
}

const MOST_LISTED = 500
/** The items behind a figure: of the whole year, or of one category. */
export const listDisclosed = (db: Db, agencyId: number, year: number, category: CountedAs | null): Promise<DisclosedItem[]> =>
  db
    .selectFrom('disclosure.item')
    .where('agency_id', '=', agencyId)
    .where('first_published_on', 'is not', null)
    .where(inYear(year))
    .where('column_code', 'in', columnsOf(category))
    .select(['number', 'title', 'first_published_on as publishedOn'])
    .orderBy('first_published_on')
    .orderBy('id')
    .limit(MOST_LISTED)
    .$narrowType<{ publishedOn: PlainDate }>()
    .execute()

/** A project behind the figures of 政府集中采购. */
export type ProcuredProject = {
  readonly id: number
  readonly project: string
  readonly supplier: string
  readonly awardedOn: PlainDate
  readonly amountFen: number
}
const projectOf = ({ id, content, awardedOn, amountFen }: Procured): ProcuredProject => ({
  id,
  project: content['project'] ?? '',
  supplier: content['supplier'] ?? '',
  awardedOn,
  amountFen,
})
/** Every project of a year's 政府集中采购, the last awarded first. */
export async function listProcuredIn(db: Db, agencyId: number, year: number): Promise<ProcuredProject[]> {
  const found: Procured[] = []
  let after: Parameters<typeof listProcured>[2]['after'] = null
  do {
    const { rows, next } = await listProcured(db, agencyId, { year, method: '', central: true, after })
    found.push(...rows)
    after = found.length < MOST_LISTED ? next : null
  } while (after)
  return found.map(projectOf)
}
