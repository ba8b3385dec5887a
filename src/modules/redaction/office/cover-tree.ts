import { isXml, type Xml } from '../../documents/index.ts'
import { coverPieces, LONG, says } from './words.ts'

export type Covering = { readonly words: readonly string[]; readonly count: (word: number, letters: number) => void }
const TEXT = /^(?:w|m|a|s):t$/
const PARAGRAPH = /^(?:w:p|a:p|s:si|s:is)$/
const BLANK: Readonly<Record<string, string>> = { 'w:tab': '\t', 'w:br': '\n', 'w:cr': '\n', 'w:noBreakHyphen': '-', 'w:ptab': '\t' }

type Piece = { readonly at: Xml | undefined; readonly text: string }

/** The pieces of text of each paragraph; a paragraph within another, as in a text box, is one of its own. */
export function paragraphsOf(root: Xml): Piece[][] {
  const all: Piece[][] = []
  const visit = (xml: Xml, mine: Piece[]): void => {
    for (const kid of xml.kids) {
      if (!isXml(kid)) continue
      if (TEXT.test(kid.name)) mine.push({ at: kid, text: kid.kids.filter((one) => typeof one === 'string').join('') })
      else if (kid.name in BLANK) mine.push({ at: undefined, text: BLANK[kid.name] ?? '' })
      else if (PARAGRAPH.test(kid.name)) {
        const own: Piece[] = []
        all.push(own)
        visit(kid, own)
      } else visit(kid, mine)
    }
  }
  const loose: Piece[] = []
  all.push(loose)
  visit(root, loose)
  return all.filter((pieces) => pieces.length > 0)
}

/** A tree with the words covered in its paragraphs, long ones over the ends of paragraphs too, and no attribute that says them. */
export function covered(root: Xml, covering: Covering): Xml {
  const fresh = new Map<Xml, string>()
  const apply = (pieces: readonly Piece[], words: readonly string[], of: (i: number) => number) => {
    const texts = pieces.map(({ at, text }) => (at && fresh.get(at)) ?? text)
    const out = coverPieces(texts, words, (i, letters) => covering.count(of(i), letters))
    for (const [i, { at }] of pieces.entries()) if (at !== undefined) fresh.set(at, out[i] ?? '')
  }
  const paragraphs = paragraphsOf(root)
  for (const pieces of paragraphs) apply(pieces, covering.words, (i) => i)
  const long = covering.words.map((word, i) => ({ word, i })).filter(({ word }) => [...word].length >= LONG)
  apply(
    paragraphs.flat(),
    long.map(({ word }) => word),
    (i) => long[i]?.i ?? 0,
  )
  const write = (xml: Xml): Xml => {
    const text = fresh.get(xml)
    const at = Object.fromEntries(Object.entries(xml.at).filter(([, value]) => !says(value, covering.words)))
    if (text !== undefined) return { name: xml.name, at: { ...at, 'xml:space': 'preserve' }, kids: [text] }
    return { name: xml.name, at, kids: xml.kids.map((kid) => (isXml(kid) ? write(kid) : kid)) }
  }
  return write(root)
}
