/** a b c d e f of ISO 32000-1, 8.3.4. */
export type Matrix = readonly [number, number, number, number, number, number]
/** On a page as it is seen: from its upper left corner, in points of 1/72 inch, down and to the right. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Point = readonly [x: number, y: number]

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
export const moved = ([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point => [a * x + c * y + e, b * x + d * y + f]
/** Undefined when the matrix flattens everything. */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix | undefined {
  const whole = a * d - b * c
  if (Math.abs(whole) < 1e-12) return undefined
  return [d / whole, -b / whole, -c / whole, a / whole, (c * f - d * e) / whole, (b * e - a * f) / whole]
}
export function around(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
/** Where the unit square comes to lie, which is where a picture is painted. */
export const squareOf = (ctm: Matrix): Box => around([0, 1].flatMap((x) => [0, 1].map((y) => moved(ctm, [x, y]))))
export const cornersOf = ({ x, y, width, height }: Box): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
]
export const holds = (box: Box, [x, y]: Point): boolean => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
export const meets = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
export const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
export const grown = ({ x, y, width, height }: Box, by: number): Box => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by })

/** From the space of a page to the page as it is seen; `view` is what of it is shown, `turn` degrees clockwise. */
export function viewOf(view: Box, turn: number): Matrix {
  const { x, y, width, height } = view
  switch (((turn % 360) + 360) % 360) {
    case 90:
      return [0, 1, 1, 0, -y, -x]
    case 180:
      return [-1, 0, 0, 1, x + width, -y]
    case 270:
      return [0, -1, -1, 0, y + height, x + width]
    default:
      return [1, 0, 0, -1, -x, y + height]
  }
}
