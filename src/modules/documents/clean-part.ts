import { cut, type Edit, retagged, walk } from './edit-xml.ts'
import { allOf, attribute, chosen, isForeign, kidsOf, wordsOfXml, type Xml } from './xml.ts'

const named = (prefix: string, names: string): readonly string[] => names.split(' ').map((name) => `${prefix}:${name}`)
/** What is on no page and can go: variables, letters in series, marks of who edited when and what, help of forms, what programs keep for themselves. */
const WORD = new Set([
  ...named('w', 'docVars mailMerge rsids rsid fldData customXmlPr smartTagPr tag dataBinding attachedSchema saveThroughXslt permStart permEnd proofErr'),
  ...named('w', 'listItem helpText statusText entryMacro exitMacro moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd'),
  ...['Ins', 'Del', 'MoveFrom', 'MoveTo'].flatMap((what) => named('w', `customXml${what}RangeStart customXml${what}RangeEnd`)),
  // A picture in lines beside the one in dots that is shown where it is not understood: its lines may hold words and scripts.
  ...named('?', 'schemaLibrary dataBinding docId svgBlip'),
])
/** What a cell would say when somebody wrote into it, what it would be if, who may write where, views of single people, filters that stay without effect. */
const EXCEL = new Set([
  ...named(
    's',
    'dataValidations scenarios customSheetViews customWorkbookViews protectedRanges customProperties webPublishItems webPublishObjects webPublishing',
  ),
  ...named('s', 'smartTags smartTagPr smartTagTypes cellSmartTags dataConsolidate filterColumn rPh phoneticPr fileRecoveryPr'),
  ...named('?', 'dataValidations protectedRanges revisionPtr'),
])
const isOn = (value: string | undefined): boolean => /^(?:1|true|on)$/.test(value ?? '')

/** Whether an element can go without a change to what is seen. */
export function isIdle(one: Xml, parent: Xml): boolean {
  if (WORD.has(one.name) || EXCEL.has(one.name) || isForeign(one)) return true
  if (one.name === 'w:default' && parent.name === 'w:textInput') return true
  if (parent.name === 's:headerFooter') {
    if (/^s:even(?:Header|Footer)$/.test(one.name)) return !isOn(attribute(parent, 'differentOddEven'))
    if (/^s:first(?:Header|Footer)$/.test(one.name)) return !isOn(attribute(parent, 'differentFirst'))
  }
  if (one.name === 's:ext') return kidsOf(one).length > 0 && kidsOf(one).every((kid) => isIdle(kid, one))
  if (one.name === 's:extLst') return kidsOf(one).every((kid) => isIdle(kid, one))
  return parent.name === 'mc:AlternateContent' && saysElse(one, parent)
}

/** Of two ways to write the same, the one that is not taken, where it says something else. */
function saysElse(one: Xml, parent: Xml): boolean {
  const taken = chosen(parent)
  return one !== taken && !(taken === undefined ? '' : shownIn(taken)).includes(shownIn(one))
}
function shownIn(xml: Xml): string {
  const parts = [...allOf(xml, 'w:t'), ...allOf(xml, 'a:t'), ...allOf(xml, 'm:t')].map(wordsOfXml)
  const drawn = [...allOf(xml, 'v:textpath')].map((one) => attribute(one, 'string') ?? '')
  return [...parts, ...drawn].join('').replace(/\s/g, '')
}

const LOCAL = /^(?:file:|\\\\\w)|(?:^|[^a-z])[a-z]:(?:\\|\/(?:users|documents|home)\b)/i
const PICTURE = /\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|webp)$/i
/** What these say is read, or reckoned with. */
const WORDS = /^(?:val|instr|text|string|display|formatCode|Requires)$/
const OF_NAMES = /^(?:comment|description|help|statusBar|customMenu)$/

/** An attribute of an element without where somebody's files lay, who saved it, and words that nobody is shown. */
function said({ name: element, at }: Xml, name: string, value: string): string | undefined {
  if (element.startsWith('w:') && /^rsid\w*$/.test(name)) return undefined
  if (element === 's:pageSetup' && name === 'id') return undefined
  if (element === 's:fileSharing' && name === 'userName') return ''
  if (/:absPath$/.test(element) && name === 'url') return ''
  if (element === 's:definedName' && OF_NAMES.test(name)) return undefined
  if (element === 's:table' && name === 'comment') return undefined
  if (name === 'tooltip' && /:(?:hyperlink|hlinkClick|hlinkHover)$/.test(element)) return undefined
  if (element === 's:protectedRange' || WORDS.test(name)) return value
  if (LOCAL.test(value)) return ''
  // What the file of a picture was called; its description stands elsewhere.
  const isFileName = (/:cNvPr$/.test(element) && name === 'name') || (element === 'v:imagedata' && name === 'title' && at['o:title'] !== undefined)
  return isFileName && PICTURE.test(value) ? '' : value
}

/** What goes out of a part of any kind, and the elements that go with it. */
export function idleEdits(xml: Xml, text: string): { readonly edits: Edit[]; readonly gone: readonly Xml[] } {
  const gone: Xml[] = []
  const noTotals = xml.name === 's:table' && Number(attribute(xml, 'totalsRowCount') ?? 0) === 0
  const edits: Edit[] = []
  const retag = (one: Xml): void => {
    const now = (name: string, value: string) => (noTotals && name === 'totalsRowLabel' ? undefined : said(one, name, value))
    for (const name in one.at) {
      const value = one.at[name] ?? ''
      if (now(name.slice(name.indexOf(':') + 1), value) === value) continue
      edits.push(...retagged(text, one, now))
      return
    }
  }
  retag(xml)
  walk(xml, retag, (one, parent) => {
    const isGone = isIdle(one, parent)
    if (isGone) gone.push(one)
    return isGone
  })
  return { edits: [...edits, ...gone.flatMap(cut)], gone }
}

const SPECIAL = /^(?:separator|continuationSeparator|continuationNotice)$/
/** Notes that the text nowhere calls. */
export const uncalledNotes = (notes: Xml, calls: ReadonlySet<string>): Xml[] =>
  [...kidsOf(notes, 'w:footnote'), ...kidsOf(notes, 'w:endnote')].filter(
    (one) => !SPECIAL.test(attribute(one, 'w:type') ?? '') && !calls.has(`${one.name} ${attribute(one, 'w:id')}`),
  )

/** What is known of a document when all its parts have been seen: the notes it calls, and all that may lead to a bookmark. */
export type TextFacts = { readonly calls: Set<string>; readonly leads: string[] }
export function observeText(xml: Xml, { calls, leads }: TextFacts): void {
  walk(xml, (one) => {
    if (/^w:(?:footnote|endnote)Reference$/.test(one.name)) calls.add(`${one.name.replace('Reference', '')} ${attribute(one, 'w:id')}`)
    else if (one.name === 'w:instrText') leads.push(wordsOfXml(one))
    else if (one.name === 'w:fldSimple') leads.push(attribute(one, 'w:instr') ?? '')
    else if (/:hlink(?:Click|Hover)$|^w:hyperlink$/.test(one.name)) leads.push(` ${attribute(one, 'w:anchor') ?? attribute(one, 'w:docLocation') ?? ''} `)
  })
}

/** Bookmarks that nothing leads to, with their ends. */
export function idleBookmarks(xml: Xml, { leads }: TextFacts): Xml[] {
  const starts = [...allOf(xml, 'w:bookmarkStart')]
  if (starts.length === 0) return []
  const led = leads.join('')
  const idle = starts.filter((one) => !led.includes(attribute(one, 'w:name') ?? ''))
  const ids = new Set(idle.map((one) => attribute(one, 'w:id')))
  return [...idle, ...[...allOf(xml, 'w:bookmarkEnd')].filter((one) => ids.has(attribute(one, 'w:id')))]
}
