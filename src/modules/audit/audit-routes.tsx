import { Hono, type MiddlewareHandler } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, pageNumber, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { AuditPage } from './audit-page.tsx'
import { listTraces } from './store.ts'

/** `/staff/audit`: who did what; for the auditor alone. The guard is handed in, for identity knows audit and not the reverse. */
export function auditRoutes(house: House, desk: { readers: MiddlewareHandler<WebEnv>; frame: (c: Web) => Promise<ConsoleFrame> }): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/', desk.readers, async (c) => {
    const { actor = '', act = '', subject = '' } = c.req.query()
    const filter = { actor, act, subject, page: pageNumber(c) }
    return page(c, <AuditPage {...await desk.frame(c)} filter={filter} {...await listTraces(house.db, filter)} />)
  })
  return app
}
