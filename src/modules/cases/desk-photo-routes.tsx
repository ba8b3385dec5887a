import { Hono, type MiddlewareHandler } from 'hono'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { see, statusOf, textFields, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import type { ConsoleFrame } from '../../ui/page.tsx'
import { photoBytes, redact, screen } from '../photos/index.ts'
import { photosOf } from './case-photos.ts'
import type { RefusedPhoto } from './pages/desk-props.ts'
import { type Case, findCase } from './store.ts'
import { isVisibleTo } from './visibility.ts'

/** Who may do what, handed in by `app.tsx`. */
export type CaseDesk = {
  readonly readers: MiddlewareHandler<WebEnv>
  /** Decide whether the public sees a photo. */
  readonly screeners: MiddlewareHandler<WebEnv>
  readonly frame: (c: Web) => Promise<ConsoleFrame>
}

/** Shows the case again, with what was refused beside the form it came from. */
export type ShowRefusedPhoto = (c: Web, one: Case, refused: RefusedPhoto, status: (typeof statusOf)[Refusal['refused']]) => Promise<Response>

const LONGEST = 200
const SIDES = ['left', 'top', 'width', 'height'] as const
const share = (percent = ''): number => Number(percent.replace(/[%％]$/, '')) / 100
const PHOTO = '/:number{XC[0-9.]+-[0-9]+}/photos/:id{[0-9a-f-]{36}}'

/** The photos of a case in the console: seen before the public sees them, released, withheld or painted over. */
export function deskPhotoRoutes(house: House, desk: CaseDesk, showRefused: ShowRefusedPhoto): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const photoIn = async (c: Web) => {
    const { viewer } = await desk.frame(c)
    const one = await findCase(house.db, c.req.param('number') ?? '')
    const photo = one && isVisibleTo(one, viewer) ? (await photosOf(house, one.number)).find(({ id }) => id === c.req.param('id')) : undefined
    return one && photo && { one, photo, viewer }
  }
  type Found = NonNullable<Awaited<ReturnType<typeof photoIn>>>
  const answer = async (c: Web, { one, photo: { id } }: Found, done: unknown, form: RefusedPhoto['form'], values: Values): Promise<Response> =>
    isRefusal(done)
      ? await showRefused(c, one, { id, form, because: done.because, values }, statusOf[done.refused])
      : see(c, `/staff/cases/${one.number}#photo-${id}`)

  app.get(`${PHOTO}/:name{(thumb|full)-[0-9a-f]{64}\\.jpg}`, desk.readers, async (c) => {
    const found = await photoIn(c)
    const bytes = found && (await photoBytes(house, found.photo, c.req.param('name').startsWith('full') ? 'full' : 'thumb'))
    return bytes ? c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' }) : c.notFound()
  })

  app.post(`${PHOTO}/screen`, desk.screeners, async (c) => {
    const found = await photoIn(c)
    if (!found) return c.notFound()
    const values = await textFields(c)
    const decision = values['decision'] === 'released' ? 'released' : 'withheld'
    const act = { at: house.now(), by: found.viewer }
    return await answer(c, found, await screen(house.db, found.photo.id, decision, act, (values['reason'] ?? '').slice(0, LONGEST)), decision, values)
  })

  app.post(`${PHOTO}/redact`, desk.screeners, async (c) => {
    const found = await photoIn(c)
    if (!found) return c.notFound()
    const values = await textFields(c)
    const [left = 0, top = 0, width = 0, height = 0] = SIDES.map((name) => share(values[name]))
    return await answer(c, found, await redact(house, found.photo.id, [{ left, top, width, height }], found.viewer), 'redact', values)
  })
  return app
}
