import type { Refusal } from '../../../kernel/refusal.ts'
import type { Block } from '../block.ts'
import { type Known, kindOf } from '../kind.ts'
import { leftOut } from '../left-out.ts'
import type { Package } from '../package.ts'
import { damaged, Stop } from '../stop.ts'
import { attribute, isXml, kidOf, wordsOfXml, type Xml } from '../xml.ts'
import { readDocx } from './read-docx.ts'

/** What a file that goes out to somebody must not carry, or would lose in print. */
export type Carried = 'revision' | 'comment' | 'link' | 'object' | 'picture' | 'field' | 'hidden' | 'note'
/** A paragraph of the file: which part it stands in, the how-manieth it is there, and its words. */
export type Place = { readonly part: 'body' | 'header' | 'footer'; readonly n: number; readonly words: string }
export type WordFile = {
  readonly paragraphs: readonly Place[]
  readonly carried: readonly { readonly what: Carried; readonly place: Place }[]
  /** As they stand on paper, empty paragraphs too; tables and lists are not tidied. */
  readonly blocks: readonly Block[]
}

/** Reads a Word file for whoever must know where something stands in it; refuses what is no .docx or has macros. */
export async function inspectWord({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): Promise<WordFile | Refusal> {
  try {
    const known = await kindOf(name, bytes)
    if (known.kind === 'pdf' || known.kind === 'xlsx') throw new Stop('invalid', '这不是 Word 文件。请用 .docx')
    return inspected(known)
  } catch (error) {
    if (error instanceof Stop) return error.refusal
    return damaged().refusal
  }
}

function inspected({ pkg, main }: Exclude<Known, { kind: 'pdf' }>): WordFile {
  const relations = pkg.relations(main)
  const parts: [Place['part'], string][] = [['body', main]]
  for (const one of relations.values()) if ((one.type === 'header' || one.type === 'footer') && !one.external) parts.push([one.type, one.target])
  const paragraphs: Place[] = []
  const carried: { what: Carried; place: Place }[] = []
  for (const [part, path] of parts) {
    const xml = pkg.xml(path)
    if (xml === undefined) continue
    const links = pkg.relations(path)
    const isOutside = (id: string | undefined) => id !== undefined && links.get(id)?.external === true
    let n = 0
    for (const one of paragraphsIn(xml)) {
      const place = { part, n: ++n, words: shownWords(one) }
      paragraphs.push(place)
      for (const what of new Set(carriedBy(one, isOutside))) carried.push({ what, place })
    }
    // Rows, cells and paragraph marks are revised outside any paragraph.
    if (!carried.some(({ what }) => what === 'revision') && hasDeep(xml, REVISED)) carried.push({ what: 'revision', place: { part, n: 0, words: '' } })
  }
  const rest = wholeOf(pkg, relations)
  carried.push(...rest.map((what) => ({ what, place: { part: 'body', n: 0, words: '' } as const })))
  return { paragraphs, carried, blocks: readDocx(pkg, main, leftOut()).blocks }
}

/** What belongs to no paragraph. */
function wholeOf(pkg: Package, relations: ReturnType<Package['relations']>): Carried[] {
  const settings = [...relations.values()].find((one) => one.type === 'settings' && !one.external)
  const outside = [...relations.values(), ...(settings ? pkg.relations(settings.target).values() : [])]
  return [
    ...(outside.some((one) => one.external && one.type !== 'hyperlink') ? ['link' as const] : []),
    ...(pkg.names.some((name) => /(?:^|\/)(?:embeddings|activeX)\//i.test(name)) ? ['object' as const] : []),
  ]
}

const REVISED = new Set([
  ...['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange', 'w:pPrChange', 'w:sectPrChange', 'w:tblPrChange', 'w:tcPrChange'],
  ...['w:trPrChange', 'w:cellIns', 'w:cellDel', 'w:delText', 'w:numberingChange'],
])
const KINDS: Readonly<Record<string, Carried>> = {
  'w:commentReference': 'comment',
  'w:commentRangeStart': 'comment',
  'w:object': 'object',
  'w:control': 'object',
  'w:drawing': 'picture',
  'w:pict': 'picture',
  'w:vanish': 'hidden',
  'w:footnoteReference': 'note',
  'w:endnoteReference': 'note',
}
/** Fields that fetch something, or run it. */
const FETCHES = /\b(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|MACROBUTTON|RD|MERGEFIELD|ASK|FILLIN)\b/i
const LEADS = /\bHYPERLINK\b/i

function* carriedBy(xml: Xml, isOutside: (id: string | undefined) => boolean): Generator<Carried> {
  for (const kid of xml.kids.filter(isXml)) {
    if (REVISED.has(kid.name)) yield 'revision'
    const kind = KINDS[kid.name]
    if (kind !== undefined && attribute(kid, 'w:val') !== '0' && !isTextBox(kid)) yield kind
    if (kid.name === 'w:hyperlink' && isOutside(attribute(kid, 'r:id'))) yield 'link'
    const code = kid.name === 'w:instrText' ? wordsOfXml(kid) : kid.name === 'w:fldSimple' ? (attribute(kid, 'w:instr') ?? '') : ''
    if (FETCHES.test(code)) yield 'field'
    else if (LEADS.test(code)) yield 'link'
    yield* carriedBy(kid, isOutside)
  }
}

/** A box of words is read with the rest. */
const isTextBox = (xml: Xml): boolean => hasDeep(xml, new Set(['w:txbxContent']))
function hasDeep(xml: Xml, names: ReadonlySet<string>): boolean {
  return xml.kids.some((kid) => isXml(kid) && (names.has(kid.name) || hasDeep(kid, names)))
}

function* paragraphsIn(xml: Xml): Generator<Xml> {
  for (const kid of xml.kids) {
    if (!isXml(kid)) continue
    if (kid.name === 'w:p') yield kid
    else yield* paragraphsIn(kid)
  }
}

/** The words of a paragraph in one piece: Word cuts them into runs wherever somebody once stopped typing. */
function shownWords(xml: Xml): string {
  return xml.kids
    .map((kid): string => {
      if (!isXml(kid)) return ''
      if (kid.name === 'w:t') return wordsOfXml(kid)
      if (kid.name === 'w:br' || kid.name === 'w:tab' || kid.name === 'w:cr') return ' '
      return kid.name === 'w:instrText' || kidOf(kid, 'w:delText') ? '' : shownWords(kid)
    })
    .join('')
}
