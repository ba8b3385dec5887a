import { isXml, type Xml } from '../../documents/index.ts'

const BASE = 'http://schemas.openxmlformats.org'
/** The namespaces that are written; an element of any other is not taken over. */
const NAMESPACES: Readonly<Record<string, string>> = {
  w: `${BASE}/wordprocessingml/2006/main`,
  s: `${BASE}/spreadsheetml/2006/main`,
  r: `${BASE}/officeDocument/2006/relationships`,
  a: `${BASE}/drawingml/2006/main`,
  wp: `${BASE}/drawingml/2006/wordprocessingDrawing`,
  pic: `${BASE}/drawingml/2006/picture`,
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  m: `${BASE}/officeDocument/2006/math`,
}
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const RELATIONS = `${BASE}/package/2006/relationships`
export const TYPES = `${BASE}/package/2006/content-types`
export const OFFICE = NAMESPACES['r'] ?? ''

const inText = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;')
export const inAttribute = (text: string): string => inText(text).replace(/["\n\t\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const isWritten = (name: string): boolean => Object.hasOwn(NAMESPACES, name.slice(0, name.indexOf(':')))

/** An element as XML, with the namespaces this module knows, and nothing of others. Readers of Excel files look for bare names. */
export function writtenXml(root: Xml): string {
  const used = new Set<string>()
  const write = (xml: Xml): string => {
    const kids = xml.kids.filter((kid) => !isXml(kid) || isWritten(kid.name))
    used.add(xml.name.slice(0, xml.name.indexOf(':')))
    const attributes = Object.entries(xml.at).flatMap(([name, value]) => {
      const colon = name.indexOf(':')
      const prefix = name.slice(0, Math.max(0, colon))
      if (colon >= 0 && prefix !== 'xml' && !isWritten(name)) return []
      if (colon >= 0 && prefix !== 'xml') used.add(prefix)
      return [` ${name}="${inAttribute(value)}"`]
    })
    const inner = kids.map((kid) => (isXml(kid) ? write(kid) : inText(kid))).join('')
    const name = xml.name.replace(/^s:/, '')
    return `<${name}${attributes.join('')}${inner === '' ? '/>' : `>${inner}</${name}>`}`
  }
  const text = write(root)
  const spaces = [...used].map((prefix) => ` xmlns${prefix === 's' ? '' : `:${prefix}`}="${NAMESPACES[prefix] ?? ''}"`).join('')
  return DECLARATION + text.replace(/^<([\w:]+)/, `<$1${spaces}`)
}
