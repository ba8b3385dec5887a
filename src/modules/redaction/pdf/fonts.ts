import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib'
import { contentOf, streamOf } from './streams.ts'
import { blankCff, blankTrueType } from './outlines.ts'
import { pruneDrawings } from './type3.ts'
import type { FontUse } from './walk.ts'

const name = PDFName.of
type Use = ReadonlyMap<number, { readonly length: number; readonly unicode: string }>

/**
 * Fonts carry the letters a file uses, often in the order of their first use: whoever reads a font reads the words that were covered.
 * Each font keeps the meanings, and where its build is known the shapes, of the letters that are still shown.
 */
export function pruneFonts(fonts: FontUse): void {
  const shapes = new Map<PDFObject, { readonly stream: PDFRawStream; readonly glyphs: Set<number>; kind: 'true-type' | 'cff'; safe: boolean }>()
  for (const [font, use] of fonts) {
    if (!(font instanceof PDFDict)) continue
    if (font.has(name('ToUnicode'))) font.set(name('ToUnicode'), font.context.register(meaningsOf(font, use)))
    pruneNames(font, use)
    const heirs = font.lookup(name('DescendantFonts'))
    const heir = heirs instanceof PDFArray ? heirs.lookup(0) : undefined
    if (!(heir instanceof PDFDict)) continue
    const descriptor = heir.lookup(name('FontDescriptor'))
    if (!(descriptor instanceof PDFDict)) continue
    const [kind, stream] = shapeOf(descriptor)
    if (kind === undefined || stream === undefined) continue
    const kept = shapes.get(stream) ?? { stream, glyphs: new Set([0]), kind, safe: true }
    const isDirect = /^Identity-[HV]$/.test(String(font.lookup(name('Encoding'))).slice(1))
    const map = heir.lookup(name('CIDToGIDMap'))
    if (!isDirect || [...use.values()].some(({ length }) => length !== 2)) kept.safe = false
    const direct = map instanceof PDFRawStream ? contentOf(map) : undefined
    for (const code of use.keys()) kept.glyphs.add(direct ? ((direct[code * 2] ?? 0) << 8) | (direct[code * 2 + 1] ?? 0) : code)
    shapes.set(stream, kept)
  }
  for (const { stream, glyphs, kind, safe } of shapes.values()) {
    if (!safe) continue
    const blanked = kind === 'true-type' ? blankTrueType(contentOf(stream), glyphs) : blankCff(contentOf(stream), glyphs)
    if (blanked !== undefined) stream.updateContents(streamOf(stream.dict, blanked).contents)
  }
}

/** Simple fonts name their letters one by one; only those that are shown keep a name. */
function pruneNames(font: PDFDict, use: Use): void {
  const encoding = font.lookup(name('Encoding'))
  const differences = encoding instanceof PDFDict ? encoding.lookup(name('Differences')) : undefined
  if (!(encoding instanceof PDFDict) || !(differences instanceof PDFArray)) return
  const kept = PDFArray.withContext(font.context)
  let code = 0
  for (const one of differences.asArray()) {
    if (one instanceof PDFNumber) code = one.asNumber()
    else {
      if (use.has(code)) {
        kept.push(PDFNumber.of(code))
        kept.push(one)
      }
      code += 1
    }
  }
  const own = encoding.clone(font.context)
  own.set(name('Differences'), kept)
  pruneDrawings(font, new Set(kept.asArray()))
  font.set(name('Encoding'), own)
}

function shapeOf(descriptor: PDFDict): ['true-type' | 'cff' | undefined, PDFRawStream | undefined] {
  const trueType = descriptor.lookup(name('FontFile2'))
  if (trueType instanceof PDFRawStream) return ['true-type', trueType]
  const other = descriptor.lookup(name('FontFile3'))
  if (!(other instanceof PDFRawStream)) return [undefined, undefined]
  return [other.dict.lookup(name('Subtype')) === name('CIDFontType0C') ? 'cff' : undefined, other]
}

const hex = (value: number, bytes: number): string => value.toString(16).padStart(bytes * 2, '0')
const letters = (text: string): string => Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i), 2)).join('')
const MOST_LINES = 100 // of one block, by the standard of CMaps

/** What each code that is still shown means (ISO 32000-1, 9.10.3). */
function meaningsOf(font: PDFDict, use: Use): PDFRawStream {
  const lines = [...use].filter(([, { unicode }]) => unicode !== '').toSorted(([a], [b]) => a - b)
  const lengths = [...new Set([...use.values()].map(({ length }) => length))]
  const spaces = (lengths.length > 0 ? lengths : [1]).map((length) => `<${hex(0, length)}> <${'ff'.repeat(length)}>`)
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += MOST_LINES) {
    const some = lines.slice(from, from + MOST_LINES)
    blocks.push(
      `${some.length} beginbfchar\n${some.map(([code, { length, unicode }]) => `<${hex(code, length)}> <${letters(unicode)}>`).join('\n')}\nendbfchar`,
    )
  }
  const text = `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n/CMapName /G def\n${spaces.length} begincodespacerange\n${spaces.join('\n')}\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nend\nend`
  return streamOf(font.context.obj({}), Buffer.from(text, 'latin1'))
}
