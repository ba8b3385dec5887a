import type { Unit } from './book.ts'

/** An amount in millionths of the unit its table is in: exact, for 0.1 + 0.2 is 0.3 in a budget. */
export type Amount = bigint
const DECIMALS = 6
const ONE = 1_000_000n

const NUMBER = /^([-−–△▲]?)[¥￥]?([-−–]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(亿元|万元|千元|元)?$/
const NIL = /^[-−–—―/]+$/

/** What a cell says: an amount and to how many decimals; null for a dash, which is nought; undefined for words. */
export type Said = { readonly amount: Amount; readonly decimals: number; readonly unit?: Unit }

/** Reads what accountants write: 1,234.50, （5.00） and △5 for less than nought, full-width digits, numbers kept as text. */
export function readAmount(text: string): Said | null | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (plain === '' || NIL.test(plain)) return plain === '' ? undefined : null
  const inBrackets = /^\((.+)\)$/.exec(plain)?.[1]
  const [, before, after, whole, part = '', unit] = NUMBER.exec(inBrackets ?? plain) ?? []
  if (whole === undefined) return undefined
  const digits = BigInt(whole.replaceAll(',', '')) * ONE + BigInt(part.slice(0, DECIMALS).padEnd(DECIMALS, '0'))
  const isLess = (before !== '') !== (after !== '') || (inBrackets !== undefined && before === '' && after === '')
  return { amount: isLess ? -digits : digits, decimals: Math.min(part.length, DECIMALS), ...(unit !== undefined && { unit: unit as Unit }) } // one of the four the pattern has
}

const NUMERAL = '零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾'
const IN_WORDS = new RegExp(`^(?:人民币)?[约负]?[${NUMERAL}百千万亿佰仟点元圆角分整正]*[${NUMERAL}][${NUMERAL}百千万亿佰仟点元圆角分整正]*$`)
const IN_PIECES = /^[-−–△▲(]?约?[¥￥]?\d(?:[\d,.。、'’·]*\d)?(?:[百千万亿]|亿元|万元|千元|元)?\)?$/
const DAY = /^(?:19|20)\d\d[.、]\d{1,2}[.、]\d{1,2}$/

/** What somebody meant as a number and no program can read for sure: 五十, 1,50.00, 100万. `pieces` in other signs than points, which also divide numbers of sections. */
export function unreadNumber(text: string): 'words' | 'pieces' | 'points' | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (readAmount(text) !== undefined || DAY.test(plain)) return undefined
  if (IN_WORDS.test(plain)) return 'words'
  return IN_PIECES.test(plain) ? (/^[\d.]+$/.test(plain) ? 'points' : 'pieces') : undefined
}

export const sizeOf = (amount: Amount): Amount => (amount < 0n ? -amount : amount)
export const sum = (amounts: Iterable<Amount>): Amount => {
  let all = 0n
  for (const one of amounts) all += one
  return all
}

const YUAN: Readonly<Record<Unit, bigint>> = { 元: 1n, 千元: 1_000n, 万元: 10_000n, 亿元: 100_000_000n }
/** The same amount in another unit, cut to millionths; tables in different units are compared so. */
export const converted = (amount: Amount, from: Unit, to: Unit): Amount => (amount * YUAN[from]) / YUAN[to]

/** `1,234.50`: with at least these decimals, and all that are not nought. */
export function amountText(amount: Amount, decimals: number): string {
  const size = sizeOf(amount)
  const part = String(size % ONE)
    .padStart(DECIMALS, '0')
    .replace(/0+$/, '')
    .padEnd(decimals, '0')
  const whole = String(size / ONE).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${amount < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
}

/** Half of the last decimal that is printed: what rounding may add to or take from one figure. */
export const halfOf = (decimals: number): Amount => 5n * 10n ** BigInt(Math.max(0, DECIMALS - decimals - 1))
/** What the sum of n figures rounded to these decimals may be out by; figures in yuan and fen are not rounded. */
export function roundingOf(n: number, decimals: number, unit: Unit | null): Amount {
  if (decimals >= DECIMALS || (unit === '元' && decimals >= 2)) return 0n
  return halfOf(decimals) * BigInt(n)
}
