import { boxFrom, matrixOf, times, UNIT } from './geometry.ts'
import { clipTo, coverClip, fillPath, type Page, type Painter, paintPicture, rulePath, type Setting, showText, startPainter } from './painter.ts'

type Step = (painter: Painter, args: readonly unknown[], order: number) => void

const change =
  (key: keyof Setting, from: (n: number) => number = (n) => n): Step =>
  (painter, [value]) => {
    painter.set = { ...painter.set, [key]: from(Number(value) || 0) }
  }
const save: Step = (painter) => void painter.stack.push(painter.set)
const restore: Step = (painter) => {
  painter.set = painter.stack.pop() ?? painter.set
  painter.hasMask = false
}
const transform: Step = (painter, args) => {
  painter.set = { ...painter.set, ctm: times(painter.set.ctm, matrixOf(args)) }
}
const moveText: Step = (painter, [dx, dy]) => {
  painter.x = painter.lineX += Number(dx) || 0
  painter.y = painter.lineY += Number(dy) || 0
}
const nextLine: Step = (painter, _, order) => moveText(painter, [0, painter.set.leading], order)
const text: Step = (painter, [glyphs], order) => showText(painter, Array.isArray(glyphs) ? glyphs : [], order)
const picture: Step = (painter, _, order) => paintPicture(painter, order)
const beginMarked: Step = (painter, [tag, group]) => void painter.layers.push(tag !== 'OC' || painter.page.isLayerSeen(group) ? 'seen' : 'off')
const setMatrix: Step = (painter, args) => {
  const first = args[0]
  painter.text = typeof first === 'number' ? matrixOf(args) : matrixOf(first)
  painter.x = painter.y = painter.lineX = painter.lineY = 0
}

const STROKING = new Set(['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])
const FILLING = new Set(['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'])

/** What pdf.js calls the operators, and what each does to where text stands and whether it is seen. */
const STEPS: Readonly<Record<string, Step>> = {
  save,
  restore,
  transform,
  beginText: (painter) => setMatrix(painter, UNIT, 0),
  setCharSpacing: change('charSpacing'),
  setWordSpacing: change('wordSpacing'),
  setHScale: change('scale', (n) => n / 100),
  setLeading: change('leading', (n) => -n),
  setTextRise: change('rise'),
  setTextRenderingMode: change('mode'),
  setFont(painter, [name, size]) {
    painter.set = { ...painter.set, font: painter.page.fontOf(String(name)) ?? {}, size: Number(size) || 0 }
  },
  moveText,
  setLeadingMoveText(painter, [dx, dy], order) {
    painter.set = { ...painter.set, leading: Number(dy) || 0 }
    moveText(painter, [dx, dy], order)
  },
  setTextMatrix: setMatrix,
  nextLine,
  showText: text,
  showSpacedText: text,
  nextLineShowText(painter, args, order) {
    nextLine(painter, [], order)
    text(painter, args, order)
  },
  setFillRGBColor(painter, [colour]) {
    painter.set = { ...painter.set, colour: typeof colour === 'string' ? colour : '#000000' }
  },
  setLineWidth: (painter, [width]) => restroke(painter, { width: Number(width) || 0 }),
  setStrokeRGBColor: (painter, [colour]) => restroke(painter, { colour: String(colour) }),
  setStrokeTransparent: (painter) => restroke(painter, { colour: undefined }),
  setStrokeColorN: (painter) => restroke(painter, { colour: undefined }),
  setFillTransparent(painter) {
    painter.set = { ...painter.set, colour: undefined }
  },
  // A pattern: its colour is unknown, so words set in a shading are taken as seen, those in tiles, which may be empty, are not, and areas are not opaque.
  setFillColorN(painter, [kind]) {
    painter.set = { ...painter.set, colour: kind === 'TilingPattern' ? undefined : 'pattern' }
  },
  shadingFill: (painter, _, order) => coverClip(painter, order),
  setGState(painter, [states]) {
    for (const pair of Array.isArray(states) ? states : []) if (Array.isArray(pair)) graphicsState(painter, String(pair[0]), pair[1])
  },
  constructPath(painter, [kind, data, around], order) {
    const name = painter.page.nameOf(Number(kind))
    const path = Array.isArray(data) ? data[0] : undefined
    if (FILLING.has(name ?? '')) fillPath(painter, path, order)
    if (STROKING.has(name ?? '') || FILLING.has(name ?? '')) rulePath(painter, path, STROKING.has(name ?? ''), order)
    if (painter.isClipping) clipTo(painter, boxFrom(around))
    painter.isClipping = false
  },
  clip(painter) {
    painter.isClipping = true
  },
  eoClip(painter) {
    painter.isClipping = true
  },
  paintImageXObject: picture,
  paintInlineImageXObject: picture,
  paintImageXObjectRepeat: picture,
  // A mask lets what is under it through wherever it is not inked.
  paintImageMaskXObject: (painter) => paintMask(painter),
  paintFormXObjectBegin(painter, [matrix, box], order) {
    save(painter, [], order)
    if (matrix) transform(painter, Array.from(matrixOf(matrix)), order)
    clipTo(painter, boxFrom(box))
  },
  paintFormXObjectEnd: restore,
  // What is drawn as a mask for something else is not seen itself.
  beginGroup(painter, [group], order) {
    save(painter, [], order)
    painter.layers.push(typeof group === 'object' && group !== null && 'smask' in group && group.smask ? 'mask' : 'seen')
  },
  endGroup(painter, args, order) {
    painter.layers.pop()
    restore(painter, args, order)
  },
  beginMarkedContent: (painter) => void painter.layers.push('seen'),
  beginMarkedContentProps: beginMarked,
  endMarkedContent: (painter) => void painter.layers.pop(),
  beginAnnotation(painter, [, , placing, matrix], order) {
    save(painter, [], order)
    painter.notes++
    const base = times(painter.page.view, matrixOf(placing))
    painter.set = { ...startPainter(painter.page).set, ctm: times(base, matrixOf(matrix)) }
  },
  endAnnotation(painter, args, order) {
    painter.notes--
    restore(painter, args, order)
  },
}

function paintMask(painter: Painter): void {
  painter.hasMask = true
  paintPicture(painter, 0)
  painter.hasMask = false
}

function restroke(painter: Painter, change: Partial<Setting['stroke']>): void {
  painter.set = { ...painter.set, stroke: { ...painter.set.stroke, ...change } }
}

function graphicsState(painter: Painter, key: string, value: unknown): void {
  if (key === 'ca') painter.set = { ...painter.set, alpha: Number(value) }
  else if (key === 'CA') restroke(painter, { alpha: Number(value) })
  else if (key === 'LW') restroke(painter, { width: Number(value) })
  else if (key === 'BM') painter.set = { ...painter.set, blends: value !== 'source-over' && value !== 'Normal' }
  else if (key === 'SMask') painter.set = { ...painter.set, isMasked: value !== false }
  else if (key === 'Font' && Array.isArray(value)) STEPS['setFont']?.(painter, value, 0)
}

export type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }

/** Follows what a page paints, in its order, without painting it. */
export function follow({ fnArray, argsArray }: Operators, page: Page): Painter {
  const painter = startPainter(page)
  for (const [order, operator] of fnArray.entries()) {
    const step = STEPS[page.nameOf(operator) ?? '']
    const args = argsArray[order]
    step?.(painter, Array.isArray(args) ? args : ArrayBuffer.isView(args) ? [args] : [], order)
  }
  return painter
}
