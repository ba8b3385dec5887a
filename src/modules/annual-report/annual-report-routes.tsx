import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { download, page, type Web, type WebEnv } from '../../platform/web.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { ReportPage, ReportsPage } from './annual-report-pages.tsx'
import { failuresOf } from './equations.ts'
import { listYears, reportOf } from './store.ts'
import { workbookOf } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/annual-reports`: the years, a year as a page, and as JSON. */
export function annualReportRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = async (c: Web) => ({ site: await getHomeAgency(house.db), look: c.get('look'), path: c.req.path })

  app.get('/', async (c) => {
    const site = await getHomeAgency(house.db)
    return page(c, <ReportsPage {...await frame(c)} years={await listYears(house.db, site.id)} />)
  })

  app.get('/:name{[0-9]{4}(\\.(json|xlsx))?}', async (c) => {
    const name = c.req.param('name')
    const year = Number(name.slice(0, 4))
    const site = await getHomeAgency(house.db)
    if (!(await listYears(house.db, site.id)).includes(year)) return c.notFound()
    const report = await reportOf(house.db, site, year)
    if (name.endsWith('.json')) return c.json(report)
    if (name.endsWith('.xlsx')) return download(c, `${site.name}${year}年度报告.xlsx`, XLSX, await workbookOf(report))
    const before = (await reportOf(house.db, site, year - 1)).tables.requests.rows.find((row) => row.key === 'carried_out')?.values ?? null
    return page(c, <ReportPage {...await frame(c)} report={report} failures={failuresOf(report, before)} />)
  })
  return app
}
