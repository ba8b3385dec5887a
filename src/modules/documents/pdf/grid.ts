import { type Cell, type Table, plain } from '../block.ts'
import { type Box, holds } from './geometry.ts'
import { cellWords } from './lines.ts'
import type { Piece, Ruling } from './painter.ts'

/** A table as its ruled lines draw it; `columns` tells whether the one on the next page goes on with it. */
export type Grid = { readonly box: Box; readonly block: Table; readonly columns: readonly number[] }

const NEAR = 3 // points
const FEWEST_FILLED = 0.3 // of the cells: what has less is a chart or a frame
const MOST_RULINGS = 4_000
const MOST_LINES = 400

type Line = { readonly at: number; readonly from: number; readonly to: number }
type Frame = { readonly across: readonly Line[]; readonly down: readonly Line[] }

/** The tables whose cells are ruled off, and the pieces of text that stand in none. */
export function gridsOf(pieces: readonly Piece[], rulings: readonly Ruling[]): { readonly grids: readonly Grid[]; readonly rest: readonly Piece[] } {
  const lines = { across: joinedLines(rulings, 'across'), down: joinedLines(rulings, 'down') }
  const grids: Grid[] = []
  let rest = pieces
  for (const frame of framesOf(lines)) {
    const found = gridOf(frame, rest)
    if (found === undefined) continue
    grids.push(found)
    rest = rest.filter((piece) => !holds(found.box, middleOf(piece)))
  }
  return { grids, rest }
}

const middleOf = ({ x, y, width, size }: Piece): readonly [number, number] => [x + width / 2, y - size * 0.3]

/** Lines that lie on one another or follow each other are one; what is short is a stroke of a letter or a dash. */
function joinedLines(rulings: readonly Ruling[], way: 'across' | 'down'): Line[] {
  const own = rulings.slice(0, MOST_RULINGS).flatMap(({ left, top, right, bottom }): Line[] => {
    const [thick, length] = way === 'across' ? [bottom - top, right - left] : [right - left, bottom - top]
    if (thick > NEAR || length < NEAR) return []
    return [way === 'across' ? { at: (top + bottom) / 2, from: left, to: right } : { at: (left + right) / 2, from: top, to: bottom }]
  })
  const joined: Line[] = []
  for (const line of own.toSorted((a, b) => Math.round(a.at) - Math.round(b.at) || a.from - b.from)) {
    const at = joined.findLastIndex((one) => Math.abs(one.at - line.at) < NEAR && line.from <= one.to + NEAR && line.to >= one.from - NEAR)
    const before = joined[at]
    if (before) joined[at] = { at: before.at, from: Math.min(before.from, line.from), to: Math.max(before.to, line.to) }
    else joined.push(line)
  }
  return joined.filter((line) => line.to - line.from > NEAR * 2)
}

/** Lines that meet, directly or by others, belong to one table. */
function framesOf({ across, down }: Frame): Frame[] {
  const frames: { across: Line[]; down: Line[] }[] = []
  const meets = (level: Line, upright: Line) =>
    upright.at >= level.from - NEAR && upright.at <= level.to + NEAR && level.at >= upright.from - NEAR && level.at <= upright.to + NEAR
  for (const level of across) {
    const met = down.filter((upright) => meets(level, upright))
    if (met.length === 0) continue
    const touched = frames.filter((frame) => frame.down.some((upright) => met.includes(upright)))
    const merged = { across: [...touched.flatMap((frame) => frame.across), level], down: [...new Set([...touched.flatMap((frame) => frame.down), ...met])] }
    for (const frame of touched) frames.splice(frames.indexOf(frame), 1)
    frames.push(merged)
  }
  return frames.filter((frame) => frame.across.length >= 2 && frame.down.length >= 2 && frame.across.length + frame.down.length <= MOST_LINES)
}

const places = (lines: readonly Line[]): number[] => {
  const found: number[] = []
  for (const { at } of lines.toSorted((a, b) => a.at - b.at)) if (at - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) found.push(at)
  return found
}
const covers = (lines: readonly Line[], at: number, point: number): boolean =>
  lines.some((line) => Math.abs(line.at - at) <= NEAR && line.from <= point && line.to >= point)

function gridOf({ across, down }: Frame, pieces: readonly Piece[]): Grid | undefined {
  const [xs, ys] = [places(down), places(across)]
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const box = { left: xs[0] ?? 0, right: xs.at(-1) ?? 0, top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0 }
  const inside = pieces.filter((piece) => holds(box, middleOf(piece)))
  if (columns < 1 || rows < 1 || columns * rows < 3) return undefined
  const taken = new Set<string>()
  const made: Cell[][] = []
  const x = (i: number) => xs[i] ?? box.right
  const y = (i: number) => ys[i] ?? box.bottom
  for (let row = 0; row < rows; row++) {
    const cells: Cell[] = []
    for (let column = 0; column < columns; column++) {
      if (taken.has(`${row} ${column}`)) continue
      const middle = { x: (x(column) + x(column + 1)) / 2, y: (y(row) + y(row + 1)) / 2 }
      let [cols, deep] = [1, 1]
      while (column + cols < columns && !taken.has(`${row} ${column + cols}`) && !covers(down, x(column + cols), middle.y)) cols++
      while (row + deep < rows && !covers(across, y(row + deep), middle.x)) deep++
      for (let i = 0; i < deep; i++) for (let j = 0; j < cols; j++) taken.add(`${row + i} ${column + j}`)
      const area = { left: x(column), right: x(column + cols), top: y(row), bottom: y(row + deep) }
      const words = cellWords(inside.filter((piece) => holds(area, middleOf(piece))))
      cells.push({ blocks: words === '' ? [] : [plain(words)], rows: deep, cols })
    }
    made.push(cells)
  }
  const all = made.flat()
  const filled = all.filter((cell) => cell.blocks.length > 0).length
  if (all.length < 3 || filled < 2 || filled < all.length * FEWEST_FILLED) return undefined
  return { box, columns: xs, block: { kind: 'table', rows: made } }
}

/** A table broken by the end of a page is one; the headings repeated on the next are left out. */
export function continued(before: Grid, next: Grid): Grid | undefined {
  const isSame = before.columns.length === next.columns.length && before.columns.every((x, i) => Math.abs(x - (next.columns[i] ?? 0)) <= NEAR * 2)
  if (!isSame) return undefined
  const wordsOf = (cells: readonly Cell[] | undefined) => JSON.stringify(cells)
  let repeated = 0
  while (repeated < next.block.rows.length - 1 && wordsOf(next.block.rows[repeated]) === wordsOf(before.block.rows[repeated])) repeated++
  return { ...before, block: { ...before.block, rows: [...before.block.rows, ...next.block.rows.slice(repeated)] } }
}
