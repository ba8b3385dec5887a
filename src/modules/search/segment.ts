import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { DOCUMENT_NUMBER, LEGAL, numberIn, SHORT_LEGAL, YEAR_IN_WORDS } from './numerals.ts'
import { STANDS_FOR, STOP, SYNONYMS, TERMS } from './words/terms.ts'

export const DICTIONARY: readonly string[] = [...new Set([...SYNONYMS.flat(), ...STANDS_FOR.flat(), ...TERMS])]
const FREQUENCY = 200_000 // above any word of the general dictionary that a term could be cut into

let cutter: Jieba | undefined
/** The dictionary takes a third of a second and a hundred megabytes, so it is not read before something is searched or indexed. */
function jieba(): Jieba {
  if (cutter) return cutter
  cutter = Jieba.withDict(dict)
  cutter.loadDict(Buffer.from(DICTIONARY.map((term) => `${term} ${FREQUENCY} n`).join('\n')))
  return cutter
}

/** A word as it stands in a text, and the smaller words it holds. */
export type Word = { readonly term: string; readonly parts: readonly string[] }

const MOST_KNOWN = 50_000
const known = new Map<string, readonly string[]>()
/** The words inside a long word, so that who looks for one of them finds it. */
function partsOf(word: string): readonly string[] {
  if (word.length < 3) return []
  const found = known.get(word)
  if (found) return found
  const parts = [...new Set(jieba().cutForSearch(word, false))].filter((one) => one !== word && one.length > 1)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(word, parts)
  return parts
}

type Carved = string | Word
const carve = (texts: readonly Carved[], pattern: RegExp, wordOf: (match: RegExpExecArray) => Word): Carved[] =>
  texts.flatMap((text): Carved[] => {
    if (typeof text !== 'string') return [text]
    const out: Carved[] = []
    let from = 0
    for (const match of text.matchAll(pattern)) {
      out.push(text.slice(from, match.index), wordOf(match))
      from = match.index + match[0].length
    }
    out.push(text.slice(from))
    return out
  })

const legal = ([, number = '', part = '']: RegExpExecArray): Word => ({ term: `第${numberIn(number)}${part}`, parts: [] })
const documentNumber = ([, year = '', number = '']: RegExpExecArray): Word => ({ term: `${year}-${Number(number)}号`, parts: [year, String(Number(number))] })
const LATIN = /[a-z0-9]+(?:[.\-/_][a-z0-9]+)*/g
const latin = ([term = '']: RegExpExecArray): Word => {
  // A case's number as people shorten it: month, day and serial.
  const [, short] = /^[a-z]*[0-9.]*\d{4}(\d{4}-\d+)$/.exec(term) ?? []
  return { term, parts: /[.\-/_]/.test(term) ? [...term.split(/[.\-/_]/), ...(short === undefined ? [] : [short])] : [] }
}
const CHINESE = /[\u3400-\u9fff〇]+/g

/** The words of a folded text in their order. `short` also takes 条例20条 for 第二十条, as people type it. */
export function wordsOf(folded: string, short = false): readonly Word[] {
  const years = folded.replace(YEAR_IN_WORDS, (words) => String(numberIn(words)))
  let carved = carve(carve([years], DOCUMENT_NUMBER, documentNumber), LEGAL, legal)
  if (short) carved = carve(carved, SHORT_LEGAL, legal)
  return carve(carved, LATIN, latin).flatMap((piece): Word[] => {
    if (typeof piece !== 'string') return [piece]
    return (piece.match(CHINESE) ?? []).flatMap((run) =>
      jieba()
        .cut(run, false)
        .map((term) => ({ term, parts: partsOf(term) })),
    )
  })
}

/** Whether a word says nothing of what is looked for. */
export const isEmpty = (term: string): boolean => STOP.has(term)
