import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, type WebEnv } from '../../platform/web.ts'
import { escaped } from '../../ui/jsx-runtime.ts'
import { getHomeAgency, publicFrame } from '../organizations/index.ts'
import { COLUMNS } from './columns.ts'
import { SiteMapPage } from './pages/site-map.tsx'
import { type ItemPlace, listPublished } from './public-store.ts'

const MOST_ADDRESSES = 50_000 // sitemaps.org: a file holds at most so many
const DOORS = [
  '/',
  '/disclosure',
  '/disclosure/guide',
  '/disclosure/catalogue',
  '/disclosure/norms',
  '/disclosure/consultations',
  '/requests',
  '/requests/answers',
  '/cases',
  '/report',
  '/annual-reports',
  '/standards',
  '/open311',
  '/developers',
  '/open-data',
  ...['items', 'catalogue', 'norms', 'answers', 'procurement', 'cases', 'case-figures'].map((key) => `/open-data/${key}`),
  '/disclosure/subscribe',
]

/** `/sitemap.xml` and `/robots.txt`: every public address, so that nobody needs to guess or scrape. */
export function sitemapRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/sitemap.xml', async (c) => {
    const { origin } = new URL(c.req.url)
    const { id } = await getHomeAgency(house.db)
    const urls = [...DOORS, ...COLUMNS.map(({ code }) => `/disclosure/items?column=${code}`), ...COLUMNS.flatMap(({ arranged }) => arranged?.href ?? [])].map(
      (path) => urlOf(origin + path),
    )
    for (let after: ItemPlace | null = null; urls.length < MOST_ADDRESSES; ) {
      const { rows, next } = await listPublished(house.db, id, { column: '', year: null, after })
      urls.push(...rows.map(({ number, publishedOn, revisedOn }) => urlOf(`${origin}/disclosure/${number}`, revisedOn ?? publishedOn)))
      if (next === null) break
      after = next
    }
    const body = `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.slice(0, MOST_ADDRESSES).join('')}</urlset>`
    return c.body(body, 200, { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' })
  })

  app.get('/site-map', async (c) => page(c, <SiteMapPage {...(await publicFrame(house, c))} />))

  app.get('/robots.txt', (c) => c.text(`User-agent: *\nDisallow: /staff\nSitemap: ${new URL(c.req.url).origin}/sitemap.xml\n`))
  return app
}

const urlOf = (address: string, changed?: string): string => `<url><loc>${escaped(address)}</loc>${changed ? `<lastmod>${changed}</lastmod>` : ''}</url>`
