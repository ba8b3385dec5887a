/** Tables that tell which letters a font has, and that a font of numbered glyphs does not need. */
const TELLING = new Set(['cmap', 'post', 'name', 'GSUB', 'GPOS', 'GDEF', 'DSIG', 'meta'])
const MORE_PARTS = 0x20

/**
 * A TrueType font with every outline wiped that is not among `glyphs`; their parts stay. Undefined where it is not by the book.
 */
export function blankTrueType(font: Uint8Array, glyphs: ReadonlySet<number>): Uint8Array | undefined {
  const out = Buffer.from(font)
  try {
    const tables = new Map<string, { readonly at: number; readonly length: number }>()
    for (let i = 0; i < out.readUInt16BE(4); i++) {
      const entry = 12 + i * 16
      tables.set(out.toString('latin1', entry, entry + 4), { at: out.readUInt32BE(entry + 8), length: out.readUInt32BE(entry + 12) })
    }
    const [head, maxp, loca, glyf] = ['head', 'maxp', 'loca', 'glyf'].map((name) => tables.get(name))
    if (!head || !maxp || !loca || !glyf) return undefined
    const count = out.readUInt16BE(maxp.at + 4)
    const isLong = out.readInt16BE(head.at + 50) === 1
    const placeOf = (glyph: number): number => (isLong ? out.readUInt32BE(loca.at + glyph * 4) : out.readUInt16BE(loca.at + glyph * 2) * 2)
    const kept = withParts(glyphs, count, (glyph) => out.subarray(glyf.at + placeOf(glyph), glyf.at + placeOf(glyph + 1)))
    for (let glyph = 0; glyph < count; glyph++) if (!kept.has(glyph)) out.fill(0, glyf.at + placeOf(glyph), glyf.at + placeOf(glyph + 1))
    for (const [name, { at, length }] of tables) if (TELLING.has(name)) out.fill(0, at, at + length)
    return out
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Letters may be put together of others. */
function withParts(glyphs: ReadonlySet<number>, count: number, outlineOf: (glyph: number) => Buffer): Set<number> {
  const kept = new Set<number>()
  const waiting = [...glyphs]
  for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
    if (glyph >= count || kept.has(glyph)) continue
    kept.add(glyph)
    const outline = outlineOf(glyph)
    if (outline.length < 10 || outline.readInt16BE(0) >= 0) continue
    for (let at = 10, flags = MORE_PARTS; (flags & MORE_PARTS) !== 0; ) {
      flags = outline.readUInt16BE(at)
      waiting.push(outline.readUInt16BE(at + 2))
      at += 4 + ((flags & 1) !== 0 ? 4 : 2) + ((flags & 8) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0)
    }
  }
  return kept
}

const END_CHAR = 14
const ROS = 1230
const CHARSET = 15
const CHARSTRINGS = 17

/** A bare CFF font of numbered glyphs with every outline wiped whose number is not among `cids`. Undefined where it is not by the book. */
export function blankCff(font: Uint8Array, cids: ReadonlySet<number>): Uint8Array | undefined {
  const out = Buffer.from(font)
  try {
    const names = indexAt(out, out[2] ?? 4)
    const tops = indexAt(out, names.end)
    const [from, to] = tops.places[0] ?? [0, 0]
    const top = dictOf(out.subarray(from, to))
    const strings = top.get(CHARSTRINGS)
    if (strings === undefined) return undefined
    const shapes = indexAt(out, strings).places
    const numbers = top.has(ROS) ? charsetOf(out, top.get(CHARSET) ?? 0, shapes.length) : shapes.map((_, glyph) => glyph)
    if (numbers === undefined) return undefined
    for (const [glyph, [start, end]] of shapes.entries()) {
      if (glyph === 0 || cids.has(numbers[glyph] ?? -1) || end <= start) continue
      out.fill(0, start, end)
      out[start] = END_CHAR
    }
    return out
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function indexAt(font: Buffer, at: number): { readonly places: readonly (readonly [number, number])[]; readonly end: number } {
  const count = font.readUInt16BE(at)
  if (count === 0) return { places: [], end: at + 2 }
  const size = font.readUInt8(at + 2)
  const offset = (i: number): number => font.readUIntBE(at + 3 + i * size, size)
  const base = at + 3 + (count + 1) * size - 1
  return { places: Array.from({ length: count }, (_, i) => [base + offset(i), base + offset(i + 1)] as const), end: base + offset(count) }
}

/** The last number before each operator; two-byte operators are 1200 and more. */
function dictOf(bytes: Buffer): Map<number, number> {
  const found = new Map<number, number>()
  let last = 0
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.readUInt8(at)
    if (first === 12) {
      found.set(1200 + bytes.readUInt8(at + 1), last)
      at += 2
    } else if (first <= 21) {
      found.set(first, last)
      at += 1
    } else if (first === 28) {
      last = bytes.readInt16BE(at + 1)
      at += 3
    } else if (first === 29) {
      last = bytes.readInt32BE(at + 1)
      at += 5
    } else if (first === 30) {
      for (at += 1; (bytes.readUInt8(at) & 0xf) !== 0xf; ) at++
      at += 1
    } else if (first <= 246) {
      last = first - 139
      at += 1
    } else {
      last = first <= 250 ? (first - 247) * 256 + bytes.readUInt8(at + 1) + 108 : -(first - 251) * 256 - bytes.readUInt8(at + 1) - 108
      at += 2
    }
  }
  return found
}

function charsetOf(font: Buffer, at: number, count: number): number[] | undefined {
  if (at <= 2) return undefined
  const format = font.readUInt8(at)
  const numbers = [0]
  if (format === 0) for (let i = 1; i < count; i++) numbers.push(font.readUInt16BE(at + 1 + (i - 1) * 2))
  else {
    const step = format === 1 ? 3 : 4
    for (let place = at + 1; numbers.length < count; place += step) {
      const first = font.readUInt16BE(place)
      const more = step === 3 ? font.readUInt8(place + 2) : font.readUInt16BE(place + 2)
      for (let i = 0; i <= more && numbers.length < count; i++) numbers.push(first + i)
    }
  }
  return numbers
}
