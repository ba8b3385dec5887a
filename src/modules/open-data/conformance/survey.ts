import { type Answer, type Client, type Network, openClient, type Query } from './client.ts'
import { type Entry, entriesIn, fieldOf, isEntry, isList, textIn, textOf } from './facts.ts'
import type { Format } from './reading.ts'

export type Options = {
  /** The GeoReport endpoint, without a slash at the end. */
  readonly base: string
  /** The discovery address without its suffix. */
  readonly discovery: string
  readonly apiKey?: string
  readonly jurisdiction?: string
  readonly readOnly: boolean
  readonly timeout: number
  readonly network?: Network
}
export type Form = readonly (readonly [string, string])[]
/** A list as answered: `entries` is undefined when the answer is no readable list. */
export type Listing = { readonly answer: Answer; readonly entries: readonly Entry[] | undefined }

/** What is asked of one server during one run; the same question is asked once only. */
export type Survey = {
  readonly options: Options
  readonly client: Client
  readonly discovery: (format: Format) => Promise<Answer>
  readonly get: (path: string, query?: Query) => Promise<Answer>
  readonly post: (format: Format, form: Form) => Promise<Answer>
  /** XML always; JSON when discovery advertises it, or when discovery is silent and the server answers it all the same. */
  readonly formats: () => Promise<readonly Format[]>
  readonly services: () => Promise<readonly Entry[]>
  /** Definitions of the first services that have one, by service_code. */
  readonly described: () => Promise<readonly string[]>
  readonly list: (query?: Query, format?: Format) => Promise<Listing>
}

export function openSurvey(options: Options): Survey {
  const client = openClient(options.timeout, options.network)
  const asked = new Map<string, Promise<Answer>>()
  const once = (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const before = asked.get(key)
    if (before) return before
    const answer = ask()
    asked.set(key, answer)
    return answer
  }
  const place: Query = options.jurisdiction === undefined ? {} : { jurisdiction_id: options.jurisdiction }
  const discovery = (format: Format) => once(`discovery.${format}`, () => client.get(`${options.discovery}.${format}`))
  const get = (path: string, query: Query = {}) =>
    once(`GET ${path} ${JSON.stringify(query)}`, () => client.get(`${options.base}/${path}`, { ...place, ...query }))
  const post = (format: Format, form: Form) => once(`POST ${format} ${JSON.stringify(form)}`, () => client.post(`${options.base}/requests.${format}`, form))
  let json: Promise<boolean> | undefined
  const formats = async (): Promise<readonly Format[]> => {
    json ??= offersJson({ discovery, get, options })
    return (await json) ? ['xml', 'json'] : ['xml']
  }
  const services = async () => (await listOf(get, 'services', {}, await formats())).entries ?? []
  const described = async () =>
    (await services())
      .filter((service) => textIn(service, 'metadata') === 'true' && textIn(service, 'service_code') !== '')
      .map((service) => textIn(service, 'service_code'))
      .slice(0, 5)
  const list = async (query: Query = {}, format?: Format) => listOf(get, 'requests', query, format ? [format] : await formats())
  return { options, client, discovery, get, post, formats, services, described, list }
}

/** The first format that gives a readable list, so that one broken format does not hide what the other can show. */
async function listOf(get: Survey['get'], path: string, query: Query, formats: readonly Format[]): Promise<Listing> {
  const answer = await get(`${path}.xml`, query)
  const first = formats.includes('xml') ? { answer, entries: entriesOf(answer) } : undefined
  if (first?.entries !== undefined || !formats.includes('json')) return first ?? { answer, entries: undefined }
  const other = await get(`${path}.json`, query)
  const entries = entriesOf(other)
  return first && entries === undefined ? first : { answer: other, entries }
}

/** The records of a good answer whose body is a list, as it has to be. */
export function entriesOf(answer: Answer): readonly Entry[] | undefined {
  const value = answer.status === 200 ? answer.reading?.value : undefined
  return isList(value) ? entriesIn(value) : undefined
}

export const GEOREPORT = 'http://wiki.open311.org/GeoReport_v2'
export const isGeoReport = (endpoint: Entry): boolean => /^https?:\/\/wiki\.open311\.org\/GeoReport_v2\/?$/i.test(textIn(endpoint, 'specification'))

export function endpointsIn(discovery: Answer): readonly Entry[] {
  return isEntry(discovery.reading?.value) ? entriesIn(fieldOf(discovery.reading.value, 'endpoints')) : []
}

async function offersJson(asks: Pick<Survey, 'discovery' | 'get' | 'options'>): Promise<boolean> {
  const discoveries = [await asks.discovery('xml'), await asks.discovery('json')]
  const endpoints = discoveries.flatMap((answer) => (answer.status === 200 ? endpointsIn(answer) : [])).filter(isGeoReport)
  const bare = (address: string) => address.replace(/^https?:/, '').replace(/\/+$/, '')
  const here = endpoints.filter((endpoint) => bare(textIn(endpoint, 'url')) === bare(asks.options.base))
  const formats = (here.length > 0 ? here : endpoints).map((endpoint) => fieldOf(endpoint, 'formats'))
  if (endpoints.length > 0) return formats.some((list) => isList(list) && list.some((format) => /json/i.test(textOf(format))))
  return (await asks.get('services.json')).status === 200
}
