import type { LeftOut } from '../left-out.ts'
import { tooMuch } from '../stop.ts'
import { attribute, kidOf, kidsOf, type Xml } from '../xml.ts'
import { type Cells, placeOf, type Written } from './cells.ts'

export type ShownCell = Written & { readonly at: string; readonly rows: number; readonly cols: number }
/** The rows of a sheet that are seen; undefined is a place that a merged cell covers. */
export type Shown = { readonly rows: readonly (readonly (ShownCell | undefined)[])[]; readonly heads: number | undefined }
type Merge = { readonly top: number; readonly bottom: number; readonly first: number; readonly last: number }

const MOST_COLUMNS = 300
const MOST_MERGES = 20_000
const UNSEEN_HEIGHT = 3 // points
const UNSEEN_WIDTH = 0.5 // letters
const isTrue = (value: string | undefined): boolean => value !== undefined && /^(?:1|true|on)$/i.test(value)

/** A sheet as it is seen: without hidden rows and columns, rows with nothing in them, and empty edges. */
export function shownOf(sheet: Xml, name: string, cells: Cells, left: LeftOut): Shown {
  const rowHidden = hiddenRows(sheet)
  const columnHidden = hiddenColumns(sheet)
  const used = [...cells.values()].flatMap((row) => [...row.keys()])
  if (used.length === 0) return { rows: [], heads: undefined }
  if ([...cells.keys()].some(rowHidden)) left.note('hiddenRows', name)
  if (used.some(columnHidden)) left.note('hiddenColumns', name)
  const bounds = { bottom: maxOf(cells.keys()), last: maxOf(used) }
  const merges = mergesOf(sheet, bounds)
  const isSeen = { row: (row: number) => !rowHidden(row), column: (column: number) => !columnHidden(column) }
  const { masters, covered } = placesOf(merges, isSeen)
  const at = (row: number, column: number): Written | undefined => {
    const merge = masters.get(row)?.get(column)
    if (merge) return cells.get(merge.top)?.get(merge.first)
    return covered.get(row)?.has(column) ? undefined : cells.get(row)?.get(column)
  }
  const candidates = [...new Set([...cells.keys(), ...masters.keys()])].filter(isSeen.row).toSorted((a, b) => a - b)
  const worded = new Map(
    candidates.map((row) => {
      const places = [...(cells.get(row)?.keys() ?? []), ...(masters.get(row)?.keys() ?? [])]
      return [row, places.filter((column) => isSeen.column(column) && at(row, column) !== undefined)] as const
    }),
  )
  const kept = candidates.filter((row) => (worded.get(row)?.length ?? 0) > 0)
  const wordedColumns = kept.flatMap((row) => worded.get(row) ?? [])
  const columns = range(minOf(wordedColumns), maxOf(wordedColumns)).filter(isSeen.column)
  if (columns.length > MOST_COLUMNS) throw tooMuch(`工作表“${name}”超过 ${MOST_COLUMNS} 列`)
  const between = (list: readonly number[], from: number, to: number) => list.filter((n) => n >= from && n <= to).length
  const rows = kept.map((row) =>
    columns.map((column): ShownCell | undefined => {
      const merge = masters.get(row)?.get(column)
      if (merge === undefined && covered.get(row)?.has(column)) return undefined
      const spans = merge ? { rows: between(kept, row, merge.bottom), cols: between(columns, column, merge.last) } : { rows: 1, cols: 1 }
      return { text: '', ...at(row, column), ...spans, at: `${lettersOf(column)}${row}` }
    }),
  )
  return { rows, heads: frozenRows(sheet, kept) }
}

/** A column from 1 as its letters: 28 is `AB`. */
const lettersOf = (column: number): string => (column < 1 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26)))
const maxOf = (numbers: Iterable<number>): number => {
  let most = 0
  for (const n of numbers) most = Math.max(most, n)
  return most
}
const minOf = (numbers: Iterable<number>): number => {
  let least = Number.POSITIVE_INFINITY
  for (const n of numbers) least = Math.min(least, n)
  return Number.isFinite(least) ? least : 1
}
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

function hiddenRows(sheet: Xml): (row: number) => boolean {
  const usual = kidOf(sheet, 's:sheetFormatPr')
  const all = isTrue(attribute(usual, 'zeroHeight')) || Number(attribute(usual, 'defaultRowHeight') ?? UNSEEN_HEIGHT) < UNSEEN_HEIGHT
  const said = new Map<number, boolean>()
  let row = 0
  for (const line of kidsOf(kidOf(sheet, 's:sheetData'), 's:row')) {
    row = Number(attribute(line, 'r')) || row + 1
    const height = attribute(line, 'ht')
    if (isTrue(attribute(line, 'hidden')) || (height !== undefined && Number(height) < UNSEEN_HEIGHT)) said.set(row, true)
    else if (height !== undefined) said.set(row, false)
  }
  return (row) => said.get(row) ?? all
}

function hiddenColumns(sheet: Xml): (column: number) => boolean {
  const usual = kidOf(sheet, 's:sheetFormatPr')
  const all = Number(attribute(usual, 'defaultColWidth') ?? attribute(usual, 'baseColWidth') ?? UNSEEN_WIDTH) < UNSEEN_WIDTH
  const said = kidsOf(kidOf(sheet, 's:cols'), 's:col').map((one) => {
    const width = attribute(one, 'width')
    const isHidden = isTrue(attribute(one, 'hidden')) || (width === undefined ? all : Number(width) < UNSEEN_WIDTH)
    return { min: Number(attribute(one, 'min')), max: Number(attribute(one, 'max')), isHidden }
  })
  return (column) => said.find(({ min, max }) => column >= min && column <= max)?.isHidden ?? all
}

function mergesOf(sheet: Xml, bounds: { readonly bottom: number; readonly last: number }): Merge[] {
  const found = kidsOf(kidOf(sheet, 's:mergeCells'), 's:mergeCell')
  if (found.length > MOST_MERGES) throw tooMuch('合并的单元格太多')
  return found.flatMap((one) => {
    const [from, to] = (attribute(one, 'ref') ?? '').split(':').map(placeOf)
    if (!from || !to || to.row < from.row || to.column < from.column) return []
    return [{ top: from.row, first: from.column, bottom: Math.min(to.row, bounds.bottom), last: Math.min(to.column, bounds.last) }]
  })
}

type Seen = { readonly row: (row: number) => boolean; readonly column: (column: number) => boolean }
const MOST_COVERED = 2_000_000

/** Where merged cells are seen from (their first visible place), and which places they cover. */
function placesOf(merges: readonly Merge[], isSeen: Seen) {
  const masters = new Map<number, Map<number, Merge>>()
  const covered = new Map<number, Set<number>>()
  let room = MOST_COVERED
  for (const merge of merges) {
    const rows = range(merge.top, merge.bottom).filter(isSeen.row)
    const columns = range(merge.first, merge.last).filter(isSeen.column)
    room -= rows.length * columns.length
    if (room < 0) throw tooMuch('合并的单元格太多')
    const [top, first] = [rows[0], columns[0]]
    if (top === undefined || first === undefined) continue
    masters.set(top, (masters.get(top) ?? new Map<number, Merge>()).set(first, merge))
    for (const row of rows) {
      const line = covered.get(row) ?? new Set()
      covered.set(row, line)
      for (const column of columns) line.add(column)
    }
  }
  return { masters, covered }
}

const MOST_FROZEN = 6
/** Rows held fast at the top are the headings. */
function frozenRows(sheet: Xml, kept: readonly number[]): number | undefined {
  const pane = kidOf(kidsOf(kidOf(sheet, 's:sheetViews'), 's:sheetView')[0], 's:pane')
  const split = attribute(pane, 'state')?.startsWith('frozen') ? Number(attribute(pane, 'ySplit') ?? 0) : 0
  const heads = kept.filter((row) => row <= split).length
  return heads > 0 && heads <= MOST_FROZEN && heads < kept.length ? heads : undefined
}
