import sharp, { type Sharp } from 'sharp'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { readShot, type Shot } from './exif.ts'
import { perceptualHash, SQUARE } from './phash.ts'

export const FULL_SIDE = 1920 // office setting
export const THUMB_SIDE = 480 // office setting
// Phones that say 50 megapixels give 8192 × 6144. More is refused before a byte of it is unpacked.
const MOST_PIXELS = 51_000_000
const PATIENCE = { seconds: 30 }
const FULL = { quality: 82 }
const THUMB = { quality: 75 }

// One photo at a time on one core, with nothing remembered: pages are served beside it.
sharp.concurrency(1)
sharp.cache(false)
// What strangers send is opened by these four readers and no other (SVG, PDF, TIFF and more would be tried too).
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'],
})

/** What the public may see: two JPEGs, upright, in sRGB, and with nothing in them but the picture. */
export type Prints = { readonly full: Uint8Array; readonly thumb: Uint8Array; readonly width: number; readonly height: number }
export type Developed = Prints & { readonly phash: string; readonly shot: Shot }

// Warnings are let pass: photos of common phones give some and are whole. Of moving pictures the first is taken.
const open = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true, pages: 1 }).timeout(PATIENCE)

/** Whether the head of a picture can be read and says a size we can work on; its pixels are not touched. */
export async function sizeOf(bytes: Uint8Array): Promise<'fits' | 'too-large' | 'broken'> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata()
    return width * height > MOST_PIXELS ? 'too-large' : 'fits'
  } catch {
    return 'broken'
  }
}

/** Makes from an upload what may be shown. Refuses what cannot be decoded; throws when it is not the picture's fault. */
export async function develop(bytes: Uint8Array): Promise<Developed | Refusal<'unreadable'>> {
  try {
    const { exif } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 }).metadata()
    // Without leave to keep it, everything beside the pixels is left behind: EXIF, XMP, IPTC, profiles, comments.
    const { data: full, info } = await open(bytes)
      .resize({ width: FULL_SIDE, height: FULL_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .jpeg(FULL)
      .toBuffer({ resolveWithObject: true })
    const thumb = await thumbOf(full)
    const grey = await sharp(thumb).resize(SQUARE, SQUARE, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()
    return { full, thumb, width: info.width, height: info.height, phash: perceptualHash(grey), shot: readShot(exif) }
  } catch (error) {
    if (error instanceof Error && /timeout|memory|alloc/i.test(error.message)) throw error
    return refuse('unreadable', '照片打不开，文件已损坏或者不完整。请重新上传，或者直接用本页拍照')
  }
}

const thumbOf = (full: Uint8Array): Promise<Buffer> =>
  sharp(full).resize({ width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside', withoutEnlargement: true }).jpeg(THUMB).toBuffer()

/** A part of a picture, in fractions of its width and height. */
export type Rectangle = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** The prints with these parts painted over. The small one is made anew from the painted one. */
export async function paintOver(
  print: Uint8Array,
  size: { readonly width: number; readonly height: number },
  rectangles: readonly Rectangle[],
): Promise<Prints> {
  const patches = rectangles.map((part) => {
    const [left, top] = [Math.floor(part.left * size.width), Math.floor(part.top * size.height)]
    const width = Math.min(Math.ceil((part.left + part.width) * size.width), size.width) - left
    const height = Math.min(Math.ceil((part.top + part.height) * size.height), size.height) - top
    return { input: { create: { width, height, channels: 3 as const, background: '#000' } }, left, top }
  })
  const full = await sharp(print).composite(patches).jpeg(FULL).toBuffer()
  return { full, thumb: await thumbOf(full), ...size }
}
