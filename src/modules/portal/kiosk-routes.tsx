import { isOwnPath } from '../../kernel/own-path.ts'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { renderSVG } from 'uqr'
import type { House } from '../../platform/house.ts'
import { dropCookie, page, see, type Web, type WebEnv, writeCookie } from '../../platform/web.ts'
import { LOOK_SECONDS, PLAIN_LOOK, writeLook } from '../../ui/look.ts'
import { publicFrame } from '../organizations/index.ts'
import { KioskPage } from './kiosk-page.tsx'

const LONGEST_PATH = 500

/**
 * `/kiosk`: makes a browser the screen of a 公共查阅点 or 信息查询点 (条例第二十五条): large, cleared when left, with print and a code
 * that carries a page to the reader's own telephone.
 */
export function kioskRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => page(c, <KioskPage {...(await publicFrame(house, c))} />))
  app.post('/', (c) => {
    writeCookie(c, 'look', writeLook({ ...PLAIN_LOOK, kiosk: true }), LOOK_SECONDS)
    return see(c, '/')
  })
  app.post('/leave', (c) => {
    forget(c)
    dropCookie(c, 'look')
    return cleared(see(c, '/kiosk'))
  })
  // By address as well, for a screen that nobody touches follows one; elsewhere it takes nothing from anybody.
  app.on(['GET', 'POST'], '/end', (c) => {
    if (!c.get('look').kiosk) return see(c, '/')
    forget(c)
    writeCookie(c, 'look', writeLook({ ...PLAIN_LOOK, kiosk: true }), LOOK_SECONDS)
    return cleared(see(c, '/'))
  })

  app.get('/qr.svg', (c) => {
    const path = c.req.query('path') ?? '/'
    if (!isOwnPath(path) || path.length > LONGEST_PATH) return c.text('地址应以 / 开头，最多 500 个字', 400)
    const svg = renderSVG(new URL(path, c.req.url).href, { border: 2, ecc: 'M' })
    return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=3600' })
  })
  return app
}

/** Takes away every cookie the one before has got. */
function forget(c: Web): void {
  for (const name of Object.keys(getCookie(c))) if (name !== 'look') dropCookie(c, name)
}

/** What the browser keeps goes as well; it asks for TLS before it obeys. */
function cleared(answer: Response): Response {
  answer.headers.set('clear-site-data', '"cache", "storage"')
  return answer
}
