import { PDFDict, PDFDocument, PDFHexString, PDFArray, type PDFObject, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import type { ExtractorResult } from '../redaction.ts'
import { compared } from './lines.ts'
import { textsByPdfium } from './pdfium.ts'
import { textsByReader } from './reader.ts'
import { contentOf, pictureFilterOf } from './streams.ts'

/** A covered text, and how often it may still be found on each page because it stands there uncovered as well. */
export type Needle = { readonly text: string; readonly allowed: readonly number[] }

export const timesIn = (text: string, needle: string): number => {
  let n = 0
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) n++
  return n
}
const RAW_LEAST = 4 // letters: fewer stand by chance in packed numbers

/** Reads the result again with three programs and counts what of the covered texts each finds; `pages` are those on which. */
export async function verify(bytes: Uint8Array, needles: readonly Needle[]): Promise<{ results: ExtractorResult[]; pages: number[] }> {
  const pages = new Set<number>()
  const counted = (name: string, texts: readonly string[]): ExtractorResult => {
    let found = 0
    for (const [i, text] of texts.entries()) {
      const plain = compared(text).text
      const over = needles.filter(({ text: needle, allowed }) => timesIn(plain, needle) > (allowed[i] ?? 0)).length
      if (over > 0) pages.add(i + 1)
      found += over
    }
    return { name, found }
  }
  const results = [
    counted('pdf.js', await textsByReader(bytes)),
    counted('PDFium', await textsByPdfium(bytes)),
    { name: '逐流原始检索', found: await foundRaw(bytes, needles) },
  ]
  return { results, pages: [...pages] }
}

/** Every stream unpacked and every string, in the encodings in which a text can lie in a file, forwards and backwards. */
async function foundRaw(bytes: Uint8Array, needles: readonly Needle[]): Promise<number> {
  const doc = await PDFDocument.load(bytes, { updateMetadata: false })
  const hay: Buffer[] = [Buffer.from(bytes)]
  for (const [, object] of doc.context.enumerateIndirectObjects()) hay.push(...bytesIn(object))
  const whole = Buffer.concat(hay)
  const sought = needles.filter(({ text, allowed }) => [...text].length >= RAW_LEAST && allowed.every((n) => n === 0))
  return sought.filter(({ text }) => formsOf(text).some((form) => whole.includes(form))).length
}

function bytesIn(object: PDFObject): Buffer[] {
  if (object instanceof PDFRawStream) {
    const own = pictureFilterOf(object.dict) === undefined ? contentOf(object) : object.contents
    return [Buffer.from(own), ...bytesIn(object.dict)]
  }
  if (object instanceof PDFString || object instanceof PDFHexString) return [Buffer.from(object.asBytes())]
  if (object instanceof PDFDict) return object.values().flatMap(bytesIn)
  return object instanceof PDFArray ? object.asArray().flatMap(bytesIn) : []
}

/** The ways in which a text can lie in a file. */
export function formsOf(text: string): Buffer[] {
  return [text, [...text].toReversed().join('')].flatMap((one) => {
    const little = Buffer.from(one, 'utf16le')
    const big = Buffer.from(little).swap16()
    const hex = big.toString('hex')
    return [Buffer.from(one), little, big, Buffer.from(hex), Buffer.from(hex.toUpperCase())]
  })
}
