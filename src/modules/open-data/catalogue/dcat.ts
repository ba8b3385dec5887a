import { type DataFile, type Dataset, FORMS, LICENCE, type RHYTHMS, SERVICES } from './datasets.ts'

export type Publisher = { readonly name: string; readonly office: string; readonly phone: string; readonly email: string }
/** A dataset and the moment of its last change; null where it has had none. */
export type Kept = { readonly dataset: Dataset; readonly changedAt: Date | null }

const TEXT = { '@language': 'zh' } as const
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  title: { '@id': 'dcterms:title', ...TEXT },
  description: { '@id': 'dcterms:description', ...TEXT },
  keyword: { '@id': 'dcat:keyword', ...TEXT },
  name: { '@id': 'foaf:name', ...TEXT },
  identifier: 'dcterms:identifier',
  issued: { '@id': 'dcterms:issued', '@type': 'xsd:dateTime' },
  modified: { '@id': 'dcterms:modified', '@type': 'xsd:dateTime' },
  publisher: { '@id': 'dcterms:publisher', '@type': '@id' },
  language: { '@id': 'dcterms:language', '@type': '@id' },
  license: { '@id': 'dcterms:license', '@type': '@id' },
  accessRights: { '@id': 'dcterms:accessRights', '@type': '@id' },
  accrualPeriodicity: { '@id': 'dcterms:accrualPeriodicity', '@type': '@id' },
  conformsTo: { '@id': 'dcterms:conformsTo', '@type': '@id' },
  theme: { '@id': 'dcat:theme', '@type': '@id' },
  contactPoint: { '@id': 'dcat:contactPoint', '@type': '@id' },
  landingPage: { '@id': 'dcat:landingPage', '@type': '@id' },
  page: { '@id': 'foaf:page', '@type': '@id' },
  homepage: { '@id': 'foaf:homepage', '@type': '@id' },
  dataset: { '@id': 'dcat:dataset', '@type': '@id' },
  distribution: { '@id': 'dcat:distribution', '@type': '@id' },
  service: { '@id': 'dcat:service', '@type': '@id' },
  accessURL: { '@id': 'dcat:accessURL', '@type': '@id' },
  downloadURL: { '@id': 'dcat:downloadURL', '@type': '@id' },
  accessService: { '@id': 'dcat:accessService', '@type': '@id' },
  mediaType: { '@id': 'dcat:mediaType', '@type': '@id' },
  endpointURL: { '@id': 'dcat:endpointURL', '@type': '@id' },
  endpointDescription: { '@id': 'dcat:endpointDescription', '@type': '@id' },
  servesDataset: { '@id': 'dcat:servesDataset', '@type': '@id' },
  fn: { '@id': 'vcard:fn', ...TEXT },
  hasEmail: { '@id': 'vcard:hasEmail', '@type': '@id' },
  hasTelephone: { '@id': 'vcard:hasTelephone', '@type': '@id' },
} as const

const EU = 'http://publications.europa.eu/resource/authority'
const FREQUENCY = { continuous: `${EU}/frequency/UPDATE_CONT`, irregular: `${EU}/frequency/IRREG`, yearly: `${EU}/frequency/ANNUAL` } as const satisfies Record<
  keyof typeof RHYTHMS,
  string
>
const PUBLIC = `${EU}/access-right/PUBLIC`
const CHINESE = `${EU}/language/ZHO`
const MEDIA = 'https://www.iana.org/assignments/media-types/'

type ServiceKey = keyof typeof SERVICES
const SERVICE_KEYS = Object.keys(SERVICES) as readonly ServiceKey[] // as they are written
const agencyId = (origin: string): string => `${origin}/disclosure#agency`
const datasetId = ({ key }: Dataset, origin: string): string => `${origin}/open-data/${key}`
const serviceId = (key: ServiceKey, origin: string): string => `${origin}${SERVICES[key].page}#service`

const contactOf = ({ name, office, phone, email }: Publisher) => ({
  '@type': 'vcard:Organization',
  fn: `${name} ${office}`,
  ...(email === '' ? {} : { hasEmail: `mailto:${email}` }),
  ...(phone === '' ? {} : { hasTelephone: `tel:${phone.replace(/[^\d+-]/g, '')}` }),
})

const distributionOf = ({ form, path, title }: DataFile, service: ServiceKey | null, origin: string) => ({
  '@id': `${origin}${path}#distribution`,
  '@type': 'dcat:Distribution',
  title,
  accessURL: origin + path,
  downloadURL: origin + path,
  mediaType: MEDIA + FORMS[form].media,
  ...(service === null ? {} : { accessService: serviceId(service, origin) }),
  license: LICENCE.url,
})

const datasetOf = ({ dataset, changedAt }: Kept, publisher: Publisher, origin: string) => ({
  '@id': datasetId(dataset, origin),
  '@type': 'dcat:Dataset',
  identifier: datasetId(dataset, origin),
  title: dataset.title,
  description: dataset.holds,
  keyword: dataset.keywords,
  theme: `${EU}/data-theme/GOVE`,
  publisher: agencyId(origin),
  contactPoint: contactOf(publisher),
  ...(changedAt === null ? {} : { modified: changedAt.toISOString() }),
  accrualPeriodicity: FREQUENCY[dataset.rhythm],
  language: CHINESE,
  accessRights: PUBLIC,
  landingPage: origin + dataset.page,
  page: datasetId(dataset, origin),
  distribution: dataset.files.map((file) => distributionOf(file, dataset.service, origin)),
})

function serviceOf(key: ServiceKey, publisher: Publisher, kept: readonly Kept[], origin: string) {
  const { title, path, description, page, conformsTo } = SERVICES[key]
  return {
    '@id': serviceId(key, origin),
    '@type': 'dcat:DataService',
    title,
    endpointURL: origin + path,
    endpointDescription: origin + description,
    landingPage: origin + page,
    conformsTo,
    publisher: agencyId(origin),
    contactPoint: contactOf(publisher),
    license: LICENCE.url,
    accessRights: PUBLIC,
    servesDataset: kept.filter(({ dataset }) => dataset.service === key).map(({ dataset }) => datasetId(dataset, origin)),
  }
}

/** The catalogue in DCAT 3, with what DCAT-AP asks for. */
export const catalogOf = (publisher: Publisher, kept: readonly Kept[], origin: string, now: Date) => ({
  '@context': CONTEXT,
  '@id': `${origin}/open-data`,
  '@type': 'dcat:Catalog',
  title: `${publisher.name}开放数据`,
  description: `${publisher.name}公开的数据：${kept.map(({ dataset }) => dataset.title).join('、')}。`,
  homepage: `${origin}/open-data`,
  publisher: { '@id': agencyId(origin), '@type': 'foaf:Agent', name: publisher.name, homepage: `${origin}/disclosure` },
  language: CHINESE,
  modified: now.toISOString(),
  license: LICENCE.url,
  dataset: kept.map((one) => datasetOf(one, publisher, origin)),
  service: SERVICE_KEYS.map((key) => serviceOf(key, publisher, kept, origin)),
})
