import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { House } from '../../platform/house.ts'
import type { FeatureCollection } from './geojson.ts'
import { type AreaRange, USUAL_AREA } from './grid-places.ts'
import { type AfterImport, importGrid, inWords } from './import-grid.ts'
import { getHomeAgency } from './store.ts'

const USAGE = `用法：gongkai import-grid 文件.geojson [--gcj02] [--area 最小-最大]
      gongkai import-grid --demonstration 文件.geojson   写出示范网格，不需要数据库
文件是 FeatureCollection：kind=street（code、name）和 kind=grid（code、community）；坐标是 WGS-84，--gcj02 表示文件是 GCJ-02。
--area 是不提示的网格面积，平方米，平时 ${USUAL_AREA.least}-${USUAL_AREA.most}。有一处不对就整份不导入。`

const OPTIONS = { gcj02: { type: 'boolean' }, demonstration: { type: 'boolean' }, area: { type: 'string' } } as const

/** What the process hands in: a house when one is needed, the grid that ships, and who is told of an import. */
type ImportGridNeeds = {
  readonly withHouse: (work: (house: House) => Promise<boolean>) => Promise<number>
  readonly demonstration: () => Promise<FeatureCollection>
  readonly traceImport: (house: House) => AfterImport
}

/** `gongkai import-grid`: exit code 0, or 2 with every problem of the file and nothing loaded. */
export async function importGridCommand(
  argv: readonly string[],
  out: (line: string) => void,
  err: (line: string) => void,
  { withHouse, demonstration, traceImport }: ImportGridNeeds,
): Promise<number> {
  const given = readArguments(argv)
  if (!given) {
    err(USAGE)
    return 2
  }
  const { path, area, gcj02 } = given
  if (given.demonstration) {
    const grid = await demonstration()
    await writeFile(path, asLines(grid))
    out(`已写出示范网格 ${path}：${grid.features.length} 个要素。示意图，非测绘成果`)
    return 0
  }
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const file = text === undefined ? undefined : parseJson(text)
  if (file === undefined) {
    err(text === undefined ? `读不到文件 ${path}` : `文件 ${path} 不是 JSON`)
    return 2
  }
  return await withHouse(async (house) => {
    const agency = await getHomeAgency(house.db)
    const { problems, warnings, done } = await importGrid(house.db, agency.id, file, { gcj02, area }, traceImport(house))
    for (const line of warnings) err(`提示　${line}`)
    for (const line of problems) err(`错误　${line}`)
    if (!done) {
      err(`共 ${problems.length} 处错误，没有导入任何内容`)
      return false
    }
    out(`街道：${inWords(done.streets)}`)
    out(`网格：${inWords(done.cells)}`)
    return true
  })
}

type Arguments = { readonly path: string; readonly gcj02: boolean; readonly demonstration: boolean; readonly area: AreaRange }

function readArguments(argv: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true })
    const [path, ...more] = positionals
    const [, least, most] = /^(\d+)-(\d+)$/.exec(values.area ?? `${USUAL_AREA.least}-${USUAL_AREA.most}`) ?? []
    if (path === undefined || more.length > 0 || least === undefined || most === undefined || Number(least) > Number(most)) return undefined
    return { path, gcj02: values.gcj02 === true, demonstration: values.demonstration === true, area: { least: Number(least), most: Number(most) } }
  } catch {
    return undefined
  }
}

/** One feature a line, so that two files can be compared line by line. */
const asLines = (grid: FeatureCollection): string =>
  `{"type":"FeatureCollection","features":[\n${grid.features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
