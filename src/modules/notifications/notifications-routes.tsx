import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { cancelMessage, sendAgain } from './decide.ts'
import { STATES } from './message.ts'
import { countByState, findLastTrouble, findMessage, listAttempts, listMessages, type MessageFilter } from './message-store.ts'
import { MessagePage } from './pages/message.tsx'
import { MessagesPage } from './pages/messages.tsx'

/** Who may do what, handed in by `app.tsx`. */
export type MessageDesk = {
  /** See how many there are in each state and what goes wrong. */
  readonly watchers: MiddlewareHandler<WebEnv>
  /** Read messages, send them again, cancel them. */
  readonly keepers: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
  /** Whether a page shows what messages say; the guards above decide who opens one. */
  readonly mayRead: (viewer: Viewer) => boolean
}

const ID = ':id{[0-9]{1,15}}'

/** `/staff/messages`: what was told to whom, and what could not be. */
export function messageRoutes(house: House, desk: MessageDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  const showOne = async (c: Web, id: number, refused?: { values: Values; because: Refusal }) => {
    const frame = await desk.frame(c)
    const message = await findMessage(house.db, frame.viewer.agencyId, id)
    if (!message) return c.notFound()
    const errors: Values = refused ? { [refused.because.refused === 'invalid' ? 'reason' : '']: refused.because.because } : {}
    const props = { ...frame, message, attempts: await listAttempts(house.db, id), values: refused?.values ?? {}, errors }
    return page(c, <MessagePage {...props} />, refused ? statusOf[refused.because.refused] : 200)
  }

  app.get('/', desk.watchers, async (c) => {
    const frame = await desk.frame(c)
    const { agencyId } = frame.viewer
    const filter = filterOf(c)
    const [counts, trouble, found] = await Promise.all([
      countByState(house.db, agencyId),
      findLastTrouble(house.db, agencyId),
      listMessages(house.db, agencyId, filter),
    ])
    const { mail } = house.config
    const server = mail && { address: `${mail.host}:${mail.port}`, from: mail.from.address }
    return page(
      c,
      <MessagesPage {...frame} {...found} reading={desk.mayRead(frame.viewer)} filter={filter} counts={counts} trouble={trouble} server={server} />,
    )
  })

  app.get(`/${ID}`, desk.keepers, (c) => showOne(c, Number(c.req.param('id'))))

  app.post(`/${ID}/again`, desk.keepers, async (c) => {
    const id = Number(c.req.param('id'))
    const done = await sendAgain(house, (await desk.frame(c)).viewer, id)
    return isRefusal(done) ? await showOne(c, id, { values: {}, because: done }) : see(c, `/staff/messages/${id}`)
  })

  app.post(`/${ID}/cancel`, desk.keepers, async (c) => {
    const id = Number(c.req.param('id'))
    const values = await textFields(c)
    const done = await cancelMessage(house, (await desk.frame(c)).viewer, id, values['reason'] ?? '')
    return isRefusal(done) ? await showOne(c, id, { values, because: done }) : see(c, `/staff/messages/${id}`)
  })

  return app
}

function filterOf(c: Web): MessageFilter {
  const { state = '', event = '', after = '' } = c.req.query()
  return {
    state: STATES.find((one) => one === state) ?? '',
    event: event
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200),
    after: /^\d{1,15}$/.test(after) ? Number(after) : null,
  }
}
