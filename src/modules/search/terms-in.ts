import { fold } from './fold.ts'
import { isEmpty, wordsOf } from './segment.ts'

/** A word of a text as the search knows it: a number of a document is `2019-60号`, `parts` are the words inside a long one. */
type TermIn = { readonly term: string; readonly parts: readonly string[] }

/** The words of a text that say what it is about, each once, in their order; pure, though its first call reads the dictionary. */
export function termsIn(text: string): readonly TermIn[] {
  const known = new Set<string>()
  return wordsOf(fold(text.normalize('NFKC'))).filter(({ term }) => {
    if (isEmpty(term) || known.has(term)) return false
    known.add(term)
    return true
  })
}
