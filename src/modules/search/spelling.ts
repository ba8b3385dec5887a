const SHORTEST_SLIP = 3 // of two characters, one wrong one leaves nothing to know the word by; its sound does

/** A word, and it with each of its characters left out: two words share one of these when a slip of the hand lies between them. */
export function formsOf(word: string): readonly string[] {
  const letters = [...word]
  if (letters.length < SHORTEST_SLIP - 1) return [word]
  const shorter = letters.map((_, i) => letters.toSpliced(i, 1).join('')).filter((one) => one.length > 1)
  return [...new Set([word, ...shorter])]
}

/** Whether one is the other with one character wrong, missing, too many, or two of them swapped. */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short === long || long.length - short.length > 1 || long.length < SHORTEST_SLIP - 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  if (short.length < long.length) return short.length >= SHORTEST_SLIP - 1 && short.slice(i) === long.slice(i + 1)
  const swapped = short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2)
  return swapped || (long.length >= SHORTEST_SLIP && short.slice(i + 1) === long.slice(i + 1))
}

/** A sound as the ear tells it, not the hand: zh, ch, sh as z, c, s, and the nasals at a syllable's end as one. */
export const heard = (sound: string): string =>
  sound
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/([zcs])h/g, '$1')
    .replace(/ng(?![aeiouv])/g, 'n')
