import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { demonstrationGrid, seedGrid } from '../../../seed/grid.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { toGcj02 } from './coordinates.ts'
import { readGridFile } from './grid-file.ts'
import { importGridCommand } from './import-grid-command.ts'
import { findUnit, importGrid, listHandlingUnits, listStreets, locate, USUAL_AREA } from './index.ts'

type Position = readonly [number, number]
type Made = { type: 'Feature'; properties: Record<string, unknown>; geometry: { type: 'Polygon'; coordinates: Position[][] } }

const square = (west: number, south: number, width: number, height = width): Position[] => [
  [west, south],
  [west + width, south],
  [west + width, south + height],
  [west, south + height],
  [west, south],
]
const feature = (properties: Record<string, unknown>, ring: Position[]): Made => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const street = (code: string, name: string, ring: Position[]) => feature({ kind: 'street', code, name }, ring)
const cell = (code: string, ring: Position[], community = '样例社区') => feature({ kind: 'grid', code, community }, ring)

const [EAST, SOUTH] = [116.36, 39.9]
const first = street('110102001', '甲', square(EAST, SOUTH, 0.02))
const second = street('110102002', '乙', square(EAST + 0.02, SOUTH, 0.02))
const inFirst = cell('110102001001001', square(EAST, SOUTH, 0.0011, 0.0009))
const inSecond = cell('110102002001001', square(EAST + 0.02, SOUTH, 0.0011, 0.0009))
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const sound = [first, second, inFirst, inSecond]

const reading = { gcj02: false, area: USUAL_AREA, known: [] }
const problemsOf = (...features: unknown[]) => readGridFile(collection(...features), reading).problems
const options = { gcj02: false, area: USUAL_AREA }
const shifted = ({ properties, geometry }: Made): Made =>
  feature(
    properties,
    (geometry.coordinates[0] ?? []).map(([lon, lat]) => {
      const moved = toGcj02({ lon, lat })
      return [moved.lon, moved.lat]
    }),
  )

test('a sound file has no problem and no warning', () => {
  const { problems, warnings, streets, cells } = readGridFile(collection(...sound), reading)
  expect([problems, warnings, streets.length, cells.length]).toEqual([[], [], 2, 2])
})

test('what is no collection, is in another system or holds nothing is refused as a whole', () => {
  expect(readGridFile({ type: 'Feature' }, reading).problems).toEqual(['文件不是 GeoJSON 的 FeatureCollection'])
  expect(readGridFile({ ...collection(...sound), crs: { properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } }, reading).problems[0]).toContain('坐标系')
  expect(readGridFile({ ...collection(...sound), crs: { properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } } }, reading).problems).toEqual([])
  expect(problemsOf()).toEqual(['文件里没有一个街道', '文件里没有一个网格'])
})

test('features that are none, or of no kind, are named by their number', () => {
  expect(problemsOf(...sound, 'x', { ...inFirst, properties: null }, { ...inFirst, properties: { kind: 'community' } })).toEqual([
    '第 5 个要素：不是 GeoJSON 的 Feature',
    '第 6 个要素：kind 是“”，应为 street（街道）或 grid（网格）',
    '第 7 个要素：kind 是“community”，应为 street（街道）或 grid（网格）',
  ])
})

const CODES: readonly (readonly [string, Made, string])[] = [
  ['missing', cell('', square(EAST + 0.005, SOUTH, 0.001)), '没有 code（编码），应为 15 位数字'],
  ['a number', feature({ kind: 'grid', code: 110102001001002, community: '样例社区' }, square(EAST + 0.005, SOUTH, 0.001)), '编码须写成文字，加上引号'],
  [
    'short',
    cell('11010200100100', square(EAST + 0.005, SOUTH, 0.001)),
    '编码“11010200100100”有 14 位，应为 15 位数字（6 位行政区划、3 位街道、3 位社区、3 位顺序）',
  ],
  ['not digits', cell('11010200100100X', square(EAST + 0.005, SOUTH, 0.001)), '编码“11010200100100X”里有数字以外的字符'],
  ['a short street', street('110102', '丙', square(EAST + 0.05, SOUTH, 0.01)), '编码“110102”有 6 位，应为 9 位数字（6 位行政区划、3 位街道）'],
  ['of no street', cell('110102009001001', square(EAST + 0.005, SOUTH, 0.001)), '编码里的街道 110102009 不在文件里'],
  ['of another district', street('110101001', '丙', square(EAST + 0.05, SOUTH, 0.01)), '行政区划 110101 与本文件多数要素的 110102 不同'],
  ['twice', cell('110102001001001', square(EAST + 0.005, SOUTH, 0.001)), '编码与第 3 个要素重复'],
  ['a name twice', street('110102003', '甲', square(EAST + 0.05, SOUTH, 0.01)), '街道名称“甲”与第 1 个要素重复'],
  ['no community', cell('110102001002001', square(EAST + 0.005, SOUTH, 0.001), ' '), '没有 community（社区名称）'],
  ['no street name', street('110102003', '', square(EAST + 0.05, SOUTH, 0.01)), '没有 name（街道名称）'],
  [
    'a community of two names',
    cell('110102001001002', square(EAST + 0.005, SOUTH, 0.001), '别名社区'),
    '社区 001 在第 3 个要素里叫“样例社区”，这里叫“别名社区”',
  ],
]

test.each(CODES)('a code or name that is %s is said', (_, wrong, sentence) => {
  const problems = problemsOf(...sound, wrong)
  expect(problems.length).toBe(1)
  expect(problems[0]).toMatch(/^第 5 个要素/)
  expect(problems[0]).toContain(sentence)
})

const far: Position[] = square(EAST + 0.3, SOUTH, 0.001)
const SHAPES: readonly (readonly [string, Made, string])[] = [
  ['open', cell('110102001001002', square(EAST + 0.005, SOUTH, 0.001).slice(0, 4)), '边界没有闭合'],
  [
    'crossing itself',
    cell('110102001001002', [
      [EAST, SOUTH],
      [EAST + 0.001, SOUTH + 0.001],
      [EAST + 0.001, SOUTH],
      [EAST, SOUTH + 0.001],
      [EAST, SOUTH],
    ]),
    '边界自相交',
  ],
  [
    'swapped',
    cell(
      '110102001001002',
      square(EAST + 0.005, SOUTH, 0.001).map(([lon, lat]) => [lat, lon]),
    ),
    '经度和纬度写反了：应为 [经度, 纬度]，这里是 [39.9, 116.365]',
  ],
  ['in metres', cell('110102001001002', square(448_000, 4_418_000, 100)), '不在中国境内，须是以度为单位'],
  ['outside all streets', cell('110102001001002', far), '中心在各街道之外'],
  ['in another street', cell('110102001001002', square(EAST + 0.03, SOUTH, 0.001)), '中心在“乙”内，不在编码所写的“甲”内'],
  ['over another cell', cell('110102001001002', square(EAST + 0.0004, SOUTH, 0.0011, 0.0009)), '与第 3 个要素（110102001001001）重叠'],
  ['a street over another', street('110102003', '丙', square(EAST + 0.03, SOUTH, 0.02)), '与第 2 个要素（110102002）重叠'],
  ['GCJ-02 among WGS-84', shifted(cell('110102002001002', square(EAST + 0.0389, SOUTH + 0.01, 0.001))), '坐标像是 GCJ-02：中心在“乙”之外'],
]

test.each(SHAPES)('a shape that is %s is said', (_, wrong, sentence) => {
  const problems = problemsOf(...sound, wrong)
  expect(problems.length).toBe(1)
  expect(problems[0]).toContain('第 5 个要素')
  expect(problems[0]).toContain(sentence)
})

test('a cell far from a hectare and a street without cells are warned of, not refused', () => {
  const large = cell('110102001001002', square(EAST + 0.005, SOUTH, 0.005))
  const { problems, warnings } = readGridFile(collection(first, second, inFirst, large), reading)
  expect(problems).toEqual([])
  expect(warnings).toEqual([
    '第 2 个要素（街道 110102002）：街道里没有网格',
    expect.stringMatching(/^第 4 个要素（网格 110102001001002）：面积 23\d{4} 平方米，不在 2000—60000 平方米之间$/),
  ])
  expect(readGridFile(collection(...sound, large), { ...reading, area: { least: 2_000, most: 300_000 } }).warnings).toEqual([])
})

test('every problem is said at once, in the order of the file', () => {
  const problems = problemsOf(...sound, cell('1', square(EAST, SOUTH, 0.001).slice(0, 4), ''), street('110102002', '乙', far))
  expect(problems.map((problem) => problem.slice(0, 8))).toEqual(['第 5 个要素（', '第 5 个要素（', '第 5 个要素（', '第 6 个要素（', '第 6 个要素（'])
})

const versions = async (house: TestHouse) =>
  (
    await sql`select 'street' as kind, code, xmin::text from organizations.street union all select 'grid', code, xmin::text from organizations.grid order by 1, 2`.execute(
      house.db,
    )
  ).rows

test('the same file twice changes nothing; a changed one changes what differs; a wrong one nothing', async () => {
  const house = await testHouse()
  const once = await importGrid(house.db, house.agencyId, collection(...sound), options)
  expect(once.done).toEqual({ streets: { added: 2, changed: 0, removed: 0 }, cells: { added: 2, changed: 0, removed: 0 } })
  const before = await versions(house)
  const twice = await importGrid(house.db, house.agencyId, collection(...sound), options)
  expect(twice.done).toEqual({ streets: { added: 0, changed: 0, removed: 0 }, cells: { added: 0, changed: 0, removed: 0 } })
  const wrong = await importGrid(house.db, house.agencyId, collection(first, second, inFirst, cell('110102002001001', far)), options)
  expect([wrong.done, wrong.problems.length]).toEqual([undefined, 1])
  expect(await versions(house)).toEqual(before)
  const renamed = cell('110102001001001', square(EAST, SOUTH, 0.0011, 0.0009), '改名社区')
  const third = await importGrid(house.db, house.agencyId, collection(first, renamed), options)
  expect(third.done).toEqual({ streets: { added: 0, changed: 0, removed: 1 }, cells: { added: 0, changed: 1, removed: 1 } })
  expect(await locate(house.db, house.agencyId, { lon: EAST + 0.0005, lat: SOUTH + 0.0005 })).toEqual({
    gridCode: '110102001001001',
    streetCode: '110102001',
    streetName: '甲',
    community: '改名社区',
  })
  expect((await listStreets(house.db, house.agencyId)).map((one) => one.name)).toEqual(['甲'])
})

test('a file in GCJ-02 is told by the streets loaded before, and loads with the option; one in WGS-84 does not', async () => {
  const { db, agencyId } = await testHouse()
  await importGrid(db, agencyId, collection(...sound), options)
  const gcj = collection(...sound.map(shifted))
  const plain = await importGrid(db, agencyId, gcj, options)
  expect(plain.problems.length).toBe(2)
  expect(plain.problems[0]).toMatch(/^第 1 个要素（街道 110102001）：坐标像是 GCJ-02（比已载入的“甲”偏 \d{3} 米），请加 --gcj02 导入$/)
  expect((await importGrid(db, agencyId, gcj, { ...options, gcj02: true })).problems).toEqual([])
  expect((await importGrid(db, agencyId, collection(...sound), { ...options, gcj02: true })).problems[0]).toContain('不要加 --gcj02')
  expect((await locate(db, agencyId, { lon: EAST + 0.0005, lat: SOUTH + 0.0005 }))?.gridCode).toBe('110102001001001')
})

test('units and rules follow their street to its new code, even when two exchange theirs; a street they name cannot go', async () => {
  const { agencyId, ...house } = await testHouse()
  await seedGrid(house, agencyId)
  const exchanged = { '110102011': '110102008', '110102008': '110102011' } as const
  const file = demonstrationGrid()
  const features = file.features.map(({ properties, ...rest }) => {
    const code = properties['code'] ?? ''
    const to = Object.entries(exchanged).find(([from]) => code.startsWith(from))
    return { ...rest, properties: { ...properties, code: to ? to[1] + code.slice(9) : code } }
  })
  expect((await importGrid(house.db, agencyId, { ...file, features }, options)).problems).toEqual([])
  const offices = new Map((await listHandlingUnits(house.db, agencyId)).map((unit) => [unit.name, unit.streetCode]))
  expect([offices.get('陶然亭街道办事处'), offices.get('大栅栏街道办事处')]).toEqual(['110102008', '110102011'])
  expect((await findUnit(house.db, agencyId, '事-04-01', '110102011'))?.unit.name).toBe('大栅栏街道办事处')
  await seedGrid(house, agencyId)
  expect((await listStreets(house.db, agencyId)).find((one) => one.code === '110102008')?.name).toBe('陶然亭')

  const without = features.filter(({ properties }) => !properties['code']?.startsWith('110102008'))
  expect((await importGrid(house.db, agencyId, { ...file, features: without }, options)).problems).toEqual([
    '文件里没有街道“陶然亭”（110102008），而处置单位“陶然亭街道办事处”还用着它，须先改派',
  ])
})

async function commandIn(house: TestHouse) {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-grid-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const traces: string[] = []
  const run = async (...argv: string[]) => {
    const [said, complained]: [string[], string[]] = [[], []]
    const code = await importGridCommand(
      argv,
      (line) => void said.push(line),
      (line) => void complained.push(line),
      {
        withHouse: async (work) => ((await work(house)) ? 0 : 2),
        demonstration: async () => demonstrationGrid(),
        traceImport: () => async (_, note) => void traces.push(note),
      },
    )
    return { code, said, complained }
  }
  return { folder, run, traces }
}

test('the command writes the demonstration grid, loads it, and says that nothing changed the second time', async () => {
  const house = await testHouse()
  const { folder, run, traces } = await commandIn(house)
  const path = join(folder, '示范.geojson')
  expect((await run('--demonstration', path)).said[0]).toContain('示意图，非测绘成果')
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(demonstrationGrid())
  const loaded = await run(path)
  expect([loaded.code, loaded.complained]).toEqual([0, []])
  expect(loaded.said).toEqual(['街道：新增 15、变更 0、删去 0', expect.stringMatching(/^网格：新增 \d{4}、变更 0、删去 0$/)])
  expect(await run(path)).toEqual({ code: 0, said: ['街道：没有变化', '网格：没有变化'], complained: [] })
  expect(traces.length).toBe(1)
})

test('the command says what is wrong with its arguments and its file, and loads nothing', async () => {
  const house = await testHouse()
  const { folder, run } = await commandIn(house)
  for (const argv of [[], ['a', 'b'], ['a', '--area', '9'], ['a', '--area', '9-1'], ['a', '--other']]) {
    const { code, complained } = await run(...argv)
    expect([code, complained[0]?.slice(0, 3)]).toEqual([2, '用法：'])
  }
  expect((await run(join(folder, 'none'))).complained[0]).toContain('读不到文件')
  const path = join(folder, 'file.geojson')
  await writeFile(path, 'x')
  expect((await run(path)).complained[0]).toContain('不是 JSON')
  await writeFile(path, JSON.stringify(collection(...sound, cell('1', far))))
  const { code, said, complained } = await run(path)
  expect([code, said]).toEqual([2, []])
  expect(complained.at(-1)).toMatch(/^共 \d 处错误，没有导入任何内容$/)
  expect(await listStreets(house.db, house.agencyId)).toEqual([])
})
