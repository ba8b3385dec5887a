import type { Answer } from './client.ts'
import { type Found, listRule, type Origin } from './entry-rules.ts'
import { envelopeRules } from './envelope.ts'
import { type Entry, entriesIn, fieldOf, has, isEntry, isList, shown, textIn, textOf } from './facts.ts'
import { changesetInstant, DAY } from './moments.ts'
import type { Format } from './reading.ts'
import { broken, idle, judged, met, type Rule } from './rule.ts'
import { GEOREPORT, isGeoReport, type Survey } from './survey.ts'

const SOURCE = 'Service Discovery「Fields for All Versions」'
const BASE = 'Service Discovery「Base URL」'

const envelope = envelopeRules({
  name: 'discovery',
  title: '服务发现',
  source: BASE,
  root: 'discovery',
  shape: 'object',
  statuses: [200],
  alwaysJson: true,
  ask: (survey, format) => survey.discovery(format),
})

const FORMATS: readonly Format[] = ['xml', 'json']

const documents: Origin = async (survey) => {
  const found: Found[] = []
  for (const format of FORMATS) {
    const answer = await survey.discovery(format)
    const value = answer.status === 200 ? answer.reading?.value : undefined
    if (isEntry(value)) found.push({ answer, format, entries: [value] })
  }
  return found.length > 0 ? found : '没有读到服务发现'
}

const endpoints: Origin = async (survey) => {
  const found = await documents(survey)
  if (typeof found === 'string') return found
  const listed = found.map((one) => ({ ...one, entries: one.entries.flatMap((entry) => entriesIn(fieldOf(entry, 'endpoints'))) }))
  return listed.some(({ entries }) => entries.length > 0) ? listed : '服务发现没有列出接口'
}

const ofDocument = (id: string, demands: string, judge: (document: Entry, format: Format) => string | undefined): Rule =>
  listRule(documents, `discovery.${id}`, demands, SOURCE, ([document], format) => (document ? judge(document, format) : undefined))

const ofEndpoints = (id: string, demands: string, judge: (endpoint: Entry, format: Format) => string | undefined): Rule =>
  listRule(endpoints, `discovery.${id}`, demands, SOURCE, (entries, format) =>
    entries.map((entry) => judge(entry, format)).find((problem) => problem !== undefined),
  )

const said = (name: string) => (entry: Entry) =>
  typeof fieldOf(entry, name) === 'string' && textIn(entry, name) !== '' ? undefined : `${name} 是 ${shown(fieldOf(entry, name))}`
const isPast = (entry: Entry): string | undefined => {
  const instant = changesetInstant(textIn(entry, 'changeset'))
  // A changeset may be written without a zone: a day's grace keeps the far side of the date line out of the future.
  return instant !== undefined && instant > Date.now() + DAY ? `changeset 是 ${textIn(entry, 'changeset')}` : undefined
}
const isDated = (entry: Entry): string | undefined =>
  changesetInstant(textIn(entry, 'changeset')) === undefined ? `changeset 是 ${shown(fieldOf(entry, 'changeset'))}` : undefined

export const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const fieldRules: readonly Rule[] = [
  ofDocument('changeset', 'changeset 应有，且能读成时间', isDated),
  ofDocument('changeset-not-future', 'changeset 不应在将来', isPast),
  ofDocument('contact', 'contact 应有文字', said('contact')),
  ofDocument('key-service', 'key_service 应有文字，说明怎样取得密钥', said('key_service')),
  ofDocument('endpoints', 'endpoints 应至少列出一个接口', (document) => {
    const list = fieldOf(document, 'endpoints')
    return isList(list) && list.length > 0 && list.every(isEntry) ? undefined : `endpoints 是 ${shown(list)}`
  }),
  ofDocument('georeport-endpoint', `应列出规范为 ${GEOREPORT} 的接口`, (document) =>
    entriesIn(fieldOf(document, 'endpoints')).some(isGeoReport) ? undefined : '没有 GeoReport v2 的接口',
  ),
]

const endpointRules: readonly Rule[] = [
  ofEndpoints('endpoint-specification', '每个接口的 specification 应是规范的网址', (endpoint) =>
    isWebAddress(textIn(endpoint, 'specification')) ? undefined : `specification 是 ${shown(fieldOf(endpoint, 'specification'))}`,
  ),
  ofEndpoints('endpoint-url', '每个接口的 url 应是完整的 http(s) 网址', (endpoint) =>
    isWebAddress(textIn(endpoint, 'url')) ? undefined : `url 是 ${shown(fieldOf(endpoint, 'url'))}`,
  ),
  ofEndpoints('endpoint-changeset', '每个接口的 changeset 应能读成时间', isDated),
  ofEndpoints('endpoint-changeset-not-future', '每个接口的 changeset 不应在将来', isPast),
  ofEndpoints('endpoint-type', '每个接口的 type 应是 production 或 test', (endpoint) =>
    ['production', 'test'].includes(textIn(endpoint, 'type')) ? undefined : `type 是 ${shown(fieldOf(endpoint, 'type'))}`,
  ),
  ofEndpoints('endpoint-formats', '每个接口的 formats 应是 MIME 类型的列表', (endpoint) => {
    const formats = fieldOf(endpoint, 'formats')
    const listed = isList(formats) && formats.length > 0 && formats.every((format) => typeof format === 'string' && /^[a-z]+\/[a-z0-9.+-]+$/i.test(format))
    return listed ? undefined : `formats 是 ${shown(formats)}`
  }),
  ofEndpoints('georeport-xml', 'GeoReport v2 接口的 formats 应有 text/xml', (endpoint) => {
    const formats = fieldOf(endpoint, 'formats')
    return !isGeoReport(endpoint) || (isList(formats) && formats.some((format) => textOf(format) === 'text/xml')) ? undefined : `formats 是 ${shown(formats)}`
  }),
]

const addressRule: Rule = {
  id: 'discovery.address',
  demands: '服务发现的网址应以 /discovery.xml 和 /discovery.json 结尾',
  source: BASE,
  run: async ({ options, discovery }) =>
    judged(await discovery('xml'), options.discovery.endsWith('/discovery') ? undefined : `网址是 ${options.discovery}.xml`),
}

const liveRule: Rule = {
  id: 'discovery.endpoint-answers',
  demands: '所列 GeoReport v2 接口应在其 url 下给出 services.xml',
  source: SOURCE,
  run: async (survey) => {
    const found = await endpoints(survey)
    if (typeof found === 'string') return idle(found)
    const urls = [...new Set(found.flatMap(({ entries }) => entries.filter(isGeoReport).map((entry) => textIn(entry, 'url'))))].filter(isWebAddress)
    return urls.length === 0 ? idle('没有列出 GeoReport v2 的接口') : await firstSilent(survey, urls.slice(0, 3))
  },
}

async function firstSilent({ client, options }: Survey, urls: readonly string[]) {
  let last: Answer | undefined
  for (const url of urls) {
    last = await client.get(`${url.replace(/\/+$/, '')}/services.xml`, options.jurisdiction === undefined ? {} : { jurisdiction_id: options.jurisdiction })
    if (last.status !== 200) return broken(`HTTP ${last.status}`, last)
  }
  return met(last)
}

const orderRule = ofDocument('complete', '规定的字段都应有：changeset、contact、key_service、endpoints，以及每个接口的五项', (document) => {
  const missing = ['changeset', 'contact', 'key_service', 'endpoints'].find((name) => !has(document, name))
  if (missing) return `没有 ${missing}`
  const names = ['specification', 'url', 'changeset', 'type', 'formats']
  const gap = entriesIn(fieldOf(document, 'endpoints')).flatMap((endpoint) => names.filter((name) => !has(endpoint, name)))[0]
  return gap === undefined ? undefined : `有接口没有 ${gap}`
})

export const discoveryRules: readonly Rule[] = [...envelope, addressRule, orderRule, ...fieldRules, ...endpointRules, liveRule]
