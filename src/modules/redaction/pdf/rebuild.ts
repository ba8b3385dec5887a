import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib'
import { annotationsOf, boxOfArray, shownOf } from './annotations.ts'
import { type Box, type Matrix, viewOf } from './geometry.ts'
import { Unsafe } from './lexer.ts'
import { Copier } from './resources.ts'
import type { Dropped } from './sentences.ts'
import { contentOf, streamOf } from './streams.ts'

const name = PDFName.of
const PAPER: Box = { x: 0, y: 0, width: 595.28, height: 841.89 } // A4, where a page does not say

/** A page of the new file; `unsafe` says why it can be shown only as a picture. */
export type NewPage = {
  readonly page: PDFPage
  /** From the page's own space to the page as it is seen. */
  readonly matrix: Matrix
  readonly width: number
  readonly height: number
  /** What of the page's own space is shown, as a MediaBox says it, and how many degrees it is turned. */
  readonly view: readonly [number, number, number, number]
  readonly turn: number
  unsafe: string | undefined
}
export type Rebuilt = { readonly doc: PDFDocument; readonly pages: readonly NewPage[]; readonly dropped: Dropped }

/**
 * A new file that shows the same pages and holds nothing else: of each page only what paints it, with the looks of annotations and
 * fields painted in. What the old file says besides is left behind, and older revisions with it.
 */
export async function rebuild(old: PDFDocument, bytes: Uint8Array): Promise<Rebuilt> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  const hidden = hiddenLayersOf(old)
  const copier = new Copier(old.context, doc.context, hidden)
  const dropped = droppedFrom(old, bytes, hidden.size)
  const pages = old.getPages().map((page) => newPage(doc, page, copier, dropped))
  return { doc, pages, dropped }
}

function newPage(doc: PDFDocument, old: PDFPage, copier: Copier, dropped: Dropped): NewPage {
  const media = boxOfArray(old.node.MediaBox()) ?? PAPER
  const view = common(media, boxOfArray(old.node.CropBox()) ?? media)
  const turn = ((Math.round(numberOf(old.node.Rotate()) / 90) * 90) % 360) + 360
  const page = doc.addPage([view.width, view.height])
  const shown = [view.x, view.y, view.x + view.width, view.y + view.height] as const
  page.node.set(name('MediaBox'), doc.context.obj([...shown]))
  if (turn % 360 !== 0) page.node.set(name('Rotate'), PDFNumber.of(turn % 360))
  const isTurned = turn % 180 !== 0
  const [width, height] = isTurned ? [view.height, view.width] : [view.width, view.height]
  const made = { page, matrix: viewOf(view, turn), width, height, view: shown, turn: turn % 360 }
  try {
    paint(doc, page, old, copier, dropped)
    return { ...made, unsafe: undefined }
  } catch (error) {
    if (!(error instanceof Unsafe)) throw error
    return { ...made, unsafe: error.message }
  }
}

function common(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)]
  const [width, height] = [Math.min(a.x + a.width, b.x + b.width) - x, Math.min(a.y + a.height, b.y + b.height) - y]
  return width > 1 && height > 1 ? { x, y, width, height } : a.width > 1 && a.height > 1 ? a : PAPER
}
const numberOf = (object: PDFObject | undefined): number => (object instanceof PDFNumber ? object.asNumber() : 0)

function paint(doc: PDFDocument, page: PDFPage, old: PDFPage, copier: Copier, dropped: Dropped): void {
  const resources = copier.resources(old.node.Resources())
  const parts: Uint8Array[] = [Buffer.from('q\n'), ...contentsOf(old), Buffer.from('\nQ\n')]
  const notes = annotationsOf(old.node)
  for (const [i, note] of notes.entries()) {
    const shown = shownOf(note)
    if (shown === undefined) {
      dropped.notes += 1
      continue
    }
    if (note.has(name('OC')) && copier.hidden.size > 0) throw new Unsafe('layers that may be hidden')
    if (shown.isField) dropped.fields += 1
    const objects = resources.lookupMaybe(name('XObject'), PDFDict) ?? doc.context.obj({})
    objects.set(name(`GkNote${i}`), doc.context.register(copier.form(shown.form)))
    resources.set(name('XObject'), objects)
    parts.push(Buffer.from(`q ${shown.at.map((one) => one.toFixed(5)).join(' ')} cm /GkNote${i} Do Q\n`))
  }
  const group = old.node.lookup(name('Group'))
  if (group instanceof PDFDict) page.node.set(name('Group'), copier.group(group))
  page.node.set(name('Resources'), resources)
  page.node.set(name('Contents'), doc.context.register(streamOf(doc.context.obj({}), Buffer.concat(parts))))
}

/** Parts of a content may end amid an operator, but never amid a token. */
function contentsOf(page: PDFPage): Uint8Array[] {
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, i) => contents.lookup(i)) : contents === undefined ? [] : [contents]
  return streams.flatMap((stream) => (stream instanceof PDFRawStream ? [contentOf(stream), Buffer.from('\n')] : []))
}

/** The layers that are off when the file is opened. */
function hiddenLayersOf(old: PDFDocument): ReadonlySet<PDFObject> {
  const layers = old.catalog.lookup(name('OCProperties'))
  if (!(layers instanceof PDFDict)) return new Set()
  const all = listIn(layers, 'OCGs')
  const setting = layers.lookup(name('D'))
  if (!(setting instanceof PDFDict)) return new Set()
  const off = setting.lookup(name('BaseState')) === name('OFF') ? all.filter((one) => !listIn(setting, 'ON').includes(one)) : listIn(setting, 'OFF')
  return new Set(off)
}
function listIn(dict: PDFDict, key: string): PDFObject[] {
  const list = dict.lookup(name(key))
  return list instanceof PDFArray ? list.asArray() : []
}

function droppedFrom(old: PDFDocument, bytes: Uint8Array, layers: number): Dropped {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = (test: (dict: PDFDict) => boolean): number =>
    old.context.enumerateIndirectObjects().filter(([, object]) => {
      const dict = object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : undefined
      return dict !== undefined && test(dict)
    }).length
  const is = (dict: PDFDict, key: string, value: string): boolean => dict.lookup(name(key)) === name(value)
  // A file made for the web has two tables from the first.
  const isLinear = text.subarray(0, 1024).includes('/Linearized')
  const tables = text.toString('latin1').match(/startxref\s+\d+\s+%%EOF/g)?.length ?? 0
  return {
    notes: 0,
    fields: 0,
    attachments: count((dict) => is(dict, 'Type', 'EmbeddedFile') || (is(dict, 'Type', 'Filespec') && !dict.has(name('EF')))),
    scripts: count((dict) => is(dict, 'S', 'JavaScript') || dict.has(name('JS'))),
    bookmarks: old.catalog.has(name('Outlines')) ? 1 : 0,
    layers,
    revisions: Math.max(0, tables - (isLinear ? 2 : 1)),
    signatures: count((dict) => is(dict, 'FT', 'Sig')),
    metadata: old.context.trailerInfo.Info !== undefined || count((dict) => is(dict, 'Type', 'Metadata')) > 0 ? 1 : 0,
    structure: old.catalog.has(name('StructTreeRoot')) ? 1 : 0,
  }
}
