import { around, type Box, grown, holds, type Matrix, moved, type Point, within } from './geometry.ts'

/** A drawing between its first line and its painting. */
export type Drawing = { readonly points: Point[]; curves: number; parts: number }
export const startDrawing = (): Drawing => ({ points: [], curves: 0, parts: 0 })

const EDGE = 1 // points
const NEAR = 2 // points
/** Frames and rulings of tables have no more corners than this; letters drawn as outlines have. */
const PLAIN_CORNERS = 12

/** Adds an operator of construction (ISO 32000-1, table 59); its points are told as they are seen. */
export function construct(drawing: Drawing, name: string, numbers: readonly number[], ctm: Matrix): void {
  if (name === 're') {
    const [x = 0, y = 0, width = 0, height = 0] = numbers
    for (const corner of [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ] as const)
      drawing.points.push(moved(ctm, corner))
    drawing.parts += 1
    return
  }
  if (name === 'c' || name === 'v' || name === 'y') drawing.curves += 1
  if (name === 'm') drawing.parts += 1
  for (let i = 0; i + 1 < numbers.length; i += 2) drawing.points.push(moved(ctm, [numbers[i] ?? 0, numbers[i + 1] ?? 0]))
}

/**
 * What becomes of a drawing: one under a box goes, one that only passes stays, and one that may be letters or a signature reaching
 * out of the box is not taken apart.
 */
export function fateOf({ points, curves }: Drawing, boxes: readonly Box[]): 'stays' | 'goes' | 'unsafe' {
  if (points.length === 0) return 'stays'
  const whole = around(points)
  if (boxes.some((box) => within(whole, grown(box, EDGE)))) return 'goes'
  const isNear = boxes.some((box) => points.some((point) => holds(grown(box, NEAR), point)))
  return isNear && (curves > 0 || points.length > PLAIN_CORNERS) ? 'unsafe' : 'stays'
}
