import { type Box, boxAround, boxOf, cut, holds, type Matrix, moved, rectanglesOf, segmentsOf, times, UNIT } from './geometry.ts'

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

/** A straight line across or down, or a strip as thin as one. */
export type Ruling = Box

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
  readonly stroke: { readonly colour: string | undefined; readonly alpha: number; readonly width: number }
  readonly blends: boolean
  /** What is painted comes through a mask, wholly or in part or not at all. */
  readonly isMasked: boolean
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
/** What is painted in: a layer that is seen or off, or the mask of something else, which is not seen itself. */
export type Layer = 'seen' | 'off' | 'mask'
export type Painter = {
  readonly page: Page
  readonly pieces: Piece[]
  readonly covers: Cover[]
  readonly pictures: Box[]
  readonly rulings: Ruling[]
  readonly stack: Setting[]
  readonly layers: Layer[]
  /** Pictures in a layer that is off. */
  unseenPictures: number
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
  ...{ page, pieces: [], covers: [], pictures: [], rulings: [], stack: [], layers: [] },
  set: {
    ...{
      ctm: page.view,
      clip: page.box,
      colour: '#000000',
      alpha: 1,
      stroke: { colour: '#000000', alpha: 1, width: 1 },
      blends: false,
      isMasked: false,
      mode: 0,
      font: {},
      size: 0,
    },
    ...{ charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0 },
  },
  ...{ text: UNIT, x: 0, y: 0, lineX: 0, lineY: 0, isClipping: false, hasMask: false, notes: 0, unseenPictures: 0 },
})

const OPAQUE = 0.9
const CLEAR = 0.05
const TINY = 1 // points
const MOST_PIECES = 200_000
const MOST_COVERS = 20_000
const MOST_RULINGS = 20_000
const THIN = 3 // points
const INVISIBLE_MODES = new Set([3, 7])
const BLANK = 0.17 // of the size of the type
const GAP = 0.8 // of the size of the type: a jump that wide parts two pieces

const isOff = ({ layers }: Painter): boolean => layers.some((layer) => layer !== 'seen')
const isOpaque = (painter: Painter): boolean => painter.set.alpha >= OPAQUE && !painter.set.blends && !painter.set.isMasked && !isOff(painter)

const LATIN = /^[!-~\u00c0-\u024f]/
/** Text as it is set: each glyph takes the pen on; a small jump is a blank where letters make words, a wide one begins a piece. */
export function showText(painter: Painter, glyphs: readonly unknown[], order: number): void {
  const { set } = painter
  const unit = (set.font.fontMatrix?.[0] ?? 0.001) * set.size
  const upright = set.font.vertical === true
  const pen = () => (upright ? painter.y : painter.x)
  const start = () => ({ x: painter.x, y: painter.y })
  let words = ''
  let from = start()
  let isApart = false
  const flush = () => {
    if (words !== '' && painter.pieces.length < MOST_PIECES) painter.pieces.push(pieceOf(painter, words, from, order))
    words = ''
    from = start()
  }
  for (const glyph of glyphs) {
    const before = pen()
    if (typeof glyph === 'number') {
      const step = (-glyph * set.size) / 1000
      if (Math.abs(step) > set.size * GAP) flush()
      else isApart = step > set.size * BLANK
      if (upright) painter.y += step
      else painter.x += step * set.scale
      if (words === '') from = start()
    } else if (isGlyph(glyph)) {
      const spacing = (glyph.isSpace ? set.wordSpacing : 0) + set.charSpacing
      const sign = wholeSigns(glyph.unicode ?? '')
      if (isApart && LATIN.test(words.slice(-1)) && LATIN.test(sign)) words += ' '
      isApart = false
      words += sign
      if (upright) painter.y = before + (glyph.vmetric?.[0] ?? glyph.width ?? 0) * unit - spacing
      else painter.x = before + ((glyph.width ?? 0) * unit + spacing) * set.scale
    }
  }
  flush()
}
/** Fonts name some characters by the radical that looks the same; the supplement has no equivalents in Unicode. */
const RADICALS = new Map(
  [
    ...'⺠民⻓长⻔门⻋车⻅见⻉贝⻛风⻢马⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻘青⻝食⻆角⻄西⻨麦⻚页⻜飞⻙韦⻁虎⻑長⻣骨⻤鬼⺫目⻌辶⻏阝⺮竹⺼月⺝月'.matchAll(/(.)(.)/gu),
  ].map(([, radical = '', sign = '']) => [radical, sign]),
)
const wholeSigns = (text: string): string => text.replace(/[\u2e80-\u2fdf]/g, (sign) => RADICALS.get(sign) ?? sign.normalize('NFKC'))

const isGlyph = (value: unknown): value is Glyph => typeof value === 'object' && value !== null

function pieceOf(painter: Painter, words: string, from: { readonly x: number; readonly y: number }, order: number): Piece {
  const { set } = painter
  const at = times(times(set.ctm, painter.text), [1, 0, 0, 1, from.x, from.y + set.rise])
  const width = set.font.vertical ? painter.y - from.y : painter.x - from.x
  const size = Math.abs(set.size) * Math.hypot(at[2], at[3])
  const angle = set.font.vertical ? 90 : Math.round((Math.atan2(at[1], at[0]) * 180) / Math.PI)
  const isBold =
    set.font.bold === true || set.font.black === true || /bold|black|heavy|hei\b|simhei|kaiti|kai\b|黑体|楷体|小标宋|xiaobiaosong/i.test(set.font.name ?? '')
  const why = whyUnseen(painter, set.font.vertical ? moved(at, 0, width / 2) : moved(at, width / 2, set.size * 0.3), size)
  return {
    ...{ text: words, x: at[4], y: at[5], width: Math.abs(width) * Math.hypot(at[0], at[1]), size, angle, isBold, order, why },
    colour: set.colour ?? '#000000',
  }
}

function whyUnseen(painter: Painter, centre: readonly [number, number], size: number): Why | undefined {
  const { notes, set } = painter
  if (notes > 0) return 'note'
  if (isOff(painter)) return 'layer'
  if (INVISIBLE_MODES.has(set.mode)) return 'mode'
  if (set.alpha <= CLEAR || set.colour === undefined || set.isMasked) return 'pale'
  if (!holds(set.clip, centre)) return 'outside'
  return size < TINY ? 'tiny' : undefined
}

/** The straight lines of a path that is drawn, or of a strip that is filled. */
export function rulePath(painter: Painter, path: unknown, isStroke: boolean, order: number): void {
  if (isOff(painter)) return
  const boxes = isStroke ? segmentsOf(path).map(boxAround) : rectanglesOf(path)
  if (isStroke) strokeOver(painter, boxes, order)
  for (const one of boxes) {
    const box = boxOf(painter.set.ctm, one)
    const isThin = Math.min(box.right - box.left, box.bottom - box.top) <= THIN
    if (isThin && painter.notes === 0 && painter.rulings.length < MOST_RULINGS) painter.rulings.push(box)
  }
}

/** An area filled in one colour; only rectangles are minded, since only those are laid over words. */
export function fillPath(painter: Painter, path: unknown, order: number): void {
  if (!isOpaque(painter) || !painter.set.colour?.startsWith('#')) return
  for (const rectangle of rectanglesOf(path)) {
    const box = cut(boxOf(painter.set.ctm, rectangle), painter.set.clip)
    if (box && painter.covers.length < MOST_COVERS) painter.covers.push({ box, order, colour: painter.set.colour, isNote: painter.notes > 0 })
  }
}

/** A line as thick as letters are high hides them like a bar. */
function strokeOver(painter: Painter, sides: readonly Box[], order: number): void {
  const { stroke, ctm, clip, blends } = painter.set
  const half = stroke.width / 2
  if (half * Math.hypot(ctm[0], ctm[1]) <= THIN || stroke.alpha < OPAQUE || blends || !stroke.colour?.startsWith('#')) return
  for (const side of sides) {
    const isAcross = side.right - side.left >= side.bottom - side.top
    const thick = isAcross ? { ...side, top: side.top - half, bottom: side.bottom + half } : { ...side, left: side.left - half, right: side.right + half }
    const isStraight = Math.min(side.right - side.left, side.bottom - side.top) <= half
    const box = isStraight ? cut(boxOf(ctm, thick), clip) : undefined
    if (box && painter.covers.length < MOST_COVERS) painter.covers.push({ box, order, colour: stroke.colour, isNote: painter.notes > 0 })
  }
}

export function paintPicture(painter: Painter, order: number): void {
  const box = cut(boxOf(painter.set.ctm, { left: 0, top: 0, right: 1, bottom: 1 }), painter.set.clip)
  if (painter.layers.includes('off') && !painter.layers.includes('mask')) painter.unseenPictures++
  if (!box || isOff(painter)) return
  if (painter.notes === 0) painter.pictures.push(box)
  if (isOpaque(painter) && !painter.hasMask) painter.covers.push({ box, order, colour: undefined, isNote: painter.notes > 0 })
}

/** A shading fills all that may be painted on. */
export function coverClip(painter: Painter, order: number): void {
  const { clip } = painter.set
  if (isOpaque(painter) && clip.right > clip.left && painter.covers.length < MOST_COVERS)
    painter.covers.push({ box: clip, order, colour: undefined, isNote: painter.notes > 0 })
}

export function clipTo(painter: Painter, box: Box | undefined): void {
  if (box === undefined) return
  const clip = cut(boxOf(painter.set.ctm, box), painter.set.clip)
  painter.set = { ...painter.set, clip: clip ?? { left: 0, top: 0, right: -1, bottom: -1 } }
}
