/**
 * A PDF without its properties (author, title, keywords, programs, days), by writing blanks over them where they stand in the clear: no byte
 * moves, so that every place the file points to stays right. An encrypted or signed file is left as it is: a blank would break it.
 */
export function blankInfo(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (/\/Encrypt\b|\/ByteRange\b/.test(text)) return bytes
  const out = Buffer.from(bytes)
  for (const [, number, generation] of text.matchAll(/\/Info\s+(\d+)\s+(\d+)\s+R/g)) {
    const head = new RegExp(`(?<![\\d.])${number}\\s+${generation}\\s+obj\\b`, 'g')
    for (const { index } of text.matchAll(head)) blankStrings(text, index, text.indexOf('endobj', index), out)
  }
  for (const { index } of text.matchAll(/<\?xpacket begin/g)) {
    const end = text.indexOf('<?xpacket end', index)
    if (end > index && end - index < LONGEST_PACKET) out.fill(0x20, index, end)
  }
  return new Uint8Array(out)
}
const LONGEST_PACKET = 1_000_000

/** Literal strings `( … )`, nested and escaped as the format lets them be, and `< … >` in hexadecimal; not the dictionary's own `<<`. */
function blankStrings(text: string, from: number, to: number, out: Buffer): void {
  let depth = 0
  let [hex, nth] = [false, 0]
  for (let at = from; at < to; at++) {
    const sign = text[at]
    if (depth > 0) {
      if (sign === '\\') {
        out[at] = 0x20
        at++
      } else if (sign === '(') depth++
      else if (sign === ')') depth--
      if (depth > 0) out[at] = 0x20
    } else if (hex) {
      if (sign === '>') hex = false
      else out[at] = 0x32 - 2 * (nth++ % 2) // "20" is a blank
    } else if (sign === '(') depth = 1
    else if (sign === '<' && text[at + 1] === '<') at++
    else if (sign === '<') [hex, nth] = [true, 0]
  }
}
