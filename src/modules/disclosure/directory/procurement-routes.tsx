import { Hono } from 'hono'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import { CSV } from '../../../platform/csv.ts'
import { csvOfRows } from '../../../platform/dataset.ts'
import type { House } from '../../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../../platform/open-headers.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { METHODS } from './kinds.ts'
import { PROCUREMENT_FIELDS, procurementRow } from './open-fields.ts'
import { ProcuredPage, ProcurementPage, procurementHref } from './pages/procurement.tsx'
import { listProcured, type Procured, type ProcurementFilter, type ProcurementSum, procurementYears, sumProcured } from './procurement-store.ts'
import { placeIn } from './public-routes.tsx'
import { findShown } from './store.ts'

const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand projects a file

function filterIn({ year = '', method = '', central, after }: Readonly<Record<string, string | undefined>>): ProcurementFilter {
  return {
    year: /^20\d\d$/.test(year) ? Number(year) : null,
    method: METHODS.find((one) => one === method) ?? '',
    central: central === '1',
    after: placeIn(after),
  }
}

/** `/disclosure/procurement`: the ledger of what was bought, its count and sum, as page, CSV and JSON. */
export function procurementRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const all = async (c: Web) => {
    const { site } = await publicFrame(house, c)
    const filter = filterIn(c.req.query())
    const { rows, next } = await readPages(filter.after, MOST_EXPORTED_PAGES, (after) => listProcured(house.db, site.id, { ...filter, after }))
    return {
      rows,
      more: next && { ...filter, after: next },
      sum: filter.year === null ? null : await sumProcured(house.db, site.id, { ...filter, year: filter.year }),
    }
  }

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const [asked, years] = [filterIn(c.req.query()), await procurementYears(house.db, frame.site.id)]
    const filter = { ...asked, year: asked.year ?? years[0] ?? yearOf(beijingDay(house.now())) } // a sum is of a year
    const [list, sum] = await Promise.all([listProcured(house.db, frame.site.id, filter), sumProcured(house.db, frame.site.id, filter)])
    return page(c, <ProcurementPage {...frame} {...list} {...{ filter, sum, years }} />)
  })
  app.get('/:id{[0-9]{1,9}}', async (c) => {
    const frame = await publicFrame(house, c)
    const record = await findShown(house.db, frame.site.id, 'procurement', Number(c.req.param('id')))
    return record ? page(c, <ProcuredPage {...frame} record={record} />) : c.notFound()
  })
  return app.route('/', procurementFiles(all, house))
}

type All = (c: Web) => Promise<{
  readonly rows: readonly Procured[]
  readonly more: ProcurementFilter | null
  readonly sum: ProcurementSum | null
}>
/** `/disclosure/procurement.csv` and `.json` stand under the same filters as the page. */
function procurementFiles(all: All, house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/list.csv', async (c) => {
    const { rows, more } = await all(c)
    const next = more && procurementHref(more, '/disclosure/procurement/list.csv')
    const told = { name: 'procurement.csv', next, fields: '/open-data/procurement/csv-metadata.json' }
    const { origin } = new URL(c.req.url)
    return c.body(
      csvOfRows(
        PROCUREMENT_FIELDS,
        rows.map((row) => procurementRow(row, origin)),
      ),
      200,
      openHeaders(CSV, house.now(), told),
    )
  })
  app.get('/list.json', async (c) => {
    const { rows, more, sum } = await all(c)
    const { origin } = new URL(c.req.url)
    const next = more && procurementHref(more, '/disclosure/procurement/list.json')
    const now = house.now()
    const counted = sum && { projects_found: sum.projects, amount_yuan: sum.amountFen / 100 }
    const body = { data_as_of: now.toISOString(), next, ...counted, projects: rows.map((row) => procurementRow(row, origin)) }
    return c.body(JSON.stringify(body), 200, openHeaders(JSON_FILE, now, { next }))
  })
  return app
}
