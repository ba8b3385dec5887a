import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { download, page, pageNumber, type Web, type WebEnv } from '../../platform/web.ts'
import { getHomeAgency, publicFrame } from '../organizations/index.ts'
import { APPLICANT_KINDS, LEDGER_ROWS, listFigureRecords } from '../requests/index.ts'
import { RecordsPage, ReportPage, ReportsPage } from './annual-report-pages.tsx'
import { failuresOf } from './equations.ts'
import { editionOf, REQUEST_COLUMNS, requestRows } from './form.ts'
import { closingOf, listYears, reportOf } from './store.ts'
import { workbookOf } from './workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/annual-reports`: the years, a year as a page, and as JSON. */
export function annualReportRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const frame = (c: Web) => publicFrame(house, c)

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
    return page(c, <ReportPage {...await frame(c)} report={report} failures={failuresOf(report, await closingOf(house.db, site.id, year - 1))} />)
  })

  app.get('/:year{[0-9]{4}}/requests/:row/:column', async (c) => {
    const year = Number(c.req.param('year'))
    const row = requestRows(editionOf(year)).find((one) => one.key === c.req.param('row'))
    const column = REQUEST_COLUMNS.find((one) => one === c.req.param('column'))
    if (!row || !column) return c.notFound()
    const kinds = column === 'total' ? APPLICANT_KINDS : APPLICANT_KINDS.filter((kind) => kind === column)
    const rows = row.key === 'concluded' ? 'concluded' : (row.decisions ?? LEDGER_ROWS.filter((one) => one === row.key))
    const number = pageNumber(c)
    const site = await getHomeAgency(house.db)
    const found = await listFigureRecords(house.db, site.id, year, rows, kinds, number)
    return page(c, <RecordsPage {...await frame(c)} year={year} label={row.label} number={number} {...found} />)
  })
  return app
}
