import type { PlainDate } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { loadCalendar, workingDaysBetween } from '../calendar/index.ts'
import { findColumn } from './columns.ts'
import { listPublished } from './public-store.ts'

export type Newest = {
  readonly number: string
  readonly title: string
  readonly publishedOn: PlainDate
  readonly column: string
  /** Working days from its forming to its publication; null where its column has a clock of its own. */
  readonly took: number | null
}

/** The last that was published, the newest first, with how long it took. */
export async function loadNewest(house: House, agencyId: number, most: number): Promise<readonly Newest[]> {
  const everything = { column: '', year: null, after: null }
  const [{ rows }, calendar] = await Promise.all([listPublished(house.db, agencyId, everything), loadCalendar(house.db)])
  return rows.slice(0, most).map(({ number, title, publishedOn, formedOn, column: code }) => {
    const column = findColumn(code)
    const took = (column?.rule ?? 'item') === 'item' ? workingDaysBetween(formedOn, publishedOn, calendar) : null
    return { number, title, publishedOn, column: column?.name ?? '', took }
  })
}
