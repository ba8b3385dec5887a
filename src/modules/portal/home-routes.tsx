import { Hono } from 'hono'
import { cachedPage } from '../../platform/cached.ts'
import type { House } from '../../platform/house.ts'
import type { WebEnv } from '../../platform/web.ts'
import { findCover } from '../annual-report/index.ts'
import { countPublic, loadDistrict } from '../cases/index.ts'
import { loadNewest, PUBLISHED_TOPIC } from '../disclosure/index.ts'
import { loadToday } from '../indicators/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { HomePage } from './home-page.tsx'

const KEPT_MS = 15_000
const NEWEST = 6

/** `/`: what can be done here, how the cases stand, and what was published last. */
export function homeRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const { id } = frame.site
    const [cover, cases, today, newest, district] = await Promise.all([
      findCover(house.db, id),
      countPublic(house.db, id, house.now()),
      loadToday(house, id),
      loadNewest(house, id, NEWEST),
      loadDistrict(house, id),
    ])
    const told = { cover, cases, today, newest, district, now: house.now() }
    return cachedPage(house, c, <HomePage {...frame} {...told} />, { topics: ['annual-report', PUBLISHED_TOPIC], forMs: KEPT_MS })
  })
  return app
}
