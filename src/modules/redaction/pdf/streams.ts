import { deflateSync, inflateSync, constants } from 'node:zlib'
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib'
import { Unsafe } from './lexer.ts'

const MOST_BYTES = 300 * 1024 * 1024
/** Filters of pictures: what they hold is not bytes of a text. */
const PICTURE_FILTERS = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode'])

export function filtersOf(dict: PDFDict): string[] {
  const said = dict.lookup(PDFName.of('Filter'))
  const names = said instanceof PDFArray ? said.asArray().map((_, i) => said.lookup(i)) : said === undefined ? [] : [said]
  return names.map((name) => (name instanceof PDFName ? name.decodeText() : '?'))
}
function parmsOf(dict: PDFDict): PDFDict | undefined {
  const said = dict.lookup(PDFName.of('DecodeParms'))
  const one = said instanceof PDFArray ? said.lookup(said.size() - 1) : said
  return one instanceof PDFDict ? one : undefined
}
const numberIn = (dict: PDFDict | undefined, key: string, otherwise: number): number => {
  const value = dict?.lookup(PDFName.of(key))
  return value instanceof PDFNumber ? value.asNumber() : otherwise
}

/** The filter of a picture that is left when the others are undone; undefined for plain bytes. */
export const pictureFilterOf = (dict: PDFDict): string | undefined => filtersOf(dict).find((name) => PICTURE_FILTERS.has(name))

/** What a stream holds when all its filters are undone. Throws Unsafe where one is unknown, or a picture's. */
export function contentOf(stream: PDFRawStream): Uint8Array {
  const filters = filtersOf(stream.dict)
  if (filters.some((name) => PICTURE_FILTERS.has(name))) throw new Unsafe('a stream that is a picture')
  try {
    const bytes = filters.length === 1 && /^Fl(?:ateDecode)?$/.test(filters[0] ?? '') ? inflated(stream.contents) : decodePDFRawStream(stream).decode()
    return unpredicted(bytes, parmsOf(stream.dict))
  } catch (error) {
    throw error instanceof Unsafe ? error : new Unsafe('a stream that cannot be unpacked')
  }
}

/** Streams that end too soon are read as far as they go, as every reader does. */
const inflated = (bytes: Uint8Array): Uint8Array => inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES })

/** Undoes the predictors of PNG (ISO 32000-1, 7.4.4.4). */
function unpredicted(bytes: Uint8Array, parms: PDFDict | undefined): Uint8Array {
  const predictor = numberIn(parms, 'Predictor', 1)
  if (predictor === 1) return bytes
  if (predictor < 10) throw new Unsafe('a predictor of TIFF')
  const depth = numberIn(parms, 'Colors', 1) * numberIn(parms, 'BitsPerComponent', 8)
  const row = Math.ceil((depth * numberIn(parms, 'Columns', 1)) / 8)
  const step = Math.max(1, depth >> 3)
  const rows = Math.floor(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let y = 0; y < rows; y++) {
    const type = bytes[y * (row + 1)] ?? 0
    for (let x = 0; x < row; x++) {
      const left = x >= step ? (out[y * row + x - step] ?? 0) : 0
      const up = y > 0 ? (out[(y - 1) * row + x] ?? 0) : 0
      const corner = x >= step && y > 0 ? (out[(y - 1) * row + x - step] ?? 0) : 0
      out[y * row + x] = (bytes[y * (row + 1) + 1 + x] ?? 0) + ([0, left, up, (left + up) >> 1, paeth(left, up, corner)][type] ?? 0)
    }
  }
  return out
}
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** A stream of these bytes, packed; what `dict` said of filters is gone. */
export function streamOf(dict: PDFDict, bytes: Uint8Array): PDFRawStream {
  const packed = deflateSync(bytes, { level: 9 })
  for (const key of ['DecodeParms', 'Filter', 'F', 'DP', 'FFilter', 'FDecodeParms', 'DL']) dict.delete(PDFName.of(key))
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
  return PDFRawStream.of(dict, packed)
}
