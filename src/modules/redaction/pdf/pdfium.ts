import { around, type Box, cornersOf, meets, moved } from './geometry.ts'
import type { NewPage } from './rebuild.ts'
import type { PlacedGlyph } from './text-state.ts'

/** What of PDFium's own functions is asked here; the library around it tells texts only. */
type Functions = {
  readonly _FPDFText_LoadPage: (page: number) => number
  readonly _FPDFText_ClosePage: (text: number) => void
  readonly _FPDFText_CountChars: (text: number) => number
  readonly _FPDFText_GetUnicode: (text: number, i: number) => number
  readonly _FPDFText_IsGenerated: (text: number, i: number) => number
  readonly _FPDFText_GetCharBox: (text: number, i: number, left: number, right: number, bottom: number, top: number) => number
  readonly _FPDFText_GetLooseCharBox: (text: number, i: number, box: number) => number
  readonly wasmExports: { readonly malloc: (size: number) => number; readonly free: (at: number) => void }
  readonly HEAPU8: Uint8Array
}
type Inner = { readonly module: Functions; readonly pageIdx: number }

/** A letter as PDFium places it: `ink` is what must be black for it not to be read, on the page as it is seen. */
export type FoundLetter = PlacedGlyph & { readonly ink: Box | undefined }

export async function textsByPdfium(bytes: Uint8Array): Promise<string[]> {
  return await withPdfium(bytes, (pages) => pages.map((page) => page.getText()))
}

/** The letters of each page as PDFium reads and measures them. */
export async function lettersByPdfium(bytes: Uint8Array, pages: readonly NewPage[]): Promise<FoundLetter[][]> {
  // The library keeps its functions to itself.
  return await withPdfium(bytes, (all) => pages.map((page, i) => (all[i] ? lettersOf(all[i] as unknown as Inner, page) : [])))
}

type Pages = readonly { getText: () => string }[]
async function withPdfium<T>(bytes: Uint8Array, ask: (pages: Pages) => T): Promise<T> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const answer = ask([...document.pages()])
  document.destroy()
  library.destroy()
  return answer
}

const ROOM = 48 // bytes: four doubles, four floats
const MARGIN = 0.2 // of a cell that is not ink

function lettersOf({ module, pageIdx }: Inner, page: NewPage): FoundLetter[] {
  const text = module._FPDFText_LoadPage(pageIdx)
  const at = module.wasmExports.malloc(ROOM)
  const letters: FoundLetter[] = []
  for (let i = 0; i < module._FPDFText_CountChars(text); i++) {
    const code = module._FPDFText_GetUnicode(text, i)
    if (module._FPDFText_IsGenerated(text, i) === 1 || code === 0) continue
    const [tight, loose] = [tightBox(module, text, i, at), looseBox(module, text, i, at)].map((box) => box && seen(box, page))
    const cell = cornersOf(loose ?? tight ?? { x: 0, y: 0, width: 0, height: 0 })
    const [a = NOWHERE, b = NOWHERE, c = NOWHERE, d = NOWHERE] = cell
    // From the baseline's side, as cells of glyphs are told.
    letters.push({ index: letters.length, show: 0, unicode: String.fromCodePoint(code), cell: [d, c, b, a], ink: tight ?? (loose && shrunk(loose)) })
  }
  module.wasmExports.free(at)
  module._FPDFText_ClosePage(text)
  return letters
}
const NOWHERE = [0, 0] as const

const isSome = ({ width, height }: Box): boolean => width > 0 && height > 0
const shrunk = (box: Box): Box => {
  const by = Math.min(box.width, box.height) * MARGIN
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by }
}
function seen(box: Box, page: NewPage): Box {
  return around(cornersOf(box).map((corner) => moved(page.matrix, corner)))
}

function tightBox(module: Functions, text: number, i: number, at: number): Box | undefined {
  if (module._FPDFText_GetCharBox(text, i, at, at + 8, at + 16, at + 24) !== 1) return undefined
  const view = new DataView(module.HEAPU8.buffer)
  const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((by) => view.getFloat64(at + by, true))
  const box = around([
    [left, bottom],
    [right, top],
  ])
  return isSome(box) ? box : undefined
}

function looseBox(module: Functions, text: number, i: number, at: number): Box | undefined {
  if (module._FPDFText_GetLooseCharBox(text, i, at + 32) !== 1) return undefined
  const view = new DataView(module.HEAPU8.buffer)
  const [left = 0, top = 0, right = 0, bottom = 0] = [0, 4, 8, 12].map((by) => view.getFloat32(at + 32 + by, true))
  const box = around([
    [left, bottom],
    [right, top],
  ])
  return isSome(box) ? box : undefined
}

export const isOnPage = (box: Box, { width, height }: NewPage): boolean => meets(box, { x: 0, y: 0, width, height })
