import { crc32, inflateRawSync } from 'node:zlib'
import { damaged, Stop, tooMuch } from './stop.ts'
import { attribute, kidsOf, readXml, type Xml } from './xml.ts'

const MOST_ENTRIES = 3_000
const MOST_INFLATED = 120 * 1024 * 1024
const MOST_SAID = 600 * 1024 * 1024
const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const WIDE = 0xffffffff
const WIDE_FIELD = 1
const LONGEST_COMMENT = 65_557
const [STORED, DEFLATED] = [0, 8]

type Entry = { readonly name: string; readonly at: number; readonly packed: number; readonly method: number; readonly sum: number }
/** An office file: a zip of parts. Only parts that are asked for are inflated, and never more than the limit in all. */
export type Package = {
  readonly names: readonly string[]
  /** Entries whose names lead out of the package: they are never read. */
  readonly oddNames: number
  readonly xml: (name: string) => Xml | undefined
  /** A part as it is, under the name it has in the package. */
  readonly part: (name: string) => { readonly name: string; readonly content: Buffer } | undefined
  /** The parts a part points to, by id. */
  readonly relations: (name: string) => ReadonlyMap<string, Relation>
}
export type Relation = { readonly type: string; readonly uri: string; readonly target: string; readonly external: boolean }

export function openPackage(bytes: Uint8Array): Package {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { entries, oddNames } = directoryOf(buffer)
  let room = MOST_INFLATED
  const part = (name: string): { readonly name: string; readonly content: Buffer } | undefined => {
    const entry = entries.get(name.replace(/^\//, '').toLowerCase())
    if (entry === undefined) return undefined
    const content = contentOf(buffer, entry, room)
    // A figure that a bad line changed would be published as it is.
    if (crc32(content) !== entry.sum) throw damaged()
    room -= content.length
    return { name: entry.name, content }
  }
  const xml = (name: string): Xml | undefined => {
    const found = part(name)
    return found && readXml(decoded(found.content))
  }
  const relations = (name: string) => {
    const [, folder = ''] = /^(.*\/)?([^/]*)$/.exec(name) ?? []
    return new Map(kidsOf(xml(relationsOf(name)), 'rel:Relationship').map((one) => [attribute(one, 'Id') ?? '', relationOf(one, folder)]))
  }
  return { names: [...entries.values()].map((entry) => entry.name), oddNames, part, xml, relations }
}

/** Where a part says what it points to. */
export const relationsOf = (name: string): string => name.replace(/^(.*\/)?([^/]*)$/, '$1_rels/$2.rels')

function relationOf(one: Xml, folder: string): Relation {
  const target = attribute(one, 'Target') ?? ''
  const external = attribute(one, 'TargetMode')?.toLowerCase() === 'external'
  const uri = attribute(one, 'Type') ?? ''
  return { type: uri.replace(/^.*\//, ''), uri, external, target: external || target.startsWith('#') ? target : resolved(folder, target) }
}

function resolved(folder: string, target: string): string {
  const parts: string[] = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '')
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Most files are UTF-8; the standard lets UTF-16 with its mark. */
export const decoded = (content: Buffer): string =>
  new TextDecoder(content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : 'utf-8').decode(content)

function directoryOf(buffer: Buffer): { readonly entries: ReadonlyMap<string, Entry>; readonly oddNames: number } {
  const end = endOf(buffer)
  const [count, start] = [buffer.readUInt16LE(end + 10), buffer.readUInt32LE(end + 16)]
  if (count === 0xffff || count > MOST_ENTRIES) throw tooMuch('文件里的部件太多')
  const entries = new Map<string, Entry>()
  let [said, oddNames, at] = [0, 0, start]
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || buffer.readUInt32LE(at) !== ENTRY) throw damaged()
    const [flags, method] = [buffer.readUInt16LE(at + 8), buffer.readUInt16LE(at + 10)]
    const [nameLength, extra, comment] = [buffer.readUInt16LE(at + 28), buffer.readUInt16LE(at + 30), buffer.readUInt16LE(at + 32)]
    const name = nameOf(buffer.subarray(at + 46, at + 46 + nameLength))
    const key = name.replaceAll('\\', '/').toLowerCase()
    const sizes = sizesOf(buffer, at, buffer.subarray(at + 46 + nameLength, at + 46 + nameLength + extra))
    said += sizes.inflated
    if (flags & 1) throw new Stop('unreadable', '文件加了密码，打不开。请去掉密码后再上传')
    if (/^\/|^[a-z]:|(?:^|\/)\.\.(?:\/|$)|\0/.test(key)) oddNames++
    // Two parts under one name: programs differ in which they show, so none can be relied on.
    else if (entries.has(key)) throw damaged()
    else entries.set(key, { name, method, at: sizes.at, packed: sizes.packed, sum: buffer.readUInt32LE(at + 16) })
    at += 46 + nameLength + extra + comment
  }
  if (said > MOST_SAID) throw tooMuch('文件展开后太大')
  return { entries, oddNames }
}

/** Where an entry is and how large; programs that write as they go put it into the 64-bit field, however small the file. */
function sizesOf(buffer: Buffer, at: number, extra: Buffer): { readonly inflated: number; readonly packed: number; readonly at: number } {
  const [inflated, packed, place] = [buffer.readUInt32LE(at + 24), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 42)]
  if (![inflated, packed, place].includes(WIDE)) return { inflated, packed, at: place }
  let from = 0
  while (from + 4 <= extra.length && extra.readUInt16LE(from) !== WIDE_FIELD) from += 4 + extra.readUInt16LE(from + 2)
  from += 4
  const wide = (small: number): number => {
    if (small !== WIDE) return small
    if (from + 8 > extra.length) throw damaged()
    from += 8
    return Number(extra.readBigUInt64LE(from - 8))
  }
  return { inflated: wide(inflated), packed: wide(packed), at: wide(place) }
}

function endOf(buffer: Buffer): number {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - LONGEST_COMMENT); at--) if (buffer.readUInt32LE(at) === END) return at
  throw damaged()
}

function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function contentOf(buffer: Buffer, { at, packed, method }: Entry, room: number): Buffer {
  if (at + 30 > buffer.length || buffer.readUInt32LE(at) !== LOCAL) throw damaged()
  const from = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28)
  const content = buffer.subarray(from, from + packed)
  if (content.length !== packed || (method !== STORED && method !== DEFLATED)) throw damaged()
  if (method === STORED && content.length <= room) return content
  if (method === STORED || room <= 0) throw tooMuch('文件展开后太大')
  try {
    return inflateRawSync(content, { maxOutputLength: room })
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch('文件展开后太大') : damaged()
  }
}
