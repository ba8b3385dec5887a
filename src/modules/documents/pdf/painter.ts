import { type Box, boxOf, cut, holds, type Matrix, moved, rectanglesOf, times, UNIT } from './geometry.ts'

/** Why a piece of text that is painted is yet not seen. */
export type Why = 'mode' | 'layer' | 'outside' | 'pale' | 'tiny' | 'note'
/** A piece of text: its place on the page seen upright, and what decides whether it is seen. */
export type Piece = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
  /** In degrees; 0 reads from left to right. */
  readonly angle: number
  readonly isBold: boolean
  readonly order: number
  readonly colour: string
  readonly why: Why | undefined
}
/** Something opaque: what was painted before it and lies under it is not seen. */
export type Cover = { readonly box: Box; readonly order: number; readonly colour: string | undefined; readonly isNote: boolean }

export type FontLike = {
  readonly name?: string
  readonly fontMatrix?: readonly number[]
  readonly vertical?: boolean
  readonly bold?: boolean
  readonly black?: boolean
}
export type Glyph = { readonly unicode?: string; readonly width?: number; readonly isSpace?: boolean; readonly vmetric?: readonly number[] }
export type Setting = {
  readonly ctm: Matrix
  readonly clip: Box
  /** Undefined for none, or a pattern. */
  readonly colour: string | undefined
  readonly alpha: number
  readonly blends: boolean
  readonly mode: number
  readonly font: FontLike
  readonly size: number
  readonly charSpacing: number
  readonly wordSpacing: number
  readonly scale: number
  readonly leading: number
  readonly rise: number
}
export type Page = {
  readonly view: Matrix
  readonly box: Box
  readonly fontOf: (name: string) => FontLike | undefined
  readonly isLayerSeen: (group: unknown) => boolean
  readonly nameOf: (operator: number) => string | undefined
}
export type Painter = {
  readonly page: Page
  readonly pieces: Piece[]
  readonly covers: Cover[]
  readonly pictures: Box[]
  readonly stack: Setting[]
  readonly layers: boolean[]
  set: Setting
  text: Matrix
  x: number
  y: number
  lineX: number
  lineY: number
  isClipping: boolean
  hasMask: boolean
  notes: number
}

export const startPainter = (page: Page): Painter => ({
  ...{ page, pieces: [], covers: [], pictures: [], stack: [], layers: [] },
  set: {
    ...{ ctm: page.view, clip: page.box, colour: '#000000', alpha: 1, blends: false, mode: 0, font: {}, size: 0 },
    ...{ charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 },
  },
  ...{ text: UNIT, x: 0, y: 0, lineX: 0, lineY: 0, isClipping: false, hasMask: false, notes: 0 },
})

const OPAQUE = 0.9
const CLEAR = 0.05
const TINY = 1 // points
const MOST_PIECES = 200_000
const MOST_COVERS = 20_000
const INVISIBLE_MODES = new Set([3, 7])
const GAP = 0.8 // of the size of the type: a jump that wide parts two pieces

const isOpaque = ({ set, layers }: Painter): boolean => set.alpha >= OPAQUE && !set.blends && !layers.includes(false)

/** Text as it is set: each glyph takes the pen on; a wide jump begins a piece. */
export function showText(painter: Painter, glyphs: readonly unknown[], order: number): void {
  const { set } = painter
  const unit = (set.font.fontMatrix?.[0] ?? 0.001) * set.size
  const upright = set.font.vertical === true
  let words = ''
  let from = painter.x
  const flush = () => {
    if (words !== '' && painter.pieces.length < MOST_PIECES) painter.pieces.push(pieceOf(painter, words, from, order))
    words = ''
    from = painter.x
  }
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      const step = (-glyph * set.size) / 1000
      if (Math.abs(step) > set.size * GAP) flush()
      if (upright) painter.y += step
      else painter.x += step * set.scale
      if (words === '') from = painter.x
    } else if (isGlyph(glyph)) {
      const spacing = (glyph.isSpace ? set.wordSpacing : 0) + set.charSpacing
      words += glyph.unicode ?? ''
      if (upright) painter.y += (glyph.vmetric?.[0] ?? glyph.width ?? 0) * unit - spacing
      else painter.x += ((glyph.width ?? 0) * unit + spacing) * set.scale
    }
  }
  flush()
}
const isGlyph = (value: unknown): value is Glyph => typeof value === 'object' && value !== null

function pieceOf(painter: Painter, words: string, from: number, order: number): Piece {
  const { set } = painter
  const at = times(times(set.ctm, painter.text), [1, 0, 0, 1, from, painter.y + set.rise])
  const width = painter.x - from
  const size = Math.abs(set.size) * Math.hypot(at[2], at[3])
  const angle = set.font.vertical ? 90 : Math.round((Math.atan2(at[1], at[0]) * 180) / Math.PI)
  const isBold = set.font.bold === true || set.font.black === true || /bold|black|heavy|hei\b|simhei|黑体|小标宋|xiaobiaosong/i.test(set.font.name ?? '')
  const why = whyUnseen(painter, moved(at, width / 2, set.size * 0.3), size)
  return {
    ...{ text: words, x: at[4], y: at[5], width: Math.abs(width) * Math.hypot(at[0], at[1]), size, angle, isBold, order, why },
    colour: set.colour ?? '#000000',
  }
}

function whyUnseen({ notes, layers, set }: Painter, centre: readonly [number, number], size: number): Why | undefined {
  if (notes > 0) return 'note'
  if (layers.includes(false)) return 'layer'
  if (INVISIBLE_MODES.has(set.mode)) return 'mode'
  if (set.alpha <= CLEAR || set.colour === undefined) return 'pale'
  if (!holds(set.clip, centre)) return 'outside'
  return size < TINY ? 'tiny' : undefined
}

/** An area filled in one colour; only rectangles are minded, since only those are laid over words. */
export function fillPath(painter: Painter, path: unknown, order: number): void {
  if (!isOpaque(painter) || !painter.set.colour?.startsWith('#')) return
  for (const rectangle of rectanglesOf(path)) {
    const box = cut(boxOf(painter.set.ctm, rectangle), painter.set.clip)
    if (box && painter.covers.length < MOST_COVERS) painter.covers.push({ box, order, colour: painter.set.colour, isNote: painter.notes > 0 })
  }
}

export function paintPicture(painter: Painter, order: number): void {
  const box = cut(boxOf(painter.set.ctm, { left: 0, top: 0, right: 1, bottom: 1 }), painter.set.clip)
  if (!box || painter.layers.includes(false)) return
  if (painter.notes === 0) painter.pictures.push(box)
  if (isOpaque(painter) && !painter.hasMask) painter.covers.push({ box, order, colour: undefined, isNote: painter.notes > 0 })
}

export function clipTo(painter: Painter, box: Box | undefined): void {
  if (box === undefined) return
  const clip = cut(boxOf(painter.set.ctm, box), painter.set.clip)
  painter.set = { ...painter.set, clip: clip ?? { left: 0, top: 0, right: -1, bottom: -1 } }
}
