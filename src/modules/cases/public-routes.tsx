import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { House } from '../../platform/house.ts'
import { readPages } from '../../platform/read-pages.ts'
import { headerOf, page, type Web, type WebEnv } from '../../platform/web.ts'
import { listHandlingUnits, publicFrame } from '../organizations/index.ts'
import { PHOTO_HEADERS } from '../photos/index.ts'
import { shownPhoto } from './case-photos.ts'
import { openLive } from './live.ts'
import { mapRoutes } from './map-routes.tsx'
import { loadNames } from './naming.ts'
import { LivePage, liveLine } from './pages/live.tsx'
import { PublicCasePage } from './pages/public-case.tsx'
import { CasesPage } from './pages/public-list.tsx'
import { viewOfCase } from './present.ts'
import { ATOM, atomOf } from '../../ui/feeds.ts'
import { csvOfCases, feedOfCases, fieldsOf, type OpenRow } from './public-exports.ts'
import { filterHref, filterIn } from './public-filter.ts'
import { countPublic, listOpenData, listPublic, type PublicFilter, WORDS_AMONG } from './public-list-store.ts'
import { findForPublic } from './store.ts'

const NUMBER = ':number{XC[0-9.]+-[0-9]+}'
const MOST_EXPORTED_PAGES = 200 // office setting: ten thousand cases a file
const FEED_PAGES = 1
const ALIVE_MS = 25_000

/** `/cases`: the public record as pages, files, feed and live list; all of one filter, all of one visibility decision. */
export function casePublicRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const filter = filterIn(c.req.query())
    const now = house.now()
    const [list, counts, names, units] = await Promise.all([
      listPublic(house.db, frame.site.id, filter, now),
      countPublic(house.db, frame.site.id, now),
      loadNames(house.db, frame.site.id),
      listHandlingUnits(house.db, frame.site.id),
    ])
    return page(c, <CasesPage {...frame} {...list} filter={filter} counts={counts} names={names} units={units} now={now} />)
  })

  app.route('/', liveRoutes(house))
  app.route('/map', mapRoutes(house))
  app.route('/', caseRoutes(house))
  return app
}

/** The list as files and feed: mounted beside `/cases`, for their addresses end in a form. */
export function caseExportRoutes(house: House, pages = MOST_EXPORTED_PAGES): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const file = (c: Web, media: string, body: string | Uint8Array<ArrayBuffer>) =>
    c.body(body, 200, { 'content-type': media, 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })

  app.get('/cases.csv', async (c) => {
    const { rows, more } = await rowsFor(house, c, pages)
    if (more) c.header('link', linkTo('/cases.csv', more))
    c.header('content-disposition', 'attachment; filename="cases.csv"')
    return file(c, 'text/csv; charset=utf-8', new Uint8Array(csvOfCases(rows)))
  })
  app.get('/cases.json', async (c) => {
    const { rows, more } = await rowsFor(house, c, pages)
    if (more) c.header('link', linkTo('/cases.json', more))
    const next = more && filterHref(more, more, '/cases.json')
    const asked = filterIn(c.req.query())
    const head = {
      data_as_of: house.now().toISOString(),
      filter: filterHref(asked),
      ...(asked.text === '' ? {} : { words_among_the_newest: WORDS_AMONG }),
      next,
    }
    return file(c, 'application/json; charset=utf-8', JSON.stringify({ ...head, cases: rows }))
  })
  app.get('/cases.geojson', async (c) => {
    const { rows, more } = await rowsFor(house, c, pages)
    if (more) c.header('link', linkTo('/cases.geojson', more))
    const features = rows
      .filter(({ lon }) => lon !== '')
      .map(({ lon, lat, ...properties }) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }))
    const next = more && filterHref(more, more, '/cases.geojson')
    return file(c, 'application/geo+json; charset=utf-8', JSON.stringify({ type: 'FeatureCollection', data_as_of: house.now().toISOString(), next, features }))
  })
  app.get('/cases.atom', async (c) => {
    const { site } = await publicFrame(house, c)
    const origin = new URL(c.req.url).origin
    const path = filterHref(filterIn(c.req.query()), {}, '/cases.atom')
    return file(c, ATOM, atomOf(feedOfCases((await rowsFor(house, c, FEED_PAGES)).rows, { name: site.name, origin, path, home: path.replace('.atom', '') })))
  })
  return app
}

/** Where a file goes on that could not hold all of its filter. */
const linkTo = (path: string, more: PublicFilter): string => `<${filterHref(more, more, path)}>; rel="next"`

/** The rows of a filter from its place on, and the filter with the place where they go on when there are more than a file holds. */
async function rowsFor(house: House, c: Web, pages: number): Promise<{ readonly rows: readonly OpenRow[]; readonly more: PublicFilter | null }> {
  const { site } = await publicFrame(house, c)
  const names = await loadNames(house.db, site.id)
  const now = house.now()
  const filter = filterIn(c.req.query())
  const { rows, next } = await readPages(filter.after, pages, (after) => listOpenData(house.db, site.id, { ...filter, after }, now))
  return { rows: rows.map((row) => fieldsOf(row, names, now)), more: next && { ...filter, after: next } }
}

function liveRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const live = openLive(house)

  app.get('/live', async (c) => {
    const frame = await publicFrame(house, c)
    const names = await loadNames(house.db, frame.site.id)
    const { rows } = await listOpenData(house.db, frame.site.id, filterIn({}), house.now())
    return page(c, <LivePage {...frame} rows={rows} names={names} now={house.now()} />)
  })

  app.get('/live/events', async (c) => {
    const { site } = await publicFrame(house, c)
    const names = await loadNames(house.db, site.id)
    c.header('cache-control', 'no-store')
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const stop = live.subscribe((rows) => {
        for (const row of rows) void stream.writeSSE({ event: 'case', id: `${row.number}-${row.movedAt.getTime()}`, data: liveLine(row, names, house.now()) })
      })
      stream.onAbort(stop)
      while (!stream.aborted) {
        await stream.writeSSE({ event: 'alive', data: '' })
        await stream.sleep(ALIVE_MS)
      }
      stop()
    })
  })
  return app
}

function caseRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get(`/${NUMBER}`, async (c) => {
    const one = await findForPublic(house.db, c.req.param('number'))
    const view = one && (await viewOfCase(house, one))
    return view ? page(c, <PublicCasePage {...(await publicFrame(house, c))} {...view} />) : c.notFound()
  })

  app.get('/:file{XC[0-9.]+-[0-9]+\\.json}', async (c) => {
    const one = await findForPublic(house.db, c.req.param('file').slice(0, -'.json'.length))
    const view = one && (await viewOfCase(house, one))
    if (!view) return c.notFound()
    const { record, names, photos, coReports } = view
    const body = {
      ...record,
      data_as_of: house.now().toISOString(),
      category_name: record.category && names.category(record.category),
      street: record.streetCode && names.street(record.streetCode),
      co_reports: coReports,
      photos: photos.map(({ role, alt, full }) => ({ role, alt, url: new URL(full, c.req.url).href })),
    }
    return c.body(JSON.stringify(body), 200, { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' })
  })

  app.get(`/${NUMBER}/photos/:id{[0-9a-f-]{36}}/:name{(thumb|full)-[0-9a-f]{64}\\.jpg}`, async (c) => {
    const one = await findForPublic(house.db, c.req.param('number'))
    const [size = '', hash = ''] = c.req.param('name').slice(0, -'.jpg'.length).split('-')
    const picture = one?.row.shown === 'full' ? await shownPhoto(house, one.number, c.req.param('id'), size, hash) : undefined
    if (!picture) return c.notFound()
    return headerOf(c, 'if-none-match') === `"${hash}"` ? c.body(null, 304) : c.body(new Uint8Array(picture), 200, { ...PHOTO_HEADERS, etag: `"${hash}"` })
  })
  return app
}
