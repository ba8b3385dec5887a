import { fromGcj02 } from './coordinates.ts'
import { type Box, boxOf, type Point } from './geometry.ts'

/** A road or a named place of the map under the cases; a place is a line of one point. */
export type Landmark = { readonly kind: 'road' | 'place'; readonly name: string; readonly line: readonly Point[] }
export type BaseMapFile = { readonly landmarks: readonly Landmark[]; readonly problems: readonly string[] }

const CHINA: Box = { west: 73, east: 136, south: 3, north: 54 }
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads roads (LineString or MultiLineString) and named places (Point) from a GeoJSON FeatureCollection; other shapes and what has no
 * name are not drawn and not wrong. Problems are Chinese sentences that name the feature.
 */
export function readBaseMap(file: unknown, gcj02: boolean): BaseMapFile {
  const features = isRecord(file) && file['type'] === 'FeatureCollection' && Array.isArray(file['features']) ? file['features'] : undefined
  if (!features) return { landmarks: [], problems: ['文件不是 GeoJSON 的 FeatureCollection'] }
  const problems: string[] = []
  const landmarks = features.flatMap((feature: unknown, at): Landmark[] => {
    const properties = isRecord(feature) && isRecord(feature['properties']) ? feature['properties'] : {}
    const geometry = isRecord(feature) && isRecord(feature['geometry']) ? feature['geometry'] : {}
    const name = typeof properties['name'] === 'string' ? properties['name'].trim() : ''
    if (name === '') return []
    return linesOf(geometry).flatMap((positions): Landmark[] => {
      const line = positions.flatMap((position) => pointOf(position) ?? [])
      const kind = geometry['type'] === 'Point' ? 'place' : 'road'
      if (line.length !== positions.length || line.length < (kind === 'place' ? 1 : 2)) {
        problems.push(`第 ${at + 1} 个要素（${name}）：坐标应是 [经度, 纬度] 两个数，在中国境内，道路至少两个点`)
        return []
      }
      return [{ kind, name, line: gcj02 ? line.map(fromGcj02) : line }]
    })
  })
  if (problems.length === 0 && landmarks.length === 0) problems.push('文件里没有有名称（name）的道路（LineString）和地名（Point）')
  return { landmarks, problems }
}

function linesOf({ type, coordinates }: Record<string, unknown>): unknown[][] {
  if (!Array.isArray(coordinates)) return []
  if (type === 'Point') return [[coordinates]]
  if (type === 'LineString') return [coordinates]
  return type === 'MultiLineString' ? coordinates.filter((line): line is unknown[] => Array.isArray(line)) : []
}

function pointOf(position: unknown): Point | undefined {
  if (!Array.isArray(position)) return undefined
  const [lon, lat]: unknown[] = position
  if (typeof lon !== 'number' || typeof lat !== 'number') return undefined
  return lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north ? { lon, lat } : undefined
}

export const boundsOf = ({ line }: Landmark): Box => boxOf(line)
