import { crc32, deflateRawSync } from 'node:zlib'
import { load } from 'cheerio'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { convert } from './convert.ts'
import type { ReadDocument } from './index.ts'
import { ATTRIBUTES, TAGS } from './render.ts'

export type Entry = {
  readonly name: string | Buffer
  readonly content: string | Buffer
  readonly flags?: number
  readonly says?: number
  readonly isWide?: boolean
  readonly sum?: number
}

/** A zip file by hand, so that it can lie. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, flags = 0x800, says, isWide, sum } of entries) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(sum ?? crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(says ?? bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const wide = Buffer.alloc(isWide ? 28 : 0)
    if (isWide) {
      wide.writeUInt16LE(1, 0)
      wide.writeUInt16LE(24, 2)
      for (const [i, size] of [bytes.length, packed.length, at].entries()) wide.writeBigUInt64LE(BigInt(size), 4 + i * 8)
      common.fill(0xff, 14, 22)
      common.writeUInt16LE(wide.length, 24)
      tail.fill(0xff, 10)
    }
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, title, wide]))
    locals.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, list, end])
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const NAMESPACES = `xmlns:w="${W}" xmlns:r="${OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

/** A relation: its type's last word, its target, and whether it leads out. */
export type Link = readonly [id: string, type: string, target: string, mode?: 'External']
export const relations = (links: readonly Link[]): string =>
  `${XML}<Relationships xmlns="${RELATIONS}">${links.map(([id, type, target, mode]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`).join('')}</Relationships>`

export const typesOf = (main: string, type: string, extra = ''): string =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${main}" ContentType="${type}"/>${extra}</Types>`

export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const EXCEL_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

export type WordParts = {
  readonly links?: readonly Link[]
  readonly parts?: Readonly<Record<string, string>>
  readonly type?: string
  readonly more?: readonly Entry[]
  /** The whole of the main part, for files with namespaces of their own. */
  readonly whole?: string
}

/** A Word file by hand. Parts are named as in `word/`, without the declaration. */
export function wordFile(body: string, { links = [], parts = {}, type = WORD_TYPE, more = [], whole }: WordParts = {}): Buffer {
  const own = Object.keys(parts).map((name, i): Link => [`own${i}`, name, `${name}.xml`])
  return zipOf([
    { name: '[Content_Types].xml', content: typesOf('word/document.xml', type) },
    { name: '_rels/.rels', content: relations([['r1', 'officeDocument', 'word/document.xml']]) },
    { name: 'word/document.xml', content: whole ?? `${XML}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>` },
    { name: 'word/_rels/document.xml.rels', content: relations([...own, ...links]) },
    ...Object.entries(parts).map(([name, content]) => ({ name: `word/${name}.xml`, content: `${XML}<w:${name} ${NAMESPACES}>${content}</w:${name}>` })),
    ...more,
  ])
}

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
export const para = (inner: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${/^</.test(inner) ? inner : run(inner)}</w:p>`
export const cell = (inner: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${/^<w:(?:p|tbl)\b/.test(inner) ? inner : para(inner)}</w:tc>`
export const row = (...cells: readonly string[]): string => `<w:tr>${cells.map((one) => (/^<w:tc>/.test(one) ? one : cell(one))).join('')}</w:tr>`
export const table = (...rows: readonly string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`

export type SheetParts = {
  readonly sheets: readonly { readonly name: string; readonly inner: string; readonly state?: string; readonly links?: readonly Link[] }[]
  readonly strings?: readonly string[]
  readonly styles?: string
  readonly properties?: string
  readonly more?: readonly Entry[]
  readonly links?: readonly Link[]
}
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** An Excel file by hand; `inner` is what stands in `worksheet`. */
export function excelFile({ sheets, strings = [], styles = '', properties = '', more = [], links = [] }: SheetParts): Buffer {
  const list = sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i}"/>`).join('')
  return zipOf([
    { name: '[Content_Types].xml', content: typesOf('xl/workbook.xml', EXCEL_TYPE) },
    { name: '_rels/.rels', content: relations([['r1', 'officeDocument', '/xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', content: `${XML}<workbook xmlns="${S}" xmlns:r="${OFFICE}"><workbookPr ${properties}/><sheets>${list}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...sheets.map((_, i): Link => [`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`]),
        ['ss', 'sharedStrings', 'sharedStrings.xml'],
        ['st', 'styles', 'styles.xml'],
        ...links,
      ]),
    },
    { name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${S}">${strings.map((one) => `<si>${one}</si>`).join('')}</sst>` },
    { name: 'xl/styles.xml', content: `${XML}<styleSheet xmlns="${S}">${styles}</styleSheet>` },
    ...sheets.flatMap(({ inner, links: own = [] }, i) => [
      { name: `xl/worksheets/sheet${i}.xml`, content: `${XML}<worksheet xmlns="${S}" xmlns:r="${OFFICE}">${inner}</worksheet>` },
      { name: `xl/worksheets/_rels/sheet${i}.xml.rels`, content: relations(own) },
    ]),
    ...more,
  ])
}

/** What was read, in this process; throws where it was refused. */
export async function read(name: string, bytes: Uint8Array): Promise<ReadDocument> {
  const found = await convert({ name, bytes })
  if (isRefusal(found)) throw new Error(found.because)
  return found
}
export async function refusal(name: string, bytes: Uint8Array): Promise<Refusal> {
  const found = await convert({ name, bytes })
  if (!isRefusal(found)) throw new Error(`read: ${found.html}`)
  return found
}

/** Every tag and attribute of an output, by a browser's own rules. */
export function strangers(clean: string): string[] {
  const $ = load(clean, null, false)
  return $('*')
    .toArray()
    .flatMap((node) => {
      if (!('attribs' in node)) return []
      const attributes = Object.entries(node.attribs).filter(([name]) => !ATTRIBUTES[node.name]?.includes(name))
      const href = node.attribs['href']
      const isBadLink =
        href !== undefined && !/^(?:https?:\/\/[^\s@]+|mailto:[^\s?]+|#note(?:-call)?-e?\d+|(?![a-z][a-z0-9+.-]*:)(?!\/\/)[^\s\\]+)$/i.test(href)
      return [...(TAGS.includes(node.name) ? [] : [node.name]), ...attributes.map(([name]) => `${node.name}@${name}`), ...(isBadLink ? [href] : [])]
    })
}
