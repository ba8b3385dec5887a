import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { beijingDay, isPlainDate } from '../../kernel/plain-date.ts'
import { CSV } from '../../platform/csv.ts'
import { csvOfRows, PARQUET, parquetOfRows } from '../../platform/dataset.ts'
import { cachedPage } from '../../platform/cached.ts'
import { compare } from '../../platform/compare.ts'
import type { House } from '../../platform/house.ts'
import { JSON_FILE, openHeaders } from '../../platform/open-headers.ts'
import { readPages } from '../../platform/read-pages.ts'
import { download, page, type Web, type WebEnv } from '../../platform/web.ts'
import { ATOM, atomOf, JSON_FEED, jsonFeedOf, RSS, rssOf } from '../../ui/feeds.ts'
import { loadCalendar } from '../calendar/index.ts'
import { findAttachment } from '../files/index.ts'
import { publicFrame } from '../organizations/index.ts'
import { budgetRoutes } from './budgets/public-routes.tsx'
import { procurementRoutes } from './directory/procurement-routes.tsx'
import { directoryRoutes } from './directory/public-routes.tsx'
import { dueOf, dutyOf } from './clock.ts'
import { findColumn } from './columns.ts'
import { subscribeRoutes } from './channels/subscribe-routes.tsx'
import { feedOf } from './feed.ts'
import { listFed } from './feed-store.ts'
import { itemHtml, itemText } from './item-file.ts'
import { messagePublicRoutes } from './messages/public-routes.tsx'
import { normOfItem } from './norms/list-store.ts'
import { ITEM_FIELDS, itemRow } from './open-fields.ts'
import { ItemPage, RevisionsPage, TombstonePage } from './pages/item.tsx'
import { ItemsPage, listHref, PlatformPage } from './pages/platform.tsx'
import { countColumns, findPublished, type ItemFilter, type ItemPlace, type ListedItem, listPublished, listRevisions, type PublicItem } from './public-store.ts'
import { agencyAbout, itemAbout } from './schema-org.ts'
import { PUBLISHED_TOPIC } from './take-step.ts'

const NUMBER = ':number{20[0-9][0-9]-[0-9]+}'
const NEWEST = 10
const MOST_FILE_NAME = 60
const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand items a file
const HOME_MS = 60_000

/** `/disclosure`: the platform of 国办公开办函〔2019〕61号, its lists as pages, files and feed, and every item by its number. */
export function disclosureRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const [counts, { rows }] = await Promise.all([
      countColumns(house.db, frame.site.id),
      listPublished(house.db, frame.site.id, { column: '', year: null, after: null }),
    ])
    const about = agencyAbout(frame.site, house.config.origin)
    return cachedPage(house, c, <PlatformPage {...frame} counts={counts} newest={rows.slice(0, NEWEST)} schemaOrg={about} />, {
      topics: [PUBLISHED_TOPIC],
      forMs: HOME_MS,
    })
  })

  for (const path of FILTERED) app.use(path, KNOWN)
  app.get('/items', async (c) => {
    const frame = await publicFrame(house, c)
    const filter = filterIn(c.req.query())
    const [list, counts] = await Promise.all([listPublished(house.db, frame.site.id, filter), countColumns(house.db, frame.site.id)])
    return page(c, <ItemsPage {...frame} {...list} filter={filter} counts={counts} today={beijingDay(house.now())} />)
  })

  app.route('/budgets', budgetRoutes(house))
  app.route('/procurement', procurementRoutes(house))
  app.route('/', directoryRoutes(house))
  app.route('/subscribe', subscribeRoutes(house))
  app.route('/messages', messagePublicRoutes(house))
  app.route('/', fileRoutes(house))
  app.route('/', itemRoutes(house))
  return app
}

/** Who asks for a column that is not there, or a year or place that is none, is not given everything instead. */
const KNOWN = createMiddleware<WebEnv>(async (c, next) => {
  const { column = '', year = '', after = '' } = c.req.query()
  const isKnown = (column === '' || findColumn(column)) && (year === '' || /^20\d\d$/.test(year)) && (after === '' || placeIn(after))
  return isKnown ? await next() : c.notFound()
})
const FILTERED = ['/items', '/items.csv', '/items.parquet', '/items.json', '/items.atom', '/items.rss', '/feed.json']

function filterIn({ column = '', year = '', after = '' }: Readonly<Record<string, string | undefined>>): ItemFilter {
  return { column: findColumn(column)?.code ?? '', year: /^20\d\d$/.test(year) ? Number(year) : null, after: placeIn(after) }
}
/** `2019-06-03~431`, the day a row is sorted by and its id. */
function placeIn(text: string): ItemPlace | null {
  const [, on = '', id = ''] = /^(\d{4}-\d\d-\d\d)~(\d{1,15})$/.exec(text) ?? []
  return isPlainDate(on) ? { on, id: Number(id) } : null
}

/** Every row of a filter from its place on, and where they go on when there are more than a file holds. */
async function rowsFor(house: House, c: Web, pages: number): Promise<{ readonly rows: readonly ListedItem[]; readonly more: ItemFilter | null }> {
  const { site } = await publicFrame(house, c)
  const filter = filterIn(c.req.query())
  const { rows, next } = await readPages(filter.after, pages, (after) => listPublished(house.db, site.id, { ...filter, after }))
  return { rows, more: next && { ...filter, after: next } }
}

function fileRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const fileOf = async (c: Web, path: string) => {
    const { origin } = new URL(c.req.url)
    const { rows, more } = await rowsFor(house, c, MOST_EXPORTED_PAGES)
    return { rows: rows.map((row) => itemRow(row, origin)), next: more && listHref(more, path), now: house.now(), origin }
  }

  app.get('/items.csv', async (c) => {
    const { rows, next, now } = await fileOf(c, '/disclosure/items.csv')
    return c.body(csvOfRows(ITEM_FIELDS, rows), 200, openHeaders(CSV, now, { name: 'items.csv', next, fields: '/open-data/items/csv-metadata.json' }))
  })
  app.get('/items.parquet', async (c) => {
    const { rows, next, now, origin } = await fileOf(c, '/disclosure/items.parquet')
    const about = { data_as_of: now.toISOString(), dictionary: `${origin}/open-data/items`, filter: origin + listHref(filterIn(c.req.query())) }
    return c.body(parquetOfRows(ITEM_FIELDS, rows, about), 200, openHeaders(PARQUET, now, { name: 'items.parquet', next }))
  })
  app.get('/items.json', async (c) => {
    const { rows, next, now } = await fileOf(c, '/disclosure/items.json')
    return c.body(JSON.stringify({ data_as_of: now.toISOString(), next, items: rows }), 200, openHeaders(JSON_FILE, now, { next }))
  })
  const feed = async (c: Web, path: string) => {
    const { site } = await publicFrame(house, c)
    const { rows, more } = await rowsFor(house, c, 1)
    const filter = { ...filterIn(c.req.query()), after: null }
    const { origin } = new URL(c.req.url)
    const title = `${site.name}　${findColumn(filter.column)?.name ?? '政府信息公开'}`
    const next = more && origin + listHref(more, path)
    const bodies = await listFed(
      house.db,
      site.id,
      rows.map(({ number }) => number),
    )
    return { next, told: feedOf(rows, bodies, { title, author: site.name, origin, self: listHref(filter, path), home: listHref(filter) }) }
  }
  app.get('/items.atom', async (c) => c.body(atomOf((await feed(c, '/disclosure/items.atom')).told), 200, openHeaders(ATOM, house.now())))
  app.get('/items.rss', async (c) => c.body(rssOf((await feed(c, '/disclosure/items.rss')).told), 200, openHeaders(RSS, house.now())))
  app.get('/feed.json', async (c) => {
    const { told, next } = await feed(c, '/disclosure/feed.json')
    return c.body(jsonFeedOf(told, next), 200, openHeaders(JSON_FEED, house.now()))
  })
  return app
}

function itemRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const found = async (c: Web) => {
    const frame = await publicFrame(house, c)
    return { frame, item: await findPublished(house.db, frame.site.id, c.req.param('number') ?? '') }
  }

  app.get(`/${NUMBER}`, async (c) => {
    const { frame, item } = await found(c)
    if (!item) return c.notFound()
    if (item.shown === 'tombstone') return page(c, <TombstonePage {...frame} item={item} />, 410)
    const calendar = await loadCalendar(house.db)
    const { rule, from } = dutyOf(item, item.revisions === 1 ? item.changedOn : null)
    const change = item.revisions > 1 && item.changedOn ? dutyOf(item, item.changedOn) : null
    const norm = item.column === 'documents' ? await normOfItem(house.db, frame.site.id, item.number) : undefined
    return page(
      c,
      <ItemPage
        {...frame}
        item={norm ? { ...item, validUntil: norm.validUntil } : item}
        duty={{ rule, from, due: dueOf(rule, from, calendar), calendar }}
        change={change && { ...change, due: dueOf(change.rule, change.from, calendar), calendar }}
        norm={norm?.number ?? null}
        schemaOrg={itemAbout(item, frame.site, house.config.origin)}
      />,
    )
  })

  app.get('/:file{20[0-9][0-9]-[0-9]+\\.json}', async (c) => {
    const { site } = await publicFrame(house, c)
    const item = await findPublished(house.db, site.id, c.req.param('file').slice(0, -'.json'.length))
    if (!item) return c.notFound()
    const now = house.now()
    const headers = openHeaders(JSON_FILE, now)
    const body = { data_as_of: now.toISOString(), ...(item.shown === 'full' ? opened(item, c) : closed(item)) }
    return c.body(JSON.stringify(body), item.shown === 'full' ? 200 : 410, headers)
  })

  app.get('/:file{20[0-9][0-9]-[0-9]+\\.(html|txt)}', async (c) => {
    const [number = '', kind = ''] = c.req.param('file').split('.')
    const { site } = await publicFrame(house, c)
    const item = await findPublished(house.db, site.id, number)
    if (item?.shown !== 'full') return c.notFound()
    const { origin } = new URL(c.req.url)
    const [text, media] = kind === 'txt' ? [itemText(item, origin), 'text/plain; charset=utf-8'] : [itemHtml(item, origin), 'text/html; charset=utf-8']
    return download(c, `${item.number} ${item.title.slice(0, MOST_FILE_NAME)}.${kind}`, media, new TextEncoder().encode(text))
  })

  app.get(`/${NUMBER}/revisions`, async (c) => {
    const { frame, item } = await found(c)
    if (item?.shown !== 'full') return c.notFound()
    const revisions = await listRevisions(house.db, frame.site.id, item.number)
    const compared = revisions.map((one, i) => ({ ...one, compared: i === 0 ? null : compare(revisions[i - 1]?.words ?? '', one.words) }))
    return page(c, <RevisionsPage {...frame} item={item} revisions={compared} />)
  })

  app.get(`/${NUMBER}/files/:id{[0-9a-f-]{36}}`, async (c) => {
    const { item } = await found(c)
    const file = item?.shown === 'full' ? item.files.find(({ id }) => id === c.req.param('id')) : undefined
    const kept = item && file && (await findAttachment(house, `disclosure/${item.number}`, file.id))
    return kept ? download(c, kept.name, kept.media, kept.bytes) : c.notFound()
  })
  return app
}

function opened({ files, ...item }: PublicItem, c: Web) {
  const { origin } = new URL(c.req.url)
  const attachments = files.map(({ id, name, media, size }) => ({ name, media, size, url: `${origin}/disclosure/${item.number}/files/${id}` }))
  return { ...item, column_name: findColumn(item.column)?.name ?? '', url: `${origin}/disclosure/${item.number}`, files: attachments }
}
/** Of what was taken down only that it was, and why. */
const closed = ({ number, indexNumber, title, firstPublishedOn, withdrawn, replacedBy }: PublicItem) => ({
  number,
  indexNumber,
  title,
  firstPublishedOn,
  withdrawn,
  replacedBy,
})
