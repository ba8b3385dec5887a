import sharp from 'sharp'
import { PDFArray, type PDFDict, PDFName, PDFNumber, type PDFObject, PDFRawStream } from '@cantoo/pdf-lib'
import { around, type Box, cornersOf, inverse, type Matrix, moved } from './geometry.ts'
import { Unsafe } from './lexer.ts'
import { contentOf, filtersOf, pictureFilterOf, streamOf } from './streams.ts'

const EDGE = 1 // pixels beyond the box, where its neighbours have been mixed in
const SLANT = 1e-6
const PHOTO_QUALITY = 85

const numberIn = (dict: PDFDict, key: string): number => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFNumber ? value.asNumber() : 0
}

/**
 * A picture without what lies under boxes: its samples there are nought. The page paints its own black box over the place.
 * Throws Unsafe where the samples cannot be reached, or lie askew.
 */
export function cutPicture(image: PDFRawStream, ctm: Matrix, boxes: readonly Box[], later: Later): PDFRawStream {
  const isAskew = (Math.abs(ctm[0]) > SLANT || Math.abs(ctm[3]) > SLANT) && (Math.abs(ctm[1]) > SLANT || Math.abs(ctm[2]) > SLANT)
  const back = inverse(ctm)
  if (isAskew || back === undefined) throw new Unsafe('a picture lies askew under a box')
  // In the unit square of the picture, its first row on top.
  const shares = boxes.map((box) => {
    const { x, y, width, height } = around(cornersOf(box).map((corner) => moved(back, corner)))
    return { x, y: 1 - y - height, width, height }
  })
  return cut(image, shares, later)
}

/** Work that cannot be done at once; it may throw Unsafe. */
export type Later = (work: () => Promise<void>) => void

function cut(image: PDFRawStream, shares: readonly Box[], later: Later): PDFRawStream {
  const dict = image.dict.clone(image.dict.context)
  for (const key of ['SMask', 'Mask']) {
    const mask = image.dict.lookup(PDFName.of(key))
    if (mask instanceof PDFRawStream) dict.set(PDFName.of(key), image.dict.context.register(cut(mask, shares, later)))
  }
  const filter = pictureFilterOf(image.dict)
  if (filter === 'DCTDecode') return cutPhoto(image, dict, shares, later)
  if (filter !== undefined) throw new Unsafe('a packed picture under a box')
  const [width, height] = [numberIn(dict, 'Width'), numberIn(dict, 'Height')]
  const isMask = String(dict.lookup(PDFName.of('ImageMask'))) === 'true'
  const bits = isMask ? 1 : numberIn(dict, 'BitsPerComponent')
  const parts = isMask ? 1 : partsOf(dict.lookup(PDFName.of('ColorSpace')))
  const row = Math.ceil((width * bits * parts) / 8)
  const bytes = new Uint8Array(contentOf(image))
  if (bytes.length < row * height || row === 0) throw new Unsafe('a picture that is too short')
  blank(bytes, { width, height, row, bits: bits * parts }, shares)
  return streamOf(dict, bytes.subarray(0, row * height))
}

type Raster = { readonly width: number; readonly height: number; readonly row: number; readonly bits: number }
function blank(bytes: Uint8Array, { width, height, row, bits }: Raster, shares: readonly Box[]): void {
  for (const share of shares) {
    const from = Math.max(0, Math.floor(((Math.floor(share.x * width) - EDGE) * bits) / 8))
    const to = Math.min(row, Math.ceil(((Math.ceil((share.x + share.width) * width) + EDGE) * bits) / 8))
    const [top, bottom] = [Math.max(0, Math.floor(share.y * height) - EDGE), Math.min(height, Math.ceil((share.y + share.height) * height) + EDGE)]
    for (let y = top; y < bottom; y++) if (to > from) bytes.fill(0, y * row + from, y * row + to)
  }
}

/** Blocks of eight by eight blend what they hold: a photo is unpacked, covered and packed again. */
function cutPhoto(image: PDFRawStream, dict: PDFDict, shares: readonly Box[], later: Later): PDFRawStream {
  const packed = Buffer.from(image.contents)
  if (filtersOf(image.dict).length !== 1) throw new Unsafe('a photo packed twice')
  const done = PDFRawStream.of(dict, new Uint8Array())
  later(async () => {
    const { data, info } = await sharp(packed, { failOn: 'error' })
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch(() => {
        throw new Unsafe('a photo that cannot be unpacked')
      })
    const { width, height, channels } = info
    if (channels !== partsOf(dict.lookup(PDFName.of('ColorSpace'))) || (channels !== 1 && channels !== 3)) throw new Unsafe('a photo in colours of its own')
    blank(data, { width, height, row: width * channels, bits: 8 * channels }, shares)
    const jpeg = sharp(data, { raw: { width, height, channels } })
    done.updateContents(await (channels === 1 ? jpeg.toColourspace('b-w') : jpeg).jpeg({ quality: PHOTO_QUALITY }).toBuffer())
  })
  return done
}

/** How many samples a pixel has. */
function partsOf(space: PDFObject | undefined): number {
  const name = space instanceof PDFArray ? space.lookup(0) : space
  switch (name instanceof PDFName ? name.decodeText() : '') {
    case 'DeviceGray':
    case 'CalGray':
    case 'Indexed':
    case 'Separation':
      return 1
    case 'DeviceRGB':
    case 'CalRGB':
    case 'Lab':
      return 3
    case 'DeviceCMYK':
      return 4
    default:
      throw new Unsafe('a picture in colours of its own')
  }
}
