import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream, PDFString } from '@cantoo/pdf-lib'

/** Forgets every object that the pages do not lead to: what was cut, and the old contents. */
export function forgetUnreached(doc: PDFDocument): void {
  for (const [ref] of unreachedIn(doc, [doc.context.trailerInfo.Root])) doc.context.delete(ref)
}

/** What is under a name leads nowhere that the pages do not: a page that was taken out of the order stays behind bookmarks and names. */
const isPage = (object: PDFObject | undefined): boolean => object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Page')

/** The objects that are led to from some, pages out of the order of pages apart. */
export function reachedIn(
  doc: PDFDocument,
  from: readonly (PDFObject | undefined)[],
): { readonly refs: ReadonlySet<PDFRef>; readonly dicts: readonly PDFDict[] } {
  const pages = new Set(doc.getPages().map((page) => page.ref))
  const refs = new Set<PDFRef>()
  const dicts: PDFDict[] = []
  const waiting = [...from]
  while (waiting.length > 0) {
    const object = waiting.pop()
    if (object instanceof PDFRef) {
      const there = doc.context.lookup(object)
      if (refs.has(object) || (isPage(there) && !pages.has(object))) continue
      refs.add(object)
      waiting.push(there)
    } else if (object instanceof PDFStream) waiting.push(object.dict)
    else if (object instanceof PDFArray) waiting.push(...object.asArray())
    else if (object instanceof PDFDict) {
      dicts.push(object)
      waiting.push(...object.values())
    }
  }
  return { refs, dicts }
}

export function unreachedIn(doc: PDFDocument, from: readonly (PDFObject | undefined)[]): [PDFRef, PDFObject][] {
  const { refs } = reachedIn(doc, from)
  return doc.context.enumerateIndirectObjects().filter(([ref]) => !refs.has(ref))
}

/** Whether an object could say something to who takes the file apart. */
export function tells(object: PDFObject): boolean {
  if (object instanceof PDFRawStream) return object.contents.length > 0
  if (object instanceof PDFStream) return true
  if (object instanceof PDFDict) return object.values().some(tells)
  if (object instanceof PDFArray) return object.asArray().some(tells)
  return object instanceof PDFString || object instanceof PDFHexString
}
