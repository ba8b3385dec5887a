import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'

const require = createRequire(import.meta.url)
const FACE = join(dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json')), '400Regular', 'NotoSerifSC_400Regular.ttf')
const MOST_SIDE = 5_000 // pixels
let hasFace = false

/** A page as it is seen, as pixels of red, green and blue; `scale` is pixels a point. */
export async function renderPage(
  document: PDFDocumentProxy,
  number: number,
  scale: number,
): Promise<{ data: Buffer; width: number; height: number; scale: number }> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
  // Files may name Chinese fonts without carrying them; on a machine without any, theirs would be blank pages.
  if (!hasFace) GlobalFonts.registerFromPath(FACE, 'Noto Serif SC')
  hasFace = true
  const page = await document.getPage(number)
  const whole = page.getViewport({ scale: 1 })
  const fitting = Math.min(scale, MOST_SIDE / Math.max(whole.width, whole.height))
  const viewport = page.getViewport({ scale: fitting })
  const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)))
  // The library's own type is that of a browser's canvas, which this one stands for.
  await page.render({ canvas: canvas as never, viewport, background: '#ffffff' }).promise
  page.cleanup()
  const { data, info } = await sharp(canvas.toBuffer('image/png'))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, scale: fitting }
}
