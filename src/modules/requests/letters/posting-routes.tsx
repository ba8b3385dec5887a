import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { countToSend, type LetterRecord, listToSend, POSTING_STEPS, postingOrderIn, postLetter } from '../../letters/index.ts'
import { deskOf } from '../staff-desk.ts'
import type { Request } from '../store.ts'
import { goesAlone } from './letter-of.ts'
import type { RefusedPosting } from './pages/postings.tsx'
import { ToSendPage } from './pages/to-send.tsx'
import { pathOf } from './subject.ts'

type Desk = {
  readonly visible: (c: Web) => Promise<Request | undefined>
  readonly letterIn: (c: Web, request: Request) => Promise<LetterRecord | undefined>
  readonly hold: (tx: Db, request: Request) => Promise<Request | undefined>
  readonly show: (c: Web, request: Request, more: { readonly refusedPosting: RefusedPosting }, status: (typeof statusOf)[RefusedStatus]) => Promise<Response>
}
type RefusedStatus = keyof typeof statusOf

/** What became of a letter on the way, written down by the officer who saw how it stood. */
export function postingRoutesAt(house: House, ONE_LETTER: string, desk: Desk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.post(`${ONE_LETTER}/:posting{send|arrive|fail|keepBack}`, may('information-officer'), async (c) => {
    const request = await desk.visible(c)
    const letter = request && (await desk.letterIn(c, request))
    const step = POSTING_STEPS.find((one) => one === c.req.param('posting'))
    if (!request || !letter || !step || !goesAlone(request.state, letter.code)) return c.notFound()
    const { seen = '', ...values } = await textFields(c)
    const order = postingOrderIn(step, values)
    const refused = isRefusal(order)
      ? order
      : await house.db.transaction().execute(async (tx) => {
          await desk.hold(tx, request) // so that its file is not erased meanwhile
          return await postLetter(tx, viewerOf(c), letter.id, /^\d{1,6}$/.test(seen) ? Number(seen) : -1, order, house.now())
        })
    if (!refused) return see(c, `${pathOf(request)}/letters#posting-${letter.id}`)
    const because = refused.because + (refused.law ? `（${refused.law}）` : '')
    return await desk.show(c, request, { refusedPosting: { id: letter.id, step, because, values } }, statusOf[refused.refused])
  })
  return app
}

/** `/staff/letters/to-send`: letters that were made and have not gone out, or have come back. */
export function toSendRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/letters/to-send', may('information-officer', 'reviewer', 'signer'), async (c) => {
    const desk = deskOf(house)
    const { agencyId } = viewerOf(c)
    const [letters, count] = await Promise.all([listToSend(house.db, agencyId), countToSend(house.db, agencyId)])
    return page(c, <ToSendPage {...(await desk.frame(c))} letters={letters} count={count} today={desk.today()} />)
  })
  return app
}
