import { diffArrays } from 'diff'

/** A line of a comparison: what came, what went, or how much stayed. */
export type Compared = { readonly kind: 'added' | 'removed' | 'same'; readonly text: string }

/** What changed from one revision's words to the next, by lines; stretches that stayed are told as how many. */
export function compare(before: string, after: string): readonly Compared[] {
  const parts = diffArrays(before.split('\n'), after.split('\n'))
  if (parts.every(({ added, removed }) => !added && !removed)) return []
  return parts.flatMap(({ added, removed, value }): readonly Compared[] =>
    added || removed
      ? value.map((text) => ({ kind: added ? ('added' as const) : ('removed' as const), text }))
      : [{ kind: 'same', text: `${value.length} 段没有变化` }],
  )
}
