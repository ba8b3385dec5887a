import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { privatePage, see, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { loadCalendar } from '../../calendar/index.ts'
import { findViewer, may, viewerOf } from '../../identity/index.ts'
import { getAgency } from '../../organizations/index.ts'
import { deskOf, READERS } from '../staff-desk.ts'
import { calendarFile, ICS } from './calendar-file.ts'
import { innerDay, marked, petitionDay, remedyDay, replyDay, standingDays } from './due-days.ts'
import { listDue, listInnerDue, listPetitionsDue, listRemediesDue, listStanding } from './due-store.ts'
import { endFeed, findFeedAccount, findFeedOf, replaceFeed } from './feed-store.ts'
import { FeedPage } from './pages/feed.tsx'

const PATH = '/requests/deadlines'
const SECRET_BYTES = 24
const hashOf = (secret: string): string => createHash('sha256').update(`deadlines:${secret}`).digest('hex')

/** `/staff/requests/deadlines`: due days for a calendar program, by an address that is a secret of its own. It stands before `/requests/:number`. */
export function feedRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { frame } = deskOf(house)
  const show = async (c: Web, address: string | null) => {
    const feed = await findFeedOf(house.db, viewerOf(c).id)
    return privatePage(c, <FeedPage {...(await frame(c))} madeAt={feed?.madeAt ?? null} address={address} />)
  }

  app.get(PATH, may(...READERS), (c) => show(c, null))

  // The secret may be shown only now, so this page answers the POST; sent again, the address made before is revoked.
  app.post(PATH, may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    const secret = randomBytes(SECRET_BYTES).toString('base64url')
    await house.db.transaction().execute(async (tx) => {
      await replaceFeed(tx, viewer.id, hashOf(secret), house.now())
      await leaveTrace(tx, { at: house.now(), by: viewer, act: '生成期限日历地址', subject: `accounts/${viewer.account}` })
    })
    return await show(c, `${new URL(c.req.url).origin}/staff${PATH}.ics?key=${secret}`)
  })

  app.post(`${PATH}/revoke`, may(...READERS), async (c) => {
    const viewer = viewerOf(c)
    await house.db.transaction().execute(async (tx) => {
      if (await endFeed(tx, viewer.id, house.now()))
        await leaveTrace(tx, { at: house.now(), by: viewer, act: '停用期限日历地址', subject: `accounts/${viewer.account}` })
    })
    return see(c, `/staff${PATH}`)
  })

  // No session: calendar programs have none. What the account may see is asked anew at each reading.
  app.get(`${PATH}.ics`, async (c) => {
    const accountId = await findFeedAccount(house.db, hashOf(c.req.query('key') ?? ''))
    const viewer = accountId === undefined ? undefined : await findViewer(house.db, accountId)
    if (!viewer || !READERS.some((role) => role === viewer.role)) return c.notFound()
    const body = await calendarOf(house, viewer, new URL(c.req.url).origin)
    return c.body(body, 200, { 'content-type': ICS, 'cache-control': 'private, no-store', 'content-disposition': 'inline; filename="deadlines.ics"' })
  })
  return app
}

/** A department has its own days only: requests it leads, and what it owes. */
async function calendarOf(house: House, viewer: Viewer, origin: string): Promise<string> {
  const { today } = deskOf(house)
  const isDepartment = viewer.role === 'handling-department'
  const [agency, calendar, due, inner, standing, remedies, petitions] = await Promise.all([
    getAgency(house.db, viewer.agencyId),
    loadCalendar(house.db),
    listDue(house.db, viewer),
    listInnerDue(house.db, viewer),
    isDepartment ? [] : listStanding(house.db, viewer),
    isDepartment ? [] : listRemediesDue(house.db, viewer.agencyId),
    isDepartment ? [] : listPetitionsDue(house.db, viewer.agencyId),
  ])
  const days = [
    ...due.map(replyDay),
    ...inner.map(innerDay),
    ...standing.flatMap(standingDays),
    ...remedies.map((one) => remedyDay(one, calendar.version)),
    ...petitions.map((one) => petitionDay(one, calendar.version)),
  ].map((day) => marked(day, today()))
  const name = isDepartment ? `依申请公开期限（${viewer.department}）` : '依申请公开期限'
  return calendarFile(days, { name, agency: agency.code, origin, now: house.now() })
}
