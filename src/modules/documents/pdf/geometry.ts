export type Matrix = readonly [number, number, number, number, number, number]
export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
export type Point = readonly [number, number]

export const UNIT: Matrix = [1, 0, 0, 1, 0, 0]

/** First `inner`, then `outer`. */
export const times = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
]
export const moved = (m: Matrix, x: number, y: number): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every((n) => typeof n === 'number')) || ArrayBuffer.isView(value)
export const numbersOf = (value: unknown): number[] => (isNumbers(value) ? Array.from(value) : [])
export function matrixOf(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(value)
  return [a, b, c, d, e, f]
}

export function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}
export const boxOf = (m: Matrix, { left, top, right, bottom }: Box): Box =>
  boxAround([moved(m, left, top), moved(m, right, top), moved(m, left, bottom), moved(m, right, bottom)])
export const boxFrom = (value: unknown): Box | undefined => {
  const [x0, y0, x1, y1] = numbersOf(value)
  return x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined
    ? undefined
    : boxAround([
        [x0, y0],
        [x1, y1],
      ])
}
export function cut(one: Box, other: Box): Box | undefined {
  const box = {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  }
  return box.left < box.right && box.top < box.bottom ? box : undefined
}
export const holds = (box: Box, [x, y]: Point): boolean => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
export const areaOf = (box: Box): number => (box.right - box.left) * (box.bottom - box.top)

const VALUES = [2, 2, 6, 4, 0] // how many numbers follow each of moveTo, lineTo, curveTo, quadraticCurveTo, closePath
const SLACK = 0.01

/** The rectangles a path consists of; none when it has any other shape, or a rectangle within another, which may be a hole. */
export function rectanglesOf(path: unknown): Box[] {
  const numbers = numbersOf(path)
  const shapes: Point[][] = []
  for (let at = 0; at < numbers.length; ) {
    const kind = numbers[at] ?? -1
    if (kind === 2 || kind === 3 || VALUES[kind] === undefined) return []
    const point: Point = [numbers[at + 1] ?? 0, numbers[at + 2] ?? 0]
    if (kind === 0) shapes.push([point])
    else if (kind === 1) shapes.at(-1)?.push(point)
    at += 1 + (VALUES[kind] ?? 0)
  }
  const solid = shapes.filter((points) => points.length > 2)
  const boxes = solid.map(boxAround)
  const isSquare = (points: readonly Point[], box: Box) =>
    points.length <= 5 &&
    points.every(
      ([x, y]) => Math.min(Math.abs(x - box.left), Math.abs(x - box.right)) < SLACK && Math.min(Math.abs(y - box.top), Math.abs(y - box.bottom)) < SLACK,
    )
  if (solid.length !== shapes.length || !boxes.every((box, i) => isSquare(solid[i] ?? [], box))) return []
  const inside = boxes.some((box, i) => boxes.some((other, j) => i !== j && holds(other, [box.left, box.top]) && holds(other, [box.right, box.bottom])))
  return inside ? [] : boxes
}
