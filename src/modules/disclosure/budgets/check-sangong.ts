import { checkRows } from './check-rows.ts'
import { compareSum, type Checked, nothing, together } from './finding.ts'
import { type Figure, type Grid, plainLabel } from './grid.ts'

type Part = 'total' | 'abroad' | 'reception' | 'cars' | 'purchase' | 'running'
const BOTH = /购置[及和与、]|运行[及和与、]/

/** Which of the “三公” a heading names; 公务用车购置及运行费 is the whole of its two parts. */
export function partOf(name: string, group = ''): Part | undefined {
  const leaf = name.replace(/^其中:?/, '').replace(/^[(（]?[\d一二三四五六七八九十]+[)）.．、]/, '')
  if (/出国|出境/.test(leaf)) return 'abroad'
  if (/接待/.test(leaf)) return 'reception'
  if (/运行/.test(leaf) && !BOTH.test(leaf)) return 'running'
  if (/购置/.test(leaf) && !BOTH.test(leaf)) return 'purchase'
  if (/公务用车|公车/.test(leaf)) return 'cars'
  if (!/^(?:合计|总计|小计|总额)|三公.*(?:合计|经费|支出)|经费(?:合计|支出)$/.test(leaf)) return undefined
  return /公务用车|公车/.test(group) ? 'cars' : 'total'
}

const WHAT = { total: '“三公”经费合计', cars: '公务用车购置及运行费' } as const
const SUMS = [
  { of: 'total', parts: ['abroad', 'cars', 'reception'] },
  { of: 'cars', parts: ['purchase', 'running'] },
] as const

/** “三公” is 因公出国（境） + 公务用车购置及运行 + 公务接待, and the cars are 购置 + 运行; printed across or down. */
export function checkSangong(grid: Grid): Checked {
  return together(
    grid.sides.map((side) =>
      side.columns.filter(({ path }) => partOf(path.at(-1) ?? '') !== undefined).length >= 3
        ? together([across(grid, side), checkRows(grid)])
        : down(grid, side),
    ),
  )
}

type Of = Partial<Record<Part, Figure>>
function check(grid: Grid, of: Of, where: string): Checked {
  return together(
    SUMS.map(({ of: whole, parts }) => {
      const total = of[whole]
      const figures = parts.map((part) => of[part]).filter((one): one is Figure => one !== undefined)
      return total && figures.length === parts.length ? compareSum({ grid, rule: 'sangong', what: `${where}${WHAT[whole]}`, total, parts: figures }) : nothing
    }),
  )
}

function across(grid: Grid, side: Grid['sides'][number]): Checked {
  const groups = new Map<string, { part: Part; x: number }[]>()
  for (const { x, path, role } of side.columns) {
    const part = role === 'amount' ? partOf(path.at(-1) ?? '', path.slice(0, -1).join('')) : undefined
    if (part === undefined) continue
    const key = path.filter((piece) => partOf(piece) === undefined).join(' ')
    groups.set(key, [...(groups.get(key) ?? []), { part, x }])
  }
  return together(
    side.rows.flatMap((row) =>
      [...groups].map(([key, columns]) => {
        const of: Of = {}
        for (const { part, x } of columns) {
          const figure = row.figures.get(x)
          if (figure) of[part] = figure
        }
        return check(
          grid,
          of,
          [plainLabel(row.label), key]
            .filter((one) => one !== '')
            .map((one) => `“${one}”`)
            .join(''),
        )
      }),
    ),
  )
}

function down(grid: Grid, side: Grid['sides'][number]): Checked {
  return together(
    side.columns
      .filter(({ role }) => role === 'amount')
      .map(({ x, path }) => {
        const of: Of = {}
        for (const row of side.rows) {
          const part = partOf(plainLabel(row.label))
          const figure = row.figures.get(x)
          if (part !== undefined && figure && of[part] === undefined) of[part] = figure
        }
        return check(grid, of, path.at(-1) ? `“${path.at(-1)}”的` : '')
      }),
  )
}
