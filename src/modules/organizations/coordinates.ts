import { createRequire } from 'node:module'
import type { Point } from './geometry.ts'

// The package's types describe an ES module with a default; what Node loads is CommonJS without one.
const gcoord: typeof import('gcoord')['default'] = createRequire(import.meta.url)('gcoord')

// What is stored is WGS-84 (for this purpose CGCS2000). GCJ-02, which maps and telephones of the mainland show, lives at the edge only.

/** The same place in GCJ-02 (火星坐标), some hundreds of metres off by the numbers. */
export function toGcj02({ lon, lat }: Point): Point {
  const [gcjLon, gcjLat] = gcoord.transform<[number, number]>([lon, lat], gcoord.WGS84, gcoord.GCJ02)
  return { lon: gcjLon, lat: gcjLat }
}

/** A place given in GCJ-02 in WGS-84, to about a decimetre. */
export function fromGcj02({ lon, lat }: Point): Point {
  const [wgsLon, wgsLat] = gcoord.transform<[number, number]>([lon, lat], gcoord.GCJ02, gcoord.WGS84)
  return { lon: wgsLon, lat: wgsLat }
}
