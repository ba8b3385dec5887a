import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'

const require = createRequire(import.meta.url)
const FACE = join(dirname(require.resolve('@expo-google-fonts/noto-serif-sc/package.json')), '400Regular', 'NotoSerifSC_400Regular.ttf')
const MOST_SIDE = 5_000 // pixels
let hasFace = false

type Operators = { readonly fnArray: readonly number[]; readonly argsArray: unknown[] }

/** A page as it is seen, as pixels of red, green and blue; `scale` is pixels a point. `shown` says what of its items each text operator shows. */
export async function renderPage(
  document: PDFDocumentProxy,
  number: number,
  scale: number,
  shown: (show: number, items: readonly unknown[]) => unknown[] = (_, items) => [...items],
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
  const operationsFilter = textFilter(await textOperators(), shown) as (index: number) => boolean // the list it is told, too, is not declared
  await page.render({ canvas: canvas as never, viewport, background: '#ffffff', operationsFilter }).promise
  page.cleanup()
  const { data, info } = await sharp(canvas.toBuffer('image/png'))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, scale: fitting }
}

async function textOperators(): Promise<ReadonlySet<number>> {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  return new Set([OPS.showText, OPS.showSpacedText])
}

/** Asked before each operator is carried out. */
function textFilter(texts: ReadonlySet<number>, shown: (show: number, items: readonly unknown[]) => unknown[]) {
  let last = -1
  let shows = 0
  return (index: number, { fnArray, argsArray }: Operators): boolean => {
    if (index <= last || !texts.has(fnArray[index] ?? -1)) return true
    last = index
    const args = argsArray[index]
    const [items] = Array.isArray(args) ? args : []
    argsArray[index] = [shown(shows++, Array.isArray(items) ? items : [])]
    return true
  }
}
