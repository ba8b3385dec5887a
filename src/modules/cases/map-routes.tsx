import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { page, type WebEnv } from '../../platform/web.ts'
import { listLandmarks, listStreets, publicFrame } from '../organizations/index.ts'
import { CELL_DEGREES, cellsAsJson, type Level, listCells, listMarks } from './map-store.ts'
import { type Bounds, boundsOf, readPlace, viewOf } from './map-view.ts'
import { loadNames } from './naming.ts'
import { MapPage } from './pages/map.tsx'

const WIDTH = 560
const HEIGHT = 720
/** How near each level of the page is, and the squares it counts in; the nearest shows cases one by one. */
const NEARER = [
  { metresAPixel: 0, squares: 1 },
  { metresAPixel: 4, squares: 3 },
  { metresAPixel: 1.2, squares: null },
] as const satisfies readonly { readonly metresAPixel: number; readonly squares: Level | null }[]

/** `/cases/map` and the squares of a screen as data. */
export function mapRoutes(house: House): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.get('/', async (c) => {
    const frame = await publicFrame(house, c)
    const agencyId = frame.site.id
    const [streets, names] = await Promise.all([listStreets(house.db, agencyId), loadNames(house.db, agencyId)])
    const at = readPlace(c.req.query('at'))
    const asked = Math.min(Math.max(0, Number.parseInt(c.req.query('level') ?? '0', 10) || 0), NEARER.length - 1)
    const level = at && asked > 0 ? asked : 0
    const corners = streets.flatMap(({ outline }) => outline)
    const { metresAPixel, squares } = NEARER[level] ?? NEARER[0]
    const whole = viewOf(corners.length > 0 ? corners : [{ lon: 116.36, lat: 39.92 }], WIDTH, HEIGHT)
    const view = at && level > 0 ? { ...whole, middle: at, metresAPixel } : whole
    const [cells, marks, landmarks] = await Promise.all([
      squares === null ? [] : listCells(house.db, agencyId, squares, boundsOf(view)),
      squares === null ? listMarks(house.db, agencyId, boundsOf(view), house.now()) : null,
      level > 0 ? listLandmarks(house.db, agencyId, boundsOf(view)) : [],
    ])
    return page(c, <MapPage {...frame} streets={streets} names={names} view={view} level={level} cells={cells} marks={marks} landmarks={landmarks} />)
  })

  /** `?bbox=west,south,east,north&level=0..3`: how many cases lie in each square of a screen, open and in all. */
  app.get('/cells.json', async (c) => {
    const { site } = await publicFrame(house, c)
    const bounds = boundsIn(c.req.query('bbox'))
    const level = levelIn(c.req.query('level'))
    if (!bounds || level === undefined) return c.json({ error: `bbox 应是“西,南,东,北”四个经纬度，level 应是 0 到 ${CELL_DEGREES.length - 1}` }, 400)
    const head = `{"data_as_of":"${house.now().toISOString()}","degrees":${CELL_DEGREES[level]},"fields":["lon","lat","open","total"],"cells":`
    return c.body(`${head}${await cellsAsJson(house.db, site.id, level, bounds)}}`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
    })
  })
  return app
}

function boundsIn(text: string | undefined): Bounds | undefined {
  const [west, south, east, north, ...more] = (text ?? '').split(',').map(Number)
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length > 0) return undefined
  return [west, south, east, north].every(Number.isFinite) && west < east && south < north ? { west, south, east, north } : undefined
}
const LEVELS: readonly Level[] = [0, 1, 2, 3]
const levelIn = (text: string | undefined): Level | undefined => LEVELS.find((level) => String(level) === (text ?? '2'))
