import { amountText, readAmount } from './amount.ts'
import { compareSum, compared, type Checked, type Finding, nothing, together } from './finding.ts'
import { type Figure, type Grid, type GridColumn, plainLabel, type Side } from './grid.ts'

const TOTAL = /^(?:合计|总计|小计|总额|本年合计|本年(?:收入|支出)(?:合计|小计)?)(?:\(.*\))?$/
const PART = /^其中|其中:/
const LESS = /增减|差额|变动|增加额|较上年/

type Node = { readonly name: string; readonly x: number | null; readonly inner: readonly Node[] }
/** Columns by the headings they share. */
function treeOf(columns: readonly GridColumn[], depth = 0, name = ''): Node {
  const groups: { name: string; columns: GridColumn[] }[] = []
  for (const column of columns) {
    const own = column.path[depth] ?? column.path.at(-1) ?? ''
    const last = groups.at(-1)
    if (last && last.name === own && column.path.length > depth + 1) last.columns.push(column)
    else groups.push({ name: own, columns: [column] })
  }
  return {
    name,
    x: null,
    inner: groups.map((group) => {
      const [only] = group.columns
      return group.columns.length === 1 && only ? { name: only.path.at(-1) ?? group.name, x: only.x, inner: [] } : treeOf(group.columns, depth + 1, group.name)
    }),
  }
}

const totalOf = (node: Node): Node | undefined => {
  const found = node.inner.filter((one) => one.x !== null && TOTAL.test(one.name))
  return found.length === 1 ? found[0] : undefined
}
/** The columns whose figures stand for a heading: its subtotal, or else all beneath it. */
function standFor(node: Node): readonly number[] {
  if (node.x !== null) return [node.x]
  const total = totalOf(node)
  return total ? standFor(total) : node.inner.filter(({ name }) => !PART.test(name)).flatMap(standFor)
}
function sumsIn(node: Node): readonly { readonly total: number; readonly parts: readonly number[]; readonly under: string }[] {
  const total = totalOf(node)
  const rest = node.inner.filter((one) => one !== total && !PART.test(one.name) && !LESS.test(one.name))
  const own = total?.x != null && rest.length > 1 ? [{ total: total.x, parts: rest.flatMap(standFor), under: node.name }] : []
  return [...own, ...node.inner.flatMap(sumsIn)]
}

/** In every row the column 合计 is the sum of the columns beside it, and 小计 of those beneath the same heading. */
export const checkColumns = (grid: Grid): Checked =>
  together(
    grid.sides.flatMap((side) => {
      const sums = sumsIn(treeOf(side.columns.filter(({ role }) => role === 'amount')))
      return side.rows.flatMap((row) =>
        sums.map(({ total, parts, under }) => {
          const figure = row.figures.get(total)
          const of = parts.map((x) => row.figures.get(x)).filter((one): one is Figure => one !== undefined)
          const name = plainLabel(row.label) || row.code || `第 ${row.y + 1} 行`
          return figure ? compareSum({ grid, rule: 'columns', what: `“${name}”的${under ? `“${under}”` : ''}合计`, total: figure, parts: of }) : nothing
        }),
      )
    }),
  )

const yearIn = (path: readonly string[]): number | undefined => {
  const words = path.join(' ')
  const [, year] = /(20\d\d)年?/.exec(words) ?? []
  if (year !== undefined) return Number(year)
  return /上年|去年/.test(words) ? 0 : /本年|当年|今年/.test(words) ? 9_999 : undefined
}

/** 增减额 is this year's figure less last year's, and 增减率 what it is of last year's. */
export const checkYears = (grid: Grid): Checked =>
  together(
    grid.sides.map((side) => {
      const less = columnNamed(side, 'amount')
      const share = grid.columns.find(({ role, path }) => role === 'share' && /增减|增长|比上年/.test(path.join()))
      const years = yearColumns(side)
      const [a, b] = years
      if (years.length !== 2 || !a || !b) return nothing
      return together(
        side.rows.map((row) => {
          const [last, now] = [row.figures.get(a.x), row.figures.get(b.x)]
          const off = less && row.figures.get(less.x)
          if (!last || !now || (last.isEmpty && now.isEmpty) || [last, now, off].some((one) => one?.unread !== undefined)) return nothing
          const name = plainLabel(row.label) || row.code || `第 ${row.y + 1} 行`
          const difference =
            off &&
            compared(grid, 'year', {
              what: `“${name}”的增减额`,
              at: off.at,
              says: off.amount,
              counts: now.amount - last.amount,
              how: `按 ${now.at} 减 ${last.at} `,
              rounded: 2,
              isSum: true,
              isEmpty: off.isEmpty,
            })
          return together([difference ?? nothing, share ? checkShare(grid, share.x, row.y, name, last, now) : nothing])
        }),
      )
    }),
  )
/** The column that stands for each year, the earlier first: the only one, or the total of several. */
function yearColumns(side: Side): readonly GridColumn[] {
  const columns = side.columns.filter(({ role, path }) => role === 'amount' && !LESS.test(path.join()) && yearIn(path) !== undefined)
  const years = [...new Set(columns.map(({ path }) => yearIn(path) ?? 0))].toSorted((a, b) => a - b)
  return years.flatMap((year) => {
    const own = columns.filter(({ path }) => yearIn(path) === year)
    return own.length === 1 ? own : own.filter(({ path }) => TOTAL.test(path.at(-1) ?? '')).slice(0, 1)
  })
}
const columnNamed = (side: Side, role: 'amount'): GridColumn | undefined => side.columns.find((one) => one.role === role && LESS.test(one.path.join()))

function checkShare(grid: Grid, x: number, y: number, name: string, last: Figure, now: Figure): Checked {
  const cell = grid.table.rows[grid.table.heads + y]?.[x]
  const said = readAmount((cell?.text ?? '').replace(/[%％]/g, ''))
  if (!cell || !said || last.amount === 0n) return nothing
  const counts = ((now.amount - last.amount) * 100_000_000n) / (last.amount < 0n ? -last.amount : last.amount)
  const off = said.amount - counts
  const allowed = 5n * 10n ** BigInt(Math.max(0, 5 - said.decimals)) + 1n
  if ((off < 0n ? -off : off) <= allowed) return { done: 1, findings: [] }
  const percent = (amount: bigint) => `${amountText((amount / 100n) * 100n, 0).replace(/(\.\d{4})\d+$/, '$1')}%`
  const finding: Finding = {
    key: `${grid.table.n}:${cell.at}:share:${amountText(off, 0)}`,
    level: 'wrong',
    sheet: grid.table.name,
    cell: cell.at,
    says: percent(said.amount),
    counts: percent(counts),
    difference: percent(off),
    sentence: `“${grid.table.name}”${cell.at}：“${name}”的增减比例填的是 ${percent(said.amount)}，按（${now.at} 减 ${last.at}）除以 ${last.at} 应为 ${percent(counts)}。`,
  }
  return { done: 1, findings: [finding] }
}
