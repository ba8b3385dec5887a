import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testHouse } from '../../../tests/support/house.ts'
import { readBaseMap } from './base-map.ts'
import { importMapCommand } from './import-map-command.ts'
import { getHomeAgency, listLandmarks, toGcj02 } from './index.ts'

const feature = (type: string, coordinates: unknown, name?: string) => ({
  type: 'Feature',
  properties: name === undefined ? {} : { name },
  geometry: { type, coordinates },
})
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const [A, B, C] = [
  [116.36, 39.9],
  [116.37, 39.9],
  [116.37, 39.91],
]

test('roads and named places are read, what has no name or another shape is left out', () => {
  const area = feature('Polygon', [[A, B, C, A]], '样例公园范围')
  const file = collection(
    feature('LineString', [A, B], '样例街'),
    feature(
      'MultiLineString',
      [
        [A, C],
        [B, C],
      ],
      '样例路',
    ),
    feature('Point', C, '样例小学'),
    feature('LineString', [A, B]),
    area,
  )
  const { landmarks, problems } = readBaseMap(file, false)
  expect(problems).toEqual([])
  expect(landmarks.map(({ kind, name, line }) => `${kind} ${name} ${line.length}`)).toEqual([
    'road 样例街 2',
    'road 样例路 2',
    'road 样例路 2',
    'place 样例小学 1',
  ])
})

test('a file in GCJ-02 is converted to within a metre', () => {
  const shifted = toGcj02({ lon: 116.36, lat: 39.9 })
  const [place] = readBaseMap(collection(feature('Point', [shifted.lon, shifted.lat], '样例小学')), true).landmarks
  expect(place?.line[0]?.lon).toBeCloseTo(116.36, 5)
  expect(place?.line[0]?.lat).toBeCloseTo(39.9, 5)
})

test('what is wrong is named by its feature', () => {
  expect(readBaseMap([], false).problems).toEqual(['文件不是 GeoJSON 的 FeatureCollection'])
  expect(readBaseMap(collection(), false).problems[0]).toContain('没有有名称')
  expect(readBaseMap(collection(feature('Point', A, '甲'), feature('LineString', [[39.9, 116.36], B], '乙')), false).problems).toEqual([
    '第 2 个要素（乙）：坐标应是 [经度, 纬度] 两个数，在中国境内，道路至少两个点',
  ])
})

test('the command puts a map in place of the one before, or leaves it alone', async () => {
  const house = await testHouse()
  const { id } = await getHomeAgency(house.db)
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-map-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [path, said] = [join(folder, 'map.geojson'), [] as string[]]
  const say = (line: string) => void said.push(line)
  const run = async (file: unknown): Promise<number> => {
    await writeFile(path, JSON.stringify(file))
    return await importMapCommand([path], say, say, {
      withHouse: async (work) => ((await work(house)) ? 0 : 2),
      traceImport: () => async () => {},
    })
  }
  const all = { west: 116, south: 39, east: 117, north: 40 }
  expect(await run(collection(feature('LineString', [A, B], '样例街'), feature('Point', C, '样例小学')))).toBe(0)
  expect((await listLandmarks(house.db, id, all)).map(({ name }) => name)).toEqual(['样例街', '样例小学'])
  expect(await listLandmarks(house.db, id, { ...all, west: 116.365, south: 39.905 })).toEqual([
    { kind: 'place', name: '样例小学', line: [{ lon: 116.37, lat: 39.91 }] },
  ])
  expect(await run(collection(feature('Point', [0, 0], '别处')))).toBe(2)
  expect((await listLandmarks(house.db, id, all)).length).toBe(2)
  expect(await run(collection(feature('Point', C, '新地名')))).toBe(0)
  expect((await listLandmarks(house.db, id, all)).map(({ name }) => name)).toEqual(['新地名'])
  expect(said).toEqual([
    '已导入底图：道路 1 条，地名 1 个',
    expect.stringContaining('第 1 个要素'),
    '共 1 处错误，没有导入任何内容',
    '已导入底图：道路 0 条，地名 1 个',
  ])
})
