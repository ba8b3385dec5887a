import type { PlainDate } from '../../../kernel/plain-date.ts'

export const BASES = ['by_item', 'by_page'] as const
/** 按件 for any decision, or 按量 for what is actually supplied; one of them for a request, never both (信息处理费管理办法第三条). */
export type Basis = (typeof BASES)[number]
export const basisName = { by_item: '按件计收', by_page: '按量计收' } as const satisfies Record<Basis, string>
export const basisUnit = { by_item: '件', by_page: '页' } as const satisfies Record<Basis, string>

/** One band of a scale: up to this many, each costs so many yuan; null is without end. */
type Band = { readonly upTo: number | null; readonly yuan: number }
/** Prices in force from a day on; a new tariff is a new row, and a notice keeps that of its day. `itemStep`: past the last band, every so many more raise the price of each by so many yuan. */
export type Tariff = {
  readonly from: PlainDate
  readonly source: string
  readonly by_page: readonly Band[]
  readonly by_item: readonly Band[]
  readonly itemStep: { readonly every: number; readonly yuan: number }
}

/** The tariff in force on a day, of tariffs in the order of their days; undefined before there was one. */
export const tariffOn = <T extends Tariff>(day: PlainDate, tariffs: readonly T[]): T | undefined => tariffs.findLast(({ from }) => from <= day)

/** What the `nth` of a scale costs, in yuan. */
function priceOf(nth: number, { by_item, by_page, itemStep }: Tariff, basis: Basis): number {
  const bands = basis === 'by_item' ? by_item : by_page
  const band = bands.find(({ upTo }) => upTo === null || nth <= upTo)
  if (band) return band.yuan
  const last = bands.at(-1)
  const past = nth - (last?.upTo ?? 0) - 1
  return (last?.yuan ?? 0) + itemStep.yuan * (Math.floor(past / itemStep.every) + 1)
}

/**
 * Yuan for so many pages or items, of which `before` were already counted: the applicant's earlier requests of the same calendar month.
 * Progressive: each page or item has the price of its own place.
 */
export function feeOf(basis: Basis, quantity: number, before: number, tariff: Tariff): number {
  let sum = 0
  for (let nth = before + 1; nth <= before + quantity; nth++) sum += priceOf(nth, tariff, basis)
  return sum
}

/** The same told band by band, for the notice: `11至30件：20件 × 100元 = 2000元`. */
export function feeLines(basis: Basis, quantity: number, before: number, tariff: Tariff): readonly string[] {
  const unit = basisUnit[basis]
  const groups: { first: number; last: number; yuan: number }[] = []
  for (let nth = before + 1; nth <= before + quantity; nth++) {
    const yuan = priceOf(nth, tariff, basis)
    const open = groups.at(-1)
    if (open?.yuan === yuan) open.last = nth
    else groups.push({ first: nth, last: nth, yuan })
  }
  return groups.map(({ first, last, yuan }) => {
    const many = last - first + 1
    return `第${first}${last > first ? `至${last}` : ''}${unit}：${many}${unit} × ${yuan}元 = ${many * yuan}元`
  })
}
