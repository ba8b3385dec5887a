import { compareSum, type Checked, nothing, together } from './finding.ts'
import type { Figure, Grid, Side, SideRow } from './grid.ts'
import { plainLabel } from './grid.ts'

const TOTAL = /(?:合计|总计|小计)$/
const PART = /^其中|^#/
const isTotal = ({ label, code }: SideRow): boolean => code === null && TOTAL.test(plainLabel(label))

/** 合计 and the sums of classes, in a side whose rows bear codes, or whose rows are numbered as an outline. */
export function checkRows(grid: Grid): Checked {
  const coded = grid.sides.filter((side) => side.rows.filter(({ code }) => code !== null).length > 1)
  if (coded.length > 1 && coded.length === grid.sides.length) return together(sumsBesides(grid, coded))
  return together(grid.sides.map((side) => (coded.includes(side) ? codedSums(grid, side) : outlineSums(grid, side))))
}

const columnsOf = (side: Side) => side.columns.filter(({ role }) => role === 'amount')
const named = (row: SideRow): string => `“${plainLabel(row.label) || row.code || '合计'}”`

function compareRows(grid: Grid, side: Side, total: SideRow, parts: readonly SideRow[], isDetail = false): Checked {
  const columns = columnsOf(side)
  return together(
    columns.map(({ x, path }) => {
      const figure = total.figures.get(x)
      const under = columns.length > 1 && path.length > 0 ? `的“${path.at(-1)}”` : ''
      const of = parts.map(({ figures }) => figures.get(x)).filter((one): one is Figure => one !== undefined)
      // A class whose parts are all left empty is printed without detail.
      if (isDetail && of.every(({ isEmpty }) => isEmpty)) return nothing
      return figure ? compareSum({ grid, rule: 'rows', what: `${named(total)}${under}`, total: figure, parts: of }) : nothing
    }),
  )
}

/** 类 is the sum of its 款, 款 of its 项 (functions 201, 20103, 2010301; kinds of spending 301, 30101); 合计 is the sum of those that stand under nothing. */
function codedSums(grid: Grid, side: Side): Checked {
  const rows = side.rows.filter((row): row is SideRow & { code: string } => row.code !== null)
  // The same code twice is a list by units: whose parts they are cannot be told from the code.
  if (new Set(rows.map(({ code }) => code)).size < rows.length) return nothing
  const parentOf = (code: string) =>
    rows
      .filter((row) => row.code !== code && code.startsWith(row.code))
      .reduce<string | null>((best, row) => (best === null || row.code.length > best.length ? row.code : best), null)
  const childrenOf = (parent: string | null) => rows.filter(({ code }) => parentOf(code) === parent)
  const totals = side.rows.filter(isTotal)
  return together([
    ...(totals.length === 1 && totals[0] ? [compareRows(grid, side, totals[0], childrenOf(null))] : []),
    ...rows.map((row) => compareRows(grid, side, row, childrenOf(row.code))),
  ])
}

/** 人员经费 are wages and subsidies to persons; all else is 公用经费 (政府收支分类科目 of 部门预算支出经济分类). */
const PERSONS = ['301', '303']
/** One list of codes printed in columns beside one another: its totals are of all of them. */
function sumsBesides(grid: Grid, sides: readonly Side[]): readonly Checked[] {
  const roots = sides.flatMap((side) => side.rows.filter(({ code }) => code?.length === 3).map((row) => ({ row, figure: row.figures.values().next().value })))
  const of = (isIn: (code: string) => boolean) => roots.flatMap(({ row, figure }) => (figure && isIn(row.code ?? '') ? [figure] : []))
  const all = [...new Set(sides.flatMap((side) => side.rows.map(({ y }) => y)))]
  const totals = all.flatMap((y) => {
    const line = sides.map((side) => side.rows.find((row) => row.y === y))
    return line.flatMap((row, i) => {
      const figure = line
        .slice(i)
        .flatMap((one) => [...(one?.figures.values() ?? [])])
        .find(({ isEmpty }) => !isEmpty)
      if (!row || !isTotal(row) || !figure) return []
      const label = plainLabel(row.label)
      const parts = of((code) => (label.startsWith('人员') ? PERSONS.includes(code) : label.startsWith('公用') ? !PERSONS.includes(code) : true))
      return [compareSum({ grid, rule: 'rows', what: named(row), total: figure, parts })]
    })
  })
  return [...sides.map((side) => codedSums(grid, { ...side, rows: side.rows.filter((row) => !isTotal(row)) })), ...totals]
}

const LEVELS = [/^[一二三四五六七八九十]+、/, /^[(（][一二三四五六七八九十]+[)）]/, /^\d+[.．、]/, /^[(（]\d+[)）]/]
const levelOf = (label: string): number => LEVELS.findIndex((level) => level.test(label)) + 1
const isNamed = (row: SideRow): boolean => plainLabel(row.label) !== ''

/** Rows numbered 一、（一）1.: each is the sum of what stands beneath it, and a total the sum of what stands above. */
function outlineSums(grid: Grid, side: Side): Checked {
  const rows = side.rows.filter(isNamed)
  const beneath = rows.map((row, i) => compareRows(grid, side, row, childrenIn(rows, i), true))
  return together([...beneath, ...totalsOf(rows).map(({ total, parts }) => compareRows(grid, side, total, parts))])
}

/** What stands beneath a numbered row, one level down; what is only a part of it (其中) does not add up to it. */
function childrenIn(rows: readonly SideRow[], at: number): SideRow[] {
  const level = levelOf(plainLabel(rows[at]?.label ?? ''))
  if (level === 0) return []
  const beneath: SideRow[] = []
  for (const row of rows.slice(at + 1)) {
    const own = levelOf(plainLabel(row.label))
    if (isTotal(row) || (own > 0 && own <= level)) break
    if (PART.test(plainLabel(row.label))) break
    if (own > level) beneath.push(row)
  }
  const first = Math.min(...beneath.map((row) => levelOf(plainLabel(row.label))))
  return beneath.filter((row) => levelOf(plainLabel(row.label)) === first)
}

/** A total is the total before it and the top rows since; rows that follow 其中 up to the next numbered one are part of another. */
function totalsOf(rows: readonly SideRow[]): readonly { readonly total: SideRow; readonly parts: readonly SideRow[] }[] {
  const found: { total: SideRow; parts: SideRow[] }[] = []
  let since: SideRow[] = []
  const isLeading = rows[0] !== undefined && isTotal(rows[0])
  for (const row of rows) {
    if (!isTotal(row)) {
      since.push(row)
      continue
    }
    const before = found.at(-1)?.total
    if (!isLeading) found.push({ total: row, parts: [...(before ? [before] : []), ...topOf(since)] })
    since = []
  }
  if (isLeading && rows[0] && rows.filter(isTotal).length === 1) found.push({ total: rows[0], parts: topOf(since) })
  return found
}

function topOf(rows: readonly SideRow[]): SideRow[] {
  const levels = rows.map((row) => levelOf(plainLabel(row.label))).filter((level) => level > 0)
  const top = Math.min(...levels)
  let isPart = false
  return rows.filter((row) => {
    const level = levelOf(plainLabel(row.label))
    isPart = PART.test(plainLabel(row.label)) || (isPart && level === 0)
    return !isPart && (levels.length > 0 ? level === top : true)
  })
}

/** The rows of a side that are its totals: 本年收入合计, 收入总计. */
export const totalRows = (side: Side): readonly SideRow[] => side.rows.filter(isTotal)
