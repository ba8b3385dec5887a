import type { House } from '../../platform/house.ts'
import type { Web } from '../../platform/web.ts'
import { readLook } from '../../ui/look.ts'
import { type Agency, getHomeAgency } from './store.ts'

/** What every public page is drawn in; also before the middleware that reads the look has run. */
export async function publicFrame(house: House, c: Web) {
  const site: Agency = await getHomeAgency(house.db)
  return { site, look: c.get('look') ?? readLook(undefined), path: c.req.path }
}
