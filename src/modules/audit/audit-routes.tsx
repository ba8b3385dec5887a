import { Hono, type MiddlewareHandler } from 'hono'
import { beijingDay, isPlainDate } from '../../kernel/plain-date.ts'
import { CSV, csvOf } from '../../platform/csv.ts'
import type { House } from '../../platform/house.ts'
import { download, page, pageNumber, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { AuditPage, momentOf } from './audit-page.tsx'
import { exportTraces, listTraces, type TraceFilter } from './store.ts'

/** `/staff/audit`: who did what; for the auditor alone. The guard is handed in, for identity knows audit and not the reverse. */
export function auditRoutes(house: House, desk: { readers: MiddlewareHandler<WebEnv>; frame: (c: Web) => Promise<ConsoleFrame> }): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const filterOf = (c: Web): TraceFilter => {
    const { actor = '', act = '', subject = '', from = '', to = '' } = c.req.query()
    return { actor, act, subject, from: isPlainDate(from) ? from : null, to: isPlainDate(to) ? to : null, page: pageNumber(c) }
  }
  app.get('/export.csv', desk.readers, async (c) => {
    const found = await exportTraces(house.db, filterOf(c))
    const rows = found.map((row) => [momentOf(row.at), row.actor, row.role ?? '', row.act, row.subject, row.article ?? '', row.note ?? ''])
    return download(c, `操作留痕-${beijingDay(house.now())}.csv`, CSV, csvOf([['时间', '谁', '岗位', '办了什么', '对什么', '依据', '说明'], ...rows]))
  })
  app.get('/', desk.readers, async (c) => {
    const filter = filterOf(c)
    return page(c, <AuditPage {...(await desk.frame(c))} filter={filter} {...(await listTraces(house.db, filter))} />)
  })
  return app
}
