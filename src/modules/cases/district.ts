import type { House } from '../../platform/house.ts'
import { isInside, listStreets, type Street } from '../organizations/index.ts'
import { CELL_DEGREES, type Cell, listCells, listLatePlaces } from './map-store.ts'
import { boundsOf, onDrawing, viewOf } from './map-view.ts'

const LEVEL = 1
const SIDE = CELL_DEGREES[LEVEL]
const [WIDTH, HEIGHT] = [360, 400]
type Place = { readonly lon: number; readonly lat: number }
/** A square of the drawing: its left upper corner, and what is open in it. */
export type Square = { readonly x: number; readonly y: number; readonly open: number; readonly late: boolean }
export type District = { readonly width: number; readonly height: number; readonly wide: number; readonly high: number; readonly squares: readonly Square[] }

const keyOf = ({ lon, lat }: Place): string => `${Math.floor(lon / SIDE)} ${Math.floor(lat / SIDE)}`

/** The district in squares, as its streets lie and whatever of them holds cases. Pure; null without streets. */
export function districtOf(streets: readonly Pick<Street, 'outline'>[], cells: readonly Cell[], late: readonly Place[]): District | null {
  const corners = streets.flatMap(({ outline }) => outline)
  if (corners.length === 0) return null
  const view = viewOf(corners, WIDTH, HEIGHT)
  const { west, south, east, north } = boundsOf(view)
  const open = new Map(cells.map((cell) => [keyOf(cell), cell.open]))
  const isLate = new Set(late.map(keyOf))
  const squares: Square[] = []
  for (let row = Math.floor(north / SIDE); row >= Math.floor(south / SIDE); row--)
    for (let column = Math.floor(west / SIDE); column <= Math.floor(east / SIDE); column++) {
      const middle = { lon: (column + 0.5) * SIDE, lat: (row + 0.5) * SIDE }
      if (!streets.some(({ outline }) => isInside(middle, outline))) continue
      const { x, y } = onDrawing(view, { lon: column * SIDE, lat: (row + 1) * SIDE })
      squares.push({ x: Math.round(x), y: Math.round(y), open: open.get(keyOf(middle)) ?? 0, late: isLate.has(keyOf(middle)) })
    }
  const [from, to] = [onDrawing(view, { lon: west, lat: north }), onDrawing(view, { lon: west + SIDE, lat: north - SIDE })]
  return { width: WIDTH, height: HEIGHT, wide: Math.floor(to.x - from.x) - 1, high: Math.floor(to.y - from.y) - 1, squares }
}

/** The district with what is open and late in it now, as the public sees it. */
export async function loadDistrict(house: House, agencyId: number): Promise<District | null> {
  const streets = await listStreets(house.db, agencyId)
  const corners = streets.flatMap(({ outline }) => outline)
  if (corners.length === 0) return null
  const bounds = boundsOf(viewOf(corners, WIDTH, HEIGHT))
  const [cells, late] = await Promise.all([listCells(house.db, agencyId, LEVEL, bounds), listLatePlaces(house.db, agencyId, house.now())])
  return districtOf(streets, cells, late)
}
