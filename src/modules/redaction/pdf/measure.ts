import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import type { Flat } from './flat.ts'
import { Unsafe } from './lexer.ts'
import { paintedGlyphs } from './painted.ts'
import { showsOf } from './reader.ts'
import type { NewPage } from './rebuild.ts'
import { contentOf } from './streams.ts'
import type { Glyph, PlacedGlyph } from './text-state.ts'
import { type Scene, walk } from './walk.ts'

export type Measured = {
  readonly shows: readonly (readonly Glyph[])[]
  readonly glyphs: readonly PlacedGlyph[] /** Placed as in the picture of the page. */
  readonly isPicture: boolean
}

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

/** Where the glyphs of a page stand. A page that is not understood is marked so, and gives those that are painted in its picture. */
export async function measure(fresh: PDFDocumentProxy, flat: Flat, page: NewPage, number: number): Promise<Measured> {
  if (page.unsafe === undefined) {
    try {
      const shows = await showsOf(fresh, number)
      const scene = sceneOf(page, shows)
      const resources = page.page.node.Resources()
      if (resources === undefined) throw new Unsafe('a page without resources')
      walk(contentOfPage(page), resources, page.matrix, scene)
      if (scene.show !== shows.length) throw new Unsafe('less text than the reader of fonts has seen')
      return { shows, glyphs: scene.glyphs, isPicture: false }
    } catch (error) {
      if (!(error instanceof Unsafe)) throw error
      page.unsafe = error.message
    }
  }
  return { shows: [], glyphs: await paintedGlyphs((await flat()).reader, number, page), isPicture: true }
}
