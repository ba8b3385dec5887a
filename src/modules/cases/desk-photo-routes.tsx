import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { page, see, statusOf, textFields, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { MessagePage } from '../../ui/message-page.tsx'
import { publicFrame } from '../organizations/index.ts'
import { photoBytes, redact, screen } from '../photos/index.ts'
import { photosOf } from './case-photos.ts'
import { findCase } from './store.ts'
import { isVisibleTo } from './visibility.ts'

/** Who may do what, handed in by `app.tsx`. */
export type CaseDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  /** Decide whether the public sees a photo. */
  readonly screeners: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
}

const PHOTO = '/:number{XC[0-9.]+-[0-9]+}/photos/:id{[0-9a-f-]{36}}'

/** The photos of a case in the console: seen before the public sees them, released, withheld or painted over. */
export function deskPhotoRoutes(house: House, desk: CaseDesk): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const photoIn = async (c: Web) => {
    const { viewer } = await desk.frame(c)
    const one = await findCase(house.db, c.req.param('number') ?? '')
    const photo = one && isVisibleTo(one, viewer) ? (await photosOf(house, one.number)).find(({ id }) => id === c.req.param('id')) : undefined
    return photo && { photo, viewer, back: `/staff/cases/${c.req.param('number')}` }
  }
  const told = async (c: Web, because: string, status: 403 | 404 | 409 | 422) =>
    page(c, <MessagePage {...(await publicFrame(house, c))} title="没有办成" text={because} />, status)

  app.get(`${PHOTO}/:name{(thumb|full)-[0-9a-f]{64}\\.jpg}`, desk.readers, async (c) => {
    const found = await photoIn(c)
    const bytes = found && (await photoBytes(house, found.photo, c.req.param('name').startsWith('full') ? 'full' : 'thumb'))
    return bytes ? c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' }) : c.notFound()
  })

  app.post(`${PHOTO}/screen`, desk.screeners, async (c) => {
    const found = await photoIn(c)
    if (!found) return c.notFound()
    const { decision, reason = '' } = await textFields(c)
    const act = { at: house.now(), by: found.viewer }
    const done = await screen(house.db, found.photo.id, decision === 'released' ? 'released' : 'withheld', act, reason.slice(0, 200))
    return isRefusal(done) ? await told(c, done.because, statusOf[done.refused]) : see(c, found.back)
  })

  app.post(`${PHOTO}/redact`, desk.screeners, async (c) => {
    const found = await photoIn(c)
    if (!found) return c.notFound()
    const values = await textFields(c)
    const [left = 0, top = 0, width = 0, height = 0] = ['left', 'top', 'width', 'height'].map((name) => Number(values[name]) / 100)
    const done = await redact(house, found.photo.id, [{ left, top, width, height }], found.viewer)
    return isRefusal(done) ? await told(c, done.because, statusOf[done.refused]) : see(c, found.back)
  })
  return app
}
