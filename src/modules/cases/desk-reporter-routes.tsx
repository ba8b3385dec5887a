import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { privatePage, textFields, type WebEnv } from '../../platform/web.ts'
import { leaveTrace } from '../audit/index.ts'
import type { CaseDesk } from './desk-photo-routes.tsx'
import { ReporterPage } from './pages/desk-reporter.tsx'
import type { Reporter } from './reporter.ts'
import { findCase } from './store.ts'
import { isVisibleTo } from './visibility.ts'

const LONGEST = 200

/** `POST /staff/cases/:number/reporter`: how a reporter may be reached, for a reason that is traced; shown once and kept nowhere. */
export function deskReporterRoutes(house: House, desk: CaseDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.post('/:number{XC[0-9.]+-[0-9]+}/reporter', desk.screeners, async (c) => {
    const frame = await desk.frame(c)
    const { why = '' } = await textFields(c)
    const one = await findCase(house.db, c.req.param('number'))
    const sealed = one && isVisibleTo(one, frame.viewer) ? one.row.reporter_sealed : null
    if (!one || sealed === null) return c.notFound()
    const reason = why.slice(0, LONGEST)
    if (reason.length < 2) return privatePage(c, <ReporterPage {...frame} number={one.number} reporter={null} />, 422)
    await leaveTrace(house.db, { at: house.now(), by: frame.viewer, act: '查看上报人联系方式', subject: `cases/${one.number}`, note: reason })
    const reporter: Reporter = JSON.parse(house.cipher.open(sealed))
    return privatePage(c, <ReporterPage {...frame} number={one.number} reporter={reporter} />)
  })
  return app
}
