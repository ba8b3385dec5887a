import type { LeftOut } from '../left-out.ts'
import type { Piece } from './painter.ts'

/** A line of text, or what of it stands in one column. */
export type Line = { readonly text: string; readonly left: number; readonly right: number; readonly y: number; readonly size: number; readonly isBold: boolean }

const SAME_LINE = 0.45 // of the size of the type
const BLANK = 0.2
const GUTTER = 1.5
const FEWEST_LINES = 5
const FULL = 0.6 // of the width of a column that its lines fill on average: text does, tables do not

/** The lines of a page in reading order: upright text only, column after column where there are two. */
export function linesOf(pieces: readonly Piece[], left: LeftOut): Line[] {
  const upright = turned(pieces)
  if (upright.some((piece) => piece.angle !== 0)) left.note('slantedText')
  const parts = partsOf(upright.filter((piece) => piece.angle === 0))
  const gutter = gutterOf(parts)
  return gutter === undefined ? joined(parts) : inColumns(parts, gutter)
}

/** A page set sideways is turned so that most of its letters stand upright. */
function turned(pieces: readonly Piece[]): Piece[] {
  const letters = new Map<number, number>()
  for (const piece of pieces) letters.set(square(piece.angle), (letters.get(square(piece.angle)) ?? 0) + piece.text.length)
  const [main = 0] = [...letters].toSorted((a, b) => b[1] - a[1])[0] ?? []
  if (main % 90 !== 0 || main === 0) return pieces.map((piece) => ({ ...piece, angle: square(piece.angle) }))
  const turn = (-main * Math.PI) / 180
  return pieces.map((piece) => ({
    ...piece,
    angle: square(piece.angle - main),
    x: piece.x * Math.cos(turn) - piece.y * Math.sin(turn),
    y: piece.x * Math.sin(turn) + piece.y * Math.cos(turn),
  }))
}
/** Angles within two degrees of a quarter turn are that quarter turn. */
function square(angle: number): number {
  const whole = Math.round(angle / 90) * 90
  const near = Math.abs(angle - whole) <= 2 ? whole : angle
  return ((near % 360) + 360) % 360
}

/** Pieces on one height that stand close together. */
function partsOf(pieces: readonly Piece[]): Line[] {
  const rows: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && Math.abs(first.y - piece.y) < Math.min(first.size, piece.size) * SAME_LINE) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) => {
    const parts: Piece[][] = []
    for (const piece of row.toSorted((a, b) => a.x - b.x)) {
      const last = parts.at(-1)?.at(-1)
      if (last && isShadow(last, piece)) continue
      if (last && piece.x - (last.x + last.width) < piece.size * GUTTER) parts.at(-1)?.push(piece)
      else parts.push([piece])
    }
    return parts.map(lineOf)
  })
}

/** Some programs print bold as the same letters twice. */
const isShadow = (one: Piece, other: Piece): boolean => one.text === other.text && Math.abs(one.x - other.x) < one.size * 0.15

function lineOf(pieces: readonly Piece[]): Line {
  let text = ''
  let end: number | undefined
  for (const piece of pieces) {
    const isApart = end !== undefined && piece.x - end > piece.size * BLANK && !/\s$/.test(text)
    text += `${isApart ? ' ' : ''}${piece.text}`
    end = piece.x + piece.width
  }
  const first = pieces[0]
  const letters = pieces.filter((piece) => piece.text.trim() !== '')
  const size = Math.max(...pieces.map((piece) => piece.size))
  return { text, left: first?.x ?? 0, right: end ?? 0, y: first?.y ?? 0, size, isBold: letters.length > 0 && letters.every((piece) => piece.isBold) }
}

/** Where the white between two columns of text runs, if it does. */
function gutterOf(parts: readonly Line[]): number | undefined {
  if (parts.length < FEWEST_LINES * 2) return undefined
  const [left, right] = [Math.min(...parts.map((part) => part.left)), Math.max(...parts.map((part) => part.right))]
  const width = right - left
  const middle = range(left + width * 0.35, left + width * 0.65, 2)
  const crossing = (x: number) => parts.filter((part) => part.left < x && part.right > x).length
  const best = middle.toSorted((a, b) => crossing(a) - crossing(b) || Math.abs(a - left - width / 2) - Math.abs(b - left - width / 2))[0]
  if (best === undefined || crossing(best) > parts.length * 0.1) return undefined
  const sides = [parts.filter((part) => part.right <= best), parts.filter((part) => part.left >= best)]
  const isText = sides.every((side, i) => {
    const room = i === 0 ? best - left : right - best
    const filled = side.reduce((sum, part) => sum + (part.right - part.left), 0) / Math.max(1, side.length)
    return side.length >= FEWEST_LINES && filled >= FULL * room
  })
  return isText ? best : undefined
}
const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.max(0, Math.floor((to - from) / step)) }, (_, i) => from + i * step)

/** A line across both columns ends what stands above it: left column, right column, then the line. */
function inColumns(parts: readonly Line[], gutter: number): Line[] {
  const lines: Line[] = []
  let columns: [Line[], Line[]] = [[], []]
  const close = () => {
    lines.push(...joined(columns[0]), ...joined(columns[1]))
    columns = [[], []]
  }
  for (const part of parts) {
    if (part.right <= gutter) columns[0].push(part)
    else if (part.left >= gutter) columns[1].push(part)
    else {
      close()
      lines.push(part)
    }
  }
  close()
  return lines
}

/** Parts on one height are one line, with a wide blank between them as tables have. */
function joined(parts: readonly Line[]): Line[] {
  const lines: Line[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last && Math.abs(last.y - part.y) < Math.min(last.size, part.size) * SAME_LINE && part.left >= last.right)
      lines[lines.length - 1] = { ...last, text: `${last.text}　${part.text}`, right: part.right, isBold: last.isBold && part.isBold }
    else lines.push(part)
  }
  return lines
}
