import { sha256Of } from '../../../platform/blobs.ts'
import sharp from 'sharp'
import type { Redaction, Result } from '../redaction.ts'
import { damaged } from '../stop.ts'

const MOST_PIXELS = 100_000_000
const QUALITY = 88
const FORMATS = ['png', 'jpeg', 'webp'] as const
type Format = (typeof FORMATS)[number]

export type Upright = { readonly data: Buffer; readonly width: number; readonly height: number; readonly format: Format }

/** A picture's pixels, upright as its camera says, and nothing else of it. Throws Stop where it cannot be opened. */
export async function openPicture(bytes: Uint8Array): Promise<Upright> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    const { format } = await picture.metadata()
    const known = FORMATS.find((one) => one === format)
    if (known === undefined) throw damaged()
    const { data, info } = await picture.rotate().flatten({ background: '#ffffff' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    const pixels = info.channels === 3 ? data : await sharp(data, { raw: info }).toColourspace('srgb').removeAlpha().raw().toBuffer()
    return { data: pixels, width: info.width, height: info.height, format: known }
  } catch {
    throw damaged()
  }
}

/** Covers boxes, in pixels, of a picture. */
export async function redactPicture(bytes: Uint8Array, redactions: readonly Redaction[]): Promise<Result> {
  const { data, width, height, format } = await openPicture(bytes)
  const boxes = redactions.flatMap((one, redaction) => (one.kind === 'box' ? [{ redaction, mark: one.mark, ...cornersOf(one.place, width, height) }] : []))
  for (const { left, right, top, bottom } of boxes)
    for (let y = top; y < bottom; y++) if (right > left) data.fill(0, (y * width + left) * 3, (y * width + right) * 3)
  const picture = sharp(data, { raw: { width, height, channels: 3 } })
  const output = await (format === 'jpeg' ? picture.jpeg({ quality: QUALITY }) : picture.toFormat(format)).toBuffer()
  const again = await openPicture(output)
  const lit = boxes.filter((box) => !isDark(again, box)).length
  const { exif, xmp, iptc } = await sharp(output).metadata()
  const noted = [exif, xmp, iptc].filter((one) => one !== undefined).length
  return {
    bytes: output,
    proof: {
      kind: 'picture',
      original: { sha256: sha256Of(bytes), bytes: bytes.length },
      output: { sha256: sha256Of(output), bytes: output.length },
      pages: [{ page: 1, how: 'rewritten', because: null }],
      carried: boxes.map(({ redaction, mark }) => ({ redaction, mark, page: 1, letters: 0, pictures: 1, drawings: 0 })),
      cleaned: ['拍摄信息（时间、地点、设备、缩略图）已删去'],
      extractors: [
        { name: '像素复核', found: lit },
        { name: '拍摄信息复核', found: noted },
      ],
      elsewhere: 0,
    },
  }
}

type Edges = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
const cornersOf = (place: { x: number; y: number; width: number; height: number }, width: number, height: number): Edges => ({
  left: Math.max(0, Math.floor(place.x)),
  right: Math.min(width, Math.ceil(place.x + place.width)),
  top: Math.max(0, Math.floor(place.y)),
  bottom: Math.min(height, Math.ceil(place.y + place.height)),
})

const BLOCK = 16 // pixels at the edge of a box, which a JPEG blends with their neighbours
const DARK = 24 // of 255
function isDark({ data, width }: Upright, { left, right, top, bottom }: Edges): boolean {
  for (let y = top + BLOCK; y < bottom - BLOCK; y++)
    for (let x = left + BLOCK; x < right - BLOCK; x++) if ((data[(y * width + x) * 3] ?? 0) > DARK) return false
  return true
}
