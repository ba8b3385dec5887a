import { Hono } from 'hono'
import { CSV, csvOf } from '../../../platform/csv.ts'
import { csvOfRows, PARQUET, parquetOfRows } from '../../../platform/dataset.ts'
import type { House } from '../../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../../platform/open-headers.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { findPublished } from '../public-store.ts'
import { BUDGET_FIELDS, figureRows } from './figure-rows.ts'
import { BooksPage, BookTablePage } from './pages/books.tsx'
import { listBooks } from './store.ts'
import { tableJson, tableRows } from './write-tables.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'

/** `/disclosure/budgets`: by year, each table as page, CSV and JSON, and all their figures in one file; shown exactly while its item is. */
export function budgetRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const found = async (c: Web, n: string) => {
    const frame = await publicFrame(house, c)
    const item = await findPublished(house.db, frame.site.id, c.req.param('number') ?? '')
    const book = item?.shown === 'full' ? item.budget : undefined
    const table = book?.tables.find((one) => String(one.n) === n)
    return item && book && table ? { frame, item, book, table } : undefined
  }

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    return page(c, <BooksPage {...frame} books={await listBooks(house.db, frame.site.id)} />)
  })
  app.get(`/${NUMBER}/:n{[0-9]{1,3}}`, async (c) => {
    const one = await found(c, c.req.param('n'))
    return one ? page(c, <BookTablePage {...one.frame} item={one.item} book={one.book} table={one.table} />) : c.notFound()
  })
  app.get(`/${NUMBER}/:file{[0-9]{1,3}\\.(csv|json)}`, async (c) => {
    const [n = '', form] = c.req.param('file').split('.')
    const one = await found(c, n)
    if (!one) return c.notFound()
    const { item, book, table } = one
    const { origin } = new URL(c.req.url)
    const now = house.now()
    if (form === 'csv') return c.body(new Uint8Array(csvOf(tableRows(table))), 200, openHeaders(CSV, now, { name: `${item.title} ${table.name}.csv` }))
    const from = {
      item: `${origin}/disclosure/${item.number}`,
      published_on: item.publishedOn,
      originals: item.files.map(({ id }) => `${origin}/disclosure/${item.number}/files/${id}`),
    }
    return c.body(JSON.stringify({ data_as_of: now.toISOString(), ...tableJson(book, table), ...from }), 200, openHeaders(JSON_FILE, now))
  })
  return app.route('/figures', figureFiles(house))
}

/** Every figure of every book that is shown. */
function figureFiles(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const all = async (c: Web) => {
    const { site } = await publicFrame(house, c)
    const { origin } = new URL(c.req.url)
    const books = await listBooks(house.db, site.id)
    const items = await Promise.all(books.map(({ number }) => findPublished(house.db, site.id, number)))
    return {
      rows: items.flatMap((item) => (item?.budget ? figureRows(item.budget, { ...item, origin }) : [])),
      now: house.now(),
      about: { publisher: site.name, data_as_of: house.now().toISOString() },
    }
  }
  app.get('/list.csv', async (c) => {
    const { rows, now } = await all(c)
    return c.body(csvOfRows(BUDGET_FIELDS, rows), 200, openHeaders(CSV, now, { name: 'budgets.csv', fields: '/open-data/budgets/csv-metadata.json' }))
  })
  app.get('/list.json', async (c) => {
    const { rows, now } = await all(c)
    return c.body(JSON.stringify({ data_as_of: now.toISOString(), figures: rows }), 200, openHeaders(JSON_FILE, now))
  })
  app.get('/list.parquet', async (c) => {
    const { rows, now, about } = await all(c)
    return c.body(parquetOfRows(BUDGET_FIELDS, rows, about), 200, openHeaders(PARQUET, now, { name: 'budgets.parquet' }))
  })
  return app
}
