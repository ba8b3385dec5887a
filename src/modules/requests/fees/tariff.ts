import type { PlainDate } from '../../../kernel/plain-date.ts'

export const BASES = ['by_item', 'by_page'] as const
/** 按件 for any decision, or 按量 for what is actually supplied; one of them for a request, never both (信息处理费管理办法第三条). */
export type Basis = (typeof BASES)[number]
export const basisName = { by_item: '按件计收', by_page: '按量计收' } as const satisfies Record<Basis, string>
export const basisUnit = { by_item: '件', by_page: '页' } as const satisfies Record<Basis, string>

/** One band of a scale: up to this many, each costs so many yuan; null is without end. */
type Band = { readonly upTo: number | null; readonly yuan: number }
/** Prices in force from a day on. `perStep`: past the last band, every so many more raise the price of each by so many yuan. */
export type Tariff = {
  readonly from: PlainDate
  readonly source: string
  readonly by_page: readonly Band[]
  readonly by_item: readonly Band[]
  readonly itemStep: { readonly every: number; readonly yuan: number }
}

/** 政府信息公开信息处理费管理办法（国办函〔2020〕109号）, dated; a new tariff is a new row, and a notice keeps the row of its day. */
export const TARIFFS: readonly Tariff[] = [
  {
    from: '2021-01-01' as PlainDate, // 国办函〔2020〕109号：自2021年1月1日起施行
    source: '政府信息公开信息处理费管理办法（国办函〔2020〕109号）',
    by_item: [
      { upTo: 10, yuan: 0 }, // 国办函〔2020〕109号：同一申请人一个自然月内10件以下（含10件）不收费
      { upTo: 30, yuan: 100 }, // 国办函〔2020〕109号：11至30件的部分，100元/件
    ],
    itemStep: { every: 10, yuan: 100 }, // 国办函〔2020〕109号：31件以上的部分，以10件为一档，每增加一档收费标准提高100元/件
    by_page: [
      { upTo: 30, yuan: 0 }, // 国办函〔2020〕109号：30页以下（含30页）不收费
      { upTo: 100, yuan: 10 }, // 国办函〔2020〕109号：31至100页的部分，10元/页
      { upTo: 200, yuan: 20 }, // 国办函〔2020〕109号：101至200页的部分，20元/页
      { upTo: null, yuan: 40 }, // 国办函〔2020〕109号：201页以上的部分，40元/页
    ],
  },
]

/** The tariff in force on a day; undefined before there was one. */
export const tariffOn = (day: PlainDate, tariffs: readonly Tariff[] = TARIFFS): Tariff | undefined => tariffs.findLast(({ from }) => from <= day)

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
