import { findPrivate, type PrivateKind, privateName } from '../../kernel/release-gate.ts'

/** Something in a text that looks private, by its place in the text. */
export type Found = { readonly kind: string; readonly text: string; readonly from: number; readonly to: number }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] // GB 11643-1999, 5.1
const CHECKS = '10X98765432'

/** Whether eighteen signs are an identity number: the last one must follow from the others (GB 11643). */
export function isIdentityNumber(text: string): boolean {
  const plain = text.replace(/[^0-9Xx]/g, '').toUpperCase()
  if (!/^\d{17}[\dX]$/.test(plain)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(plain[i]), 0)
  return CHECKS[sum % 11] === plain[17]
}

/** Luhn's check, which card numbers of banks bear (GB/T 17552). */
export function isCardNumber(text: string): boolean {
  const plain = text.replace(/\D/g, '')
  const sum = [...plain].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return plain.length >= 12 && sum % 10 === 0
}

/** What of a text looks private, in its order; how sure that is stands in the kind. */
export function findHits(text: string): Found[] {
  return findPrivate(text).map(({ kind, from, to }) => {
    const said = text.slice(from, to).trim()
    const start = from + text.slice(from, to).indexOf(said)
    return { kind: kindOf(kind, said), text: said, from: start, to: start + said.length }
  })
}

function kindOf(kind: PrivateKind, said: string): string {
  const digits = said.replace(/[^0-9Xx]/g, '')
  if (digits.length === 18 && (kind === 'identity' || kind === 'card'))
    return isIdentityNumber(said) ? '身份证号码（校验相符）' : isCardNumber(said) ? '银行卡号（校验相符）' : '证件号码（校验不符，请核对）'
  if (kind === 'card') return isCardNumber(said) ? '银行卡号（校验相符）' : '长数字（可能是卡号、账号）'
  return privateName[kind]
}
