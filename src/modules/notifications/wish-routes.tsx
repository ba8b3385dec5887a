import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, see, textFields, type WebEnv } from '../../platform/web.ts'
import { publicFrame } from '../organizations/index.ts'
import { WishPage } from './pages/wish.tsx'
import { personOfLink } from './wish-link.ts'
import { findUnsubscribed, resubscribe, unsubscribe } from './wish-store.ts'

/** `/messages/wish/:token`: whether a person wants messages, by the link at the end of each. Opening it changes nothing. */
export function wishRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/wish/:token', async (c) => {
    const person = personOfLink(house, c.req.param('token'))
    const wanted = person === undefined ? undefined : !(await findUnsubscribed(house.db, [person])).has(person)
    return page(c, <WishPage {...(await publicFrame(house, c))} token={c.req.param('token')} wanted={wanted} />, person === undefined ? 404 : 200)
  })

  app.post('/wish/:token', async (c) => {
    const token = c.req.param('token')
    const person = personOfLink(house, token)
    if (person === undefined) return see(c, `/messages/wish/${token}`)
    const { wanted } = await textFields(c)
    await house.db.transaction().execute((tx) => (wanted === 'yes' ? resubscribe(tx, person) : unsubscribe(tx, person, house.now())))
    return see(c, `/messages/wish/${token}`)
  })
  return app
}
