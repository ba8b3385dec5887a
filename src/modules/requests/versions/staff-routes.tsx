import { Hono } from 'hono'
import type { House } from '../../../platform/house.ts'
import { page, type Web, type WebEnv } from '../../../platform/web.ts'
import { may, viewerOf } from '../../identity/index.ts'
import { deskOf, READERS } from '../staff-desk.ts'
import { pathOf } from '../letters/subject.ts'
import { findRequest, type Request } from '../store.ts'
import { isVisibleTo } from '../visibility.ts'
import { VersionsPage } from './pages/versions.tsx'
import { readVersion, tracksOf } from './read-versions.ts'

/** `/staff/requests/:number/versions`: any two versions of an answer or a letter beside each other. */
export const versionRoutes = (house: House): Hono<WebEnv> =>
  versionRoutesAt(house, '/requests/:number/versions', may(...READERS), async (c) => {
    const request = await findRequest(house.db, c.req.param('number') ?? '')
    return request && isVisibleTo(request, viewerOf(c)) ? request : undefined
  })

/** The same of whatever holds an answer: a request, or one whose answer was ordered anew. */
export function versionRoutesAt(
  house: House,
  path: string,
  readers: ReturnType<typeof may>,
  requestOf: (c: Web) => Promise<Request | undefined>,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get(path, readers, async (c) => {
    const viewer = viewerOf(c)
    const request = await requestOf(c)
    if (!request) return c.notFound()
    const tracks = await tracksOf(house, request, viewer)
    const { of, from, to } = c.req.query()
    const track = of === undefined ? tracks[0] : tracks.find(({ key }) => key === of)
    const all = track?.versions ?? []
    const find = (key: string) => all.find((one) => one.key === key)
    const later = to === undefined ? all.at(-1) : find(to)
    const earlier = from === undefined ? later && all[all.indexOf(later) - 1] : find(from)
    const isUnknown = (of !== undefined && !track) || (to !== undefined && !later) || (from !== undefined && !earlier)
    const read = track && later && !isUnknown ? await readVersion(house, request, viewer, track.key, { from: earlier, to: later }) : undefined
    const props = {
      number: request.number,
      path: pathOf(request),
      tracks,
      track,
      from: earlier,
      to: later,
      words: read?.words,
      change: read?.change,
      isUnknown,
    }
    return page(c, <VersionsPage {...(await deskOf(house).frame(c))} {...props} />, isUnknown ? 404 : 200)
  })
  return app
}
