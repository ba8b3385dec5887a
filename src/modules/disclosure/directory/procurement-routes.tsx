import { Hono } from 'hono'
import { beijingDay, yearOf } from '../../../kernel/plain-date.ts'
import { CSV, csvOf } from '../../../platform/csv.ts'
import type { House } from '../../../platform/house.ts'
import { readPages } from '../../../platform/read-pages.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { METHODS } from './kinds.ts'
import { yuanOf } from './money.ts'
import { ProcuredPage, ProcurementPage, procurementHref } from './pages/procurement.tsx'
import { listProcured, type Procured, type ProcurementFilter, type ProcurementSum, procurementYears, sumProcured } from './procurement-store.ts'
import { placeIn } from './public-routes.tsx'
import { findShown } from './store.ts'

const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }
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
/** What of a project goes into files, by the names programs use. */
const told = ({ id, content, amountFen, central }: Procured) => ({
  id,
  project: content['project'] ?? '',
  method: content['method'] ?? '',
  central,
  supplier: content['supplier'] ?? '',
  amount_yuan: amountFen / 100,
  awarded_on: content['awardedOn'] ?? '',
  signed_on: content['signedOn'] || null,
  notice: content['notice'] || null,
  item: content['item'] || null,
})

/** `/disclosure/procurement.csv` and `.json` stand under the same filters as the page. */
function procurementFiles(all: All, house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/list.csv', async (c) => {
    const { rows, more } = await all(c)
    if (more) c.header('link', `<${procurementHref(more, '/disclosure/procurement/list.csv')}>; rel="next"`)
    const heads = ['编号', '项目名称', '采购方式', '政府集中采购', '供应商', '合同金额（元）', '中标、成交日期', '合同签订日期', '合同公告', '来源信息']
    const lines = rows.map((row) => {
      const one = told(row)
      return [
        String(one.id),
        one.project,
        one.method,
        one.central ? '是' : '否',
        one.supplier,
        yuanOf(row.amountFen).replaceAll(',', ''),
        one.awarded_on,
        one.signed_on ?? '',
        one.notice ?? '',
        one.item ?? '',
      ]
    })
    return c.body(new Uint8Array(csvOf([heads, ...lines])), 200, {
      ...OPEN,
      'content-type': CSV,
      'content-disposition': 'attachment; filename="procurement.csv"',
    })
  })
  app.get('/list.json', async (c) => {
    const { rows, more, sum } = await all(c)
    const { origin } = new URL(c.req.url)
    const projects = rows.map((row) => ({ ...told(row), url: `${origin}/disclosure/procurement/${row.id}` }))
    const next = more && procurementHref(more, '/disclosure/procurement/list.json')
    const body = { data_as_of: house.now().toISOString(), next, ...(sum && { projects_found: sum.projects, amount_yuan: sum.amountFen / 100 }), projects }
    return c.body(JSON.stringify(body), 200, { ...OPEN, 'content-type': 'application/json; charset=utf-8' })
  })
  return app
}
