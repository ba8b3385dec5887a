import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { demonstrationGrid, seedGrid } from '../../../seed/grid.ts'
import { testHouse } from '../../../tests/support/house.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Tables } from '../../platform/database.ts'
import { readPolygon } from './geojson.ts'
import { areaOf, centreOf, edgesOf, isInside, type Point, type Ring } from './geometry.ts'
import { findUnit, importGrid, type Location, listHandlingUnits, listStreets, locate, locateAll } from './index.ts'

const grid = demonstrationGrid()
const ringOf = (geometry: unknown): Ring => {
  const ring = readPolygon(geometry)
  if (isRefusal(ring)) throw new Error(ring.because)
  return ring
}
const featuresOf = (kind: string) =>
  grid.features
    .filter((feature) => feature.properties['kind'] === kind)
    .map(({ properties, geometry }) => ({
      code: properties['code'] ?? '',
      name: properties['name'] ?? properties['community'] ?? '',
      ring: ringOf(geometry),
    }))
const streets = featuresOf('street')
const cells = featuresOf('grid')

async function seededHouse() {
  const house = await testHouse()
  await seedGrid(house, house.agencyId)
  return house
}

test('the grid that ships has 15 streets of the district in cells of about a hectare and communities of about forty', () => {
  expect(streets.map((street) => street.name).join('、')).toBe(
    '西长安街、新街口、月坛、展览路、德胜、金融街、什刹海、大栅栏、天桥、椿树、陶然亭、广安门内、牛街、白纸坊、广安门外',
  )
  expect([streets[0]?.code, streets[14]?.code]).toEqual(['110102001', '110102015'])
  expect(cells.length).toBeGreaterThan(2_432)
  expect(cells.filter((cell) => areaOf(cell.ring) < 9_900 || areaOf(cell.ring) > 10_100)).toEqual([])
  const communities = Map.groupBy(cells, (cell) => cell.code.slice(0, 12))
  const sizes = [...communities.values()].map((all) => all.length)
  expect([Math.min(...sizes) >= 30, Math.max(...sizes) <= 50]).toEqual([true, true])
  expect(demonstrationGrid()).toEqual(grid)
})

test('the cells of a community are numbered from the west, row by row from the north', () => {
  for (const community of Map.groupBy(cells, (cell) => cell.code.slice(0, 12)).values()) {
    expect(community.map((cell) => Number(cell.code.slice(12)))).toEqual(community.map((_, at) => at + 1))
    const places = community.map((cell) => centreOf(cell.ring))
    expect(places.toSorted((a, b) => (Math.abs(a.lat - b.lat) > 1e-9 ? b.lat - a.lat : a.lon - b.lon))).toEqual(places)
  }
})

test('streets share their borders: a point of the district lies in one of them at most', () => {
  fc.assert(
    fc.property(fc.double({ min: 116.31, max: 116.41, noNaN: true }), fc.double({ min: 39.86, max: 39.98, noNaN: true }), (lon, lat) => {
      expect(streets.filter((street) => isInside({ lon, lat }, street.ring)).length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2_000 },
  )
})

test('the centre of every cell locates to that cell, in its street and community', async () => {
  const { db, agencyId } = await seededHouse()
  const names = new Map(streets.map((street) => [street.code, street.name]))
  const wrong: string[] = []
  for (const cell of cells) {
    const streetCode = cell.code.slice(0, 9)
    const expected: Location = { gridCode: cell.code, streetCode, streetName: names.get(streetCode) ?? '', community: cell.name }
    const found = await locate(db, agencyId, centreOf(cell.ring))
    if (!isDeepStrictEqual(found, expected)) wrong.push(cell.code)
  }
  expect(wrong).toEqual([])
})

test('any point locates to the one cell it is in, and outside the district to none', async () => {
  const { db, agencyId } = await seededHouse()
  const owners = (point: Point) => cells.filter((cell) => isInside(point, cell.ring)).map((cell) => cell.code)
  const point = fc.record({ lon: fc.double({ min: 116.31, max: 116.41, noNaN: true }), lat: fc.double({ min: 39.86, max: 39.98, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(point, async (at) => {
      const found = await locate(db, agencyId, at)
      expect(found ? [found.gridCode] : []).toEqual(owners(at))
    }),
    { numRuns: 200 },
  )
  expect(await locate(db, agencyId, { lon: 116.2, lat: 39.9 })).toBeUndefined()
  expect(await locate(db, agencyId + 1, { lon: 116.36, lat: 39.9 })).toBeUndefined()
})

test('a point on an edge or a corner has one cell or none, never two', async () => {
  const { db, agencyId } = await seededHouse()
  for (const cell of cells.filter((_, at) => at % 97 === 0)) {
    for (const [from, to] of edgesOf(cell.ring)) {
      for (const point of [from, { lon: (from.lon + to.lon) / 2, lat: (from.lat + to.lat) / 2 }]) {
        const owners = cells.filter((one) => isInside(point, one.ring)).map((one) => one.code)
        expect(owners.length).toBeLessThanOrEqual(1)
        expect((await locate(db, agencyId, point))?.gridCode).toBe(owners[0])
      }
    }
  }
})

test('a slanted cell ends at its edge, where the polygons of PostgreSQL do not', async () => {
  const { db, agencyId } = await testHouse()
  const slanted = [
    [116.36, 39.9],
    [116.361, 39.9],
    [116.3605, 39.901],
    [116.36, 39.9],
  ]
  const around = [
    [116.35, 39.89],
    [116.37, 39.89],
    [116.37, 39.91],
    [116.35, 39.91],
    [116.35, 39.89],
  ]
  const feature = (properties: Record<string, string>, ring: number[][]) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [ring] },
  })
  const file = {
    type: 'FeatureCollection',
    features: [
      feature({ kind: 'street', code: '110102001', name: '样例街道' }, around),
      feature({ kind: 'grid', code: '110102001001001', community: '样例社区' }, slanted),
    ],
  }
  expect((await importGrid(db, agencyId, file, { gcj02: false, area: { least: 0, most: 1e6 } })).problems).toEqual([])
  const [inside, outside] = [
    { lon: 116.3605, lat: 39.9004 },
    { lon: 116.3602, lat: 39.9006 },
  ]
  expect((await locate(db, agencyId, inside))?.gridCode).toBe('110102001001001')
  expect(await locate(db, agencyId, outside)).toBeUndefined()
  const { rows } = await sql<{ said: boolean }>`select shape @> point(${outside.lon}, ${outside.lat}) as said from organizations.grid`.execute(db)
  expect(rows).toEqual([{ said: true }])
})

test('many points are located by one reading of the grid, as by asking every cell', async () => {
  const house = await seededHouse()
  const statements: string[] = []
  const pool = new pg.Pool({ connectionString: house.databaseUrl, max: 1 })
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void statements.push(query.sql) })
  onTestFinished(() => db.destroy())
  const points = fc.sample(
    fc.record({ lon: fc.double({ min: 116.31, max: 116.41, noNaN: true }), lat: fc.double({ min: 39.86, max: 39.98, noNaN: true }) }),
    400,
  )
  const corners = cells.slice(0, 50).flatMap(({ ring }) => ring)
  const byCode = cells.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  for (const [at, found] of (await locateAll(db, house.agencyId, [...points, ...corners])).entries()) {
    const point = [...points, ...corners][at] ?? { lon: 0, lat: 0 }
    expect(found?.gridCode, JSON.stringify(point)).toBe(byCode.find(({ ring }) => isInside(point, ring))?.code)
  }
  await locateAll(db, house.agencyId, points)
  expect(statements).toHaveLength(1)
})

test('the seed takes less than five seconds beside other work, finds nothing to do the second time', async () => {
  const { agencyId, ...house } = await testHouse()
  const begun = performance.now()
  await seedGrid(house, agencyId)
  expect(performance.now() - begun).toBeLessThan(5_000)
  const before = [await listStreets(house.db, agencyId), await listHandlingUnits(house.db, agencyId)]
  await seedGrid(house, agencyId)
  expect([await listStreets(house.db, agencyId), await listHandlingUnits(house.db, agencyId)]).toEqual(before)
})

test('every street has its office with a post inside it, and the twelve professional units theirs in the district', async () => {
  const { db, agencyId } = await seededHouse()
  const units = await listHandlingUnits(db, agencyId)
  const known = await listStreets(db, agencyId)
  expect(known.map(({ outline, ...street }) => ({ ...street, ring: outline }))).toEqual(streets)
  expect(units.filter((unit) => unit.kind === 'street-office').map((unit) => unit.name)).toEqual(known.map((street) => `${street.name}街道办事处`))
  expect(units.filter((unit) => unit.kind === 'professional').length).toBe(12)
  for (const { name, post, streetCode } of units) {
    const at = known.find((street) => post && isInside(post, street.outline))
    expect(at?.code, name).toBe(streetCode ?? at?.code ?? '驻点在区外')
  }
})

test('the longest category wins, then the street before the district, then the street’s own office', async () => {
  const { db, agencyId } = await seededHouse()
  const find = async (category: string, street: string | null) => {
    const found = await findUnit(db, agencyId, category, street)
    return found && [found.unit.name, found.because]
  }
  expect(await find('部-01-02', '110102011')).toEqual(['区排水管护单位', '按权责规定，类别 部-01-02（全区）由区排水管护单位处置'])
  expect((await find('部-01-46', '110102011'))?.[0]).toBe('区市政设施管护中心')
  expect((await find('部-02-04', null))?.[0]).toBe('公交站亭权属单位')
  expect(await find('事-04-01', '110102008')).toEqual([
    '大栅栏街道办事处',
    '按权责规定，类别 事-04（大栅栏）由大栅栏街道办事处处置：样例：步行街区的街面秩序由街道统管',
  ])
  expect((await find('事-04-01', '110102011'))?.[0]).toBe('区城市管理执法队')
  expect(await find('事-06-02', '110102011')).toEqual(['陶然亭街道办事处', '类别 事-06-02 没有权责规定，按属地兜底由陶然亭街道办事处处置'])
  expect(await find('事-06-02', null)).toBeUndefined()
  expect(await find('事-06-02', '110102099')).toBeUndefined()
})
