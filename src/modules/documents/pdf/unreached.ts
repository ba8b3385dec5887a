import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream, PDFString } from '@cantoo/pdf-lib'

/** Forgets every object that the pages do not lead to: what was cut, and the old contents. */
export function forgetUnreached(doc: PDFDocument): void {
  for (const [ref] of unreachedIn(doc, [doc.context.trailerInfo.Root])) doc.context.delete(ref)
}

function unreachedIn(doc: PDFDocument, from: readonly (PDFObject | undefined)[]): [PDFRef, PDFObject][] {
  const reached = new Set<PDFRef>()
  const waiting = [...from]
  while (waiting.length > 0) {
    const object = waiting.pop()
    if (object instanceof PDFRef) {
      if (!reached.has(object)) waiting.push(doc.context.lookup(object))
      reached.add(object)
    } else if (object instanceof PDFStream) waiting.push(object.dict)
    else if (object instanceof PDFDict) waiting.push(...object.values())
    else if (object instanceof PDFArray) waiting.push(...object.asArray())
  }
  return doc.context.enumerateIndirectObjects().filter(([ref]) => !reached.has(ref))
}

/** Whether an object could say something to who takes the file apart. */
function tells(object: PDFObject): boolean {
  if (object instanceof PDFRawStream) return object.contents.length > 0
  if (object instanceof PDFStream) return true
  if (object instanceof PDFDict) return object.values().some(tells)
  if (object instanceof PDFArray) return object.asArray().some(tells)
  return object instanceof PDFString || object instanceof PDFHexString
}

const PRIVATE = ['PieceInfo', 'Thumb'].map((name) => PDFName.of(name)) // what programs keep for themselves, and small pictures of pages as they once were

/**
 * A PDF without what no page leads to, and without what programs keep in its pages for themselves. One that has neither stays as it is, byte
 * for byte; so does one that is signed, which writing it anew would break. Throws where the file cannot be taken apart.
 */
export async function withoutUnreached(bytes: Uint8Array): Promise<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (text.includes('/ByteRange') || text.includes('/Encrypt')) return bytes
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  let isChanged = false
  for (const object of [doc.catalog, ...doc.getPages().map((page) => page.node)]) for (const name of PRIVATE) if (object.delete(name)) isChanged = true
  const { Root, Info } = doc.context.trailerInfo
  const unreached = unreachedIn(doc, [Root, Info])
  if (!isChanged && !unreached.some(([, object]) => tells(object))) return bytes
  for (const [ref] of unreached) doc.context.delete(ref)
  return await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}
