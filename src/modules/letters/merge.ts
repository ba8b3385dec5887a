import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { FIELD_KEYS, fieldOf, type Values } from './field.ts'

export const OPEN = '{{'
export const CLOSE = '}}'

/** What the library found wrong with the marks of a template. */
export type Fault = { readonly id: string; readonly tag: string; readonly file: string }

const OPTIONS: Docxtemplater.DXT.Options = {
  delimiters: { start: OPEN, end: CLOSE },
  paragraphLoop: true,
  linebreaks: true,
  stripInvalidXMLChars: true,
  errorLogging: false,
  // A template may not choose marks of its own, nor reach into what it is given.
  syntax: { changeDelimiterPrefix: null },
  parser: (tag) => ({ get: (scope: unknown) => (tag === '.' ? scope : own(scope, tag)) }),
  nullGetter: () => '',
}
const own = (scope: unknown, tag: string): unknown =>
  typeof scope === 'object' && scope !== null && Object.hasOwn(scope, tag) ? (scope as Readonly<Record<string, unknown>>)[tag] : undefined // an object with this key

/** Faults in the marks of a template; none when it can be filled. */
export function faultsOf(template: Uint8Array): Fault[] {
  try {
    new Docxtemplater(new PizZip(template), OPTIONS)
    return []
  } catch (error) {
    return faultsIn(error)
  }
}

type Known = {
  readonly properties: {
    readonly id: string
    readonly xtag?: string
    readonly openingtag?: string
    readonly closingtag?: string
    readonly file?: string
    readonly errors?: readonly Known[]
  }
}
const isKnown = (error: unknown): error is Known => typeof error === 'object' && error !== null && 'properties' in error
function faultsIn(error: unknown): Fault[] {
  if (!isKnown(error)) throw error
  const { errors, id, xtag, openingtag, file = '' } = error.properties
  if (errors) return errors.flatMap(faultsIn)
  return [{ id, tag: (xtag ?? openingtag ?? '').replace(/^\{+/, ''), file }]
}

/** A paragraph without others inside, as the library writes it. */
const PARAGRAPH = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs
const BREAK = '<w:r><w:br/></w:r>'

/** A line of a value is a paragraph of its own, set as the one it stands in: a broken line would not be set in. */
function inParagraphs(xml: string): string {
  return xml.replace(PARAGRAPH, (whole) => {
    if (!whole.includes(BREAK) || /<w:(?:hyperlink|sdt|fldSimple|smartTag|sectPr)[ >]/.test(whole)) return whole
    const properties = /^<w:p(?: [^>]*)?>(<w:pPr>.*?<\/w:pPr>)/s.exec(whole)?.[1] ?? ''
    return whole.replaceAll(BREAK, `</w:p><w:p>${properties}`)
  })
}

const clean = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').trim()

/** The template with its fields filled in, each value as it was typed. Throws when the template has faults. */
export function merge(template: Uint8Array, values: Values): Uint8Array {
  const document = new Docxtemplater<PizZip>(new PizZip(template), OPTIONS)
  document.render(Object.fromEntries(FIELD_KEYS.map((key) => [fieldOf(key).name, fieldOf(key).list ? linesOf(values[key]) : clean(values[key] ?? '')])))
  const zip = document.getZip()
  for (const part of document.targets) zip.file(part, inParagraphs(zip.file(part)?.asText() ?? ''))
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' })
}
const linesOf = (text = ''): string[] =>
  clean(text)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
