import { Hono } from 'hono'
import { beijingDay } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { type FieldErrors, privatePage, see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../../platform/web.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { isAuthor } from '../lifecycle.ts'
import type { DisclosureDesk } from '../staff-routes.tsx'
import { answerMessage, maySettle, settleMessage, unmaskMessage } from './leave-message.ts'
import { countMessages, findMessage, listMessages, MESSAGE_TABS } from './message-store.ts'
import { MessageDeskPage, StaffMessagePage } from './pages/staff.tsx'
import { messagePlaceIn } from './public-routes.tsx'

const NUMBER = ':number{LY20[0-9][0-9]-[0-9]{4,9}}'

/** `/staff/disclosure/messages`: what the public wrote, the longest waiting first; answered by one, let out by another. */
export function messageStaffRoutes(house: House, desk: DisclosureDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', desk.readers, async (c) => {
    const inside = await desk.frame(c)
    const tab = MESSAGE_TABS.find((one) => one === c.req.query('tab')) ?? 'waiting'
    const after = messagePlaceIn(c.req.query('after') ?? '')
    const [list, counts, calendar] = await Promise.all([
      listMessages(house.db, inside.viewer.agencyId, tab, after),
      countMessages(house.db, inside.viewer.agencyId),
      loadCalendar(house.db),
    ])
    return privatePage(c, <MessageDeskPage {...inside} {...list} {...{ tab, counts, calendar }} today={beijingDay(house.now())} />)
  })

  type Said = { readonly values?: Values; readonly errors?: FieldErrors; readonly contact?: string }
  async function show(c: Web, { values = {}, errors = {}, contact }: Said = {}, status: 200 | 403 | 404 | 409 | 422 = 200) {
    const inside = await desk.frame(c)
    const message = await findMessage(house.db, inside.viewer.agencyId, c.req.param('number') ?? '')
    if (!message) return c.notFound()
    const calendar = await loadCalendar(house.db)
    const mayAnswer = isAuthor(inside.viewer.role) && message.replied_at === null
    const waits = message.replied_at !== null && message.wants_public && message.released_at === null
    const told = { message, calendar, values, errors, mayAnswer, maySettle: waits && maySettle(inside.viewer.role), contact }
    return privatePage(c, <StaffMessagePage {...inside} {...told} mayUnmask={isAuthor(inside.viewer.role)} today={beijingDay(house.now())} />, status)
  }
  const done = async (c: Web, refused: Refusal | undefined, values: Values, field: string) =>
    refused
      ? await show(c, { values, errors: { [field]: refused.because } }, statusOf[refused.refused])
      : see(c, `/staff/disclosure/messages/${c.req.param('number')}`)

  app.get(`/${NUMBER}`, desk.readers, (c) => show(c))
  app.post(`/${NUMBER}/answer`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (!isAuthor(viewer.role)) return c.notFound()
    const values = await textFields(c)
    const said = { reply: values['reply'] ?? '', wantsPublic: values['public'] === '1' }
    return await done(c, await answerMessage(house, viewer, c.req.param('number'), said), values, 'reply')
  })
  app.post(`/${NUMBER}/:settle{release|keep}`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    if (!maySettle(viewer.role)) return c.notFound()
    return await done(c, await settleMessage(house, viewer, c.req.param('number'), c.req.param('settle') === 'release'), {}, '')
  })
  app.post(`/${NUMBER}/contact`, desk.readers, async (c) => {
    const { viewer } = await desk.frame(c)
    const contact = await unmaskMessage(house, viewer, c.req.param('number'))
    return isRefusal(contact) ? c.notFound() : await show(c, { contact: contact || '没有留联系方式' })
  })
  return app
}
