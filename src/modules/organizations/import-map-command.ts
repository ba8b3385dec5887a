import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { House } from '../../platform/house.ts'
import { readBaseMap } from './base-map.ts'
import { replaceLandmarks } from './base-map-store.ts'
import type { AfterImport } from './import-grid.ts'
import { getHomeAgency } from './store.ts'

const USAGE = `用法：gongkai import-map 文件.geojson [--gcj02]
文件是 FeatureCollection：有 name 的 LineString、MultiLineString 画成道路，有 name 的 Point 画成地名；坐标是 WGS-84，--gcj02 表示文件是 GCJ-02。
整份替换原来的底图；有一处不对就不导入。`
const MOST_SHOWN = 20

type ImportMapNeeds = {
  readonly withHouse: (work: (house: House) => Promise<boolean>) => Promise<number>
  readonly traceImport: (house: House) => AfterImport
}

/** `gongkai import-map`: exit code 0, or 2 with what is wrong with the file and nothing loaded. */
export async function importMapCommand(
  argv: readonly string[],
  out: (line: string) => void,
  err: (line: string) => void,
  { withHouse, traceImport }: ImportMapNeeds,
): Promise<number> {
  const given = readArguments(argv)
  const text = given && (await readFile(given.path, 'utf8').catch(() => undefined))
  if (!given || text === undefined) {
    err(given ? `读不到文件 ${given.path}` : USAGE)
    return 2
  }
  const { landmarks, problems } = readBaseMap(parsed(text), given.gcj02)
  for (const line of problems.slice(0, MOST_SHOWN)) err(`错误　${line}`)
  if (problems.length > 0) {
    err(`共 ${problems.length} 处错误，没有导入任何内容`)
    return 2
  }
  return await withHouse(async (house) => {
    const roads = landmarks.filter(({ kind }) => kind === 'road').length
    const said = `道路 ${roads} 条，地名 ${landmarks.length - roads} 个`
    const { id } = await getHomeAgency(house.db)
    await house.db.transaction().execute(async (tx) => {
      await replaceLandmarks(tx, id, landmarks)
      await traceImport(house)(tx, `底图：${said}`)
    })
    out(`已导入底图：${said}`)
    return true
  })
}

function readArguments(argv: readonly string[]): { path: string; gcj02: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: { gcj02: { type: 'boolean' } }, strict: true, allowPositionals: true })
    const [path, ...more] = positionals
    return path === undefined || more.length > 0 ? undefined : { path, gcj02: values.gcj02 === true }
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
