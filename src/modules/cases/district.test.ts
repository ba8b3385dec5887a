import { expect, test } from 'vitest'
import { districtOf } from './district.ts'

const square = (west: number, south: number, size: number) => [
  { lon: west, lat: south },
  { lon: west + size, lat: south },
  { lon: west + size, lat: south + size },
  { lon: west, lat: south + size },
]
const cell = (lon: number, lat: number, open: number) => ({ lon, lat, open, total: open })

test('a district is drawn as the squares whose middle is in a street, with what is open and late in each', () => {
  const streets = [{ outline: square(116.36, 39.9, 0.012) }, { outline: square(116.372, 39.9, 0.004) }]
  const drawn = districtOf(streets, [cell(116.362, 39.902, 3), cell(116.374, 39.902, 1), cell(116.5, 39.902, 9)], [{ lon: 116.3625, lat: 39.9015 }])
  expect(drawn?.squares.length).toBe(3 * 3 + 1)
  expect(drawn?.squares.map(({ open }) => open).toSorted((a, b) => b - a)).toEqual([3, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(drawn?.squares.filter(({ late }) => late)).toEqual(drawn?.squares.filter(({ open }) => open === 3))
  for (const { x, y } of drawn?.squares ?? []) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + (drawn?.wide ?? 0)).toBeLessThanOrEqual(drawn?.width ?? 0)
    expect(y + (drawn?.high ?? 0)).toBeLessThanOrEqual(drawn?.height ?? 0)
  }
})

test('without streets there is no drawing', () => {
  expect(districtOf([], [cell(116.362, 39.902, 3)], [])).toBeNull()
})
