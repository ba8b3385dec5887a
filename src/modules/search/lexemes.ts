import type { SearchDocument } from './document.ts'
import { fold } from './fold.ts'
import { COLUMN, DEPARTMENT, KIND, monthMark, quarterMark, quoted, TITLE, yearMark } from './marks.ts'
import { isEmpty, wordsOf } from './segment.ts'

const MOST_PLACE = 16_383 // the last place PostgreSQL keeps in a tsvector
const MOST_PLACES = 255

/**
 * What a document is found by, as PostgreSQL writes a tsvector: every word with its places, those of title and numbers once more with
 * a mark, and marks for what filters ask for, so that one index answers for all of it.
 */
export function lexemesOf(one: SearchDocument): string {
  const places = new Map<string, number[]>()
  let place = 0
  const add = (lexeme: string, at?: number): void => {
    const found = places.get(lexeme) ?? []
    if (at !== undefined && found.length < MOST_PLACES && found.at(-1) !== at) found.push(at)
    places.set(lexeme, found)
  }
  const read = (text: string, mark?: string): void => {
    for (const { term, parts } of wordsOf(fold(text))) {
      place = Math.min(place + 1, MOST_PLACE)
      if (isEmpty(term)) continue
      for (const word of [term, ...parts]) {
        add(word, place)
        if (mark !== undefined) add(mark + word)
      }
    }
  }
  read([one.title, ...one.numbers].join('\n'), TITLE)
  read([one.summary, one.answer ?? '', one.subject, one.column, one.department, one.body].join('\n'))
  for (const mark of [KIND + one.kind, monthMark(one.publishedOn), quarterMark(one.publishedOn), yearMark(one.publishedOn)]) add(mark)
  if (one.column) add(COLUMN + one.column)
  if (one.department) add(DEPARTMENT + one.department)
  return [...places].map(([lexeme, at]) => (at.length === 0 ? quoted(lexeme) : `${quoted(lexeme)}:${at.join(',')}`)).join(' ')
}

const LONGEST_TERM = 8
/** The words that hints and corrections are drawn from: those a document is headed by. */
export const termsOf = (one: Pick<SearchDocument, 'title' | 'subject' | 'column' | 'department'>): readonly string[] =>
  [...new Set(wordsOf(fold([one.title, one.subject, one.column, one.department].join('\n'))).map(({ term }) => term))].filter(
    (term) => term.length > 1 && term.length <= LONGEST_TERM && /^[\u3400-\u9fff]+$/.test(term) && !isEmpty(term),
  )
