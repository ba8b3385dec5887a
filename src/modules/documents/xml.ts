import { parseXml, XmlDocumentType, XmlElement, XmlText } from '@rgrove/parse-xml'
import { damaged } from './stop.ts'

/** An element under the name its namespace has with us, whatever prefix the program that wrote it chose. */
export type Xml = {
  readonly name: string
  readonly at: Readonly<Record<string, string>>
  readonly kids: readonly (Xml | string)[]
  /** Where it stands in the text it was read from. */
  readonly span?: readonly [from: number, to: number]
}

/** Both editions of the standard, transitional and strict, and what Word and WPS add. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/(?:2006\/)?main$/, 'w'],
  [/\/spreadsheetml\/(?:2006\/)?main$/, 's'],
  [/\/officeDocument\/(?:2006\/)?relationships$/, 'r'],
  [/\/package\/2006\/relationships$/, 'rel'],
  [/\/package\/2006\/content-types$/, 'ct'],
  [/\/drawingml\/(?:2006\/)?main$/, 'a'],
  [/\/drawingml\/(?:2006\/)?wordprocessingDrawing$/, 'wp'],
  [/\/drawingml\/(?:2006\/)?picture$/, 'pic'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/\/word\/2010\/wordprocessingShape$/, 'wps'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/^urn:schemas-microsoft-com:office:office$/, 'o'],
  [/\/officeDocument\/(?:2006\/)?math$/, 'm'],
  [/\/2017\/decorative$/, 'adec'],
  [/\/package\/2006\/metadata\/core-properties$/, 'cp'],
  [/^http:\/\/purl\.org\/dc\/elements\//, 'dc'],
]
/** Other words of Office and WPS are `?`; what neither understands, and therefore leaves out, is `??`. */
const OFFICE =
  /^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml|www\.wps\.cn|www\.w3\.org|purl\.org\/dc)\/|^http:\/\/schemas\.microsoft\.com\/|^urn:schemas-microsoft-com:/
const FOREIGN = '??'
const known = new Map<string, string>()
function prefixOf(namespace: string): string {
  const before = known.get(namespace)
  if (before !== undefined) return before
  const prefix = NAMESPACES.find(([pattern]) => pattern.test(namespace))?.[1] ?? (OFFICE.test(namespace) ? '?' : FOREIGN)
  if (known.size < 500) known.set(namespace, prefix)
  return prefix
}

type Scope = ReadonlyMap<string, string>
const FIRST: Scope = new Map([['xml', 'xml']])
const DEEPEST = 400

/** Reads XML without fetching or expanding anything: entities of its own make a file unreadable. */
export function readXml(text: string): Xml {
  let root: XmlElement | null
  try {
    const document = parseXml(text.replace(/^\ufeff/, ''), { ignoreUndefinedEntities: false, includeOffsets: true, preserveDocumentType: true })
    // No office file has a document type (ECMA-376 part 2, 8.1.2.2); whatever is written in one, nobody sees.
    root = document.children.some((child) => child instanceof XmlDocumentType) ? null : document.root
  } catch {
    throw damaged()
  }
  if (!root) throw damaged()
  return named(root, FIRST, 0)
}

function named(element: XmlElement, outer: Scope, depth: number): Xml {
  if (depth > DEEPEST) throw damaged()
  const scope = scopeOf(element, outer)
  const at: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue
    const colon = name.indexOf(':')
    at[colon < 0 ? name : `${scope.get(name.slice(0, colon)) ?? '?'}:${name.slice(colon + 1)}`] = value
  }
  const kids: (Xml | string)[] = []
  for (const child of element.children) {
    if (child instanceof XmlElement) kids.push(named(child, scope, depth + 1))
    else if (child instanceof XmlText) kids.push(child.text)
  }
  const colon = element.name.indexOf(':')
  const prefix = scope.get(colon < 0 ? '' : element.name.slice(0, colon)) ?? '?'
  const name = `${prefix}:${element.name.slice(colon + 1)}`
  if (name === 'mc:Choice')
    at['Requires'] = (at['Requires'] ?? '')
      .split(/\s+/)
      .filter((one) => one !== '')
      .map((one) => scope.get(one) ?? FOREIGN)
      .join(' ')
  return { name, at, kids, span: [element.start, element.end] }
}

function scopeOf(element: XmlElement, outer: Scope): Scope {
  let scope: Map<string, string> | undefined
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    scope ??= new Map(outer)
    scope.set(name === 'xmlns' ? '' : name.slice(6), prefixOf(value))
  }
  return scope ?? outer
}

export const isXml = (kid: Xml | string): kid is Xml => typeof kid !== 'string'
export const kidsOf = (xml: Xml | undefined, name?: string): Xml[] => (xml?.kids ?? []).filter(isXml).filter((kid) => name === undefined || kid.name === name)
export const kidOf = (xml: Xml | undefined, name: string): Xml | undefined => xml?.kids.find((kid): kid is Xml => isXml(kid) && kid.name === name)
/** An attribute, with or without the prefix it should have. */
export const attribute = (xml: Xml | undefined, name: string): string | undefined => xml?.at[name] ?? xml?.at[name.slice(name.indexOf(':') + 1)]
export const isForeign = (xml: Xml): boolean => xml.name.startsWith(`${FOREIGN}:`)
/** Of several ways to write the same, the first that Office understands. */
export const chosen = (alternate: Xml): Xml | undefined =>
  kidsOf(alternate, 'mc:Choice').find((one) => !(one.at['Requires'] ?? '').split(' ').includes(FOREIGN)) ?? kidOf(alternate, 'mc:Fallback')
export const wordsOfXml = (xml: Xml): string => xml.kids.map((kid) => (isXml(kid) ? wordsOfXml(kid) : kid)).join('')

/** Every element of a name, at any depth. */
export function* allOf(xml: Xml, name: string): Generator<Xml> {
  for (const kid of xml.kids) {
    if (!isXml(kid)) continue
    if (kid.name === name) yield kid
    yield* allOf(kid, name)
  }
}
