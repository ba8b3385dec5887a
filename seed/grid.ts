import {
  addHandlingUnits,
  centreOf,
  type Feature,
  type FeatureCollection,
  importGrid,
  isInside,
  type Landmark,
  listStreets,
  type Point,
  replaceLandmarks,
  type Ring,
  USUAL_AREA,
  writePolygon,
} from '../src/modules/organizations/index.ts'
import type { House } from '../src/platform/house.ts'
import { demonstrationUnits } from './units.ts'

// A schematic map, no survey: the streets of 西城区 as neighbours of each other, in about their place and size.
const DISTRICT = '110102'
/** The streets in the order of their codes, 001 to 015, with their corners on a canvas; neighbours share every corner of their border. */
const STREETS: readonly { readonly name: string; readonly corners: string }[] = [
  { name: '西长安街', corners: '182,148 228,147 256,147 258,209 232,209 184,210' },
  { name: '新街口', corners: '184,82 224,77 228,147 182,148' },
  { name: '月坛', corners: '58,122 88,152 120,150 122,212 36,222 20,162' },
  { name: '展览路', corners: '114,74 184,82 182,148 120,150 88,152 58,122 72,86' },
  { name: '德胜', corners: '120,24 216,12 278,30 270,72 224,77 184,82 114,74' },
  { name: '金融街', corners: '120,150 182,148 184,210 122,212' },
  { name: '什刹海', corners: '224,77 270,72 314,82 320,146 256,147 228,147' },
  { name: '大栅栏', corners: '256,147 320,146 326,204 258,209' },
  { name: '天桥', corners: '232,209 258,209 326,204 332,266 236,271' },
  { name: '椿树', corners: '184,210 232,209 236,271 188,273 188,250' },
  { name: '陶然亭', corners: '188,273 236,271 332,266 322,332 250,363 182,362 188,302' },
  { name: '广安门内', corners: '122,212 184,210 188,250 126,254' },
  { name: '牛街', corners: '126,254 188,250 188,273 188,302 111,306 110,288 126,278' },
  { name: '白纸坊', corners: '111,306 188,302 182,362 112,350' },
  { name: '广安门外', corners: '36,222 122,212 126,254 126,278 56,290' },
]
const CANVAS = { left: 30, right: 330, top: 10, bottom: 370 }
const LAND = { west: 116.325, east: 116.402, north: 39.975, south: 39.868 }

/** About a hundred metres each way, at the latitude of Beijing. */
const CELL = { lon: 0.00117, lat: 0.0009 }
const CORNER: Point = { lon: 116.3, lat: 39.98 }
const CELLS_A_COMMUNITY = 40

const rounded = (degrees: number): number => Number(degrees.toFixed(6))

function outlineOf(corners: string): Ring {
  return corners.split(' ').map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number)
    const across = (x - CANVAS.left) / (CANVAS.right - CANVAS.left)
    const down = (y - CANVAS.top) / (CANVAS.bottom - CANVAS.top)
    return { lon: rounded(LAND.west + across * (LAND.east - LAND.west)), lat: rounded(LAND.north - down * (LAND.north - LAND.south)) }
  })
}

/** A cell by its place in the grid over the whole district: columns from the west, rows from the north. */
type Cell = { readonly column: number; readonly row: number }

function shapeOf({ column, row }: Cell): Ring {
  const [west, east] = [column, column + 1].map((n) => rounded(CORNER.lon + n * CELL.lon))
  const [north, south] = [row, row + 1].map((n) => rounded(CORNER.lat - n * CELL.lat))
  if (west === undefined || east === undefined || north === undefined || south === undefined) return []
  return [
    { lon: west, lat: south },
    { lon: east, lat: south },
    { lon: east, lat: north },
    { lon: west, lat: north },
  ]
}

/** The cells whose centre lies in an outline, row by row from the north, each from the west. */
function cellsIn(outline: Ring): Cell[] {
  const cells: Cell[] = []
  const columns = outline.map(({ lon }) => (lon - CORNER.lon) / CELL.lon)
  const rows = outline.map(({ lat }) => (CORNER.lat - lat) / CELL.lat)
  for (let row = Math.floor(Math.min(...rows)); row <= Math.max(...rows); row++)
    for (let column = Math.floor(Math.min(...columns)); column <= Math.max(...columns); column++)
      if (isInside(centreOf(shapeOf({ column, row })), outline)) cells.push({ column, row })
  return cells
}

const byPlace = (a: Cell, b: Cell): number => a.row - b.row || a.column - b.column
const span = (numbers: readonly number[]): number => Math.max(...numbers) - Math.min(...numbers)

/** Parts of about equal size, halved across their longer side. */
function partsOf(cells: readonly Cell[], parts: number): Cell[][] {
  if (parts <= 1) return [cells.toSorted(byPlace)]
  const wide = span(cells.map((cell) => cell.column)) > span(cells.map((cell) => cell.row))
  const sorted = cells.toSorted((a, b) => (wide ? a.column - b.column || a.row - b.row : byPlace(a, b)))
  const first = Math.floor(parts / 2)
  const cut = Math.round((sorted.length * first) / parts)
  return [...partsOf(sorted.slice(0, cut), first), ...partsOf(sorted.slice(cut), parts - first)]
}

const threeDigits = (n: number): string => String(n).padStart(3, '0')

function featuresOf(street: string, outline: Ring): Feature[] {
  const cells = cellsIn(outline)
  const communities = partsOf(cells, Math.max(1, Math.round(cells.length / CELLS_A_COMMUNITY)))
  return communities.flatMap((part, community) =>
    part.map((cell, order) => ({
      type: 'Feature' as const,
      properties: {
        kind: 'grid',
        code: `${street}${threeDigits(community + 1)}${threeDigits(order + 1)}`,
        community: `样例第${community + 1}社区`,
      },
      geometry: writePolygon(shapeOf(cell)),
    })),
  )
}

/** The grid that ships: 15 streets cut into cells of a hectare, the same every time. 示意图，非测绘成果. */
export function demonstrationGrid(): FeatureCollection {
  const streets = STREETS.map(({ name, corners }, at) => ({ code: `${DISTRICT}${threeDigits(at + 1)}`, name, outline: outlineOf(corners) }))
  return {
    type: 'FeatureCollection',
    features: [
      ...streets.map(({ code, name, outline }): Feature => ({ type: 'Feature', properties: { kind: 'street', code, name }, geometry: writePolygon(outline) })),
      ...streets.flatMap(({ code, outline }) => featuresOf(code, outline)),
    ],
  }
}

const METRES_NORTH = 0.0027
const METRES_EAST = 0.0035
const PLACES = ['公园', '小学', '菜市场', '医院', '文化馆', '地铁站', '图书馆', '体育馆']
/** Roads three hundred metres apart and a named place in every eighth crossing. Names are invented: 示意图，非测绘成果. */
export function demonstrationMap(): Landmark[] {
  const along = (from: number, to: number, step: number): number[] => Array.from({ length: Math.floor((to - from) / step) }, (_, n) => from + (n + 0.5) * step)
  const [lats, lons] = [along(LAND.south, LAND.north, METRES_NORTH), along(LAND.west, LAND.east, METRES_EAST)]
  const road = (name: string, ...line: Point[]): Landmark => ({
    kind: 'road',
    name,
    line: line.map(({ lon, lat }) => ({ lon: rounded(lon), lat: rounded(lat) })),
  })
  // A little aslant, for nothing in a town is straight.
  const rows = lats.map((lat, n) => road(`样例横${n + 1}街`, { lon: LAND.west, lat }, { lon: LAND.east, lat: lat + ((n % 3) - 1) * 0.0006 }))
  const columns = lons.map((lon, n) => road(`样例纵${n + 1}路`, { lon, lat: LAND.south }, { lon: lon + ((n % 3) - 1) * 0.0008, lat: LAND.north }))
  const places = lats.flatMap((lat, row) =>
    lons.flatMap((lon, column): Landmark[] => {
      const nth = row * lons.length + column
      if (nth % 8 !== row % 8) return []
      const place = { lon: rounded(lon + METRES_EAST / 2), lat: rounded(lat + METRES_NORTH / 2) }
      return [{ kind: 'place', name: `样例${PLACES[Math.floor(nth / 8) % PLACES.length] ?? ''}`, line: [place] }]
    }),
  )
  return [...rows, ...columns, ...places]
}

/** Gives an agency without streets the demonstration grid, its handling units and what they handle; leaves any other grid alone. */
export async function seedGrid(house: House, agencyId: number): Promise<void> {
  if ((await listStreets(house.db, agencyId)).length > 0) return
  const { problems } = await importGrid(house.db, agencyId, demonstrationGrid(), { gcj02: false, area: USUAL_AREA }, async (tx) => {
    await addHandlingUnits(tx, agencyId, demonstrationUnits(await listStreets(tx, agencyId)))
    await replaceLandmarks(tx, agencyId, demonstrationMap())
  })
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
