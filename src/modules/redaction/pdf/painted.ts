import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { around, type Box, grown, type Matrix, moved, times, UNIT } from './geometry.ts'
import { notShown } from '../stop.ts'
import { glyphOf } from './reader.ts'
import type { NewPage } from './rebuild.ts'
import type { Glyph, PlacedGlyph } from './text-state.ts'

type Font = { readonly unit: number; readonly isCertain: boolean; readonly isVertical: boolean }
type State = {
  readonly ctm: Matrix
  readonly text: Matrix
  readonly line: Matrix
  readonly font: Font | undefined
  readonly size: number
  readonly charSpacing: number
  readonly wordSpacing: number
  readonly scale: number
  readonly leading: number
  readonly rise: number
}
type Painting = {
  readonly page: NewPage
  readonly fontOf: (name: string) => Font | undefined
  readonly nameOf: (operator: number) => string | undefined
  readonly glyphs: PlacedGlyph[]
  readonly stack: State[]
  state: State
  shows: number
  /** In the tiles of a pattern: they lie wherever it is painted. */
  inTiles: number
}

/** What is covered with a letter, in sizes of the type beside, above and below its cell, and in points at least. */
const BESIDE = 0.5
const ABOVE = 0.25
const LEAST_BESIDE = 4
const LEAST_ABOVE = 2.5
const WHOLE = 1.2 // sizes of the type around a text in which single letters cannot be placed
const MOST_DEPTH = 4

type Step = (painting: Painting, args: readonly unknown[]) => void
const numberOf = (one: unknown): number => Number(one) || 0
const matrixOf = (args: unknown): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(args as ArrayLike<number>, Number)
  return [a, b, c, d, e, f]
}
const set = (painting: Painting, change: Partial<State>): void => {
  painting.state = { ...painting.state, ...change }
}
const setting =
  (key: keyof State, from: (n: number) => number = (n) => n): Step =>
  (painting, [value]) =>
    set(painting, { [key]: from(numberOf(value)) })
const save: Step = (painting) => void painting.stack.push(painting.state)
const restore: Step = (painting) => {
  painting.state = painting.stack.pop() ?? painting.state
}
const transform: Step = (painting, args) => set(painting, { ctm: times(painting.state.ctm, matrixOf(args)) })
const place = (painting: Painting, line: Matrix): void => set(painting, { text: line, line })
const moveText: Step = (painting, [x, y]) => place(painting, times(painting.state.line, [1, 0, 0, 1, numberOf(x), numberOf(y)]))
const setFont: Step = (painting, [name, size]) => set(painting, { font: painting.fontOf(String(name)), size: numberOf(size) })
const tiles: Step = (painting, [kind, , list]) => {
  if (kind !== 'TilingPattern' || painting.inTiles >= MOST_DEPTH) return
  painting.inTiles += 1
  const [before, depth] = [painting.state, painting.stack.length]
  follow(painting, list as OperatorList)
  painting.stack.length = Math.min(depth, painting.stack.length)
  painting.state = before
  painting.inTiles -= 1
}

/** What pdf.js calls the operators, and what each does to where text stands. Layers and modes are not asked: what is not seen is covered, too. */
const STEPS: Readonly<Record<string, Step>> = {
  ...{ save, restore, transform, beginGroup: save, endGroup: restore, paintFormXObjectEnd: restore, moveText, setFont },
  ...{ setFillColorN: tiles, setStrokeColorN: tiles, showText: (painting, [items]) => show(painting, items) },
  paintFormXObjectBegin(painting, [matrix]) {
    save(painting, [])
    if (matrix) set(painting, { ctm: times(painting.state.ctm, matrixOf(matrix)) })
  },
  beginText: (painting) => place(painting, UNIT),
  setTextMatrix: (painting, args) => place(painting, matrixOf(typeof args[0] === 'number' ? args : args[0])),
  nextLine: (painting) => moveText(painting, [0, -painting.state.leading]),
  setLeadingMoveText(painting, [x, y]) {
    set(painting, { leading: -numberOf(y) })
    moveText(painting, [x, y])
  },
  setCharSpacing: setting('charSpacing'),
  setWordSpacing: setting('wordSpacing'),
  setHScale: setting('scale', (n) => n / 100),
  setLeading: setting('leading'),
  setTextRise: setting('rise'),
  setGState(painting, [states]) {
    for (const pair of Array.isArray(states) ? states : []) if (Array.isArray(pair) && pair[0] === 'Font' && Array.isArray(pair[1])) setFont(painting, pair[1])
  },
}

type OperatorList = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
function follow(painting: Painting, { fnArray, argsArray }: OperatorList): void {
  for (const [i, operator] of fnArray.entries()) {
    const args: unknown = argsArray[i]
    const name = painting.nameOf(operator) ?? ''
    STEPS[name === 'showSpacedText' ? 'showText' : name]?.(painting, args === null || args === undefined ? [] : Array.from(args as ArrayLike<unknown>))
  }
}

/**
 * The letters of a page that becomes a picture, by what the program that paints it is told to paint and how wide its fonts are; each with
 * what must be covered to hide it: where single letters cannot be placed for certain, the whole text.
 */
export async function paintedGlyphs(document: PDFDocumentProxy, number: number, made: NewPage): Promise<PlacedGlyph[]> {
  const { OPS, AnnotationMode } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const names = new Map(Object.entries(OPS).map(([name, operator]) => [Number(operator), name]))
  const page = await document.getPage(number)
  const list = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE })
  const state: State = {
    ...{ ctm: made.matrix, text: UNIT, line: UNIT, font: undefined, size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 },
  }
  const fontOf = (name: string): Font | undefined => (page.commonObjs.has(name) ? fontLike(page.commonObjs.get(name)) : undefined)
  const painting: Painting = { page: made, fontOf, nameOf: (operator) => names.get(operator), glyphs: [], stack: [], state, shows: 0, inTiles: 0 }
  follow(painting, list)
  page.cleanup()
  return painting.glyphs
}

function fontLike(font: unknown): Font | undefined {
  if (typeof font !== 'object' || font === null) return undefined
  const { fontMatrix, vertical, isType3Font, isInvalidPDFjsFont } = font as Readonly<Record<string, unknown>>
  const [first = 0.001] = Array.isArray(fontMatrix) ? fontMatrix.map(Number) : []
  const isVertical = vertical === true
  return { unit: first, isVertical, isCertain: !isVertical && isType3Font !== true && isInvalidPDFjsFont !== true }
}

type Standing = { readonly glyph: Glyph; readonly cell: PlacedGlyph['cell']; readonly unit: Matrix; readonly gap: number }

function show(painting: Painting, items: unknown): void {
  const { font, size, scale, charSpacing, wordSpacing } = painting.state
  const standing: Standing[] = []
  const advance = (along: number, isVertical: boolean) =>
    set(painting, { text: times(painting.state.text, isVertical ? [1, 0, 0, 1, 0, along] : [1, 0, 0, 1, along * scale, 0]) })
  for (const item of Array.isArray(items) ? items : []) {
    if (typeof item === 'number') advance((-item / 1000) * size, font?.isVertical === true)
    for (const glyph of glyphOf(item)) {
      const unit = unitOf(painting.state)
      const isVertical = glyph.origin !== undefined && font?.isVertical === true
      const length = glyph.advance * (font?.unit ?? 0.001)
      const cell = cellIn(unit, isVertical ? { x: -0.5, y: length, width: 1, height: -length } : { ...LINE, width: length })
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0)
      standing.push({ glyph, unit, cell, gap: -1000 * (length + (size === 0 ? 0 : spacing / size)) })
      advance(length * size + (isVertical ? -spacing : spacing), isVertical)
    }
  }
  const whole = font?.isCertain === true && painting.inTiles === 0 ? undefined : wholeOf(painting, standing)
  // Tiles are painted apart from the page.
  const number = painting.inTiles > 0 ? -1 : painting.shows++
  const page = { x: 0, y: 0, width: painting.page.width, height: painting.page.height }
  for (const { glyph, cell, unit, gap } of standing) {
    const cover = whole ?? coverOf(unit, glyph.advance * (font?.unit ?? 0.001))
    const isPlaced = [cover.x, cover.y, cover.width, cover.height].every(Number.isFinite)
    painting.glyphs.push({ index: painting.glyphs.length, show: number, unicode: glyph.unicode, cell, gap, cover: isPlaced ? cover : page })
  }
}

const LINE: Box = { x: 0, y: -0.14, width: 1, height: 1 } // as on pages that are rewritten
const unitOf = ({ ctm, text, size, scale, rise }: State): Matrix => times(ctm, times(text, [size * scale, 0, 0, size, 0, rise]))
const cellIn = (unit: Matrix, { x, y, width, height }: Box): PlacedGlyph['cell'] => [
  moved(unit, [x, y]),
  moved(unit, [x + width, y]),
  moved(unit, [x + width, y + height]),
  moved(unit, [x, y + height]),
]

function coverOf(unit: Matrix, width: number): Box {
  const [along, up] = [Math.hypot(unit[0], unit[1]) || 1, Math.hypot(unit[2], unit[3]) || 1]
  const [beside, above] = [Math.max(BESIDE, LEAST_BESIDE / along), Math.max(ABOVE, LEAST_ABOVE / up)]
  const [from, to] = [Math.min(0, width) - beside, Math.max(0, width) + beside]
  return around(cellIn(unit, { x: from, y: LINE.y - above, width: to - from, height: LINE.height + 2 * above }))
}

/** All of a text; of one in the tiles of a pattern, or in a font that is not known, the page. */
function wholeOf({ page, inTiles, state }: Painting, standing: readonly Standing[]): Box {
  if (inTiles > 0 || state.font === undefined) return { x: 0, y: 0, width: page.width, height: page.height }
  const corners = standing.flatMap(({ cell, unit }) => [...cell, ...cellIn(unit, { x: -WHOLE, y: -WHOLE, width: 2 * WHOLE, height: 2 * WHOLE })])
  return grown(around(corners), LEAST_BESIDE)
}

/**
 * What a text operator is to show when some letters are not painted at all: a gap for each, wherever the page comes to paint it.
 * Throws where the page shows other letters than those that were placed.
 */
export function withoutLetters(
  glyphs: readonly PlacedGlyph[],
  gone: ReadonlySet<number>,
  page: number,
): (show: number, items: readonly unknown[]) => unknown[] {
  const shows = Map.groupBy(glyphs, ({ show }) => show)
  return (show, items) => {
    const placed = shows.get(show) ?? []
    let next = 0
    const left = items.map((item) => {
      const [glyph] = glyphOf(item)
      const one = glyph && placed[next++]
      if (glyph?.unicode !== one?.unicode) throw notShown(page)
      return one !== undefined && gone.has(one.index) ? one.gap : item
    })
    if (next !== placed.length) throw notShown(page)
    return left
  }
}
