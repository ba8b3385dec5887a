/** The containers of the interface, with what each entry of theirs is called. */
const ENTRY: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  history: 'entry',
  photos: 'photo',
}
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
// No document may hold these, however they are written.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const escaped = (text: string): string => text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (one) => ESCAPES[one] ?? one)

function element(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return `<${name}/>`
  if (Array.isArray(value)) return `<${name}>${value.map((one) => element(ENTRY[name] ?? 'entry', one)).join('')}</${name}>`
  if (typeof value === 'object') return `<${name}>${fieldsOf(value)}</${name}>`
  return `<${name}>${escaped(String(value))}</${name}>`
}
const fieldsOf = (value: object): string =>
  Object.entries(value)
    .map(([name, one]) => element(name, one))
    .join('')

/** What a JSON answer says, as the XML of the specification: no namespaces, no attributes, containers by name. */
export const xmlOf = (root: string, value: unknown): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
