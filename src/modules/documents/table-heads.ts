import { type Cell, type Table, wordsOf } from './block.ts'

const LONGEST_NAME = 40
const MOST_HEADS = 6
const MOST_PLACES = 400_000
const FIGURE = /^[-+−]?[\d,.，．\s%％]+(?:元|万元|亿元|件|条|个|项|人)?$/

/** The words of a cell, without what stands in tables and lists inside it. */
const wordsIn = (cell: Cell): string =>
  cell.blocks
    .map((block) => ('runs' in block ? wordsOf(block.runs) : ''))
    .join('')
    .trim()

/** The cell that covers each place; undefined where there is none. */
function placesOf(rows: Table['rows']): (Cell | undefined)[][] {
  const places: (Cell | undefined)[][] = rows.map(() => [])
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of row) {
      while (places[y]?.[x] !== undefined) x++
      for (let down = 0; down < cell.rows && y + down < rows.length; down++)
        for (let right = 0; right < cell.cols; right++) {
          const line = places[y + down]
          if (line) line[x + right] = cell
        }
      x += cell.cols
    }
  }
  return places
}

/**
 * Headings for a table that says none of its own: the first row and the rows its cells reach into; and the first column where it
 * names every row and holds no figures. A row that covers the whole width is no heading of columns.
 */
export function withHeads(table: Table): Table {
  const rows = withinTable(table.rows)
  const places = placesOf(rows)
  const heads = headRows(rows, table.heads)
  const body = places.slice(heads).filter((line) => new Set(line).size > 1)
  const stub = stubOf(body)
  const scoped = rows.map((row, y) =>
    row.map((cell): Cell => {
      const scope: Cell['scope'] =
        y < heads ? (wordsIn(cell) === '' ? undefined : 'col') : stub > 0 && isWithin(places[y] ?? [], cell, stub) && wordsIn(cell) !== '' ? 'row' : undefined
      return scope === undefined ? withoutScope(cell) : { ...cell, scope }
    }),
  )
  return { ...table, rows: scoped, heads }
}

const withoutScope = ({ blocks, rows, cols }: Cell): Cell => ({ blocks, rows, cols })
const isWithin = (line: readonly (Cell | undefined)[], cell: Cell, stub: number): boolean => line.indexOf(cell) < stub && new Set(line).size > 1

/** How many columns at the left name the rows: all that hold words alone where figures follow; else the first, if it does. */
function stubOf(body: readonly (readonly (Cell | undefined)[])[]): number {
  const width = Math.max(0, ...body.map((line) => line.length))
  const words = (column: number) => body.map((line) => (line[column] ? wordsIn(line[column]) : ''))
  const names = (column: number) => words(column).every((one) => one !== '' && one.length <= LONGEST_NAME && !FIGURE.test(one))
  let stub = 0
  while (stub < width && names(stub)) stub++
  if (stub <= 1 || body.length === 0) return width > 1 ? Math.min(stub, 1) : 0
  const holdsFigures = (column: number) => words(column).filter((one) => one === '' || FIGURE.test(one)).length * 2 > body.length
  return stub < width && Array.from({ length: width - stub }, (_, i) => stub + i).every(holdsFigures) ? stub : 1
}

/** A cell that reaches below the last row is cut there, as browsers do; spans that make a table without end are not believed. */
function withinTable(rows: Table['rows']): Cell[][] {
  const cut = rows.map((row, y) => row.map((cell) => ({ ...cell, rows: Math.max(1, Math.min(cell.rows, rows.length - y)), cols: Math.max(1, cell.cols) })))
  const places = cut.flat().reduce((sum, cell) => sum + cell.rows * cell.cols, 0)
  return places <= MOST_PLACES ? cut : cut.map((row) => row.map((cell) => ({ ...cell, rows: 1, cols: 1 })))
}

function headRows(rows: Table['rows'], said: number | undefined): number {
  if (rows.length < 2) return 0
  const heads = withSpans(rows, said ?? guessed(rows))
  const deeper = said === undefined && heads > 0 && isDivided(rows, heads) ? withSpans(rows, heads + 1) : heads
  return deeper >= rows.length || deeper > MOST_HEADS ? Math.min(said ?? 1, rows.length - 1) : deeper
}

/** Headings reach as far down as their cells do. */
function withSpans(rows: Table['rows'], from: number): number {
  let heads = from
  for (let y = 0; y < heads && y < MOST_HEADS; y++) heads = Math.max(heads, ...(rows[y] ?? []).map((cell) => y + cell.rows))
  return heads
}

/** The first row names columns when it has several cells and none of them a figure. */
function guessed(rows: Table['rows']): number {
  const words = (rows[0] ?? []).map(wordsIn)
  return words.length > 1 && words.filter((one) => one !== '').length * 2 > words.length && !words.some((one) => FIGURE.test(one)) ? 1 : 0
}

/** A heading over several columns has their own names in the next row, if that holds words alone. */
function isDivided(rows: Table['rows'], heads: number): boolean {
  const next = (rows[heads] ?? []).map(wordsIn)
  return (rows[heads - 1] ?? []).some((cell) => cell.cols > 1 && cell.rows === 1) && next.length > 1 && !next.some((one) => one === '' || FIGURE.test(one))
}
