/** A place in WGS-84, in degrees. */
export type Point = { readonly lon: number; readonly lat: number }

/** The edge of an area, each corner once: the last is joined to the first. */
export type Ring = readonly Point[]

export type Box = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

const EARTH_RADIUS_M = 6_371_008.8
const inRadians = (degrees: number): number => (degrees * Math.PI) / 180

/** The way over a sphere (haversine); within 0.5 % of the way over the ellipsoid. */
export function distanceMetres(a: Point, b: Point): number {
  const [north, east] = [inRadians(b.lat - a.lat), inRadians(b.lon - a.lon)]
  const h = Math.sin(north / 2) ** 2 + Math.cos(inRadians(a.lat)) * Math.cos(inRadians(b.lat)) * Math.sin(east / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The edges of a ring, each as its two ends. */
export const edgesOf = (ring: Ring): (readonly [Point, Point])[] =>
  ring.flatMap((from, at) => {
    const to = ring[(at + 1) % ring.length]
    return to ? [[from, to] as const] : []
  })

export function boxOf(ring: Ring): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const { lon, lat } of ring) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

/** Square metres on a plane laid at the middle latitude of the area; good for a district, not for a country. */
export function areaOf(ring: Ring): number {
  const { south, north } = boxOf(ring)
  const metres = inRadians(1) * EARTH_RADIUS_M
  return Math.abs(signedArea(ring)) * metres * metres * Math.cos(inRadians((south + north) / 2))
}

/** Square degrees; positive when the corners run against the clock. Counted from the first corner, for small areas far from (0, 0). */
function signedArea(ring: Ring): number {
  const [origin] = ring
  if (!origin) return 0
  const twice = edgesOf(ring).reduce((sum, [a, b]) => sum + (a.lon - origin.lon) * (b.lat - origin.lat) - (b.lon - origin.lon) * (a.lat - origin.lat), 0)
  return twice / 2
}

/** The centre of gravity; of an area bent like a C it may lie outside. A ring without area has the middle of its corners. */
export function centreOf(ring: Ring): Point {
  const [origin] = ring
  if (!origin) throw new Error('a ring has corners')
  const area = signedArea(ring)
  let [east, north] = [0, 0]
  for (const [a, b] of edgesOf(ring)) {
    const cross = area === 0 ? 1 : (a.lon - origin.lon) * (b.lat - origin.lat) - (b.lon - origin.lon) * (a.lat - origin.lat)
    east += (a.lon + b.lon - 2 * origin.lon) * cross
    north += (a.lat + b.lat - 2 * origin.lat) * cross
  }
  const parts = area === 0 ? 2 * ring.length : 6 * area
  return { lon: origin.lon + east / parts, lat: origin.lat + north / parts }
}

/**
 * Whether the point lies in the area. A point on an edge belongs to the area east of that edge, or north of it when the edge runs
 * due west–east: of areas that share their corners exactly one has it, and the east and north edges of the whole belong to none.
 */
export function isInside({ lon, lat }: Point, ring: Ring): boolean {
  let inside = false
  for (const [a, b] of edgesOf(ring)) {
    if (a.lat > lat === b.lat > lat) continue
    // Always reckoned from the lower end, so that two neighbours round the same way.
    const [low, high] = a.lat < b.lat ? [a, b] : [b, a]
    if (lon < low.lon + ((lat - low.lat) / (high.lat - low.lat)) * (high.lon - low.lon)) inside = !inside
  }
  return inside
}

const turn = (a: Point, b: Point, c: Point): number => Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon))
const between = (a: Point, b: Point, c: Point): boolean =>
  Math.min(a.lon, b.lon) <= c.lon && c.lon <= Math.max(a.lon, b.lon) && Math.min(a.lat, b.lat) <= c.lat && c.lat <= Math.max(a.lat, b.lat)

function meet([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (abc * abd < 0 && cda * cdb < 0) return true
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b))
}

/** Whether an edge touches or crosses one that is not its neighbour, or runs back over its neighbour. */
export function crossesItself(ring: Ring): boolean {
  const edges = edgesOf(ring)
    .map((edge, at) => ({ edge, at, west: Math.min(edge[0].lon, edge[1].lon), east: Math.max(edge[0].lon, edge[1].lon) }))
    .toSorted((one, other) => one.west - other.west)
  return edges.some((one, from) => {
    for (let next = from + 1; next < edges.length; next++) {
      const other = edges[next]
      if (!other || other.west > one.east) return false
      const [first, second] = one.at < other.at ? [one, other] : [other, one]
      if (second.at - first.at === 1) {
        if (runsBack(first.edge, second.edge)) return true
      } else if (first.at === 0 && second.at === ring.length - 1) {
        if (runsBack(second.edge, first.edge)) return true
      } else if (meet(first.edge, second.edge)) return true
    }
    return false
  })
}

/** Whether the second of two edges in a row lies on the first. */
function runsBack([a, b]: readonly [Point, Point], [, c]: readonly [Point, Point]): boolean {
  const forward = (b.lon - a.lon) * (c.lon - b.lon) + (b.lat - a.lat) * (c.lat - b.lat)
  return turn(a, b, c) === 0 && forward < 0
}
