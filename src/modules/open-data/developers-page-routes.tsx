import { Hono } from 'hono'
import { beijingDay, addDays } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { page, type WebEnv } from '../../platform/web.ts'
import { changesSince } from '../disclosure/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { DevelopersPage } from './pages/developers.tsx'

/** `/developers`: the interfaces for other systems, with calls that can be tried as they stand. */
export function developersPageRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const { origin } = new URL(c.req.url)
    const { items } = await changesSince(house.db, { agencyId: frame.site.id, since: 0, column: '', limit: 1, origin })
    const yesterday = addDays(beijingDay(house.now()), -1)
    return page(c, <DevelopersPage {...frame} origin={origin} mail={frame.site.email} yesterday={yesterday} number={items[0]?.number ?? '2019-00001'} />)
  })
  return app
}
