import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { type Box, inverse, times } from './geometry.ts'
import { withoutLetters } from './painted.ts'
import type { NewPage } from './rebuild.ts'
import { renderPage } from './render.ts'
import type { PlacedGlyph } from './text-state.ts'

export const PICTURE = 'GkPage'
const DOTS = 200 / 72 // pixels a point
const QUALITY = 80
const EDGE = 1 // pixels

/** A page as a picture, painted without the letters that are gone, and what lies under boxes blackened in its pixels. Gives the content that paints it, and the picture's name. */
type Taken = { readonly boxes: readonly Box[]; readonly glyphs: readonly PlacedGlyph[]; readonly gone: ReadonlySet<number> }

export async function pictureOfPage(doc: PDFDocument, flat: PDFDocumentProxy, number: number, page: NewPage, taken: Taken): Promise<string> {
  const { data, width, height } = await renderPage(flat, number, DOTS, withoutLetters(taken.glyphs, taken.gone, number))
  const [across, down] = [width / page.width, height / page.height]
  for (const box of taken.boxes) {
    const [left, right] = [Math.max(0, Math.floor(box.x * across) - EDGE), Math.min(width, Math.ceil((box.x + box.width) * across) + EDGE)]
    const [top, bottom] = [Math.max(0, Math.floor(box.y * down) - EDGE), Math.min(height, Math.ceil((box.y + box.height) * down) + EDGE)]
    for (let y = top; y < bottom; y++) if (right > left) data.fill(0, (y * width + left) * 3, (y * width + right) * 3)
  }
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY })
    .toBuffer()
  const dict = doc.context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ColorSpace: 'DeviceRGB',
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
  })
  const ref = doc.context.register(PDFRawStream.of(dict, new Uint8Array(jpeg)))
  page.page.node.set(PDFName.of('Resources'), doc.context.obj({ XObject: { [PICTURE]: ref } }))
  const back = inverse(page.matrix)
  const at = back && times(back, [page.width, 0, 0, -page.height, 0, page.height])
  return at ? `q ${at.map((one) => one.toFixed(4)).join(' ')} cm /${PICTURE} Do Q\n` : ''
}
