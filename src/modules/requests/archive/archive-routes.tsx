import { Hono } from 'hono'
import { isRefusal } from '../../../kernel/refusal.ts'
import type { House } from '../../../platform/house.ts'
import { download, page, see, statusOf, textFields, type Web, type WebEnv } from '../../../platform/web.ts'
import { leaveTrace } from '../../audit/index.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { RetentionPage } from '../pages/retention.tsx'
import { deskOf } from '../staff-desk.ts'
import { findRequest } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { bundleOf } from './bundle.ts'
import { eraseFile } from './erase.ts'
import { listErasable } from './erase-store.ts'

/** `/staff/requests/retention`: files whose time is over, to be looked at and erased; and the whole file of a request as one bundle. */
export function archiveRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { today, frame } = deskOf(house)
  const show = async (c: Web, refused: { number: string; because: string; grounds: string } | null, status: 200 | 403 | 404 | 409 | 422 = 200) => {
    const files = await listErasable(house.db, viewerOf(c).agencyId, today())
    return page(c, <RetentionPage {...(await frame(c))} files={files} refused={refused} />, status)
  }

  app.get('/requests/retention', may('signer'), (c) => show(c, null))
  app.post('/requests/:number/erase', may('signer'), async (c) => {
    const number = c.req.param('number')
    const { grounds = '' } = await textFields(c)
    const erased = await eraseFile(house, viewerOf(c), number, grounds)
    return isRefusal(erased)
      ? await show(c, { number, because: erased.because, grounds }, statusOf[erased.refused] as 422)
      : see(c, '/staff/requests/retention')
  })

  app.get('/requests/:number/bundle', may('information-officer', 'reviewer', 'signer'), async (c) => {
    const viewer = viewerOf(c)
    const request = await findRequest(house.db, c.req.param('number'))
    if (!request || !isVisibleTo(request, viewer)) return c.notFound()
    const { site } = await frame(c)
    const zip = await bundleOf(house, request, { agency: site.name })
    await leaveTrace(house.db, { at: house.now(), by: viewer, act: '导出案卷', subject: `requests/${request.number}`, article: '条例第四十五条' })
    return download(c, `案卷-${request.number}.zip`, 'application/zip', zip)
  })
  return app
}
