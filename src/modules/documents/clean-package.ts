import { zipSync, type Zippable } from 'fflate'
import { idleBookmarks, idleEdits, observeText, type TextFacts, uncalledNotes } from './clean-part.ts'
import { type Edges, edgesOf } from './docx/edges.ts'
import { cut, type Edit, edited, withoutRemarks } from './edit-xml.ts'
import type { LeftOut } from './left-out.ts'
import { safeHref } from './link.ts'
import { noteUnseen } from './note-unseen.ts'
import { decoded, type Package, type Relation, relationsOf } from './package.ts'
import { cleanPicture } from './picture.ts'
import { type BookFacts, strangeCovered, holdsValue, idleNames, observe, strangePoints, stringsOf, withoutCovered, withoutUnused } from './xlsx/clean-parts.ts'
import { allOf, attribute, kidsOf, readXml, type Xml } from './xml.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
/** What a document is drawn from; a part that is reached by none of these is not published. */
const DRAWN = words(
  'officeDocument styles stylesWithEffects theme themeOverride settings webSettings fontTable font numbering footnotes endnotes header footer image hdphoto hyperlink worksheet sharedStrings calcChain drawing vmlDrawing legacyDrawingHF chart chartEx chartStyle chartColorStyle chartUserShapes diagramData diagramLayout diagramQuickStyle diagramStyle diagramColors diagramDrawing table tableSingleCells sheetMetadata attachedTemplate ctrlProp cellImage rdRichValue rdRichValueStructure rdRichValueTypes rdArray richValueRel',
)
/** What tells of who made it and with what; it goes without a word, as the office is promised. */
const DROPPED = words(
  'core-properties extended-properties custom-properties coreProperties extendedProperties customProperties thumbnail customXml customXmlProps people person printerSettings glossaryDocument mailMergeSource mailMergeHeaderSource recipientData origin signature certificate keyMapCustomizations attachedToolbars customization extensibility webextensiontaskpanes webextension docMetadata classificationlabels labelInfo changesInfo commentsExtended commentsIds commentsExtensible comments threadedComment ui documenttasks customData customProperty',
)
const HELD: readonly (readonly [RegExp, Parameters<LeftOut['note']>[0]])[] = [
  [/^(?:pivot|slicer|timeline)/i, 'pivots'],
  [/^(?:connections|queryTable|xmlMaps|volatileDependencies)$/, 'connections'],
  [/^(?:package|oleObject|control|activeXControl.*|audio|video|media)$/, 'embedded'],
  [/^externalLink/, 'outerBooks'],
  [/^(?:aFChunk|subDocument|frame)$/, 'included'],
  [/^(?:revisionHeaders|revisionLog|usernames)$/, 'revisions'],
  [/^(?:chartsheet|dialogsheet|.*[mM]acrosheet)$/, 'otherSheets'],
]
type Part = { readonly name: string; readonly content: Buffer; readonly text: string | undefined; readonly tree: Xml | undefined }
type Facts = BookFacts & TextFacts & { readonly isBook: boolean; readonly settings: Xml | undefined }

/**
 * The package anew, from what its pages are drawn from: without the properties of the file, thumbnails, printers, the names of those who
 * worked on it, and whatever else nothing leads to. What is drawn and yet not seen is noted: it cannot be taken out without the office.
 */
export async function cleanPackage(pkg: Package, left: LeftOut): Promise<Uint8Array> {
  const files: Zippable = {}
  const parts = new Map<string, Part>()
  const read = reader(pkg)
  const [main = '', edges] = edgesIn(pkg, read)
  const queue = ['']
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    const relations = [...pkg.relations(source)].filter(([id, one]) => isDrawn(one, left) && !(source === main && isIdleEdge(id, one, edges)))
    if (relations.length > 0) files[relationsOf(source)] = Buffer.from(relationsXml(relations, source))
    for (const [, { target, external }] of relations) {
      const part = external ? undefined : read(target)
      if (part === undefined || parts.has(part.name)) continue
      parts.set(part.name, part)
      queue.push(part.name)
    }
  }
  const facts = factsOf([...parts.values()])
  for (const part of parts.values()) files[part.name] = await cleanPart(part, facts, left)
  const listed: Zippable = { '[Content_Types].xml': Buffer.from(typesXml(pkg, [...parts.keys()])) }
  // A fixed moment: when each part was written is nobody's business either.
  return zipSync({ ...listed, ...files }, { mtime: '1980-01-01T00:00:00' })
}

type Read = (name: string) => Part | undefined
/** Parts by name, each read once. */
function reader(pkg: Package): Read {
  const known = new Map<string, Part | undefined>()
  return (name) => {
    const key = name.toLowerCase()
    if (known.has(key)) return known.get(key)
    const part = pkg.part(name)
    const text = part && textOf(part.name, part.content)
    const read = part && { ...part, text, tree: treeOf(part.name, text) }
    known.set(key, read)
    return read
  }
}

/** The main part, and of a Word file which headers and footers are on its pages. */
function edgesIn(pkg: Package, read: Read): [main: string | undefined, edges: Edges | undefined] {
  const main = [...pkg.relations('').values()].find(({ type, external }) => type === 'officeDocument' && !external)?.target
  const document = main === undefined ? undefined : read(main)?.tree
  if (main === undefined || document?.name !== 'w:document') return [main, undefined]
  const settings = [...pkg.relations(main).values()].find(({ type, external }) => type === 'settings' && !external)
  return [main, edgesOf(document, settings && read(settings.target)?.tree)]
}
const isIdleEdge = (id: string, { type }: Relation, edges: Edges | undefined): boolean =>
  edges !== undefined && /^(?:header|footer)$/.test(type) && !edges.shown.has(id)

function isDrawn({ type, external, target }: Relation, left: LeftOut): boolean {
  if (external) {
    const goesAlong = type === 'hyperlink' || type === 'attachedTemplate'
    if (!goesAlong && !DROPPED.has(type)) left.note(type === 'externalLinkPath' ? 'outerBooks' : 'included')
    return goesAlong
  }
  if (type === 'image' && /\.svgz?$/i.test(target)) return false
  if (DRAWN.has(type)) return true
  if (DROPPED.has(type)) return false
  const held = HELD.find(([pattern]) => pattern.test(type))
  // Files inside are counted by their names, where the text is read.
  if (held?.[1] !== 'embedded' || !/embeddings\/|\.(?:bin|ole)$/i.test(target)) left.note(held?.[1] ?? 'unknownParts', held ? undefined : target)
  return false
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** A template is named by a path of the computer it was on: it stays without. */
const relationsXml = (relations: readonly (readonly [string, Relation])[], source: string): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations
    .map(([id, { uri, type, target, external }]) => {
      const to =
        type === 'attachedTemplate' ? 'Normal.dotm' : external ? outside(target) : target.startsWith('#') ? target : `${source === '' ? '' : '/'}${target}`
      return `<Relationship Id="${escaped(id)}" Type="${escaped(uri)}" Target="${escaped(to)}"${external ? ' TargetMode="External"' : ''}/>`
    })
    .join('')}</Relationships>`

/** An address that may be followed; one that leads into somebody's own files, or runs something, leads nowhere. */
const outside = (target: string): string => (target.startsWith('#') ? target : (safeHref(target) ?? 'about:blank'))

function typesXml(pkg: Package, kept: readonly string[]): string {
  const names = new Set(kept.map((name) => `/${name}`.toLowerCase()))
  const lines = kidsOf(pkg.xml('[Content_Types].xml')).flatMap((one) => {
    const type = escaped(attribute(one, 'ContentType') ?? '')
    const part = attribute(one, 'PartName')
    if (part === undefined) return [`<Default Extension="${escaped(attribute(one, 'Extension') ?? '')}" ContentType="${type}"/>`]
    return names.has(part.toLowerCase()) ? [`<Override PartName="${escaped(part)}" ContentType="${type}"/>`] : []
  })
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${lines.join('')}</Types>`
}

/** The text of a part in XML, without the remarks in it. */
function textOf(name: string, content: Buffer): string | undefined {
  if (!/\.(?:xml|vml)$/i.test(name) && !/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(content.subarray(0, 100).toString('latin1'))) return undefined
  return withoutRemarks(decoded(content).replace(/^\ufeff/, ''))
}

const OLD_PATH = /(\b(?:title|alt|href|src)=)"[^"]*(?:[a-z]:\\|file:)[^"]*"/gi
/** Old drawings of Excel are no XML that can be read, though they look like it. */
function treeOf(name: string, text: string | undefined): Xml | undefined {
  if (text === undefined) return undefined
  try {
    return readXml(text)
  } catch (error) {
    if (/\.xml$/i.test(name)) throw error
    return undefined
  }
}

function factsOf(parts: readonly Part[]): Facts {
  const trees = parts.map(({ tree }) => tree).filter((one) => one !== undefined)
  const has = (name: string) => trees.find((one) => one.name === name)
  const facts: Facts = {
    ...{ used: new Set(), formulas: [], links: [], values: new Set(), calls: new Set(), leads: [] },
    isBook: has('s:workbook') !== undefined,
    settings: has('w:settings'),
  }
  const strings = trees.filter(({ name }) => name === 's:sst').flatMap(stringsOf)
  for (const tree of trees) {
    if (/^w:/.test(tree.name)) observeText(tree, facts)
    else if (tree.name !== 's:sst') observe(tree, facts, strings)
  }
  return facts
}

async function cleanPart(part: Part, facts: Facts, left: LeftOut): Promise<Uint8Array> {
  const { name, content, text, tree } = part
  if (/\.(?:jpe?g|png|webp|tiff?)$/i.test(name)) return await cleanPicture(content, name).catch(() => content)
  if (text === undefined) return content
  if (tree === undefined) return Buffer.from(text.replace(OLD_PATH, '$1""'))
  const idle = idleEdits(tree, text)
  const gone = goneFrom(tree, facts, left)
  const clean = edited(text, [...gone.flatMap(cut), ...partEdits(tree, facts, left), ...idle.edits])
  noteUnseen(tree, new Set([...gone, ...idle.gone]), name, left)
  return clean === decoded(content) ? content : Buffer.from(clean.replace(/^\s*<\?xml[^>]*\?>\s*/, HEAD))
}

/** Elements that can go, as the other parts show. */
function goneFrom(tree: Xml, facts: Facts, left: LeftOut): readonly Xml[] {
  if (tree.name === 's:workbook') {
    const idle = idleNames(tree, facts)
    for (const one of allOf(tree, 's:definedName')) if (!idle.includes(one) && holdsValue(one)) left.note('nameWords', attribute(one, 'name'))
    return idle
  }
  if (/^w:(?:footnotes|endnotes)$/.test(tree.name)) return uncalledNotes(tree, facts.calls)
  return tree.name.startsWith('w:') ? [...(tree.name === 'w:document' ? edgesOf(tree, facts.settings).idle : []), ...idleBookmarks(tree, facts)] : []
}

function partEdits(tree: Xml, facts: Facts, left: LeftOut): readonly Edit[] {
  if (tree.name === 's:sst') return withoutUnused(tree, facts)
  if (tree.name === 's:worksheet') {
    if (facts.formulas.length === 0) return withoutCovered(tree)
    for (const one of strangeCovered(tree)) left.note('coveredCells', attribute(one, 'r'))
  }
  if (/:chartSpace$/.test(tree.name) && facts.isBook && strangePoints(tree, facts) > 0) left.note('chartData')
  return []
}
