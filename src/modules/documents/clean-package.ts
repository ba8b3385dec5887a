import { zipSync, type Zippable } from 'fflate'
import type { LeftOut } from './left-out.ts'
import { decoded, type Package, type Relation, relationsOf } from './package.ts'
import { cleanPicture } from './picture.ts'
import { cleanSheet, cleanStrings, isSheet, isStrings, usedStrings } from './xlsx/clean-parts.ts'
import { allOf, attribute, kidOf, kidsOf, readXml, wordsOfXml, type Xml } from './xml.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
/** What a document is drawn from; a part that is reached by none of these is not published. */
const DRAWN = words(
  'officeDocument styles stylesWithEffects theme themeOverride settings webSettings fontTable font numbering footnotes endnotes header footer image hdphoto hyperlink worksheet sharedStrings calcChain drawing vmlDrawing legacyDrawingHF chart chartEx chartStyle chartColorStyle chartUserShapes diagramData diagramLayout diagramQuickStyle diagramStyle diagramColors diagramDrawing table tableSingleCells sheetMetadata attachedTemplate ctrlProp cellImage rdRichValue rdRichValueStructure rdRichValueTypes rdArray richValueRel',
)
/** What tells of who made it and with what; it goes without a word, as the office is promised. */
const DROPPED = words(
  'core-properties extended-properties custom-properties thumbnail customXml customXmlProps people person printerSettings glossaryDocument mailMergeSource mailMergeHeaderSource recipientData origin signature certificate keyMapCustomizations attachedToolbars customization extensibility webextensiontaskpanes webextension docMetadata classificationlabels labelInfo changesInfo commentsExtended commentsIds commentsExtensible comments threadedComment ui documenttasks customData customProperty',
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
const REVISED = /^w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)$/

/**
 * The package anew, from what its pages are drawn from: without the properties of the file, thumbnails, printers, the names of those who
 * worked on it, and whatever else nothing leads to. What is drawn and yet not seen is noted: it cannot be taken out without the office.
 */
export async function cleanPackage(pkg: Package, left: LeftOut): Promise<Uint8Array> {
  const files: Zippable = {}
  const kept: string[] = []
  const used = new Set<number>()
  const queue = ['']
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    const relations = [...pkg.relations(source)].filter(([, relation]) => isDrawn(relation, left))
    if (relations.length > 0) files[relationsOf(source)] = Buffer.from(relationsXml(relations, source))
    for (const [, { target, external }] of relations) {
      const part = external ? undefined : pkg.part(target)
      if (part === undefined || kept.includes(part.name)) continue
      kept.push(part.name)
      queue.push(part.name)
      files[part.name] = await cleanPart(part, used, left)
    }
  }
  const listed: Zippable = { '[Content_Types].xml': Buffer.from(typesXml(pkg, kept)) }
  for (const name of kept) {
    // What no sheet uses is known when all have been seen.
    const text = /\.xml$/i.test(name) ? decoded(Buffer.from(files[name] as Uint8Array)) : ''
    if (isStrings(text)) files[name] = Buffer.from(cleanStrings(text, used))
  }
  // A fixed moment: when each part was written is nobody's business either.
  return zipSync({ ...listed, ...files }, { mtime: '1980-01-01T00:00:00' })
}

function isDrawn({ type, external, target }: Relation, left: LeftOut): boolean {
  if (external) {
    const goesAlong = type === 'hyperlink' || type === 'attachedTemplate'
    if (!goesAlong && !DROPPED.has(type)) left.note(type === 'externalLinkPath' ? 'outerBooks' : 'included')
    return goesAlong
  }
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
      const to = type === 'attachedTemplate' ? 'Normal.dotm' : external ? target : `${source === '' ? '' : '/'}${target}`
      return `<Relationship Id="${escaped(id)}" Type="${escaped(uri)}" Target="${escaped(to)}"${external ? ' TargetMode="External"' : ''}/>`
    })
    .join('')}</Relationships>`

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

type Part = { readonly name: string; readonly content: Buffer }
async function cleanPart({ name, content }: Part, used: Set<number>, left: LeftOut): Promise<Uint8Array> {
  if (/\.(?:jpe?g|png|webp|tiff?)$/i.test(name)) return await cleanPicture(content, name).catch(() => content)
  if (!/\.(?:xml|vml)$/i.test(name)) return content
  const text = decoded(content)
  if (/\.xml$/i.test(name)) noteUnseen(readXml(text), name, left)
  if (isSheet(text)) for (const n of usedStrings(text)) used.add(n)
  const clean = (isSheet(text) ? cleanSheet(text) : text)
    .replace(/<w:docVars\b.*?<\/w:docVars>|<w:mailMerge\b.*?<\/w:mailMerge>|<w:rsids\b.*?<\/w:rsids>/gs, '')
    .replace(/(<(?:\w+:)?absPath\b[^>]*?\burl=)"[^"]*"/g, '$1""')
    .replace(/(<(?:\w+:)?fileSharing\b[^>]*?\buserName=)"[^"]*"/g, '$1""')
    .replace(/(<(?:\w+:)?pageSetup\b[^>]*?)\s+\w+:id="[^"]*"/g, '$1')
  return clean === text ? content : Buffer.from(clean.replace(/^\ufeff?\s*<\?xml[^>]*\?>\s*/, HEAD))
}

/** In every part that is drawn, also where the text is not read: notes, boxes, old ways to write the same. */
function noteUnseen(xml: Xml, name: string, left: LeftOut): void {
  const where = /\/(?:header|footer)\d*\.xml$/i.test(name) ? '页眉页脚' : undefined
  for (const one of everything(xml)) {
    if (REVISED.test(one.name)) left.note('revisions', where)
    else if (one.name === 'w:r' && isOn(kidOf(kidOf(one, 'w:rPr'), 'w:vanish')) && wordsOfXml(one).trim() !== '') left.note('hiddenText', where)
    else if (one.name === 'a:srcRect' && Object.values(one.at).some((side) => Number(side) > 0)) left.note('cropped')
  }
  if ([...allOf(xml, 's:ddeLink')].length > 0) left.note('outerBooks')
}
const isOn = (mark: Xml | undefined): boolean => mark !== undefined && !/^(?:0|false|off)$/.test(attribute(mark, 'w:val') ?? '')

function* everything(xml: Xml): Generator<Xml> {
  for (const kid of kidsOf(xml)) {
    yield kid
    yield* everything(kid)
  }
}
