import { cellNumber, type Grid, squeeze } from './blocks.ts'
import { sum } from './finding.ts'
import { groupsOf, loneNumbersDropped, zerosForStrokes } from './figures.ts'

const CELLS = 15
const KINDS = 3
const EACH = 5
const HEADS = /维持|纠正|其他结果|结果|审结|总计|复议|起诉|诉讼/

/** The 15 figures of table four: reconsideration, direct suit, suit after reconsideration, five each. */
export function remediesOf(grids: readonly Grid[], text: string): readonly number[] | null {
  for (const grid of grids) {
    const words = squeeze(grid.flat().join(''))
    if (!/维持/.test(words) || !/审结/.test(words) || /本年新收/.test(words)) continue
    const found = fromGrid(grid)
    if (found) return found
  }
  return fromText(text)
}

function fromGrid(grid: Grid): readonly number[] | null {
  const rows = grid
    .map((row) => row.filter((cell) => cell !== null))
    .filter(
      (row) =>
        (row.length === CELLS || row.some((cell) => squeeze(cell) !== '')) && row.every((cell) => cellNumber(cell) !== undefined || HEADS.test(squeeze(cell))),
    )
  const figures = rows.map((row) => row.filter((cell) => !HEADS.test(squeeze(cell))).map((cell) => cellNumber(cell) ?? 0)).filter((row) => row.length > 0)
  const row = figures.filter((one) => one.length === CELLS)
  if (row.length === 1) return row[0] ?? null
  const threes = figures.filter((one) => one.length === EACH)
  return threes.length === KINDS && row.length === 0 ? threes.flat() : null
}

function fromText(text: string): readonly number[] | null {
  const start = text.search(/结\s*果\s*维\s*持|维\s*持/)
  if (start < 0) return fromLastRun(text)
  const groups = groupsOf(zerosForStrokes(text.slice(start))).map((group) => loneNumbersDropped(group, CELLS))
  const [only] = groups.filter((numbers) => numbers.length === CELLS)
  if (only) return only
  const [long] = groups.filter((numbers) => numbers.length === CELLS + 1)
  if (long) return withoutPageNumber(long)
  const fives = groups.filter((numbers) => numbers.length === EACH)
  if (fives.length === KINDS && groups.length === KINDS) return fives.flat()
  return groups.length === CELLS && groups.every((numbers) => numbers.length === 1) ? groups.flat() : null
}

/** Heads broken letter by letter cannot be found; one run of 15 figures still can. */
function fromLastRun(text: string): readonly number[] | null {
  const runs = groupsOf(zerosForStrokes(text))
    .map((group) => loneNumbersDropped(group, CELLS))
    .filter((numbers) => numbers.length === CELLS)
  return runs.length === 1 ? (runs[0] ?? null) : null
}

/** A page number before or after the figures is left out when only one way makes every total right. */
function withoutPageNumber(numbers: readonly number[]): readonly number[] | null {
  const isSound = (row: readonly number[]) => [0, 1, 2].every((i) => sum(row.slice(i * EACH, i * EACH + EACH - 1)) === row[i * EACH + EACH - 1])
  const ways = [numbers.slice(1), numbers.slice(0, -1)].filter(isSound)
  return ways.length === 1 ? (ways[0] ?? null) : null
}
