import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { readPolygon, writePolygon } from './geojson.ts'
import { areaOf, boxOf, crossesItself } from './geometry.ts'
import { centreOf, distanceMetres, fromGcj02, isInside, type Point, type Ring, toGcj02 } from './index.ts'

const at = (lon: number, lat: number): Point => ({ lon, lat })
const square = (west: number, south: number, size = 1): Ring => [at(west, south), at(west + size, south), at(west + size, south + size), at(west, south + size)]
const inDistrict = fc.record({ lon: fc.double({ min: 116.32, max: 116.41, noNaN: true }), lat: fc.double({ min: 39.86, max: 39.98, noNaN: true }) })

test('a degree north is 111 km, a degree east at Beijing 85 km', () => {
  expect(distanceMetres(at(116, 39), at(116, 40))).toBeCloseTo(111_195, -1)
  expect(distanceMetres(at(116, 39.9), at(117, 39.9)) / 1000).toBeCloseTo(85.3, 1)
  expect(distanceMetres(at(116, 39.9), at(116, 39.9))).toBe(0)
})

test('the area of a hundred metres by a hundred is a hectare, whichever way round', () => {
  const [width, height] = [100 / distanceMetres(at(116, 39.9), at(117, 39.9)), 100 / 111_195]
  const cell = [at(116.36, 39.9), at(116.36 + width, 39.9), at(116.36 + width, 39.9 + height), at(116.36, 39.9 + height)]
  expect(areaOf(cell)).toBeCloseTo(10_000, -1.5)
  expect(areaOf(cell.toReversed())).toBeCloseTo(areaOf(cell), 6)
})

test('the centre of gravity of a square is its middle, of an L lies towards its foot, of a line in its middle', () => {
  expect(centreOf(square(2, 4))).toEqual(at(2.5, 4.5))
  const bent = centreOf([at(0, 0), at(2, 0), at(2, 1), at(1, 1), at(1, 2), at(0, 2)])
  expect([bent.lon, bent.lat].map((n) => Number(n.toFixed(6)))).toEqual([0.833333, 0.833333])
  expect(centreOf([at(0, 0), at(2, 0), at(4, 0)])).toEqual(at(2, 0))
})

test('an edge belongs to the area east of it, or north when it runs west–east', () => {
  const cell = square(0, 0)
  expect([at(0, 0.5), at(0.5, 0), at(0, 0)].map((point) => isInside(point, cell))).toEqual([true, true, true])
  expect([at(1, 0.5), at(0.5, 1), at(1, 1), at(1, 0), at(0, 1)].map((point) => isInside(point, cell))).toEqual([false, false, false, false, false])
})

test('of four areas around a corner, slanted as they may be, every point has exactly one', () => {
  const parts = (middle: Point, [s, e, n, w]: readonly [number, number, number, number]): Ring[] => {
    const [south, east, north, west] = [at(s, 0), at(1, e), at(n, 1), at(0, w)]
    return [
      [at(0, 0), south, middle, west],
      [south, at(1, 0), east, middle],
      [middle, east, at(1, 1), north],
      [west, middle, north, at(0, 1)],
    ]
  }
  const part = fc.double({ min: 0.2, max: 0.8, noNaN: true })
  fc.assert(
    fc.property(part, part, fc.tuple(part, part, part, part), fc.double({ min: 0, max: 1, noNaN: true }), (lon, lat, sides, along) => {
      const [middle, four] = [at(lon, lat), parts(at(lon, lat), sides)]
      const onEdge = at(middle.lon + (sides[0] - middle.lon) * along, middle.lat * (1 - along))
      const owners = (point: Point) => four.filter((ring) => isInside(point, ring)).length
      expect([owners(middle), owners(at(along * 0.999, lat))]).toEqual([1, 1])
      if (onEdge.lat >= 0) expect(owners(onEdge)).toBe(1)
    }),
  )
})

test('the box holds every corner', () => {
  expect(boxOf([at(1, 5), at(3, 2), at(2, 9)])).toEqual({ west: 1, east: 3, south: 2, north: 9 })
})

test('a bow tie, a touched corner and a spike cross themselves; a bent area does not', () => {
  expect(crossesItself([at(0, 0), at(1, 1), at(1, 0), at(0, 1)])).toBe(true)
  expect(crossesItself([at(0, 0), at(2, 0), at(2, 2), at(1, 0), at(0, 2)])).toBe(true)
  expect(crossesItself([at(0, 0), at(2, 0), at(1, 0), at(1, 1)])).toBe(true)
  expect(crossesItself([at(0, 0), at(1, 0), at(2, 0)])).toBe(true)
  expect(crossesItself([at(0, 0), at(2, 0), at(2, 1), at(1, 1), at(1, 2), at(0, 2)])).toBe(false)
  expect(crossesItself([at(0, 0), at(1, 0), at(2, 0), at(2, 2), at(0, 2)])).toBe(false)
})

test('GCJ-02 and back is off by less than half a metre all over the district, and the shift is some hundreds of metres', () => {
  fc.assert(
    fc.property(inDistrict, (point) => {
      const shifted = toGcj02(point)
      expect(distanceMetres(fromGcj02(shifted), point)).toBeLessThan(0.5)
      expect(distanceMetres(shifted, point)).toBeGreaterThan(300)
      expect(distanceMetres(shifted, point)).toBeLessThan(900)
    }),
  )
})

test('a polygon is read as its corners and written closed', () => {
  const ring = square(116, 39)
  expect(readPolygon(writePolygon(ring))).toEqual(ring)
  expect(readPolygon({ type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)].map(({ lon, lat }) => [lon, lat, 43.5])] })).toEqual(ring)
})

test('each thing wrong with a polygon has its sentence', () => {
  const closed = [[0, 0], [1, 0], [1, 1], [0, 0]] // biome-ignore format: one triangle
  const because = (geometry: unknown) => {
    const read = readPolygon(geometry)
    return isRefusal(read) ? read.because : ''
  }
  expect(because(null)).toContain('没有图形')
  expect(because({ type: 'MultiPolygon', coordinates: [] })).toContain('应为 Polygon')
  expect(because({ type: 'Polygon', coordinates: [] })).toContain('没有坐标')
  expect(because({ type: 'Polygon', coordinates: [closed, closed] })).toContain('1 个洞')
  expect(because({ type: 'Polygon', coordinates: [closed.slice(1)] })).toContain('至少要有 4 个坐标')
  expect(because({ type: 'Polygon', coordinates: [[...closed.slice(0, 3), [0, 1]]] })).toContain('没有闭合')
  expect(
    because({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          ['1', 0],
          [1, 1],
          [0, 0],
        ],
      ],
    }),
  ).toContain('第 2 个坐标')
  expect(
    because({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    }),
  ).toContain('围不成面')
  expect(
    because({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    }),
  ).toBe('边界自相交')
})
