import { converted, type Amount } from './amount.ts'
import { type FormKey, UNITS } from './book.ts'
import { totalRows } from './check-rows.ts'
import { compared, type Checked, nothing, together } from './finding.ts'
import { type Figure, type Grid, plainLabel, type Side, type SideRow } from './grid.ts'

/** A figure with the table it stands in. */
type Place = { readonly grid: Grid; readonly figure: Figure; readonly name: string }

const firstAmount = (side: Side): number | undefined => side.columns.find(({ role }) => role === 'amount')?.x
const placeIn = (grid: Grid, row: SideRow | undefined, x: number | undefined, name: string): Place | undefined => {
  const figure = row && x !== undefined ? row.figures.get(x) : undefined
  return figure && !figure.isEmpty ? { grid, figure, name: `“${grid.table.name}”${figure.at} 的${name}` } : undefined
}

/** The totals of a side: the last is the whole, the first that of the year. */
function totalsIn(grid: Grid, at: 0 | 1): { readonly whole: Place | undefined; readonly year: Place | undefined } {
  const side = grid.sides[at]
  if (!side) return { whole: undefined, year: undefined }
  const rows = totalRows(side)
  const year = rows.length > 1 ? rows[0] : side.rows.find(({ label }) => /本年(?:收入|支出)/.test(plainLabel(label)))
  const place = (row: SideRow | undefined) => placeIn(grid, row, firstAmount(side), plainLabel(row?.label ?? ''))
  return { whole: place(rows.at(-1)), year: place(year) }
}

/** The 合计 of a list of spending: the row 合计, under its first amount or under the heading that is asked. */
function listTotal(grid: Grid | undefined, under?: RegExp): Place | undefined {
  const side = grid?.sides[0]
  if (!grid || !side) return undefined
  const row = totalRows(side).at(-1)
  const columns = side.columns.filter(({ role }) => role === 'amount')
  const column = under
    ? columns.find(({ path }) => under.test(path.at(-1) ?? '') || (under.test(path.at(-2) ?? '') && /合计|小计/.test(path.at(-1) ?? '')))
    : columns[0]
  return placeIn(grid, row, column?.x, '合计')
}

/** The figure of a row or column of the table of financial appropriations for one kind of budget. */
function fiscalSpending(grid: Grid | undefined, kind: RegExp): readonly Place[] {
  const side = grid?.sides[1]
  const x = side?.columns.find(({ role, path }) => role === 'amount' && kind.test(path.at(-1) ?? ''))?.x
  if (!grid || !side || x === undefined) return []
  const rows = side.rows.filter((row) => totalRows(side).includes(row) || /本年支出/.test(plainLabel(row.label)))
  return rows.map((row) => placeIn(grid, row, x, `“${plainLabel(row.label)}”`)).filter((one): one is Place => one !== undefined)
}
function incomeOf(grid: Grid | undefined, kind: RegExp): Place | undefined {
  const side = grid?.sides[0]
  if (!grid || !side) return undefined
  const row = side.rows.find(({ label }) => kind.test(plainLabel(label)))
  return placeIn(grid, row, firstAmount(side), `“${plainLabel(row?.label ?? '')}”`)
}

/** The same figure in two tables: told at the one in the coarser unit; it may be any of those it is compared with. */
function same(what: string, here: Place | undefined, there: readonly (Place | undefined)[]): Checked {
  const others = there.filter((one): one is Place => one !== undefined)
  if (!here || others.length === 0) return nothing
  const all = others.map((other) => pair(what, here, other))
  return (
    all.find(({ findings }) => findings.length === 0) ?? all.find(({ findings }) => findings.every(({ level }) => level === 'rounding')) ?? all[0] ?? nothing
  )
}

function pair(what: string, here: Place, there: Place): Checked {
  const rank = ({ grid }: Place) => UNITS.indexOf(grid.table.unit ?? '元')
  const [at, other] = rank(here) >= rank(there) ? [here, there] : [there, here]
  const counts: Amount =
    at.grid.table.unit && other.grid.table.unit ? converted(other.figure.amount, other.grid.table.unit, at.grid.table.unit) : other.figure.amount
  const sameUnit = at.grid.table.unit === other.grid.table.unit
  const decimals = sameUnit ? Math.min(at.grid.decimals, other.grid.decimals) : at.grid.decimals
  return compared(at.grid, 'across', { what, at: at.figure.at, says: at.figure.amount, counts, how: `按${other.name}`, rounded: 1, decimals })
}

/** What the tables of one book say of the same thing. */
export function checkAcross(grids: readonly Grid[]): Checked {
  const of = (form: FormKey): Grid | undefined => grids.find(({ table }) => table.form === form)
  const [total, fiscal, general] = [of('total'), of('fiscal'), of('general')]
  const balances = [total, fiscal].map((grid) => {
    if (!grid || grid.sides.length < 2) return nothing
    return same('收入总计和支出总计应当相等，这里', totalsIn(grid, 1).whole, [totalsIn(grid, 0).whole])
  })
  const [income, spending] = total ? [totalsIn(total, 0), totalsIn(total, 1)] : []
  return together([
    ...balances,
    same('收入合计', listTotal(of('income')), [income?.whole, income?.year]),
    same('支出合计', listTotal(of('spending')), [spending?.whole, spending?.year]),
    same('一般公共预算拨款收入', incomeOf(fiscal, /一般公共预算/), [incomeOf(total, /一般公共预算/)]),
    same('政府性基金预算拨款收入', incomeOf(fiscal, /政府性基金/), [incomeOf(total, /政府性基金/)]),
    same('一般公共预算支出合计', listTotal(general), fiscalSpending(fiscal, /一般公共预算/)),
    same('政府性基金预算支出合计', listTotal(of('fund')), fiscalSpending(fiscal, /政府性基金/)),
    same('国有资本经营预算支出合计', listTotal(of('capital')), fiscalSpending(fiscal, /国有资本/)),
    same('一般公共预算基本支出合计', listTotal(of('basic')), [listTotal(general, /^基本支出/)]),
  ])
}
