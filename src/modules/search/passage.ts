import type { Segment } from './document.ts'
import { writtenForms } from './numerals.ts'
import type { Group } from './query.ts'

const MOST_FOUND = 200

/** What to mark of a query: each group's ways as they may be written, the longest first. Single characters only where there is nothing longer. */
export function marksOf(groups: readonly Group[]): readonly (readonly string[])[] {
  return groups.map(({ typed, ways }) => {
    const forms = [typed, ...ways.flatMap(({ lexemes }) => lexemes.flatMap(writtenForms))]
    const long = forms.filter((form) => form.length > 1)
    return [...new Set(long.length > 0 ? long : forms)].toSorted((a, b) => b.length - a.length)
  })
}

type Found = { readonly from: number; readonly to: number; readonly group: number }

function findAll(folded: string, marks: readonly (readonly string[])[]): Found[] {
  const found: Found[] = []
  marks.forEach((forms, group) => {
    for (const form of forms) {
      if (form === '') continue
      for (let from = folded.indexOf(form); from >= 0 && found.length < MOST_FOUND; from = folded.indexOf(form, from + form.length))
        found.push({ from, to: from + form.length, group })
    }
  })
  return found.toSorted((a, b) => a.from - b.from || b.to - a.to)
}

/** A text with what was looked for marked; `folded` is the same text as it is searched, character for character. */
export function marked(text: string, folded: string, marks: readonly (readonly string[])[]): readonly Segment[] {
  const out: Segment[] = []
  let at = 0
  for (const { from, to } of findAll(folded, marks)) {
    if (to <= at) continue
    if (from > at) out.push({ text: text.slice(at, from), mark: false })
    const last = out.at(-1)
    const piece = text.slice(Math.max(from, at), to)
    // Marks that touch are one, so that a word is not read in pieces.
    if (last?.mark && from <= at) out[out.length - 1] = { text: last.text + piece, mark: true }
    else out.push({ text: piece, mark: true })
    at = to
  }
  if (at < text.length) out.push({ text: text.slice(at), mark: false })
  return out
}

/** The stretch of a text that holds most of what was looked for; its beginning where it holds nothing. */
export function passageOf(text: string, folded: string, marks: readonly (readonly string[])[], most: number): readonly Segment[] {
  if (text.length <= most) return marked(text, folded, marks)
  const found = findAll(folded, marks)
  const best = bestOf(found, most)
  const start = found.length === 0 ? 0 : beginningBefore(text, Math.max(0, (found[best]?.from ?? 0) - Math.floor(most / 6)))
  const last = Math.min(text.length, start + most)
  const end = /[\ud800-\udbff]/.test(text.charAt(last - 1)) ? last - 1 : last
  const inside = marked(text.slice(start, end), folded.slice(start, end), marks)
  const dots = (show: boolean): readonly Segment[] => (show ? [{ text: '……', mark: false }] : [])
  return [...dots(start > 0), ...inside, ...dots(end < text.length)]
}

/** The find from which on a stretch of this length holds the most groups. */
function bestOf(found: readonly Found[], most: number): number {
  let best = 0
  let bestWorth = -1
  for (let i = 0; i < found.length; i++) {
    const from = found[i]?.from ?? 0
    const groups = new Set<number>()
    let letters = 0
    for (let j = i; j < found.length && (found[j]?.to ?? 0) - from <= most * 0.8; j++) {
      const one = found[j]
      if (one && !groups.has(one.group)) letters += one.to - one.from
      if (one) groups.add(one.group)
    }
    const worth = groups.size * 100 + letters
    if (worth > bestWorth) [best, bestWorth] = [i, worth]
  }
  return best
}

/** A sentence that begins shortly before is begun with. Never inside a character of two units. */
function beginningBefore(text: string, at: number): number {
  for (let i = at; i > Math.max(0, at - 12); i--) if ('。；！？\n'.includes(text.charAt(i - 1))) return i
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at
}
