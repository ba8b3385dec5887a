import { diffArrays } from 'diff'
import type { Compared, Piece } from '../kernel/compared.ts'

const ALIKE = 0.4 // office setting: from here on two paragraphs are one that was changed, not one that went and another that came
const MOST_EDITS = 2_000 // a paragraph changed more than that is told as a whole, and no page waits for it
const MOST_PAIRS = 4_000
const LEAST_KEPT = 2 // one character between two changes reads as part of them

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment)

/** What changed from one text to the next, by paragraphs and within them by words; paragraphs that stayed are told as how many. */
export function compare(before: string, after: string): readonly Compared[] {
  const parts = diffArrays(before.split('\n'), after.split('\n'))
  if (parts.every(({ added, removed }) => !added && !removed)) return []
  return parts.flatMap(({ added, removed, value }, i): readonly Compared[] => {
    if (!added && !removed) return [{ kind: 'same', text: `${value.length} 段没有变化` }]
    const [next, last] = [parts[i + 1], parts[i - 1]]
    if (removed && next?.added) return changedFrom(value, next.value)
    if (added && last?.removed) return [] // told with what went
    return value.map((text) => ({ kind: added ? 'added' : 'removed', text }))
  })
}

/** Paragraphs that went and those that came in their place, each beside the one it is like. */
function changedFrom(gone: readonly string[], come: readonly string[]): readonly Compared[] {
  const pairs = gone.length * come.length > MOST_PAIRS ? [] : pairsOf(gone, come)
  const lines: Compared[] = []
  let [i, j] = [0, 0]
  for (const [a, b] of [...pairs, [gone.length, come.length] as const]) {
    while (i < a) lines.push({ kind: 'removed', text: gone[i++] ?? '' })
    while (j < b) lines.push({ kind: 'added', text: come[j++] ?? '' })
    if (i < gone.length && j < come.length) lines.push(...within(gone[i++] ?? '', come[j++] ?? ''))
  }
  return lines
}

/** Which paragraph became which, in order, so that the pairs are as like as can be. */
function pairsOf(gone: readonly string[], come: readonly string[]): (readonly [number, number])[] {
  const likeness = gone.map((one) => come.map((other) => likenessOf(one, other)))
  const best = Array.from({ length: gone.length + 1 }, () => new Array<number>(come.length + 1).fill(0))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  const paired = (i: number, j: number): number => {
    const like = likeness[i]?.[j] ?? 0
    return like < ALIKE ? 0 : like + at(i + 1, j + 1)
  }
  for (let i = gone.length - 1; i >= 0; i--) for (let j = come.length - 1; j >= 0; j--) (best[i] ?? [])[j] = Math.max(at(i + 1, j), at(i, j + 1), paired(i, j))
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < gone.length && j < come.length; ) {
    if (paired(i, j) > 0 && at(i, j) === paired(i, j)) pairs.push([i++, j++])
    else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  return pairs
}

const couples = (text: string): string[] => Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2))
/** From nought to one: how many couples of characters two texts share. */
function likenessOf(one: string, other: string): number {
  const left = Map.groupBy(couples(one), (couple) => couple)
  const right = Map.groupBy(couples(other), (couple) => couple)
  let shared = 0
  for (const [couple, { length }] of left) shared += Math.min(length, right.get(couple)?.length ?? 0)
  return (2 * shared) / (Math.max(1, one.length - 1) + Math.max(1, other.length - 1))
}

function within(before: string, after: string): readonly Compared[] {
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS })
  if (!parts)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  return [
    { kind: 'changed', pieces: joined(parts.map(({ added, removed, value }) => pieceOf(added ? 'added' : removed ? 'removed' : 'same', value.join('')))) },
  ]
}
const pieceOf = (kind: Piece['kind'], text: string): Piece => ({ kind, text })

/** Changes with hardly anything between them are one: what went stands before what came. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = []
  let [gone, come] = ['', '']
  const close = () => {
    if (gone) all.push(pieceOf('removed', gone))
    if (come) all.push(pieceOf('added', come))
    gone = come = ''
  }
  for (const [i, { kind, text }] of pieces.entries()) {
    const between = kind === 'same' && i > 0 && i < pieces.length - 1 && [...text].length < LEAST_KEPT
    if (kind === 'same' && !between) {
      close()
      all.push({ kind, text })
    }
    if (kind === 'removed' || between) gone += text
    if (kind === 'added' || between) come += text
  }
  close()
  return all
}
