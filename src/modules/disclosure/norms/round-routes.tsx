import { randomUUID } from 'node:crypto'
import { isUuid } from '../../../kernel/uuid.ts'
import { Hono } from 'hono'
import { beijingDay } from '../../../kernel/plain-date.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { page, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { reviewOrderOf } from './forms.ts'
import { RoundPage, RoundsPage } from './pages/forms.tsx'
import { findRound, listReviewed, listRounds } from './round-store.ts'
import { closeRound, openRound, publishRound } from './rounds.ts'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { versionIn } from './seen.ts'
import { takeNormStepOn } from './take-norm-step.ts'

const ROUND = '/rounds/:round{20[0-9][0-9]}'
type Status = 200 | 403 | 404 | 409 | 422
type Refused = { readonly number: string; readonly because: string; readonly values: Values }

/** `/staff/norms/rounds`: the clean-up of what is in force. */
export function roundRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const showAll = async (c: Web, error: string | null, status: Status = 200) => {
    const frame = await desk.frame(c)
    const { role, agencyId } = frame.viewer
    const year = beijingDay(house.now()).slice(0, 4)
    return page(
      c,
      <RoundsPage {...frame} {...{ year, error }} rounds={await listRounds(house.db, agencyId)} mayOpen={role === 'information-officer'} />,
      status,
    )
  }
  const show = async (c: Web, refused: Refused | null, status: Status = 200) => {
    const frame = await desk.frame(c)
    const { role, agencyId } = frame.viewer
    const round = await findRound(house.db, agencyId, c.req.param('round') ?? '')
    if (!round || role === 'handling-department') return c.notFound()
    const all = await listReviewed(house.db, agencyId, round.number, beijingDay(house.now()))
    const rows = round.closedOn ? all.filter(({ decision }) => decision !== null) : all
    const told = { round, rows, refused, formKey: randomUUID(), mayReview: role === 'information-officer', mayClose: role === 'signer' }
    return page(c, <RoundPage {...frame} {...told} />, status)
  }

  app.get('/rounds', desk.readers, async (c) => await showAll(c, null))
  app.post('/rounds', desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (viewer.role !== 'information-officer') return c.notFound()
    const opened = await openRound(house, viewer)
    return isRefusal(opened) ? await showAll(c, opened.because, statusOf[opened.refused]) : see(c, `/staff/norms/rounds/${opened}`)
  })
  app.get(ROUND, desk.readers, async (c) => await show(c, null))
  app.post(`${ROUND}/:number{20[0-9][0-9]-[0-9]{3,6}}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const values = await textFields(c)
    const [round, number] = [c.req.param('round'), c.req.param('number')]
    const found = await findRound(house.db, viewer.agencyId, round)
    if (!found || found.closedOn) return c.notFound()
    const order = reviewOrderOf(round, values)
    const taken = isRefusal(order)
      ? order
      : await takeNormStepOn(house, { agencyId: viewer.agencyId, number, version: versionIn(values['version']), order }, viewer)
    if (!isRefusal(taken)) return see(c, `/staff/norms/rounds/${round}#norm-${number}`)
    return viewer.role === 'information-officer' ? await show(c, { number, because: taken.because, values }, statusOf[taken.refused]) : c.notFound()
  })
  app.post(`${ROUND}/close`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (viewer.role !== 'signer') return c.notFound()
    const refused = await closeRound(house, viewer, c.req.param('round'))
    return refused
      ? await show(c, { number: '', because: refused.because, values: {} }, statusOf[refused.refused])
      : see(c, `/staff/norms/rounds/${c.req.param('round')}`)
  })
  app.post(`${ROUND}/publish`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const key = (await textFields(c))['key'] ?? ''
    if (viewer.role !== 'information-officer' || !isUuid(key)) return c.notFound()
    const item = await publishRound(house, viewer, c.req.param('round'), key)
    return isRefusal(item) ? await show(c, { number: '', because: item.because, values: {} }, statusOf[item.refused]) : see(c, `/staff/disclosure/${item}`)
  })
  return app
}
