import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { annotationsOf, shownOf } from './annotations.ts'
import { type FoundLetter, lettersByPdfium } from './pdfium.ts'
import { Stop } from '../stop.ts'
import { Unsafe } from './lexer.ts'
import { openReader } from './reader.ts'
import type { NewPage } from './rebuild.ts'
import { contentOf, streamOf } from './streams.ts'

/** The flat file, made and opened when a page first needs it. */
export type Flat = () => Promise<{
  readonly reader: PDFDocumentProxy /** Of each page, as another program places them. */
  readonly letters: readonly (readonly FoundLetter[])[]
}>

const name = PDFName.of
const UNCLOSED = 32 // states that a content may have left open; closing one too many is ignored by readers

export function flatOf(bytes: Uint8Array, pages: readonly NewPage[]): { flat: Flat; close: () => Promise<void> } {
  let made: ReturnType<Flat> | undefined
  const make = async () => {
    const flat = await flatFile(bytes, pages).catch((error: unknown) => {
      throw error instanceof Unsafe ? notFlat() : error
    })
    return { reader: await openReader(flat), letters: await lettersByPdfium(flat, pages) }
  }
  const flat: Flat = () => (made ??= make())
  return { flat, close: async () => void (await (await made)?.reader.loadingTask.destroy()) }
}

/**
 * The old file with the looks of its fields and annotations painted into its pages, for those that become pictures: what is seen there
 * is then text of the page, found, placed and covered like any other, and nothing is painted that was not looked through.
 */
async function flatFile(bytes: Uint8Array, pages: readonly NewPage[]): Promise<Uint8Array> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false })
  closeForms(doc)
  for (const [i, page] of doc.getPages().entries()) {
    const made = pages[i]
    if (made !== undefined) flatten(doc, page, made)
  }
  doc.catalog.delete(name('AcroForm'))
  return await doc.save({ addDefaultPage: false, updateFieldAppearances: false })
}

const notFlat = (): Stop => new Stop('unreadable', '文件的图层里有打不开的内容，不能安全处理。请把这份文件打印后扫描成图片，再上传画框处理')

/** pdf.js forgets to leave a form that a hidden layer hides: what the form moved would stay moved for the rest of the page. */
function closeForms(doc: PDFDocument): void {
  if (!doc.catalog.has(name('OCProperties'))) return
  for (const [ref, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.lookup(name('Subtype')) !== name('Form')) continue
    doc.context.assign(ref, streamOf(object.dict.clone(), Buffer.concat([Buffer.from('q\n'), contentOf(object), Buffer.from('\nQ\n')])))
  }
}

function flatten(doc: PDFDocument, page: PDFPage, made: NewPage): void {
  const resources = (page.node.Resources() ?? doc.context.obj({})).clone()
  const objects = (resources.lookupMaybe(name('XObject'), PDFDict) ?? doc.context.obj({})).clone()
  const looks = annotationsOf(page.node).flatMap((note, i) => {
    const shown = shownOf(note)
    if (shown === undefined) return []
    objects.set(name(`GkLook${i}`), doc.context.register(lookOf(note, shown.form)))
    return [`q ${shown.at.map((one) => one.toFixed(5)).join(' ')} cm /GkLook${i} Do Q`]
  })
  resources.set(name('XObject'), objects)
  page.node.set(name('Resources'), resources)
  const said = page.node.get(name('Contents'))
  const contents = page.node.lookup(name('Contents'))
  const old = contents instanceof PDFArray ? contents.asArray() : said === undefined ? [] : [said]
  const [open, close] = ['q\n', `\n${'Q '.repeat(UNCLOSED)}\n${looks.join('\n')}\n`].map((text) =>
    doc.context.register(streamOf(doc.context.obj({}), Buffer.from(text))),
  )
  page.node.set(name('Contents'), doc.context.obj([open, ...old, close].flatMap((one) => one ?? [])))
  for (const key of ['Annots', 'CropBox', 'UserUnit', 'Rotate']) page.node.delete(name(key))
  // A key that is gone may still come from a node above.
  page.node.set(name('MediaBox'), doc.context.obj([...made.view]))
  page.node.set(name('CropBox'), doc.context.obj([...made.view]))
  page.node.set(name('Rotate'), PDFNumber.of(made.turn))
}

/** A look in a layer is seen only with it. */
function lookOf(note: PDFDict, form: PDFRawStream): PDFRawStream {
  const dict = form.dict.clone()
  dict.set(name('Type'), name('XObject'))
  dict.set(name('Subtype'), name('Form'))
  const layer = note.get(name('OC'))
  if (layer !== undefined) dict.set(name('OC'), layer)
  return PDFRawStream.of(dict, form.contents)
}
