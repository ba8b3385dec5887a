import { fromGcj02, toGcj02 } from './coordinates.ts'
import { areaOf, type Box, boxOf, centreOf, distanceMetres, isInside, type Point, type Ring } from './geometry.ts'
import type { Finding, Read, Reading } from './grid-file.ts'
import { type Street, streetOf } from './grid-store.ts'

/** The square metres of a cell that pass without remark; a 万米单元网格 has about 10 000. */
export type AreaRange = { readonly least: number; readonly most: number }

export const USUAL_AREA: AreaRange = { least: 2_000, most: 60_000 }

type Placed = Read & { readonly ring: Ring }
type Findings = { readonly problems: Finding[]; readonly warnings: Finding[] }

const CHINA: Box = { west: 73, east: 136, south: 3, north: 54 }
const isInBox = ({ lon, lat }: Point, box: Box): boolean => box.west <= lon && lon <= box.east && box.south <= lat && lat <= box.north

// Two surveys of one street have their centres within a hundred metres; GCJ-02 shifts them by some five hundred.
const SAME_METRES = 100
const SHIFTED_METRES = 150

/** Where features lie: in China, cells in their streets, beside each other and of the usual size. */
export function checkPlaces(read: readonly Read[], { gcj02, area, known }: Pick<Reading, 'gcj02' | 'area' | 'known'>): Findings {
  const problems: Finding[] = []
  const sound = read.filter((one): one is Placed => {
    const astray = one.ring && saysAstray(one.ring)
    if (astray) problems.push({ number: one.number, says: astray })
    return one.ring !== undefined && !astray
  })
  const streets = sound.filter((one) => one.kind === 'street')
  const cells = sound.filter((one) => one.kind === 'grid')
  const complete = streets.length === read.filter((one) => one.kind === 'street').length
  for (const { number, code, name, ring } of streets) {
    const before = known.find((street) => street.code === code || street.name === name)
    const shifted = before && saysShifted(centreOf(ring), before, gcj02)
    if (shifted) problems.push({ number, says: shifted })
  }
  for (const { number, code, ring } of cells) {
    const misplaced = saysMisplaced(centreOf(ring), code, streets, complete)
    if (misplaced) problems.push({ number, says: misplaced })
  }
  for (const shapes of [streets, cells])
    for (const [first, second] of overlapping(shapes)) problems.push({ number: second.number, says: `与第 ${first.number} 个要素（${first.code}）重叠` })
  return { problems, warnings: [...sizes(cells, area), ...emptyStreets(read)] }
}

function saysAstray(ring: Ring): string | undefined {
  const out = ring.find((point) => !isInBox(point, CHINA))
  if (!out) return undefined
  const swapped = isInBox({ lon: out.lat, lat: out.lon }, CHINA)
  return swapped
    ? `经度和纬度写反了：应为 [经度, 纬度]，这里是 [${out.lon}, ${out.lat}]`
    : `坐标 [${out.lon}, ${out.lat}] 不在中国境内，须是以度为单位的 [经度, 纬度]`
}

function saysShifted(centre: Point, before: Street, gcj02: boolean): string | undefined {
  const old = centreOf(before.outline)
  const metres = distanceMetres(centre, old)
  const back = gcj02 ? toGcj02(centre) : fromGcj02(centre)
  if (metres < SHIFTED_METRES || distanceMetres(back, old) > SAME_METRES) return undefined
  const from = `比已载入的“${before.name}”偏 ${Math.round(metres)} 米`
  return gcj02 ? `坐标本来就是 WGS-84（换算后${from}），不要加 --gcj02` : `坐标像是 GCJ-02（${from}），请加 --gcj02 导入`
}

/** `complete` when every street of the file could be placed: only then is a point outside those placed outside all. */
function saysMisplaced(centre: Point, code: string, streets: readonly Placed[], complete: boolean): string | undefined {
  const own = streets.find((street) => street.code === streetOf(code))
  if (!own || isInside(centre, own.ring)) return undefined
  const metres = Math.round(distanceMetres(centre, fromGcj02(centre)))
  if (isInside(fromGcj02(centre), own.ring) && isFarFrom(centre, own.ring))
    return `坐标像是 GCJ-02：中心在“${own.name}”之外，移回约 ${metres} 米后在内；同一文件须用同一坐标系`
  const other = streets.find((street) => isInside(centre, street.ring))
  if (other) return `中心在“${other.name}”内，不在编码所写的“${own.name}”内`
  return complete ? '中心在各街道之外' : `中心在编码所写的“${own.name}”之外`
}

/** Whether the point lies further from an area than a cell of its edge would. */
const isFarFrom = (point: Point, ring: Ring): boolean => {
  const margin = 0.001
  const around = [-1, 0, 1].flatMap((east) => [-1, 0, 1].map((north) => ({ lon: point.lon + east * margin, lat: point.lat + north * margin })))
  return !around.some((near) => isInside(near, ring))
}

/** Points of an area to try it by: its centre and those half way from there to each corner. */
function samplesOf(ring: Ring): Point[] {
  const centre = centreOf(ring)
  const half = ring.map(({ lon, lat }) => ({ lon: (lon + centre.lon) / 2, lat: (lat + centre.lat) / 2 }))
  return [centre, ...half].filter((point) => isInside(point, ring))
}

/** Pairs of which one has a sample of the other in it, each in the order of the file. */
function overlapping(shapes: readonly Placed[]): [Placed, Placed][] {
  const sweep = shapes.map((shape) => ({ shape, box: boxOf(shape.ring), samples: samplesOf(shape.ring) })).toSorted((a, b) => a.box.west - b.box.west)
  const pairs: [Placed, Placed][] = []
  for (const [at, one] of sweep.entries()) {
    for (let next = at + 1; next < sweep.length; next++) {
      const other = sweep[next]
      if (!other || other.box.west >= one.box.east) break
      if (other.box.south >= one.box.north || other.box.north <= one.box.south) continue
      const [a, b] = [one.shape, other.shape]
      if (one.samples.some((point) => isInside(point, b.ring)) || other.samples.some((point) => isInside(point, a.ring)))
        pairs.push(a.number < b.number ? [a, b] : [b, a])
    }
  }
  return pairs
}

function sizes(cells: readonly Placed[], { least, most }: AreaRange): Finding[] {
  return cells.flatMap(({ number, ring }) => {
    const area = Math.round(areaOf(ring))
    return area < least || area > most ? [{ number, says: `面积 ${area} 平方米，不在 ${least}—${most} 平方米之间` }] : []
  })
}

function emptyStreets(read: readonly Read[]): Finding[] {
  const filled = new Set(read.filter((one) => one.kind === 'grid').map((one) => streetOf(one.code)))
  return read.filter((one) => one.kind === 'street' && !filled.has(one.code)).map(({ number }) => ({ number, says: '街道里没有网格' }))
}
