import { PDFArray, type PDFContext, PDFDict, PDFName, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib'
import { numbersOf } from './annotations.ts'
import { readOperations, type Token, Unsafe, written } from './lexer.ts'
import { AS_THEY_ARE, BUILDING, PAINTING } from './operators.ts'
import { contentOf, streamOf } from './streams.ts'

const name = PDFName.of
const [LOWEST, HIGHEST] = [-1, 2] // of the size of the type: a letter that reaches further is not covered by its cell
const STATE = new Set(['q', 'Q', 'cm', 'W', 'W*'])

/**
 * A font whose letters are drawings, as browsers write them, taken over letter by letter where each is nothing but lines, and stays
 * near its place. Throws Unsafe for any other.
 */
export function type3Font(font: PDFDict, to: PDFContext, copy: (value: PDFObject) => PDFObject): PDFDict {
  const matrix = numbersOf(font.lookupMaybe(name('FontMatrix'), PDFArray))
  const [a = 0, b, c, d = 0, e, f] = matrix
  if (!(a > 0) || d === 0 || b !== 0 || c !== 0 || e !== 0 || f !== 0) throw new Unsafe('a font of drawings that lies askew')
  const letters = font.lookup(name('CharProcs'))
  if (!(letters instanceof PDFDict)) throw new Unsafe('a font of drawings')
  const out = to.obj({ Type: 'Font', Subtype: 'Type3', Resources: {} })
  for (const key of ['FontBBox', 'FontMatrix', 'FirstChar', 'LastChar', 'Widths', 'Encoding', 'ToUnicode']) {
    const value = font.get(name(key))
    if (value !== undefined) out.set(name(key), copy(value))
  }
  const drawn = to.obj({})
  for (const [key, value] of letters.entries()) {
    const letter = font.context.lookup(value)
    if (letter instanceof PDFRawStream) drawn.set(key, to.register(streamOf(to.obj({}), Buffer.from(letterOf(contentOf(letter), a, d), 'latin1'))))
  }
  out.set(name('CharProcs'), drawn)
  return out
}

function letterOf(content: Uint8Array, a: number, d: number): string {
  const [first, ...rest] = readOperations(content)
  if (first?.name !== 'd1') throw new Unsafe('a letter that does not say how large it is')
  const [, , left = 0, low = 0, right = 0, high = 0] = first.args.map((arg: Token) => (arg.kind === 'number' ? arg.value : Number.NaN))
  const reach = [left * a, right * a, low * d, high * d]
  if (!reach.every((one) => one >= LOWEST && one <= HIGHEST)) throw new Unsafe('a letter that reaches far')
  const isPlain = rest.every(
    ({ name: operator, picture }) =>
      picture === undefined && (BUILDING.has(operator) || PAINTING.has(operator) || STATE.has(operator) || AS_THEY_ARE.has(operator)),
  )
  if (!isPlain) throw new Unsafe('a letter that is more than lines')
  return [first, ...rest].map(({ name: operator, args }) => [...args.map(written), operator].join(' ')).join('\n')
}

/** How many thousandths of the size of the type one unit of a font's widths is. */
export function widthUnit(font: PDFDict): number {
  if (font.lookup(name('Subtype')) !== name('Type3')) return 1
  return (numbersOf(font.lookupMaybe(name('FontMatrix'), PDFArray))[0] ?? 0.001) * 1000
}

/** Leaves a font only the drawings of these letters. */
export function pruneDrawings(font: PDFDict, kept: ReadonlySet<PDFObject>): void {
  const letters = font.lookup(name('CharProcs'))
  if (!(letters instanceof PDFDict)) return
  for (const key of letters.keys()) if (!kept.has(key)) letters.delete(key)
}
