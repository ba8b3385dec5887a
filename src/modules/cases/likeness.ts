/** Letters and figures only: full and half width, capitals and punctuation say nothing of what is meant; nor does the mark of a sample. */
const plain = (text: string): string =>
  text
    .replace(/^（样例）/, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Neighbouring characters: Chinese has no spaces between its words, and most of its words are two characters long. */
export function pairsOf(text: string): ReadonlySet<string> {
  const letters = plain(text)
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters.slice(i, i + 2))
  return pairs
}

/** How telling a pair is: one that stands in every text of a kind says nothing. */
export type Telling = (pair: string) => number

/** Pairs by how few of these texts hold them; a pair that none holds is the most telling. */
export function tellingAmong(texts: readonly ReadonlySet<string>[]): Telling {
  const held = new Map<string, number>()
  for (const pairs of texts) for (const pair of pairs) held.set(pair, (held.get(pair) ?? 0) + 1)
  return (pair) => Math.log((texts.length + 1) / (held.get(pair) ?? 0.5))
}
const equally: Telling = () => 1

const weightOf = (pairs: Iterable<string>, telling: Telling): number => {
  let sum = 0
  for (const pair of pairs) sum += telling(pair)
  return sum
}
const sharedBy = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((pair) => b.has(pair))

/** How much two texts have in common, from 0 to 1: twice what they share over all of both (Dice). Texts of one character have nothing. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, telling: Telling = equally): number {
  const all = weightOf(a, telling) + weightOf(b, telling)
  return all === 0 ? 0 : (2 * weightOf(sharedBy(a, b), telling)) / all
}

/** How much of a text, from 0 to 1, is in another. */
export function coverage(text: ReadonlySet<string>, by: ReadonlySet<string>, telling: Telling): number {
  const all = weightOf(text, telling)
  return all === 0 ? 0 : weightOf(sharedBy(text, by), telling) / all
}

/** The words of a name that a text holds: runs of at least two characters between the name's own signs, the longest of each place. */
export function wordsShared(name: string, text: string): string[] {
  const pairs = pairsOf(text)
  const runsIn = (part: string): string[] => {
    const runs: string[] = []
    let run = ''
    for (let i = 0; i + 1 < part.length; i++) {
      const goes = pairs.has(part.slice(i, i + 2))
      if (goes) run = run === '' ? part.slice(i, i + 2) : run + part.charAt(i + 1)
      if (run !== '' && (!goes || i + 2 === part.length)) {
        runs.push(run)
        run = ''
      }
    }
    return runs
  }
  return [...new Set(name.split(/[^\p{L}\p{N}]+/u).flatMap((part) => runsIn(plain(part))))]
}
