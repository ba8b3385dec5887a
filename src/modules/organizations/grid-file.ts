import { isRefusal } from '../../kernel/refusal.ts'
import { fromGcj02 } from './coordinates.ts'
import { readPolygon } from './geojson.ts'
import type { Ring } from './geometry.ts'
import { type AreaRange, checkPlaces } from './grid-places.ts'
import { type GridCell, type Street, streetOf } from './grid-store.ts'

/** One feature as read; what could not be read is empty, and said among the problems. */
export type Read = {
  /** Its place in the file, from 1. */
  readonly number: number
  readonly kind: 'street' | 'grid'
  readonly code: string
  /** The name of the street or of the cell's community. */
  readonly name: string
  readonly ring: Ring | undefined
}

/** What is wrong with a feature; with the file as a whole when the number is 0. */
export type Finding = { readonly number: number; readonly says: string }

/** A file read whole: what it holds, what forbids loading it, and what is only worth a look. Sentences are in Chinese and name the feature. */
export type GridFile = {
  readonly streets: readonly Street[]
  readonly cells: readonly GridCell[]
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

export type Reading = {
  /** The file's coordinates are GCJ-02. */
  readonly gcj02: boolean
  readonly area: AreaRange
  /** The streets loaded before, to tell a shifted file by. */
  readonly known: readonly Street[]
}

const DIGITS = { street: 9, grid: 15 } as const
const PARTS = { street: '6 位行政区划、3 位街道', grid: '6 位行政区划、3 位街道、3 位社区、3 位顺序' } as const
const NAMES = { street: ['name', '街道名称'], grid: ['community', '社区名称'] } as const

export const kindName = { street: '街道', grid: '网格' } as const

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a FeatureCollection of streets and cells and checks everything there is to check in it. */
export function readGridFile(file: unknown, reading: Reading): GridFile {
  const features = isRecord(file) && file['type'] === 'FeatureCollection' && Array.isArray(file['features']) ? file['features'] : undefined
  if (!isRecord(file) || !features) return refused('文件不是 GeoJSON 的 FeatureCollection')
  const crs = JSON.stringify(file['crs'] ?? 'CRS84')
  if (!/CRS84|4326|4490/.test(crs)) return refused(`文件写明的坐标系是 ${crs}，只接受 WGS-84、CGCS2000；GCJ-02 的文件去掉这一项，用 --gcj02 导入`)
  const findings: Finding[] = []
  const read = features.flatMap((feature: unknown, at): Read[] => {
    const one = readFeature(feature, at + 1, reading.gcj02, findings)
    return one ? [one] : []
  })
  for (const kind of ['street', 'grid'] as const)
    if (!read.some((one) => one.kind === kind)) findings.push({ number: 0, says: `文件里没有一个${kindName[kind]}` })
  findings.push(...checkCodes(read))
  const places = checkPlaces(read, reading)
  const kept = (kind: Read['kind']) => read.filter((one) => one.kind === kind).flatMap(({ code, name, ring }) => (ring ? [{ code, name, ring }] : []))
  return {
    streets: kept('street').map(({ ring, ...street }) => ({ ...street, outline: ring })),
    cells: kept('grid').map(({ code, name, ring }) => ({ code, community: name, shape: ring })),
    problems: inWords([...findings, ...places.problems], read),
    warnings: inWords(places.warnings, read),
  }
}

const refused = (says: string): GridFile => ({ streets: [], cells: [], problems: [says], warnings: [] })

function inWords(findings: readonly Finding[], read: readonly Read[]): string[] {
  const features = new Map(read.map((one) => [one.number, `${kindName[one.kind]} ${one.code || '没有编码'}`]))
  return findings
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, says }) => {
      const what = features.get(number)
      return number === 0 ? says : `第 ${number} 个要素${what ? `（${what}）` : ''}：${says}`
    })
}

function readFeature(feature: unknown, number: number, gcj02: boolean, findings: Finding[]): Read | undefined {
  const say = (says: string) => void findings.push({ number, says })
  if (!isRecord(feature) || feature['type'] !== 'Feature') {
    say('不是 GeoJSON 的 Feature')
    return undefined
  }
  const properties = isRecord(feature['properties']) ? feature['properties'] : {}
  const kind = properties['kind']
  if (kind !== 'street' && kind !== 'grid') {
    say(`kind 是“${kind === undefined ? '' : String(kind)}”，应为 street（街道）或 grid（网格）`)
    return undefined
  }
  const [key, called] = NAMES[kind]
  const [code, name] = [textOf(properties['code']), textOf(properties[key])]
  const wanted = `应为 ${DIGITS[kind]} 位数字（${PARTS[kind]}）`
  if (typeof properties['code'] === 'number') say('编码须写成文字，加上引号')
  else if (code === '') say(`没有 code（编码），${wanted}`)
  else if (!/^\d+$/.test(code)) say(`编码“${code}”里有数字以外的字符，${wanted}`)
  else if (code.length !== DIGITS[kind]) say(`编码“${code}”有 ${code.length} 位，${wanted}`)
  if (name === '') say(`没有 ${key}（${called}）`)
  const ring = readPolygon(feature['geometry'])
  if (isRefusal(ring)) say(ring.because)
  return { number, kind, code, name, ring: isRefusal(ring) ? undefined : gcj02 ? ring.map(fromGcj02) : ring }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function checkCodes(read: readonly Read[]): Finding[] {
  const coded = read.filter((one) => one.code.length === DIGITS[one.kind])
  const district = mostCommon(coded.map((one) => one.code.slice(0, 6)))
  const streets = new Set(coded.filter((one) => one.kind === 'street').map((one) => one.code))
  const [codes, names, communities] = [new Map<string, number>(), new Map<string, number>(), new Map<string, Read>()]
  const findings: Finding[] = []
  for (const { number, kind, code, name } of read) {
    const twin = code && codes.get(code)
    if (twin) findings.push({ number, says: `编码与第 ${twin} 个要素重复` })
    else codes.set(code, number)
    if (kind !== 'street') continue
    const namesake = name && names.get(name)
    if (namesake) findings.push({ number, says: `街道名称“${name}”与第 ${namesake} 个要素重复` })
    else names.set(name, number)
  }
  for (const one of coded) {
    const { number, kind, code, name } = one
    if (!code.startsWith(district)) findings.push({ number, says: `行政区划 ${code.slice(0, 6)} 与本文件多数要素的 ${district} 不同` })
    if (kind === 'street') continue
    if (!streets.has(streetOf(code))) findings.push({ number, says: `编码里的街道 ${streetOf(code)} 不在文件里` })
    const first = communities.get(code.slice(0, 12)) ?? one
    communities.set(code.slice(0, 12), first)
    if (name && first.name && name !== first.name)
      findings.push({ number, says: `社区 ${code.slice(9, 12)} 在第 ${first.number} 个要素里叫“${first.name}”，这里叫“${name}”` })
  }
  return findings
}

function mostCommon(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text)
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? ''
}
