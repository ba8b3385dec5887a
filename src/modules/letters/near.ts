/** How many characters must change to turn one word into the other. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = b.map((_, j) => j + 1)
  for (const [i, from] of a.entries()) {
    const next: number[] = []
    for (const [j, to] of b.entries())
      next.push(Math.min((next[j - 1] ?? i + 1) + 1, (row[j] ?? 0) + 1, (j === 0 ? i : (row[j - 1] ?? 0)) + (from === to ? 0 : 1)))
    row = next
  }
  return row.at(-1) ?? a.length
}

/** The known word most like this one; undefined when none is alike. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const own = [...word]
  const shares = (one: string) => [...one].filter((letter) => own.includes(letter)).length
  const ranked = known
    .map((one) => ({ one, far: distance(own, [...one]) - shares(one) / 10 }))
    .filter(({ one }) => shares(one) >= Math.min(2, own.length))
    .toSorted((a, b) => a.far - b.far)
  return ranked[0]?.one
}
