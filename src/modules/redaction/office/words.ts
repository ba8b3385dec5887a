import { compared } from '../pdf/lines.ts'

/** What covers a letter in a file whose letters flow. */
export const COVER = '■'
/** Words this long are looked for beyond the end of a paragraph as well; shorter ones would be put together by chance. */
export const LONG = 6

/** Where any of the words stand in a text, as places of its letters; and how many letters each word took. */
export function placesOf(text: string, words: readonly string[]): { readonly gone: ReadonlySet<number>; readonly taken: readonly number[] } {
  const plain = compared(text)
  const gone = new Set<number>()
  const taken = words.map((word) => {
    const wanted = compared(word).text
    const own = new Set<number>()
    if (wanted !== '')
      for (let at = plain.text.indexOf(wanted); at >= 0; at = plain.text.indexOf(wanted, at + 1))
        for (const place of plain.places.slice(at, at + wanted.length)) own.add(place)
    for (const place of own) gone.add(place)
    return own.size
  })
  return { gone, taken }
}

/** Pieces of one text, each covered where the words stand, wherever the pieces are cut. */
export function coverPieces(pieces: readonly string[], words: readonly string[], count: (word: number, letters: number) => void): string[] {
  const { gone, taken } = placesOf(pieces.join(''), words)
  for (const [i, letters] of taken.entries()) count(i, letters)
  if (gone.size === 0) return [...pieces]
  let at = 0
  return pieces.map((piece) => {
    let out = ''
    for (const sign of piece) {
      const isGone = Array.from({ length: sign.length }, (_, i) => gone.has(at + i)).some(Boolean)
      out += isGone ? COVER : sign
      at += sign.length
    }
    return out
  })
}

export const says = (text: string, words: readonly string[]): boolean => {
  const plain = compared(text).text
  return words.some((word) => plain.includes(compared(word).text))
}
