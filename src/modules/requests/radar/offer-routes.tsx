import { Hono } from 'hono'
import type { House } from '../../../platform/house.ts'
import { PAGE, see, textFields, type WebEnv } from '../../../platform/web.ts'
import { getHomeAgency } from '../../organizations/index.ts'
import { offersFor } from '../answers/offers.ts'
import { Found } from '../answers/pages/offers.tsx'
import { countOffered } from './offered.ts'
import { isOffered, mattersIn, mattersOf } from './offered-paths.ts'

const SHORTEST_ASKED_FOR = 4

/** `/requests/offers`: what is public already and fits the words of somebody who is typing. Asked by POST, for words may name a person and addresses are kept. */
export function offerRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.post('/offers', async (c) => {
    const { q = '', seen: told = '' } = await textFields(c)
    const agency = await getHomeAgency(house.db)
    const offers = [...q].length < SHORTEST_ASKED_FOR ? null : await offersFor(house, agency.id, q)
    const matters = offers ? mattersOf(offers) : []
    const seen = mattersIn(told)
    await countOffered(
      house,
      agency.id,
      'shown',
      matters.filter((one) => !seen.includes(one)),
      seen.length === 0,
    )
    const count = offers ? offers.items.length + offers.answers.length : 0
    const body = { count, matters, html: offers && count > 0 ? (<Found offers={offers} beside />).markup : '' }
    return c.body(JSON.stringify(body), 200, { ...PAGE, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' })
  })

  // A link, so that it is counted without a script as well; it leads to nothing but what is offered.
  app.get('/offers/open', async (c) => {
    const to = c.req.query('to') ?? ''
    if (!isOffered(to)) return c.notFound()
    await countOffered(house, (await getHomeAgency(house.db)).id, 'opened', [to])
    return see(c, to)
  })
  return app
}
