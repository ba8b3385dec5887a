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
  let out = ''
  let from = 0
  // Most texts are as they are searched: what stays is copied in one piece.
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const folded = table[unit] || foldedUnit(unit)
    table[unit] = folded
    if (folded === unit) continue
    out += text.slice(from, i) + String.fromCharCode(folded)
    from = i + 1
  }
  return from === 0 ? text : out + text.slice(from)
}
