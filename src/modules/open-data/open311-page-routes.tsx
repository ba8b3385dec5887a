import { Hono } from 'hono'
import { beijingDay } from '../../kernel/plain-date.ts'
import type { House } from '../../platform/house.ts'
import { page, type WebEnv } from '../../platform/web.ts'
import { listServiceRequests } from '../cases/index.ts'
import { listStreets, publicFrame } from '../organizations/index.ts'
import { standardInForce } from '../standards/index.ts'
import { readFilter } from './open311/read-filter.ts'
import { servicesOf } from './open311/services.ts'
import { isFaults } from './open311/fault.ts'
import { Open311Page } from './pages/open311.tsx'

/** `/open311`: the interface explained, with calls that can be tried as they stand. */
export function open311PageRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const [standard, streets, number] = await Promise.all([
      standardInForce(house.db, beijingDay(house.now())),
      listStreets(house.db, frame.site.id),
      newest(house, frame.site.id),
    ])
    const sample = { number, street: streets[0]?.code ?? '110102001' }
    return page(c, <Open311Page {...frame} services={servicesOf(standard)} sample={sample} mail={frame.site.email} origin={house.config.origin} />)
  })
  return app
}

async function newest(house: House, agencyId: number): Promise<string> {
  const filter = readFilter({ page_size: '1' }, house.now())
  if (isFaults(filter)) throw new Error('a page of one is a good question')
  const { json } = await listServiceRequests(house.db, agencyId, house.config.origin, filter)
  const [one]: readonly { service_request_id: string }[] = JSON.parse(json)
  return one?.service_request_id ?? 'XC20261124-0001'
}
