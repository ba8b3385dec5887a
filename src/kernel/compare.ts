import { diffArrays } from 'diff'

/** A part of a line, and whether it is what came or went. */
export type Part = { readonly text: string; readonly mark: boolean }
/** A line of a comparison: what came, what went, or how much stayed. A line that was changed says which of its words. */
export type Compared = { readonly kind: 'added' | 'removed' | 'same'; readonly text: string; readonly parts?: readonly Part[] }

const MOST_LETTERS = 4_000 // longer lines are told whole
const LEAST_KEPT = 0.4 // of a line of which less stayed, another was written

/** What changed from one text to the next, by lines; stretches that stayed are told as how many. Pure. */
export function compare(before: string, after: string): readonly Compared[] {
  const changes = diffArrays(before.split('\n'), after.split('\n'))
  if (changes.every(({ added, removed }) => !added && !removed)) return []
  return changes.flatMap(({ added, removed, value }, i): readonly Compared[] => {
    if (!added && !removed) return [{ kind: 'same', text: `${value.length} 段没有变化` }]
    const next = changes[i + 1]
    const last = changes[i - 1]
    // Where lines went and others came in their place, they are compared one by one from the first.
    if (removed) return value.map((text, n) => ({ kind: 'removed', text, ...partsOf(text, next?.added ? next.value[n] : undefined, 'removed') }))
    return value.map((text, n) => ({ kind: 'added', text, ...partsOf(last?.removed ? last.value[n] : undefined, text, 'added') }))
  })
}

/** Numbers and Latin words whole, Chinese by the character. */
const wordsOf = (line: string): string[] => line.match(/\d+|[a-z]+|[\s\S]/gi) ?? []

/** Which words of a line went, or came; nothing where it is another line altogether. */
function partsOf(before: string | undefined, after: string | undefined, side: 'added' | 'removed'): { readonly parts?: readonly Part[] } {
  if (before === undefined || after === undefined || before.length + after.length > MOST_LETTERS) return {}
  const changes = diffArrays(wordsOf(before), wordsOf(after))
  const kept = changes.reduce((sum, { added, removed, value }) => sum + (added || removed ? 0 : value.join('').length), 0)
  if (kept < LEAST_KEPT * Math.max(before.length, after.length)) return {}
  return {
    parts: changes
      .filter((change) => (side === 'added' ? !change.removed : !change.added))
      .map(({ value, ...change }) => ({ text: value.join(''), mark: change[side] === true })),
  }
}

/** How many lines came, went or were changed. */
export function countChanges(compared: readonly Compared[]): number {
  const [added, removed] = (['added', 'removed'] as const).map((kind) => compared.filter((one) => one.kind === kind).length)
  return Math.max(added ?? 0, removed ?? 0)
}
