import type { House } from '../../platform/house.ts'
import { loadCalendar } from '../calendar/index.ts'
import { shownPhotos } from './case-photos.ts'
import { loadNames } from './naming.ts'
import type { CaseView } from './pages/case-body.tsx'
import { publicCaseOf } from './public-record.ts'
import type { PublicSource } from './store.ts'

/** Everything the public page of a case is drawn from; undefined when there is nothing to be seen. */
export async function viewOfCase(house: House, one: PublicSource): Promise<CaseView | undefined> {
  const [calendar, names] = await Promise.all([loadCalendar(house.db), loadNames(house.db, one.agencyId)])
  const record = publicCaseOf(one, calendar)
  if (!record) return undefined
  const photos = one.row.shown === 'full' && one.row.photos > 0 ? await shownPhotos(house, one.number) : []
  return { record, names, photos, now: house.now(), coReports: one.coReports }
}
