import { Converter } from 'opencc-js/t2cn'

const UNITS = 65_536
const toSimplified = Converter({ from: 't', to: 'cn' })
const table = new Uint16Array(UNITS)

function foldedUnit(unit: number): number {
  const plain = String.fromCharCode(unit).normalize('NFKC').toLowerCase()
  const simple = plain.length === 1 ? toSimplified(plain) : plain
  return simple.length === 1 ? simple.charCodeAt(0) : unit
}

/**
 * A text as it is searched: full-width as half-width, capitals small, traditional simplified. One character for one, so that a place in it
 * is the place in the text.
 */
export function fold(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const known = table[unit] || foldedUnit(unit)
    table[unit] = known
    units[i] = known
  }
  let out = ''
  for (let from = 0; from < units.length; from += 8_192) out += String.fromCharCode(...units.subarray(from, from + 8_192))
  return out
}
