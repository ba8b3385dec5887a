import { type Amount, converted, readAmount, unreadNumber } from './amount.ts'
import type { BookCell, BookTable } from './book.ts'

/** What a column holds: names, codes, amounts that add up, shares, or what is not added. */
export type Role = 'label' | 'code' | 'amount' | 'share' | 'other'
export type GridColumn = { readonly x: number; readonly path: readonly string[]; readonly role: Role }
export type Figure = {
  readonly at: string
  readonly amount: Amount
  readonly isEmpty: boolean
  /** What its cell says is meant as a number and cannot be read: no sum it stands in can be counted. */
  readonly unread?: string
}
/** A row below the headings, in one side of a table: income at the left and spending at the right are two. */
export type SideRow = { readonly y: number; readonly label: string; readonly code: string | null; readonly figures: ReadonlyMap<number, Figure> }
export type Side = { readonly columns: readonly GridColumn[]; readonly rows: readonly SideRow[] }
export type Grid = { readonly table: BookTable; readonly decimals: number; readonly columns: readonly GridColumn[]; readonly sides: readonly Side[] }

export const plainLabel = (text: string): string => text.normalize('NFKC').replace(/[\s"'“”]/g, '')

/** The cell seen at each place, under merged cells too. */
function coverOf(rows: BookTable['rows']): (BookCell | null)[][] {
  const places: (BookCell | null)[][] = rows.map((row) => [...row])
  rows.forEach((row, y) => {
    row.forEach((cell, x) => {
      if (!cell || (cell.rows === 1 && cell.cols === 1)) return
      for (let down = 0; down < cell.rows; down++)
        for (let right = 0; right < cell.cols; right++) {
          const line = places[y + down]
          if (line && x + right < line.length) line[x + right] = cell
        }
    })
  })
  return places
}

/** What stands above a column, from the top; a heading left empty beside one that names a group belongs to it. */
function pathOf(cover: readonly (readonly (BookCell | null)[])[], heads: number, x: number): string[] {
  const path: string[] = []
  for (let y = 0; y < heads; y++) {
    let text = plainLabel(cover[y]?.[x]?.text ?? '')
    const below = y + 1 < heads ? plainLabel(cover[y + 1]?.[x]?.text ?? '') : ''
    for (let left = x - 1; text === '' && below !== '' && y === 0 && left >= 0; left--) text = plainLabel(cover[y]?.[left]?.text ?? '')
    if (text !== '' && text !== path.at(-1) && !/^(?:栏次|\d+|\*+)$/.test(text)) path.push(text)
  }
  return path
}

const CODE = /编码|代码|编号|^(?:类|款|项)$/
const SHARE = /[%％]|比例|占比|百分比|率$|幅度/
const OTHER = /行次|栏次|序号|备注|说明|数量|人数|人次|批次|个数|台数|辆数|次数/
const MONEY = /金额|预算|决算|支出|收入|合计|小计|总计|经费|元|数$/
/** Functions and kinds of spending grow by two digits, units by three. */
const CODED = /^\d{3}(?:(?:\d{2}){0,2}|\d{3}|\d{6})$/

function roleOf(path: readonly string[], texts: readonly string[], x: number): Role {
  const leaf = path.at(-1) ?? ''
  if (OTHER.test(leaf)) return 'other'
  if (SHARE.test(leaf)) return 'share'
  if (CODE.test(leaf)) return 'code'
  const filled = texts.filter((text) => text !== '')
  if (x === 0 && filled.length > 0 && filled.filter((text) => CODED.test(text)).length * 2 > filled.length) return 'code'
  const figures = filled.filter((text) => readAmount(text) !== undefined)
  if (filled.length === 0) return /项目|科目|名称|^(?:收入|支出)$/.test(leaf) ? 'label' : 'amount'
  // Numbers that cannot be read make a column of amounts no column of words.
  const unread = x > 0 && (figures.length > 0 || MONEY.test(path.join())) ? filled.filter((text) => ['words', 'pieces'].includes(unreadNumber(text) ?? '')) : []
  return (figures.length + unread.length) * 2 >= filled.length ? 'amount' : 'label'
}

/** Columns side by side are one side until names begin again after amounts. */
function sidesOf(columns: readonly GridColumn[]): GridColumn[][] {
  const sides: GridColumn[][] = []
  let current: GridColumn[] = []
  for (const column of columns) {
    if ((column.role === 'label' || column.role === 'code') && current.some(({ role }) => role === 'amount')) {
      sides.push(current)
      current = []
    }
    current.push(column)
  }
  return [...sides, current].filter((side) => side.some(({ role }) => role === 'amount'))
}

/** 类、款、项 in columns of their own, or whole codes in one. */
function codeIn(texts: readonly string[]): string {
  let code = ''
  for (const text of texts) if (/^\d+$/.test(text)) code = text.startsWith(code) && text.length > 2 ? text : code + text
  return code
}

function rowOf(line: readonly (BookCell | null)[], y: number, side: readonly GridColumn[], table: BookTable): SideRow {
  const textsOf = (role: Role) => side.filter((column) => column.role === role).map(({ x }) => line[x]?.text ?? '')
  const words = [...textsOf('label'), ...textsOf('code').filter((text) => !/^\s*\d*\s*$/.test(text))].filter((text) => text.trim() !== '')
  const label = words.at(0) ?? ''
  const [, before = ''] = /^\s*\[?(\d{3}(?:\d{2}){0,2})\]?(?=\D|$)(?![.、．])/.exec(label.normalize('NFKC')) ?? []
  const code = codeIn(textsOf('code').map(plainLabel)) || before
  const figures = new Map<number, Figure>()
  for (const { x, role } of side) {
    const cell = line[x]
    if (role !== 'amount' || !cell) continue
    const said = readAmount(cell.text)
    if (said === undefined && unreadNumber(cell.text) !== undefined) figures.set(x, { at: cell.at, amount: 0n, isEmpty: true, unread: cell.text.trim() })
    if (said === undefined && cell.text.trim() !== '') continue
    const amount = said ? (said.unit && table.unit ? converted(said.amount, said.unit, table.unit) : said.amount) : 0n
    figures.set(x, { at: cell.at, amount, isEmpty: !said })
  }
  return { y, label, code: CODED.test(code) ? code : null, figures }
}

/** A table as figures: which columns add up, under which headings, and which rows stand in which side. */
export function gridOf(table: BookTable): Grid {
  const cover = coverOf(table.rows)
  const body = cover.slice(table.heads)
  const width = Math.max(0, ...cover.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, x): GridColumn => {
    const path = pathOf(cover, table.heads, x)
    return {
      x,
      path,
      role: roleOf(
        path,
        body.map((row) => plainLabel(row[x]?.text ?? '')),
        x,
      ),
    }
  })
  const sides = sidesOf(columns).map((side): Side => ({ columns: side, rows: table.rows.slice(table.heads).map((line, y) => rowOf(line, y, side, table)) }))
  const decimals = Math.max(
    0,
    ...columns
      .filter(({ role }) => role === 'amount')
      .flatMap(({ x }) => table.rows.slice(table.heads).map((row) => readAmount(row[x]?.text ?? '')?.decimals ?? 0)),
  )
  return { table, decimals, columns, sides }
}
