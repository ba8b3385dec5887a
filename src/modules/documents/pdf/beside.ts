import { decodePDFRawStream, PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import { reachedIn } from './unreached.ts'

const key = PDFName.of
const dictAt = (dict: PDFDict | undefined, name: string): PDFDict | undefined => {
  const there = dict?.lookup(key(name))
  return there instanceof PDFDict ? there : undefined
}
const arrayAt = (dict: PDFDict | undefined, name: string): readonly PDFObject[] => {
  const there = dict?.lookup(key(name))
  return there instanceof PDFArray
    ? there
        .asArray()
        .map((_, i) => there.lookup(i))
        .filter((one) => one !== undefined)
    : []
}
const wordsAt = (dict: PDFDict, name: string): string => {
  const there = dict.lookup(key(name))
  return there instanceof PDFString || there instanceof PDFHexString ? there.decodeText() : ''
}
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\ufeff]/g, '')
const LEAST = 2 // letters: one alone is a sign of the typesetter's
/** Whether words say something that the pages do not show. */
const isUnshown = (words: string, shown: string): boolean => (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST && !shown.includes(bare(words))

/** What programs keep for themselves, small pictures of pages as they once were, and properties of parts; those of the whole file stand apart. */
const PRIVATE = ['PieceInfo', 'Thumb'].map(key)

/**
 * Takes out of a PDF what it says beside its pages, `shown` being all that they show: what programs keep for themselves, words that stand
 * for others in its structure (ISO 32000-1, 14.9.4–5), bookmarks and forms that say what no page does, pictures that no page paints. True
 * when anything went.
 */
export function dropBeside(doc: PDFDocument, shown: string): boolean {
  const seen = bare(shown)
  const went = [dropPrivate(doc), dropSpoken(doc, seen), dropLabels(doc, seen), dropBookmarks(doc, seen), dropForms(doc), dropUnpainted(doc)]
  return went.includes(true)
}

function dropPrivate(doc: PDFDocument): boolean {
  let went = false
  for (const dict of reachedIn(doc, [doc.context.trailerInfo.Root]).dicts) {
    for (const name of PRIVATE) if (dict.delete(name)) went = true
    if (dict !== doc.catalog && dict.lookup(key('Metadata')) instanceof PDFRawStream && dict.delete(key('Metadata'))) went = true
  }
  return went
}

/** Word describes a picture by where it lay on somebody's disk. */
const PATH = /^(?:[a-z]:\\|\\\\|file:|\/(?:Users|home)\/)/i
function dropSpoken(doc: PDFDocument, shown: string): boolean {
  let went = false
  for (const dict of reachedIn(doc, [dictAt(doc.catalog, 'StructTreeRoot')]).dicts) {
    if (PATH.test(wordsAt(dict, 'Alt')) && dict.delete(key('Alt'))) went = true
    for (const name of ['ActualText', 'E', 'T']) if (isUnshown(wordsAt(dict, name), shown) && dict.delete(key(name))) went = true
  }
  return went
}

/** What links say of themselves, what numbers of pages begin with, and properties of marked content. */
function dropLabels(doc: PDFDocument, shown: string): boolean {
  const labels = dictAt(doc.catalog, 'PageLabels')
  const isFalse = reachedIn(doc, [labels]).dicts.some((dict) => isUnshown(wordsAt(dict, 'P'), shown))
  let went = isFalse && doc.catalog.delete(key('PageLabels'))
  for (const page of doc.getPages()) {
    const notes = arrayAt(page.node, 'Annots').filter((one) => one instanceof PDFDict && one.get(key('Subtype')) === key('Link'))
    for (const note of notes) if (note instanceof PDFDict && isUnshown(wordsAt(note, 'Contents'), shown) && note.delete(key('Contents'))) went = true
    for (const list of reachedIn(doc, [dictAt(page.node.Resources(), 'Properties')]).dicts)
      for (const name of list.keys()) if (!LAYER_NAMES.includes(name) && isUnshown(wordsAt(list, name.decodeText()), shown) && list.delete(name)) went = true
  }
  return went
}
/** Every reader lists layers by name. */
const LAYER_NAMES = [key('Name'), key('Lang')]

function dropBookmarks(doc: PDFDocument, shown: string): boolean {
  const outlines = dictAt(doc.catalog, 'Outlines')
  const isFalse = reachedIn(doc, [outlines]).dicts.some((dict) => dict.has(key('Parent')) && isUnshown(wordsAt(dict, 'Title'), shown))
  return isFalse && doc.catalog.delete(key('Outlines'))
}

/** A form none of whose boxes stands on a page (a seal may stand on none), and the second form that some programs hide beside the first (XFA). */
function dropForms(doc: PDFDocument): boolean {
  const form = dictAt(doc.catalog, 'AcroForm')
  if (!form) return false
  const stands = doc.getPages().some((page) => arrayAt(page.node, 'Annots').some((one) => one instanceof PDFDict && one.get(key('Subtype')) === key('Widget')))
  const asks = reachedIn(doc, [form.get(key('Fields'))]).dicts.some((dict) => dict.has(key('FT')) && dict.get(key('FT')) !== key('Sig'))
  return asks && !stands ? doc.catalog.delete(key('AcroForm')) : form.delete(key('XFA'))
}

type Content = { readonly stream: PDFObject | undefined; readonly resources: PDFDict | undefined }
const PAINTED = /\/([^\s()<>[\]{}/%]+)\s+Do\b/g

/** Pictures that resources still name though no content paints them: deleted on the page, left in the file. */
function dropUnpainted(doc: PDFDocument): boolean {
  const used = new Map<PDFDict, Set<PDFName>>()
  const anywhere = new Set<PDFName>() // by what has no resources of its own and borrows those of where it is painted
  for (const { stream, resources } of contentsOf(doc)) {
    const words = wordsIn(stream)
    if (words === undefined) return false
    const pictures = dictAt(resources, 'XObject')
    const names = resources === undefined ? anywhere : pictures && (used.get(pictures) ?? new Set())
    for (const [, name = ''] of words.matchAll(PAINTED)) names?.add(key(name))
    if (pictures && names) used.set(pictures, names)
  }
  let went = false
  for (const [pictures, names] of used) for (const name of pictures.keys()) if (!names.has(name) && !anywhere.has(name) && pictures.delete(name)) went = true
  return went
}

function contentsOf(doc: PDFDocument): Content[] {
  const found: Content[] = doc.getPages().map(({ node }) => ({ stream: node.Contents(), resources: node.Resources() }))
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.has(key('CharProcs'))) {
      const resources = dictAt(object, 'Resources')
      for (const one of dictAt(object, 'CharProcs')?.values() ?? []) found.push({ stream: doc.context.lookup(one), resources })
    } else if (object instanceof PDFRawStream && (object.dict.get(key('Subtype')) === key('Form') || object.dict.has(key('PatternType'))))
      found.push({ stream: object, resources: dictAt(object.dict, 'Resources') })
  }
  return found
}

/** What a content stream says, in its own letters; undefined where it cannot be unpacked. */
function wordsIn(stream: PDFObject | undefined): string | undefined {
  try {
    if (stream instanceof PDFArray)
      return stream
        .asArray()
        .map((_, i) => wordsIn(stream.lookup(i)) ?? '')
        .join('\n')
    return stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : ''
  } catch {
    return undefined
  }
}

/** Strings of the property lists of marked content: a string follows a name nowhere else in contents. */
const SPOKEN = /\/(?!Lang\b)[A-Za-z]+\s*(\((?:\\[\s\S]|[^\\()])*\)|<[0-9a-fA-F\s]*>)/g
/** Whether the contents of pages have words stand for others that no page shows; what copies and reads aloud goes by them. */
export function speaksOtherwise(doc: PDFDocument, shown: string): boolean {
  const seen = bare(shown)
  return contentsOf(doc).some(({ stream }) =>
    [...(wordsIn(stream) ?? '').matchAll(SPOKEN)].some(([, said = '']) => {
      const string = said.startsWith('<') ? PDFHexString.of(said.slice(1, -1).replace(/\s/g, '')) : PDFString.of(said.slice(1, -1))
      return isUnshown(string.decodeText(), seen)
    }),
  )
}

/** How many files are kept within, wherever they hang. */
export const filesWithin = (doc: PDFDocument): number => reachedIn(doc, [doc.context.trailerInfo.Root]).dicts.filter((dict) => dict.has(key('EF'))).length
