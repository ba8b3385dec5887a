import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml'

export type Format = 'xml' | 'json'

/** A body as read: what it says, or why it cannot be read. */
export type Reading = {
  readonly value: unknown
  /** Why it is not a document of its format at all. */
  readonly broken?: string
  readonly root?: string
  /** The encoding its XML declaration names. */
  readonly encoding?: string
  /** Attributes, namespaces, repeated fields, stray text: whatever the plain XML of the specification has not. */
  readonly oddities: readonly string[]
}

export const readBody = (text: string, format: Format): Reading => (format === 'xml' ? readXml(text) : readJson(text))

function readJson(text: string): Reading {
  try {
    return { value: JSON.parse(text), oddities: [] }
  } catch (error) {
    return { value: undefined, broken: error instanceof Error ? error.message : String(error), oddities: [] }
  }
}

function readXml(text: string): Reading {
  const encoding = /^<\?xml\s+version\s*=\s*["']1\.\d["']\s+encoding\s*=\s*["']([^"']+)["']/.exec(text)?.[1]
  const declared = encoding === undefined ? {} : { encoding }
  try {
    const { root } = parseXml(text)
    if (root === null) return { value: undefined, broken: '没有根元素', oddities: [], ...declared }
    const oddities: string[] = []
    return { value: sparkOf(root, oddities), root: root.name, oddities, ...declared }
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { value: undefined, broken: line, oddities: [], ...declared }
  }
}

/** The containers of the specification with what each holds; by the Spark convention they become bare lists. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['services', 'service'],
  ['attributes', 'attribute'],
  ['values', 'value'],
  ['service_requests', 'request'],
  ['errors', 'error'],
  ['endpoints', 'endpoint'],
  ['formats', 'format'],
])
const RECORDS = new Set([...LISTS.values(), 'service_definition', 'discovery'])
const OWN_NAMESPACE = 'http://wiki.open311.org/GeoReport_v2'

function sparkOf(element: XmlElement, oddities: string[]): unknown {
  const children = element.children.filter((child) => child instanceof XmlElement)
  noteOddities(element, children, oddities)
  const values = children.map((child) => [child.name, sparkOf(child, oddities)] as const)
  if (LISTS.has(element.name)) return values.map(([, value]) => value)
  if (children.length === 0) return element.text.trim() || null
  const oneKind = new Set(children.map((child) => child.name)).size === 1
  return oneKind && !RECORDS.has(element.name) ? values.map(([, value]) => value) : Object.fromEntries(values)
}

function noteOddities(element: XmlElement, children: readonly XmlElement[], oddities: string[]): void {
  const { name } = element
  if (name.includes(':')) oddities.push(`<${name}> 带有命名空间前缀`)
  for (const [attribute, value] of Object.entries(element.attributes))
    if (!(attribute === 'xmlns' && value === OWN_NAMESPACE && element.isRootNode)) oddities.push(`<${name}> 带有属性 ${attribute}="${value}"`)
  const held = LISTS.get(name)
  const stranger = held === undefined ? undefined : children.find((child) => child.name !== held)
  if (stranger) oddities.push(`<${name}> 里有 <${stranger.name}>，只应有 <${held}>`)
  const names = children.map((child) => child.name)
  const repeated = names.find((child, index) => names.indexOf(child) !== index)
  if (RECORDS.has(name) && repeated) oddities.push(`<${name}> 里的 <${repeated}> 不止一个`)
  const stray = children.length > 0 && element.children.some((child) => child instanceof XmlText && child.text.trim() !== '')
  if (stray) oddities.push(`<${name}> 在元素之间夹有文字`)
}
