import { Hono } from 'hono'
import { CSV, csvOf } from '../../../platform/csv.ts'
import type { House } from '../../../platform/house.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { publicFrame } from '../../organizations/index.ts'
import { findPublished } from '../public-store.ts'
import { BooksPage, BookTablePage } from './pages/books.tsx'
import { listBooks } from './store.ts'
import { tableJson, tableRows } from './write-tables.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'
const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }

/** `/disclosure/budgets`: by year, and each table as page, CSV and JSON; shown exactly while its item is. */
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
    const name = encodeURIComponent(`${item.title} ${table.name}.csv`)
    if (form === 'csv')
      return c.body(new Uint8Array(csvOf(tableRows(table))), 200, {
        ...OPEN,
        'content-type': CSV,
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      })
    const from = {
      item: `${origin}/disclosure/${item.number}`,
      published_on: item.publishedOn,
      originals: item.files.map(({ id }) => `${origin}/disclosure/${item.number}/files/${id}`),
    }
    return c.body(JSON.stringify({ ...tableJson(book, table), ...from }), 200, { ...OPEN, 'content-type': 'application/json; charset=utf-8' })
  })
  return app
}
