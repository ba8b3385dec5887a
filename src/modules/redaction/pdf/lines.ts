import type { Point } from './geometry.ts'
import type { PlacedGlyph } from './text-state.ts'

/** A run of letters, each with the glyph it came from. */
export type Run = { readonly text: string; readonly glyphs: readonly number[] }

const SAME_LINE = 0.4 // of the height of the type
const BLANK = 0.25 // of the height of the type
const APART = 1.2 // of the height of the type: columns

const middleOf = ({ cell }: PlacedGlyph): Point => [(cell[0][0] + cell[2][0]) / 2, (cell[0][1] + cell[2][1]) / 2]
const heightOf = ({ cell }: PlacedGlyph): number => Math.hypot(cell[3][0] - cell[0][0], cell[3][1] - cell[0][1])
const angleOf = ({ cell }: PlacedGlyph): number =>
  (Math.round((Math.atan2(cell[1][1] - cell[0][1], cell[1][0] - cell[0][0]) * 180) / Math.PI / 5) * 5 + 360) % 360

/** The letters of a page in the order in which it paints them. */
export function paintedRun(glyphs: readonly PlacedGlyph[]): Run {
  const text: string[] = []
  const from: number[] = []
  for (const glyph of glyphs) {
    text.push(glyph.unicode)
    for (let i = 0; i < glyph.unicode.length; i++) from.push(glyph.index)
  }
  return { text: text.join(''), glyphs: from }
}

/** The letters of a page as they stand beside one another, line by line, whatever order painted them; blanks stand where there are gaps. */
export function lineRuns(glyphs: readonly PlacedGlyph[]): Run[] {
  const runs: Run[] = []
  for (const group of Map.groupBy(glyphs, angleOf)) {
    const [angle, members] = group
    const turn = (-angle * Math.PI) / 180
    const placed = members.map((glyph) => {
      const [x, y] = middleOf(glyph)
      return { glyph, x: x * Math.cos(turn) - y * Math.sin(turn), y: x * Math.sin(turn) + y * Math.cos(turn), height: heightOf(glyph) || 1 }
    })
    placed.sort((a, b) => a.y - b.y)
    let line: typeof placed = []
    const flush = () => {
      if (line.length > 0) runs.push(runOf(line.toSorted((a, b) => a.x - b.x)))
      line = []
    }
    for (const one of placed) {
      const last = line.at(-1)
      if (last !== undefined && one.y - last.y > SAME_LINE * Math.min(one.height, last.height)) flush()
      line.push(one)
    }
    flush()
  }
  return runs
}

function runOf(line: readonly { readonly glyph: PlacedGlyph; readonly x: number; readonly height: number }[]): Run {
  let text = ''
  const from: number[] = []
  let end: number | undefined
  for (const { glyph, x, height } of line) {
    const half = Math.hypot(glyph.cell[1][0] - glyph.cell[0][0], glyph.cell[1][1] - glyph.cell[0][1]) / 2
    const gap = end === undefined ? 0 : x - half - end
    const blank = gap > APART * height ? '  ' : gap > BLANK * height ? ' ' : ''
    text += blank + glyph.unicode
    for (let i = 0; i < blank.length + glyph.unicode.length; i++) from.push(i < blank.length ? -1 : glyph.index)
    end = x + half
  }
  return { text, glyphs: from }
}

const NOTHING = /[\s\p{Cf}\p{Cc}]/u
/** Letters as they are compared: wide as narrow, radicals as the characters they look like, and no blanks. */
export function compared(text: string): { readonly text: string; readonly places: readonly number[] } {
  let out = ''
  const places: number[] = []
  let at = 0
  for (const sign of text) {
    if (!NOTHING.test(sign)) {
      const plain = sign.normalize('NFKC').toLowerCase()
      out += plain
      for (let i = 0; i < plain.length; i++) places.push(at)
    }
    at += sign.length
  }
  return { text: out, places }
}

/** The glyphs of every place where a word stands in a run. */
export function findWord(run: Run, word: string): number[][] {
  const wanted = compared(word).text
  if (wanted === '') return []
  const { text, places } = compared(run.text)
  const found: number[][] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const mine = places.slice(at, at + wanted.length).map((place) => run.glyphs[place] ?? -1)
    found.push([...new Set(mine)].filter((index) => index >= 0))
  }
  return found
}
