import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import type { LeftOut } from '../left-out.ts'
import { dropActions } from './actions.ts'
import { dropBeside, filesWithin, speaksOtherwise } from './beside.ts'
import { tells, unreachedIn } from './unreached.ts'

const key = PDFName.of

/**
 * A PDF without what no page leads to or shows, `shown` being what they do. One that has nothing of the kind stays as it is, byte for byte; so
 * does one that is signed, which writing it anew would break: there it is named. What cannot be taken out is named too. Throws where the
 * file cannot be taken apart; one whose strings and streams are locked up cannot.
 */
export async function cleanPdf(bytes: Uint8Array, shown: string, left: LeftOut): Promise<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (/\/Encrypt\b/.test(text)) {
    left.note('lockedRest')
    return bytes
  }
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  if (speaksOtherwise(doc, shown)) left.note('spokenText')
  if (!left.unseen().includes('attachments')) left.note('attachments', undefined, filesWithin(doc))
  const went = [dropProperties(doc), dropActions(doc), dropBeside(doc, shown)].includes(true)
  const { Root, Info } = doc.context.trailerInfo
  const unreached = unreachedIn(doc, [Root, Info])
  const isRest = went || unreached.some(([, object]) => tells(object))
  if (/\/ByteRange\b/.test(text)) {
    if (isRest || holdsOldStreams(text)) left.note('sealedRest')
    return bytes
  }
  if (!isRest && !isSavedTwice(text)) return bytes
  for (const [ref] of unreached) doc.context.delete(ref)
  return await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

/** Who made it and with what, where it stands packed and could not be blanked; PDF/A keeps a packet of its own (ISO 19005), which goes when it says more than blanks. */
function dropProperties(doc: PDFDocument): boolean {
  const info = doc.context.lookup(doc.context.trailerInfo.Info)
  const isTold =
    info instanceof PDFDict && info.values().some((one) => (one instanceof PDFString || one instanceof PDFHexString) && one.decodeText().trim() !== '')
  if (isTold) delete doc.context.trailerInfo.Info
  const packet = doc.catalog.lookup(key('Metadata'))
  const isPacked = packet instanceof PDFRawStream && (packet.dict.has(key('Filter')) || /<[a-z]/i.test(Buffer.from(packet.contents).toString('latin1')))
  return [isTold, isPacked && doc.catalog.delete(key('Metadata'))].includes(true)
}

/** Each time a PDF is saved by adding to it, all that it said before stays; one made for the web ends twice by itself. */
function isSavedTwice(text: string): boolean {
  const own = text.slice(0, 1_024).includes('/Linearized') ? 2 : 1
  const ends = [...text.matchAll(/%%EOF/g)]
  return ends.length > own || text.slice((ends.at(-1)?.index ?? 0) + '%%EOF'.length).trim() !== ''
}

/** Contents that a later one of the same number stands for. */
function holdsOldStreams(text: string): boolean {
  const last = new Map<string, number>()
  for (const { 1: number = '', index } of text.matchAll(/(?<![\d.])(\d+) \d+ obj\b/g)) {
    const before = last.get(number)
    if (
      before !== undefined &&
      /^(?:(?!endobj)[\s\S])*?>>\s*stream\r?\n/.test(text.slice(before, before + HEAD)) &&
      !/\/Type\s*\/(?:XRef|ObjStm|Metadata)\b/.test(text.slice(before, before + HEAD))
    )
      return true
    last.set(number, index)
  }
  return false
}
const HEAD = 2_000 // of an object, which says what it is
