import type { LeftOut } from '../left-out.ts'
import { safeHref } from '../link.ts'
import type { Relation } from '../package.ts'
import { tooMuch } from '../stop.ts'
import { attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import type { CellColours } from './colours.ts'
import { type Format, type Rule, seenWords } from './formats.ts'
import { formatted, masks, plainNumber } from './number-format.ts'

export type Book = {
  readonly left: LeftOut
  readonly is1904: boolean
  readonly strings: readonly Xml[]
  readonly formats: readonly Format[]
  /** What rules lay over cells, by number, each in a list of its own. */
  readonly rules: readonly (readonly Rule[])[]
  readonly colours: CellColours
  readonly room: { cells: number }
}
export type Written = { readonly text: string; readonly href?: string; readonly isStruck?: boolean }
/** What a sheet's cells show, by row and column from 1. */
export type Cells = ReadonlyMap<number, ReadonlyMap<number, Written>>

const MOST_CELLS = 200_000 // in all sheets of a file
const MOST_COLUMN = 16_384

export function cellsOf(sheet: Xml, relations: ReadonlyMap<string, Relation>, name: string, book: Book): Cells {
  const links = linksOf(sheet, relations, book.left)
  const cells = new Map<number, Map<number, Written>>()
  let row = 0
  for (const line of kidsOf(kidOf(sheet, 's:sheetData'), 's:row')) {
    row = Number(attribute(line, 'r')) || row + 1
    let column = 0
    const found = new Map<number, Written>()
    for (const cell of kidsOf(line, 's:c')) {
      const place = placeOf(attribute(cell, 'r') ?? '')
      column = place?.column ?? column + 1
      if (++book.room.cells > MOST_CELLS) throw tooMuch(`单元格超过 ${MOST_CELLS / 10_000} 万个`)
      const written = attribute(cell, 'r') ?? `${column}/${row}`
      const text = shownBy(cell, `${name}!${written}`, book)
      if (text.trim() === '') continue
      const format = book.formats[Number(attribute(cell, 's') ?? 0)]
      if (format?.unseen || isMasked(cell, text, format?.format)) {
        book.left.note('hiddenCells', `${name}!${written}`)
        continue
      }
      const href = links.get(written)
      found.set(column, { text, ...(href !== undefined && { href }), ...(format?.isStruck && { isStruck: true }) })
    }
    if (found.size > 0) cells.set(row, found)
  }
  return cells
}

function isMasked(cell: Xml, text: string, format: string | undefined): boolean {
  if (format === undefined) return false
  const number = Number(wordsOfXml(kidOf(cell, 's:v') ?? cell))
  return masks((attribute(cell, 't') ?? 'n') === 'n' && Number.isFinite(number) ? number : text, format)
}

/** `B12` as its row and column. */
export function placeOf(reference: string): { readonly row: number; readonly column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? []
  if (letters === undefined || digits === undefined) return undefined
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return column <= MOST_COLUMN ? { row: Number(digits), column } : undefined
}

function linksOf(sheet: Xml, relations: ReadonlyMap<string, Relation>, left: LeftOut): ReadonlyMap<string, string> {
  const links = new Map<string, string>()
  for (const one of kidsOf(kidOf(sheet, 's:hyperlinks'), 's:hyperlink')) {
    const id = attribute(one, 'r:id')
    if (id === undefined) continue
    const href = safeHref(relations.get(id)?.target)
    if (href === undefined) left.note('links')
    else links.set(attribute(one, 'ref')?.replace(/:.*$/, '') ?? '', href)
  }
  return links
}

/** What a cell shows: never its formula, only the result that was saved. */
function shownBy(cell: Xml, where: string, book: Book): string {
  const type = attribute(cell, 't') ?? 'n'
  const format = book.formats[Number(attribute(cell, 's') ?? 0)]
  const seen = (item: Xml) => seenWords(item, format?.unseen ? undefined : format, () => book.left.note('hiddenCells', where))
  if (type === 'inlineStr') return kidsOf(cell, 's:is').map(seen).join('')
  const value = kidOf(cell, 's:v')
  const words = value === undefined ? '' : wordsOfXml(value)
  if (words === '') {
    if (kidOf(cell, 's:f') && type !== 'str') book.left.note('uncounted', where)
    return ''
  }
  if (type === 's') {
    const item = book.strings[Number(words)]
    return item === undefined ? '' : seen(item)
  }
  if (type === 'e') book.left.note('errors', where)
  if (type === 'b') return words === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return words.slice(0, 10)
  if (type !== 'n') return words
  const number = Number(words)
  if (!Number.isFinite(number)) return words
  return format === undefined ? plainNumber(number) : formatted(number, format.format, book.is1904)
}
