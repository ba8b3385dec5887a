import { type Block, type Item, NOTES_HEADING, type Reading, type Run } from '../block.ts'
import { type LeftOut, leftOut } from '../left-out.ts'
import { callId, noteId } from '../link.ts'
import type { Package, Relation } from '../package.ts'
import { damaged } from '../stop.ts'
import { readTheme } from '../theme.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { type Body, blocksIn } from './body.ts'
import { noteBound } from './bound.ts'
import { themeColours } from './colours.ts'
import { edgesOf } from './edges.ts'
import { readNumbering } from './numbering.ts'
import { pageOf } from './place.ts'
import { readStyles } from './styles.ts'

/** What a Word file shows on paper, in its order: text, tables and notes. */
export function readDocx(pkg: Package, main: string, left: LeftOut): Reading {
  const relations = pkg.relations(main)
  const part = (type: string): Xml | undefined => {
    const found = [...relations.values()].find((one) => one.type === type && !one.external)
    return found && pkg.xml(found.target)
  }
  const document = pkg.xml(main)
  const root = kidOf(document, 'w:body')
  if (root === undefined) throw damaged()
  const theme = readTheme(part('theme'))
  const settings = part('settings')
  const body: Body = {
    left,
    relations,
    theme,
    page: pageOf(root),
    styles: readStyles(part('styles'), themeColours(theme, settings)),
    numbering: readNumbering(part('numbering')),
    calls: [],
    fields: [],
    ...paper(document, settings),
  }
  const blocks = blocksIn(root, body)
  // What follows a field that never ends would be taken for its code and be lost.
  if (body.fields.length > 0) throw damaged()
  const notes = notesOf(body, { footnote: part('footnotes'), endnote: part('endnotes') }, pkg, relations)
  const { shown } = edgesOf(root, settings)
  const edges = [...relations]
    .filter(([id, { type, external }]) => /^(?:header|footer)$/.test(type) && !external && shown.has(id))
    .map(([, { target }]) => target)
  noteEdges(body, pkg, edges)
  noteBound(root, pkg, relations, left)
  noteRest(pkg, edges, left, part('comments'))
  return { blocks: [...blocks, ...notes] }
}

/** Paper with a colour, where the settings show it. */
function paper(document: Xml | undefined, settings: Xml | undefined): { readonly behind?: string } {
  const colour = attribute(kidOf(document, 'w:background'), 'w:color') ?? ''
  return kidOf(settings, 'w:displayBackgroundShape') && /^[0-9a-f]{6}$/i.test(colour) ? { behind: colour.toUpperCase() } : {}
}

/** The notes that were called, in the order of the calls, each with the way back. */
function notesOf(
  body: Body,
  parts: Readonly<Record<'footnote' | 'endnote', Xml | undefined>>,
  pkg: Package,
  relations: ReadonlyMap<string, Relation>,
): Block[] {
  const items: Item[] = []
  for (let i = 0; i < body.calls.length; i++) {
    const call = body.calls[i]
    if (call === undefined) break
    const note = kidsOf(parts[call.kind], `w:${call.kind}`).find((one) => attribute(one, 'w:id') === call.id)
    const path = [...relations.values()].find((one) => one.type === `${call.kind}s`)?.target
    const inner = note ? blocksIn(note, { ...body, fields: [], relations: path === undefined ? relations : pkg.relations(path) }) : []
    items.push({ id: noteId(i + 1), blocks: withWayBack(inner, { text: '返回正文', href: `#${callId(i + 1)}` }) })
  }
  if (items.length === 0) return []
  return [
    { kind: 'heading', level: 1, runs: [{ text: NOTES_HEADING }] },
    { kind: 'list', ordered: true, start: 1, items },
  ]
}

function withWayBack(blocks: readonly Block[], way: Run): Block[] {
  const last = blocks.at(-1)
  if (last?.kind !== 'paragraph') return [...blocks, { kind: 'paragraph', runs: [way], look: {} }]
  return [...blocks.slice(0, -1), { ...last, runs: [...last.runs, { text: ' ' }, way] }]
}

/** Headers and footers are read for what nobody sees in them. */
function noteEdges(body: Body, pkg: Package, edges: readonly string[]): void {
  for (const target of edges) {
    const xml = pkg.xml(target)
    const left = leftOut()
    if (xml) blocksIn(xml, { ...body, left, calls: [], fields: [], relations: pkg.relations(target) })
    for (const what of left.unseen()) body.left.note(what, '页眉页脚')
  }
}

/** What stands in the package beside the text. */
function noteRest(pkg: Package, edges: readonly string[], left: LeftOut, comments: Xml | undefined): void {
  left.note('comments', undefined, kidsOf(comments, 'w:comment').length)
  const hasWords = edges.some((target) => {
    const xml = pkg.xml(target)
    return xml !== undefined && [...allOf(xml, 'w:t')].some((words) => /[^\s\d—–-]/.test(wordsOfXml(words)))
  })
  if (hasWords) left.note('headersAndFooters')
  noteAround(pkg, left)
}

/** What any office file may carry: files inside it, and who made it. */
export function noteAround(pkg: Package, left: LeftOut): void {
  left.note('embedded', undefined, pkg.names.filter((name) => /(?:^|\/)embeddings\/|\.(?:bin|ole)$/i.test(name) && !/printerSettings/i.test(name)).length)
  left.note('oddNames', undefined, pkg.oddNames)
  const core = pkg.names.find((name) => /^docProps\/core\.xml$/i.test(name))
  const about = core === undefined ? undefined : pkg.xml(core)
  if (kidsOf(about).some((one) => /^(?:dc:creator|cp:lastModifiedBy|cp:keywords|dc:description)$/.test(one.name) && wordsOfXml(one).trim() !== ''))
    left.note('metadata')
}
