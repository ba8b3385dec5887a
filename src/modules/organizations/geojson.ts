import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { crossesItself, type Point, type Ring } from './geometry.ts'

export type Polygon = { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
export type Feature = { readonly type: 'Feature'; readonly properties: Readonly<Record<string, string>>; readonly geometry: Polygon }
export type FeatureCollection = { readonly type: 'FeatureCollection'; readonly features: readonly Feature[] }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const wrong = (because: string): Refusal<'invalid'> => refuse('invalid', because)

/** A GeoJSON polygon without holes as a ring; a third number of a position, its height, is left out. */
export function readPolygon(geometry: unknown): Ring | Refusal<'invalid'> {
  if (!isRecord(geometry)) return wrong('没有图形，应为一个 Polygon')
  if (geometry['type'] !== 'Polygon') return wrong(`图形是 ${String(geometry['type'])}，应为 Polygon（一个多边形）`)
  const rings: unknown = geometry['coordinates']
  if (!Array.isArray(rings) || rings.length === 0) return wrong('图形没有坐标')
  if (rings.length > 1) return wrong(`图形里有 ${rings.length - 1} 个洞，网格和街道须是没有洞的多边形`)
  const positions: unknown = rings[0]
  if (!Array.isArray(positions) || positions.length < 4) return wrong('边界至少要有 4 个坐标（三个角，再回到起点）')
  const points: Point[] = []
  for (const [at, position] of positions.entries()) {
    const point = readPosition(position)
    if (!point) return wrong(`第 ${at + 1} 个坐标不是 [经度, 纬度] 两个数`)
    points.push(point)
  }
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || !isSame(first, last)) return wrong('边界没有闭合，最后一个坐标须与第一个相同')
  const ring = points.slice(0, -1).filter((point, at, all) => at === 0 || !isSame(point, all[at - 1] ?? point))
  if (ring.length < 3) return wrong('边界的坐标重复，围不成面')
  if (crossesItself(ring)) return wrong('边界自相交')
  return ring
}

const isSame = (a: Point, b: Point): boolean => a.lon === b.lon && a.lat === b.lat

function readPosition(position: unknown): Point | undefined {
  if (!Array.isArray(position) || position.length < 2 || position.length > 3) return undefined
  const [lon, lat]: unknown[] = position
  return typeof lon === 'number' && typeof lat === 'number' && Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : undefined
}

/** A ring as GeoJSON wants it: closed. */
export const writePolygon = (ring: Ring): Polygon => ({
  type: 'Polygon',
  coordinates: [[...ring, ...ring.slice(0, 1)].map(({ lon, lat }) => [lon, lat])],
})
