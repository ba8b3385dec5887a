import { type Box, type Matrix, moved, type Point, times, UNIT } from './geometry.ts'
import { inNumber, type Token, Unsafe } from './lexer.ts'

/** What a reader of fonts says of one glyph that a text operator shows. */
export type Glyph = {
  readonly code: number
  readonly unicode: string
  /** In thousandths of the size of the type; along the line of writing. */
  readonly advance: number
  /** Of vertical writing: where the glyph's origin stands, in thousandths. */
  readonly origin: readonly [x: number, y: number] | undefined
  readonly isSpace: boolean
}
export type CodedGlyph = { readonly glyph: Glyph; readonly length: number }
export type PlacedGlyph = {
  /** Its place in the order in which the page paints. */
  readonly index: number
  /** Which text operator shows it. */
  readonly show: number
  readonly unicode: string
  /** Its cell on the page as it is seen: start of the baseline's side, its end, and the two above. */
  readonly cell: readonly [Point, Point, Point, Point]
  /** Of a page that becomes a picture: what must be black for the glyph to be hidden. */
  readonly cover?: Box
  /** Of such a page: how far the glyph takes the pen on, as a gap of TJ. */
  readonly gap?: number
}

export type TextState = {
  readonly ctm: Matrix
  readonly font: string | undefined
  readonly size: number
  readonly charSpacing: number
  readonly wordSpacing: number
  readonly scale: number
  readonly leading: number
  readonly rise: number
  readonly mode: number
}
export const startState = (ctm: Matrix): TextState => ({
  ctm,
  font: undefined,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
})

/** How far a cell reaches above and below the line, in sizes of the type. */
const ABOVE = 0.86
const BELOW = -0.14

/** Where the pen of a text object stands (ISO 32000-1, 9.4). */
export class Pen {
  text: Matrix = UNIT
  line: Matrix = UNIT
  begin(): void {
    this.text = this.line = UNIT
  }
  set(matrix: Matrix): void {
    this.text = this.line = matrix
  }
  moveLine(x: number, y: number): void {
    this.set(times(this.line, [1, 0, 0, 1, x, y]))
  }
  advance(along: number, isVertical: boolean): void {
    this.text = times(this.text, isVertical ? [1, 0, 0, 1, 0, along] : [1, 0, 0, 1, along, 0])
  }
}

function cellOf(state: TextState, pen: Pen, glyph: Glyph): PlacedGlyph['cell'] {
  const unit = times(state.ctm, times(pen.text, [state.size * state.scale, 0, 0, state.size, 0, state.rise]))
  const length = glyph.advance / 1000
  if (glyph.origin === undefined) return [moved(unit, [0, BELOW]), moved(unit, [length, BELOW]), moved(unit, [length, ABOVE]), moved(unit, [0, ABOVE])]
  const left = -glyph.origin[0] / 1000
  return [moved(unit, [left, length]), moved(unit, [left + 1, length]), moved(unit, [left + 1, 0]), moved(unit, [left, 0])]
}

const bigEndian = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/**
 * How many bytes of a string each of its glyphs takes, one to four. The reader tells codes, not lengths: only one division may fit,
 * or else the page is not understood.
 */
export function lengthsOf(bytes: Uint8Array, glyphs: readonly { readonly code: number }[]): number[] {
  const even = glyphs.length > 0 ? bytes.length / glyphs.length : 0
  // One length for all is what nearly every font has.
  if ([1, 2, 4].includes(even) && glyphs.every(({ code }, i) => bigEndian(bytes, i * even, even) === code)) return glyphs.map(() => even)
  const lengths: number[] = []
  let at = 0
  for (const { code } of glyphs) {
    const fits = [1, 2, 3, 4].filter((length) => at + length <= bytes.length && bigEndian(bytes, at, length) === code)
    const [length] = fits
    if (length === undefined || fits.length > 1) throw new Unsafe('the codes of a text are not understood')
    lengths.push(length)
    at += length
  }
  if (at !== bytes.length) throw new Unsafe('the codes of a text are not understood')
  return lengths
}

type Shown = { readonly items: Token[]; readonly changed: boolean }
type Showing = {
  readonly state: TextState
  readonly pen: Pen
  /** Takes the next glyphs of the reader that belong to a string of these bytes. */
  readonly take: (bytes: Uint8Array) => readonly CodedGlyph[]
  readonly place: (glyph: Glyph, cell: PlacedGlyph['cell']) => boolean
  /** Told of each glyph that stays. */
  readonly keep: (glyph: Glyph, length: number) => void
}

/** Shows strings and gaps: places each glyph, leaves out those that `place` says, and keeps the rest where they stood. */
export function showText(items: readonly Token[], { state, pen, take, place, keep }: Showing): Shown {
  if (state.size === 0 || state.scale === 0) throw new Unsafe('type without size')
  if (state.mode >= 4) throw new Unsafe('text that clips')
  const out = new Pieces()
  for (const item of items) {
    if (item.kind === 'number') {
      pen.advance((-item.value / 1000) * state.size * (out.isVertical ? 1 : state.scale), out.isVertical)
      out.gap(item.value)
      continue
    }
    if (item.kind !== 'string') throw new Unsafe('a text that is none')
    let at = 0
    for (const { glyph, length } of take(item.bytes)) {
      const isVertical = glyph.origin !== undefined
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      if (isVertical && spacing !== 0) throw new Unsafe('vertical writing with spacing')
      out.isVertical = isVertical
      const isGone = place(glyph, cellOf(state, pen, glyph))
      if (isGone) out.remove((glyph.advance * state.size) / 1000 + spacing, state.size)
      else {
        out.keep(item.bytes.subarray(at, at + length))
        keep(glyph, length)
      }
      at += length
      pen.advance(((glyph.advance * state.size) / 1000 + spacing) * (isVertical ? 1 : state.scale), isVertical)
    }
  }
  return out.done()
}

/** The list of a TJ as it grows. What is left out becomes one gap: how wide each of its letters was is not told. */
class Pieces {
  isVertical = false
  private readonly items: Token[] = []
  private bytes: number[] = []
  private wide = 0
  private changed = false

  gap(value: number): void {
    this.flush()
    this.wide += value
  }
  remove(advance: number, size: number): void {
    this.gap((-advance * 1000) / size)
    this.changed = true
  }
  keep(bytes: Uint8Array): void {
    if (this.wide !== 0) {
      this.items.push(inNumber(this.wide))
      this.wide = 0
    }
    this.bytes.push(...bytes)
  }
  private flush(): void {
    if (this.bytes.length > 0) this.items.push({ kind: 'string', bytes: Uint8Array.from(this.bytes) })
    this.bytes = []
  }
  done(): Shown {
    this.flush()
    if (this.wide !== 0) this.items.push(inNumber(this.wide))
    return { items: this.items, changed: this.changed }
  }
}
