import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, type Values, type Web, type WebEnv } from '../../platform/web.ts'
import { listLandmarks, listStreets, type Point, publicFrame, type Street } from '../organizations/index.ts'
import { boundsOf, onEarth, placeText, readPlace, type View, viewOf } from './map-view.ts'
import { pictureOf } from './pages/map-picture.tsx'
import { ReportMapPage } from './pages/report-map.tsx'

// A tap is told in the pixels the picture is shown in, so it is shown in its own size: narrow enough for a telephone.
const WIDTH = 320
const HEIGHT = 420
const NEAR_METRES_A_PIXEL = 2.5

async function viewFor(house: House, agencyId: number, around: Point | undefined): Promise<{ streets: readonly Street[]; view: View }> {
  const streets = await listStreets(house.db, agencyId)
  const corners = streets.flatMap(({ outline }) => outline)
  const whole = viewOf(corners.length > 0 ? corners : [{ lon: 116.36, lat: 39.92 }], WIDTH, HEIGHT)
  return { streets, view: around ? { ...whole, middle: around, metresAPixel: NEAR_METRES_A_PIXEL } : whole }
}

/** The page to tap on: the whole district, or the surroundings of a first tap. */
export async function showMap(house: House, c: Web, values: Values, around: Point | undefined): Promise<Response> {
  const frame = await publicFrame(house, c)
  const at = around ? placeText(around) : ''
  const picture = `/report/map/picture.svg${at ? `?around=${at}` : ''}`
  return page(c, <ReportMapPage {...frame} values={values} picture={picture} width={WIDTH} height={HEIGHT} near={around !== undefined} around={at} />)
}

/** What a tap on the picture means: the nearer map, the chosen place for the form, or nothing when there was none. */
export async function tapped(house: House, c: Web, values: Values): Promise<Response | Values | undefined> {
  const [x, y] = [Number(values['at.x']), Number(values['at.y'])]
  if (values['at.x'] === undefined || !Number.isFinite(x) || !Number.isFinite(y)) return undefined
  // Pressed from the keyboard a picture tells no place.
  if (x === 0 && y === 0) return {}
  const { site } = await publicFrame(house, c)
  const around = readPlace(values['around'])
  const { view } = await viewFor(house, site.id, around)
  const place = onEarth(view, { x, y })
  return around ? { place: placeText(place), placeSource: 'map' } : await showMap(house, c, values, place)
}

/** `/report/map/picture.svg`: the picture itself. */
export function reportMapRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  app.get('/picture.svg', async (c) => {
    const { site } = await publicFrame(house, c)
    const around = readPlace(c.req.query('around'))
    const { streets, view } = await viewFor(house, site.id, around)
    const landmarks = around ? await listLandmarks(house.db, site.id, boundsOf(view)) : []
    return c.body(pictureOf(streets, landmarks, view), 200, { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'public, max-age=3600' })
  })
  return app
}
