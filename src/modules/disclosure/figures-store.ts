import { sql } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { COLUMNS, type CountedAs } from './columns.ts'
import './tables.ts'

/** What the yearly report says of disclosure (its section 一（三）1): items first published in the year, and under which category. */
export type DisclosureFigures = { readonly items: number; readonly byCategory: Readonly<Record<CountedAs, number>> }
export type DisclosedItem = { readonly number: string; readonly title: string; readonly publishedOn: PlainDate }

const columnsOf = (category: CountedAs | null): string[] => COLUMNS.filter(({ counted }) => category === null || counted === category).map(({ code }) => code)
const inYear = (year: number) => sql<boolean>`first_published_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`

/** The figures of an agency's year; what was taken down later was published all the same. */
export async function disclosureFigures(db: Db, agencyId: number, year: number): Promise<DisclosureFigures> {
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
  return { items: rows.reduce((sum, { n }) => sum + n, 0), byCategory }
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
