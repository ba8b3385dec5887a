import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import jsonld from 'jsonld'

/**
 * What DCAT-AP 3.0 demands of each class, said of JSON-LD that is expanded and flattened: what must be there, how often at most, and
 * whether it is a text, a moment or a reference (https://semiceu.github.io/DCAT-AP/releases/3.0.0/).
 */
const DCAT = 'http://www.w3.org/ns/dcat#'
const TERMS = 'http://purl.org/dc/terms/'
const FOAF = 'http://xmlns.com/foaf/0.1/'
const VCARD = 'http://www.w3.org/2006/vcard/ns#'
const XSD = 'http://www.w3.org/2001/XMLSchema#'

const text = { type: 'object', required: ['@value'], properties: { '@value': { type: 'string', pattern: '\\S' } } }
const reference = { type: 'object', required: ['@id'], properties: { '@id': { type: 'string', pattern: '^(_:|[a-z][a-z0-9+.-]*:)' } } }
const address = { type: 'object', required: ['@id'], properties: { '@id': { type: 'string', format: 'uri', pattern: '^https?://' } } }
const moment = {
  type: 'object',
  required: ['@value', '@type'],
  properties: { '@type': { const: `${XSD}dateTime` }, '@value': { type: 'string', format: 'date-time' } },
}
const fromList = (list: string) => ({ type: 'object', required: ['@id'], properties: { '@id': { type: 'string', pattern: `^${list}[A-Z_]+$` } } })
const EU = 'http://publications.europa.eu/resource/authority'
const some = (items: object, minItems = 1) => ({ type: 'array', minItems, items })
const one = (items: object) => ({ type: 'array', minItems: 1, maxItems: 1, items })

type Shape = { readonly must: Readonly<Record<string, object>>; readonly may: Readonly<Record<string, object>> }
const SHAPES: Readonly<Record<string, Shape>> = {
  [`${DCAT}Catalog`]: {
    must: { [`${TERMS}title`]: some(text), [`${TERMS}description`]: some(text), [`${TERMS}publisher`]: one(reference) },
    may: {
      [`${DCAT}dataset`]: some(reference),
      [`${DCAT}service`]: some(reference),
      [`${TERMS}license`]: one(address),
      [`${TERMS}modified`]: one(moment),
      [`${FOAF}homepage`]: one(address),
      [`${TERMS}language`]: some(fromList(`${EU}/language/`)),
    },
  },
  [`${DCAT}Dataset`]: {
    must: { [`${TERMS}title`]: some(text), [`${TERMS}description`]: some(text) },
    may: {
      [`${TERMS}publisher`]: one(reference),
      [`${TERMS}identifier`]: some(text),
      [`${DCAT}contactPoint`]: some(reference),
      [`${DCAT}distribution`]: some(reference),
      [`${DCAT}keyword`]: some(text),
      [`${DCAT}theme`]: some(fromList(`${EU}/data-theme/`)),
      [`${DCAT}landingPage`]: some(address),
      [`${FOAF}page`]: some(address),
      [`${TERMS}modified`]: one(moment),
      [`${TERMS}accrualPeriodicity`]: one(fromList(`${EU}/frequency/`)),
      [`${TERMS}accessRights`]: one(fromList(`${EU}/access-right/`)),
      [`${TERMS}language`]: some(fromList(`${EU}/language/`)),
    },
  },
  [`${DCAT}Distribution`]: {
    must: { [`${DCAT}accessURL`]: some(address) },
    may: {
      [`${TERMS}title`]: some(text),
      [`${DCAT}downloadURL`]: some(address),
      [`${DCAT}mediaType`]: one({
        ...address,
        properties: { '@id': { type: 'string', pattern: '^https://www.iana.org/assignments/media-types/[a-z]+/[a-z0-9.+-]+$' } },
      }),
      [`${DCAT}accessService`]: some(reference),
      [`${TERMS}license`]: one(address),
    },
  },
  [`${DCAT}DataService`]: {
    must: { [`${TERMS}title`]: some(text), [`${DCAT}endpointURL`]: some(address) },
    may: {
      [`${DCAT}endpointDescription`]: some(address),
      [`${DCAT}servesDataset`]: some(reference),
      [`${DCAT}landingPage`]: some(address),
      [`${DCAT}contactPoint`]: some(reference),
      [`${TERMS}publisher`]: one(reference),
      [`${TERMS}conformsTo`]: some(address),
      [`${TERMS}license`]: one(address),
      [`${TERMS}accessRights`]: one(fromList(`${EU}/access-right/`)),
    },
  },
  [`${FOAF}Agent`]: { must: { [`${FOAF}name`]: some(text) }, may: { [`${FOAF}homepage`]: one(address) } },
  [`${VCARD}Organization`]: { must: { [`${VCARD}fn`]: some(text) }, may: { [`${VCARD}hasEmail`]: some(reference), [`${VCARD}hasTelephone`]: some(reference) } },
}
/** What a reference has to lead to, inside the catalogue. */
const RANGES: Readonly<Record<string, string>> = {
  [`${TERMS}publisher`]: `${FOAF}Agent`,
  [`${DCAT}dataset`]: `${DCAT}Dataset`,
  [`${DCAT}servesDataset`]: `${DCAT}Dataset`,
  [`${DCAT}distribution`]: `${DCAT}Distribution`,
  [`${DCAT}service`]: `${DCAT}DataService`,
  [`${DCAT}accessService`]: `${DCAT}DataService`,
  [`${DCAT}contactPoint`]: `${VCARD}Organization`,
}

export type Node = { readonly '@id': string; readonly '@type'?: readonly string[] } & Readonly<Record<string, unknown>>
const ajv = addFormats.default(new Ajv({ allErrors: true, strict: false }))
// A property that no shape knows is a slip of the pen until somebody adds it there.
const validators: ReadonlyMap<string, ValidateFunction> = new Map(
  Object.entries(SHAPES).map(([type, { must, may }]) => {
    const properties = { '@id': { type: 'string' }, '@type': { type: 'array' }, ...must, ...may }
    return [type, ajv.compile({ type: 'object', required: Object.keys(must), properties, additionalProperties: false })]
  }),
)

/** The catalogue as nodes; nothing is fetched for it. */
export async function nodesOf(catalogue: unknown): Promise<readonly Node[]> {
  const documentLoader = (url: string): never => {
    throw new Error(`a catalogue that needs ${url} to be read`)
  }
  const flat = await jsonld.flatten(catalogue as jsonld.JsonLdDocument, null as never, { documentLoader })
  return flat as unknown as readonly Node[]
}

/** Everything in a catalogue that DCAT-AP does not allow. */
export async function faultsOf(catalogue: unknown): Promise<string[]> {
  const nodes = await nodesOf(catalogue)
  const byId = new Map(nodes.map((node) => [node['@id'], node]))
  const faults = nodes.flatMap((node) => {
    const types = node['@type'] ?? []
    const [type = ''] = types
    const validate = validators.get(type)
    if (types.length !== 1 || !validate) return [`${node['@id']}: a node of type ${types.join(', ') || 'none'}`]
    validate(node)
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${type} ${node['@id']}${instancePath}: ${message} ${JSON.stringify(params)}`)
  })
  const astray = nodes.flatMap((node) =>
    Object.entries(RANGES).flatMap(([property, range]) =>
      ((node[property] ?? []) as readonly { '@id': string }[])
        .filter((to) => byId.get(to['@id'])?.['@type']?.includes(range) !== true)
        .map((to) => `${node['@id']} ${property} ${to['@id']}: is no ${range}`),
    ),
  )
  return nodes.some((node) => node['@type']?.includes(`${DCAT}Catalog`)) ? [...faults, ...astray] : ['there is no catalogue', ...faults, ...astray]
}
