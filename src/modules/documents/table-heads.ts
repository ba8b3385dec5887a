import { type Cell, type Table, wordsOf } from './block.ts'

const MOST_HEADS = 6
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
  const first = body.map((line) => (line[0] ? wordsIn(line[0]) : ''))
  const named = body.length > 0 && (places[0]?.length ?? 0) > 1 && first.every((words) => words !== '' && words.length <= 40 && !FIGURE.test(words))
  const scoped = rows.map((row, y) =>
    row.map((cell): Cell => {
      const scope: Cell['scope'] = y < heads ? (wordsIn(cell) === '' ? undefined : 'col') : named && isFirst(places, y, cell) ? 'row' : undefined
      return scope === undefined ? withoutScope(cell) : { ...cell, scope }
    }),
  )
  return { ...table, rows: scoped, heads }
}

const withoutScope = ({ blocks, rows, cols }: Cell): Cell => ({ blocks, rows, cols })
const isFirst = (places: readonly (readonly (Cell | undefined)[])[], y: number, cell: Cell): boolean => places[y]?.[0] === cell && new Set(places[y]).size > 1

/** A cell that reaches below the last row is cut there, as browsers do. */
const withinTable = (rows: Table['rows']): Cell[][] =>
  rows.map((row, y) => row.map((cell) => ({ ...cell, rows: Math.max(1, Math.min(cell.rows, rows.length - y)), cols: Math.max(1, cell.cols) })))

function headRows(rows: Table['rows'], said: number | undefined): number {
  if (rows.length < 2) return 0
  let heads = said ?? guessed(rows)
  for (let y = 0; y < heads && y < MOST_HEADS; y++) heads = Math.max(heads, ...(rows[y] ?? []).map((cell) => y + cell.rows))
  return heads >= rows.length || heads > MOST_HEADS ? Math.min(said ?? 1, rows.length - 1) : heads
}

/** The first row names columns when it has several cells and none of them a figure. */
function guessed(rows: Table['rows']): number {
  const words = (rows[0] ?? []).map(wordsIn)
  return words.length > 1 && words.filter((one) => one !== '').length * 2 > words.length && !words.some((one) => FIGURE.test(one)) ? 1 : 0
}
