import { zipSync } from 'fflate'
import sharp from 'sharp'
import { DECLARATION, inAttribute, OFFICE, RELATIONS, TYPES } from './write-xml.ts'

/** A file as it is put together anew: its parts by name, and of each what kind it is. */
export type NewPackage = { readonly parts: Map<string, Uint8Array>; readonly types: Map<string, string> }
export type Link = { readonly id: string; readonly type: string; readonly target: string }

export const relationsPart = (links: readonly Link[]): Uint8Array =>
  Buffer.from(
    `${DECLARATION}<Relationships xmlns="${RELATIONS}">${links.map(({ id, type, target }) => `<Relationship Id="${inAttribute(id)}" Type="${OFFICE}/${type}" Target="${inAttribute(target)}"/>`).join('')}</Relationships>`,
  )

const NO_TIME = new Date('1980-01-01T00:00:00') // the first a zip can say
/** The file as bytes; it tells no time and no program. */
export function packed({ parts, types }: NewPackage, main: string): Uint8Array {
  const overrides = [...types].map(([name, type]) => `<Override PartName="/${inAttribute(name)}" ContentType="${type}"/>`).join('')
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
  ].map(([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`)
  const all: Record<string, Uint8Array> = {
    '[Content_Types].xml': Buffer.from(`${DECLARATION}<Types xmlns="${TYPES}">${defaults.join('')}${overrides}</Types>`),
    '_rels/.rels': relationsPart([{ id: 'rId1', type: 'officeDocument', target: main }]),
  }
  for (const [name, bytes] of parts) all[name] = bytes
  return zipSync(all, { level: 9, mtime: NO_TIME })
}

const MOST_PIXELS = 60_000_000
const QUALITY = 85
/** A picture's pixels and nothing else; undefined for a kind whose other contents cannot be told from its pixels. */
export async function barePicture(bytes: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly ending: 'png' | 'jpeg' } | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    const { format } = await picture.metadata()
    if (format === 'jpeg') return { bytes: await picture.rotate().jpeg({ quality: QUALITY }).toBuffer(), ending: 'jpeg' }
    return ['png', 'gif', 'webp', 'tiff'].includes(format) ? { bytes: await picture.rotate().png().toBuffer(), ending: 'png' } : undefined
  } catch {
    return undefined
  }
}
