import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { moved, type Matrix } from './geometry.ts'
import { Unsafe } from './lexer.ts'
import { showsOf } from './reader.ts'
import type { NewPage } from './rebuild.ts'
import { contentOf } from './streams.ts'
import type { Glyph, PlacedGlyph } from './text-state.ts'
import { type Scene, walk } from './walk.ts'

export type Measured = { readonly shows: readonly (readonly Glyph[])[]; readonly glyphs: readonly PlacedGlyph[] }

export const contentOfPage = ({ page }: NewPage): Uint8Array => {
  const contents = page.node.lookup(PDFName.of('Contents'))
  if (!(contents instanceof PDFRawStream)) throw new Unsafe('a page without content')
  return contentOf(contents)
}

export const sceneOf = (page: NewPage, shows: Scene['shows'], change: Partial<Scene> = {}): Scene => ({
  shows,
  page: { x: 0, y: 0, width: page.width, height: page.height },
  boxes: [],
  isGone: () => false,
  glyphs: [],
  fonts: new Map(),
  cuts: false,
  later: () => {},
  show: 0,
  pictures: 0,
  drawings: 0,
  ...change,
})

/** Where the glyphs of a page stand. A page that is not understood is marked so, and gives those that the reader tells of the old file. */
export async function measure(fresh: PDFDocumentProxy, old: PDFDocumentProxy, page: NewPage, number: number): Promise<Measured> {
  if (page.unsafe === undefined) {
    try {
      const shows = await showsOf(fresh, number)
      const scene = sceneOf(page, shows)
      const resources = page.page.node.Resources()
      if (resources === undefined) throw new Unsafe('a page without resources')
      walk(contentOfPage(page), resources, page.matrix, scene)
      if (scene.show !== shows.length) throw new Unsafe('less text than the reader of fonts has seen')
      return { shows, glyphs: scene.glyphs }
    } catch (error) {
      if (!(error instanceof Unsafe)) throw error
      page.unsafe = error.message
    }
  }
  return { shows: [], glyphs: await roughGlyphs(old, number) }
}

/** Letters shared out evenly over the pieces of text that the reader tells: near enough to cover them with room to spare. */
async function roughGlyphs(old: PDFDocumentProxy, number: number): Promise<PlacedGlyph[]> {
  const page = await old.getPage(number)
  const view = page.getViewport({ scale: 1 }).transform.map(Number) as unknown as Matrix
  const { items } = await page.getTextContent()
  const glyphs: PlacedGlyph[] = []
  for (const [show, item] of items.entries()) {
    if (!('str' in item) || item.str === '') continue
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform.map(Number)
    const [size, along] = [Math.hypot(c, d) || 1, Math.hypot(a, b) || 1]
    const signs = [...item.str]
    const step = item.width / signs.length
    for (const [i, unicode] of signs.entries()) {
      const at = (share: number, up: number) =>
        moved(view, [e + (a / along) * share * step + (c / size) * up * size, f + (b / along) * share * step + (d / size) * up * size])
      glyphs.push({ index: glyphs.length, show, unicode, cell: [at(i, -0.14), at(i + 1, -0.14), at(i + 1, 0.86), at(i, 0.86)] })
    }
  }
  return glyphs
}
