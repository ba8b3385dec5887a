/** A token of a content stream. Numbers and names keep the letters they were written with, so that writing them again changes nothing. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly raw: string }
  | { readonly kind: 'name'; readonly value: string; readonly raw: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'list'; readonly items: readonly Token[] }
  | { readonly kind: 'other' }
/** An operator with what stands before it; an inline picture is one operator, kept as it is. */
export type Operation = { readonly name: string; readonly args: readonly Token[]; readonly picture?: Uint8Array }

/** Thrown when a page says something that cannot be rewritten safely; it is then redacted as a picture. */
export class Unsafe extends Error {}

const SPACE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITER = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)))
const isRegular = (code: number | undefined): boolean => code !== undefined && !SPACE.has(code) && !DELIMITER.has(code)
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const DEEPEST = 20
const code = (sign: string): number => sign.charCodeAt(0)

/** Reads a content stream (ISO 32000-1, 7.8.2) into its operators. Throws Unsafe for what is not by the book. */
export function readOperations(bytes: Uint8Array): Operation[] {
  const reader = new Reader(bytes)
  const operations: Operation[] = []
  let args: Token[] = []
  for (;;) {
    const token = reader.next()
    if (token === undefined) break
    if (typeof token !== 'string') args.push(token)
    else if (token === 'BI') {
      operations.push({ name: 'BI', args: [], picture: reader.inlinePicture() })
      args = []
    } else {
      operations.push({ name: token, args })
      args = []
    }
  }
  if (args.length > 0) throw new Unsafe('the content ends amid an operator')
  return operations
}

class Reader {
  private readonly bytes: Uint8Array
  private at = 0
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  private skip(): void {
    for (;;) {
      const now = this.bytes[this.at]
      if (now === undefined) return
      if (now === code('%')) while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++
      else if (!SPACE.has(now)) return
      else this.at++
    }
  }

  /** A token, an operator as a string, or undefined at the end. */
  next(depth = 0): Token | string | undefined {
    this.skip()
    const now = this.bytes[this.at]
    if (now === undefined) return undefined
    if (depth > DEEPEST) throw new Unsafe('too deep')
    if (now === code('/')) return this.name()
    if (now === code('(')) return { kind: 'string', bytes: this.literal() }
    if (now === code('[')) return this.list(depth)
    if (now === code('<')) return this.bytes[this.at + 1] === code('<') ? this.dictionary(depth) : { kind: 'string', bytes: this.hex() }
    if (DELIMITER.has(now)) throw new Unsafe('a delimiter out of place')
    const word = this.word()
    if (NUMBER.test(word)) return { kind: 'number', value: Number(word), raw: word }
    if (word === 'true' || word === 'false' || word === 'null') return { kind: 'other' }
    if (!/^[A-Za-z]{1,3}[0-9]?\*?$|^['"]$/.test(word)) throw new Unsafe(`not an operator: ${word.slice(0, 12)}`)
    return word
  }

  private word(): string {
    const from = this.at
    while (isRegular(this.bytes[this.at])) this.at++
    return Buffer.from(this.bytes.subarray(from, this.at)).toString('latin1')
  }

  private name(): Token {
    this.at++
    const raw = this.word()
    return { kind: 'name', raw, value: raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) }
  }

  private list(depth: number): Token {
    this.at++
    const items: Token[] = []
    for (;;) {
      this.skip()
      if (this.bytes[this.at] === code(']')) {
        this.at++
        return { kind: 'list', items }
      }
      const token = this.next(depth + 1)
      if (token === undefined || typeof token === 'string') throw new Unsafe('a list without end')
      items.push(token)
    }
  }

  /** Dictionaries stand only beside marked content, which is not taken over. */
  private dictionary(depth: number): Token {
    this.at += 2
    for (;;) {
      this.skip()
      if (this.bytes[this.at] === code('>') && this.bytes[this.at + 1] === code('>')) {
        this.at += 2
        return { kind: 'other' }
      }
      const token = this.next(depth + 1)
      if (token === undefined || typeof token === 'string') throw new Unsafe('a dictionary without end')
    }
  }

  private hex(): Uint8Array {
    this.at++
    let digits = ''
    for (;;) {
      const now = this.bytes[this.at++]
      if (now === undefined) throw new Unsafe('a string without end')
      if (now === code('>')) break
      const sign = String.fromCharCode(now)
      if (/[0-9a-fA-F]/.test(sign)) digits += sign
      else if (!SPACE.has(now)) throw new Unsafe('a bad hexadecimal string')
    }
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
  }

  private literal(): Uint8Array {
    this.at++
    const out: number[] = []
    let depth = 1
    for (;;) {
      const now = this.bytes[this.at++]
      if (now === undefined) throw new Unsafe('a string without end')
      if (now === code('\\')) this.escape(out)
      else if (now === code(')') && --depth === 0) return Uint8Array.from(out)
      else {
        if (now === code('(')) depth++
        if (now === 13) {
          out.push(10)
          if (this.bytes[this.at] === 10) this.at++
        } else out.push(now)
      }
    }
  }

  private escape(out: number[]): void {
    const now = this.bytes[this.at++]
    if (now === undefined) throw new Unsafe('a string without end')
    const sign = String.fromCharCode(now)
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[sign]
    if (plain !== undefined) out.push(plain)
    else if (/[0-7]/.test(sign)) {
      let octal = sign
      while (octal.length < 3 && /[0-7]/.test(String.fromCharCode(this.bytes[this.at] ?? 0))) octal += String.fromCharCode(this.bytes[this.at++] ?? 0)
      out.push(Number.parseInt(octal, 8) & 0xff)
    } else if (now === 13) {
      if (this.bytes[this.at] === 10) this.at++
    } else if (now !== 10) out.push(now)
  }

  /** From after BI to after EI, whose place only its surroundings tell. */
  inlinePicture(): Uint8Array {
    const from = this.at
    for (;;) {
      const token = this.next()
      if (token === undefined) throw new Unsafe('an inline picture without data')
      if (token === 'ID') break
      if (typeof token === 'string') throw new Unsafe('an inline picture without data')
    }
    for (this.at++; this.at + 2 < this.bytes.length + 1; this.at++) {
      const isEnd =
        SPACE.has(this.bytes[this.at] ?? 0) &&
        this.bytes[this.at + 1] === code('E') &&
        this.bytes[this.at + 2] === code('I') &&
        !isRegular(this.bytes[this.at + 3])
      const after = this.bytes.subarray(this.at + 3, this.at + 13)
      if (isEnd && after.every((one) => SPACE.has(one) || (one > 32 && one < 127))) {
        this.at += 3
        return this.bytes.subarray(from, this.at)
      }
    }
    throw new Unsafe('an inline picture without end')
  }
}

const escaped: Readonly<Record<number, string>> = { 40: '\\(', 41: '\\)', 92: '\\\\', 13: '\\r', 10: '\\n' }
/** A token as it is written into a content stream, one byte a letter. */
export function written(token: Token): string {
  switch (token.kind) {
    case 'number':
      return token.raw
    case 'name':
      return `/${token.raw}`
    case 'string':
      return `(${Array.from(token.bytes, (byte) => escaped[byte] ?? String.fromCharCode(byte)).join('')})`
    case 'list':
      return `[${token.items.map(written).join(' ')}]`
    case 'other':
      throw new Unsafe('a value that no operator takes')
  }
}

export const inNumber = (value: number): Token => {
  const raw = Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '')
  return { kind: 'number', value, raw: raw === '-0' ? '0' : raw }
}
