import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { around, type Box, cornersOf, type Matrix, moved, UNIT } from './geometry.ts'

const name = PDFName.of
const HIDDEN = 2
const NO_VIEW = 32
/** Notes to a document, or doors out of it; what they show is no part of the page. */
const NOT_SHOWN = new Set(['Popup', 'Link', 'Text', 'FileAttachment', 'Sound', 'Movie', 'Screen', '3D', 'RichMedia', 'PrinterMark', 'TrapNet', 'Redact'])

/** What an annotation shows, and where; `undefined` for one that shows nothing. */
export type Shown = { readonly form: PDFRawStream; readonly at: Matrix; readonly isField: boolean }

export const numbersOf = (array: PDFArray | undefined): number[] =>
  array?.asArray().map((_, i) => {
    const one = array.lookup(i)
    return one instanceof PDFNumber ? one.asNumber() : Number.NaN
  }) ?? []

export function boxOfArray(array: PDFArray | undefined): Box | undefined {
  const [a, b, c, d] = numbersOf(array)
  if (![a, b, c, d].every((one) => Number.isFinite(one))) return undefined
  return around([
    [a ?? 0, b ?? 0],
    [c ?? 0, d ?? 0],
  ])
}

/** What of an annotation is seen on the page (ISO 32000-1, 12.5.5). */
export function shownOf(note: PDFDict): Shown | undefined {
  const kind = note.lookup(name('Subtype'))
  const flags = note.lookup(name('F'))
  const bits = flags instanceof PDFNumber ? flags.asNumber() : 0
  if ((bits & (HIDDEN | NO_VIEW)) !== 0 || (kind instanceof PDFName && NOT_SHOWN.has(kind.decodeText()))) return undefined
  const form = appearanceOf(note)
  const place = boxOfArray(note.lookupMaybe(name('Rect'), PDFArray))
  const box = form && boxOfArray(form.dict.lookupMaybe(name('BBox'), PDFArray))
  if (form === undefined || place === undefined || box === undefined) return undefined
  const matrix = numbersOf(form.dict.lookupMaybe(name('Matrix'), PDFArray))
  const own = matrix.length === 6 && matrix.every(Number.isFinite) ? (matrix as unknown as Matrix) : UNIT
  const turned = around(cornersOf(box).map((corner) => moved(own, corner)))
  if (turned.width === 0 || turned.height === 0) return undefined
  const [sx, sy] = [place.width / turned.width, place.height / turned.height]
  return { form, at: [sx, 0, 0, sy, place.x - turned.x * sx, place.y - turned.y * sy], isField: kind === name('Widget') }
}

function appearanceOf(note: PDFDict): PDFRawStream | undefined {
  const normal = note.lookupMaybe(name('AP'), PDFDict)?.lookup(name('N'))
  if (normal instanceof PDFRawStream) return normal
  if (!(normal instanceof PDFDict)) return undefined
  const state = note.lookup(name('AS'))
  const shown = state instanceof PDFName ? normal.lookup(state) : undefined
  return shown instanceof PDFRawStream ? shown : undefined
}

export function annotationsOf(page: PDFDict): PDFDict[] {
  const all = page.lookup(name('Annots'))
  if (!(all instanceof PDFArray)) return []
  return all.asArray().flatMap((one) => {
    const note = one instanceof PDFRef ? page.context.lookup(one) : one
    return note instanceof PDFDict ? [note] : []
  })
}
