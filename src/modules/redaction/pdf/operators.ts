import type { Box, Matrix } from './geometry.ts'
import { type Token, Unsafe } from './lexer.ts'
import { type CodedGlyph, type Glyph, lengthsOf } from './text-state.ts'

export const PAINTING = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'n'])
export const BUILDING = new Set(['m', 'l', 'c', 'v', 'y', 're', 'h'])
/** They say what a part of the page is, for programs; their words may be those that were covered. */
export const MARKING = new Set(['BMC', 'BDC', 'EMC', 'MP', 'DP', 'BX', 'EX'])
export const AS_THEY_ARE = new Set([...'wJjMdiGgKk', 'ri', 'RG', 'rg', 'SC', 'sc'])
/** Operators that name a resource, and its kind. */
export const NAMING: Readonly<Record<string, string>> = { gs: 'ExtGState', CS: 'ColorSpace', cs: 'ColorSpace', SCN: 'Pattern', scn: 'Pattern', sh: 'Shading' }

/** The glyphs of a text operator, each with how many bytes its code takes. */
export function codedOf(items: readonly Token[], glyphs: readonly Glyph[]): CodedGlyph[] {
  const bytes = Buffer.concat(items.map((item) => (item.kind === 'string' ? item.bytes : new Uint8Array())))
  return lengthsOf(bytes, glyphs).map((length, i) => ({ length, glyph: glyphs[i] as Glyph })) // one length for each glyph
}

/** Takes the glyphs that fill so many bytes off the front. */
export function taken(coded: CodedGlyph[], bytes: number): CodedGlyph[] {
  const mine: CodedGlyph[] = []
  let left = bytes
  while (left > 0) {
    const next = coded.shift()
    if (next === undefined || next.length > left) throw new Unsafe('the codes of a text are not understood')
    mine.push(next)
    left -= next.length
  }
  return mine
}

export function numberOf(token: Token | undefined): number {
  if (token?.kind !== 'number') throw new Unsafe('a number is missing')
  return token.value
}
export function matrixOf(args: readonly Token[]): Matrix {
  const [a, b, c, d, e, f] = args.map(numberOf)
  if (f === undefined) throw new Unsafe('a matrix of fewer than six')
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f]
}

const PAGE_ROOM = 0.05 // of a picture, that may hang over the edge of the page
/** Whether more of a picture than a rim lies where nobody sees it. */
export function hangsOver(place: Box, page: Box): boolean {
  const [wide, high] = [place.width * PAGE_ROOM, place.height * PAGE_ROOM]
  return (
    place.x < page.x - wide ||
    place.y < page.y - high ||
    place.x + place.width > page.x + page.width + wide ||
    place.y + place.height > page.y + page.height + high
  )
}
