import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Glyph } from './text-state.ts'

const require = createRequire(import.meta.url)
const shipped = dirname(require.resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => `${join(shipped, name)}/`
const MOST_PIXELS = 100_000_000 // of one picture

/** Opens a file with pdf.js; annotations are read only where `notes` asks. Throws what pdf.js throws. */
export async function openReader(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  return await getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    wasmUrl: folder('wasm'),
    enableXfa: false,
    disableFontFace: true,
    fontExtraProperties: true, // their codes are told only so
    maxImageSize: MOST_PIXELS,
  }).promise
}

/** What the text operators of a page show, in their order; forms are followed where they are painted. */
export async function showsOf(document: PDFDocumentProxy, number: number): Promise<Glyph[][]> {
  const { OPS, AnnotationMode } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const page = await document.getPage(number)
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const shows: Glyph[][] = []
  for (const [i, operator] of fnArray.entries()) {
    if (operator !== OPS.showText && operator !== OPS.showSpacedText) continue
    const said: unknown = argsArray[i]
    const [list] = Array.isArray(said) ? said : []
    shows.push((Array.isArray(list) ? list : []).flatMap((one: unknown) => glyphOf(one)))
  }
  page.cleanup()
  return shows
}

export function glyphOf(one: unknown): Glyph[] {
  if (typeof one !== 'object' || one === null || !('originalCharCode' in one)) return []
  const { originalCharCode: code, unicode, width, vmetric, isSpace } = one as Readonly<Record<string, unknown>>
  const vertical = Array.isArray(vmetric) ? vmetric.map(Number) : undefined
  return [
    {
      code: Number(code),
      unicode: typeof unicode === 'string' ? unicode : '',
      advance: vertical ? (vertical[0] ?? -1000) : Number(width) || 0,
      origin: vertical ? [vertical[1] ?? 500, vertical[2] ?? 880] : undefined,
      isSpace: isSpace === true,
    },
  ]
}

/** The text of each page as pdf.js gives it to whoever copies it, without blanks. */
export async function textsByReader(bytes: Uint8Array): Promise<string[]> {
  const document = await openReader(bytes)
  const texts: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent({ includeMarkedContent: false })
    texts.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s/g, ''),
    )
  }
  await document.loadingTask.destroy()
  return texts
}
