import { type Amount, amountText, roundingOf, sizeOf, sum } from './amount.ts'
import type { Figure, Grid } from './grid.ts'

/** What checking a table says of one figure. */
export type Finding = {
  /** Which figure, which rule, by how much: a reason written for it holds no longer when the figure changes. */
  readonly key: string
  /** `wrong` wants mending or a reason; `rounding` is what rounding explains; `note` is to be known. */
  readonly level: 'wrong' | 'rounding' | 'note'
  readonly sheet: string
  /** `C12` */
  readonly cell: string
  readonly says: string
  readonly counts: string
  readonly difference: string
  /** The whole of it, in a sentence for whoever publishes and whoever reads. */
  readonly sentence: string
}
/** What was looked at, and what was found. */
export type Checked = { readonly done: number; readonly findings: readonly Finding[] }
export const nothing: Checked = { done: 0, findings: [] }
export const together = (all: readonly Checked[]): Checked => ({
  done: all.reduce((n, { done }) => n + done, 0),
  findings: all.flatMap(({ findings }) => findings),
})

/** `B5、B7、B9`; `B5 至 B11` where there are many. */
const cellsText = (cells: readonly string[]): string => (cells.length > 4 ? `${cells[0]} 至 ${cells.at(-1)} 等 ${cells.length} 格` : cells.join('、'))

type Rule = 'rows' | 'columns' | 'sides' | 'year' | 'sangong' | 'across' | 'part'
type Sum = { readonly grid: Grid; readonly rule: Rule; readonly what: string; readonly total: Figure; readonly parts: readonly Figure[] }

/** A total against the parts it is printed with; nothing where all of them are empty. */
export function compareSum({ grid, rule, what, total, parts }: Sum): Checked {
  if ([total, ...parts].some(({ unread }) => unread !== undefined)) return nothing
  if (parts.length === 0 || (total.isEmpty && parts.every(({ isEmpty }) => isEmpty))) return nothing
  const counted = sum(parts.map(({ amount }) => amount))
  return compared(grid, rule, {
    what,
    at: total.at,
    says: total.amount,
    counts: counted,
    how: `按 ${cellsText(parts.map(({ at }) => at))} 相加`,
    // A nought is printed where there is nothing: it hides no rounding.
    rounded: parts.filter(({ amount }) => amount !== 0n).length,
    isSum: true,
    isEmpty: total.isEmpty,
  })
}

type Pair = {
  readonly what: string
  readonly at: string
  readonly says: Amount
  readonly counts: Amount
  readonly how: string
  readonly rounded: number
  readonly isEmpty?: boolean
  /** Counted within one table: whole numbers that do not add up there show nothing that rounding could be told by. */
  readonly isSum?: boolean
  /** Where the other figure is printed to fewer decimals. */
  readonly decimals?: number
}
export function compared(
  grid: Grid,
  rule: Rule,
  { what, at, says, counts, how, rounded, isEmpty = false, isSum = false, decimals = grid.decimals }: Pair,
): Checked {
  const off = says - counts
  if (off === 0n) return { done: 1, findings: [] }
  const { name, unit } = grid.table
  const allowed = isSum && decimals === 0 ? 0n : roundingOf(rounded, decimals, unit)
  const level = sizeOf(off) <= allowed ? 'rounding' : 'wrong'
  const text = (amount: Amount) => `${amountText(amount, grid.decimals)}${unit ? ` ${unit}` : ''}`
  const written = isEmpty ? '没有填数' : `填的是 ${text(says)}`
  const explained =
    level === 'rounding'
      ? `；${rounded} 个数各自四舍五入到小数点后 ${decimals} 位，合起来最多可差 ${text(allowed)}，这一处在范围以内，不必改`
      : isSum && decimals === 0 && sizeOf(off) <= roundingOf(rounded + 1, 0, unit)
        ? '；表里的数都是整数，看不出是不是四舍五入造成的：改好，或者写明理由'
        : ''
  return {
    done: 1,
    findings: [
      {
        key: `${grid.table.n}:${at}:${rule}:${amountText(off, 0)}`,
        level,
        sheet: name,
        cell: at,
        says: isEmpty ? '' : text(says),
        counts: text(counts),
        difference: text(off),
        sentence: `“${name}”${at}：${what}${written}，${how}应为 ${text(counts)}，${off > 0n ? '多' : '少'} ${text(sizeOf(off))}${explained}。`,
      },
    ],
  }
}
