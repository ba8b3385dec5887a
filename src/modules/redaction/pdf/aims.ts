import type { Redaction } from '../redaction.ts'
import { around, type Box, cornersOf, grown, holds, meets, type Point, within } from './geometry.ts'
import { compared, findWord, lineRuns, paintedRun } from './lines.ts'
import type { PlacedGlyph } from './text-state.ts'

/** What of one page a redaction takes. */
export type Aim = {
  readonly redaction: number
  readonly mark: string
  /** The glyphs that go. */
  readonly glyphs: ReadonlySet<number>
  /** The black boxes; whatever else lies under them goes, too. */
  readonly boxes: readonly Box[]
}

const GRID = [0.1, 0.3, 0.5, 0.7, 0.9]
const ENOUGH = 0.2 // of a letter's cell under a box
const WORD_EDGE = 0.6 // points around a word, which letters reach out of their cells
const BREAK = 0.6 // of the height of a letter, between lines

/** Whether a box takes a letter: its middle, or a fifth of its cell, lies under it. */
export function takes(box: Box, { cell }: PlacedGlyph): boolean {
  if (!meets(box, grown(around(cell), 0.01))) return false
  const [start, end, , above] = cell
  const at = (along: number, up: number): Point => [
    start[0] + (end[0] - start[0]) * along + (above[0] - start[0]) * up,
    start[1] + (end[1] - start[1]) * along + (above[1] - start[1]) * up,
  ]
  if (holds(box, at(0.5, 0.5))) return true
  const under = GRID.flatMap((along) => GRID.map((up) => at(along, up))).filter((point) => holds(box, point)).length
  return under >= GRID.length ** 2 * ENOUGH
}

/** The glyphs of every place where a word stands among letters, in the order of painting or beside one another. */
export const wordsIn = (glyphs: readonly PlacedGlyph[], words: string): number[][] =>
  [paintedRun(glyphs), ...lineRuns(glyphs)].flatMap((run) => findWord(run, words))

/** What each redaction takes of a page. On a page that becomes a picture whatever letter a box takes is covered wholly. */
export function aimsOf(redactions: readonly Redaction[], number: number, glyphs: readonly PlacedGlyph[]): Aim[] {
  return redactions.flatMap((redaction, index): Aim[] => {
    if (redaction.kind === 'box') {
      if (redaction.page !== number) return []
      const box = redaction.place
      const taken = glyphs.filter((glyph) => takes(box, glyph))
      const beyond = distinct(taken.flatMap(({ cover }) => (cover && !within(cover, box) ? [cover] : [])))
      return [{ redaction: index, mark: redaction.mark, boxes: [box, ...beyond], glyphs: new Set(taken.map((glyph) => glyph.index)) }]
    }
    const found = wordsIn(glyphs, redaction.words)
    const gone = new Set(found.flat())
    if (gone.size === 0) return []
    const boxes = distinct(found.flatMap((word) => boxesOf(word.flatMap((one) => glyphs[one] ?? []))))
    return [{ redaction: index, mark: redaction.mark, glyphs: gone, boxes }]
  })
}

/** The boxes around the letters of a word, one for each line it runs over. */
export function boxesOf(letters: readonly PlacedGlyph[]): Box[] {
  const boxes: Box[] = []
  let line: PlacedGlyph[] = []
  const flush = () => {
    if (line.length > 0) boxes.push(grown(around(line.flatMap((letter) => cornersOf(letter.cover ?? around(letter.cell)))), WORD_EDGE))
    line = []
  }
  for (const letter of letters) {
    const box = around(letter.cell)
    const before = line.at(-1)
    const last = before && around(before.cell)
    const side = Math.max(box.height, box.width)
    const isApart = last !== undefined && Math.abs(last.y - box.y) > side * BREAK && Math.abs(last.x - box.x) > side * BREAK
    if (isApart) flush()
    line.push(letter)
  }
  flush()
  return boxes
}

const near = (a: Box, b: Box): boolean => (['x', 'y', 'width', 'height'] as const).every((key) => Math.abs(a[key] - b[key]) < 0.5)
const distinct = (boxes: readonly Box[]): Box[] => boxes.filter((box, i) => boxes.findIndex((other) => near(other, box)) === i)

const LEAST = 2
/** The texts that an aim took, line by line, as they are compared. */
export function takenTexts(aim: Aim, glyphs: readonly PlacedGlyph[]): string[] {
  const gone = glyphs.filter((glyph) => aim.glyphs.has(glyph.index))
  return [...new Set(lineRuns(gone).map((run) => compared(run.text).text))].filter((text) => [...text].length >= LEAST)
}
