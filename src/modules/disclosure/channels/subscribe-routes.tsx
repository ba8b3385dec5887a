import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { page, privatePage, see, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { COLUMNS } from '../columns.ts'
import { AskedPage, ConfirmPage, EndPage, SubscribePage } from './pages/subscribe.tsx'
import { askToSubscribe, confirmSubscription, endFor, subscriberToConfirm, subscriberToEnd } from './subscribe.ts'

/** `/disclosure/subscribe`: mails of what is published, to who asked and confirmed. Opening a link of a mail changes nothing. */
export function subscribeRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)

  app.get('/', async (c) => page(c, <SubscribePage {...(await frame(c))} values={{ columns: c.req.query('column') ?? '' }} errors={{}} />))
  app.post('/', async (c) => {
    const inside = await frame(c)
    const sent = await textFields(c)
    const columns = COLUMNS.filter(({ code }) => sent[`column-${code}`] === '1').map(({ code }) => code)
    const refused = await askToSubscribe(house, inside.site, sent['mail'] ?? '', columns)
    if (!isRefusal(refused)) return see(c, '/disclosure/subscribe/asked')
    return page(c, <SubscribePage {...inside} values={{ mail: sent['mail'] ?? '', columns: columns.join(' ') }} errors={{ mail: refused.because }} />, 422)
  })
  app.get('/asked', async (c) => page(c, <AskedPage {...(await frame(c))} />))

  app.get('/confirm/:token', async (c) => {
    const one = await subscriberToConfirm(house, c.req.param('token'))
    return privatePage(c, <ConfirmPage {...(await frame(c))} token={c.req.param('token')} one={one} done={c.req.query('done') === '1'} />, one ? 200 : 404)
  })
  app.post('/confirm/:token', async (c) => {
    const token = c.req.param('token')
    const one = await subscriberToConfirm(house, token)
    if (one) await confirmSubscription(house, one)
    return see(c, `/disclosure/subscribe/confirm/${token}?done=1`)
  })

  app.get('/end/:token', async (c) => {
    const one = await subscriberToEnd(house, c.req.param('token'))
    return privatePage(c, <EndPage {...(await frame(c))} token={c.req.param('token')} one={one} />)
  })
  app.post('/end/:token', async (c) => {
    const token = c.req.param('token')
    const one = await subscriberToEnd(house, token)
    if (one) await endFor(house, one)
    return see(c, `/disclosure/subscribe/end/${token}`)
  })
  return app
}
