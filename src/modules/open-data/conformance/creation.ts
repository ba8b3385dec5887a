import type { Answer } from './client.ts'
import { definitionPath } from './definition-rules.ts'
import { type Entry, entriesIn, fieldOf, textIn } from './facts.ts'
import { requestPath } from './single-rules.ts'
import { entriesOf, type Form, type Survey } from './survey.ts'
import type { Format } from './reading.ts'

export const DESCRIPTION = 'Open311 一致性测试，请忽略'
export const NO_POSTING = '只读检查，不创建案件'
export const NO_KEY = '没有给出 --api-key，不创建案件'

/** Why requests are not created in this run, or undefined when they are. */
export const whyNotPosting = ({ options }: Survey): string | undefined => {
  if (options.readOnly) return NO_POSTING
  return options.apiKey === undefined ? NO_KEY : undefined
}

/** A form as sent, built from the parts a rule changes; undefined leaves a part out. */
export type Parts = {
  readonly key?: string | undefined
  readonly service: string | undefined
  readonly place?: Form
  readonly attributes?: Form
  readonly description?: string
  readonly more?: Form
  readonly jurisdiction?: string | undefined
}

export function formOf({ options }: Survey, parts: Parts): Form {
  const key = 'key' in parts ? parts.key : options.apiKey
  const jurisdiction = 'jurisdiction' in parts ? parts.jurisdiction : options.jurisdiction
  return [
    ...(key === undefined ? [] : [['api_key', key] as const]),
    ...(jurisdiction === undefined ? [] : [['jurisdiction_id', jurisdiction] as const]),
    ...(parts.service === undefined ? [] : [['service_code', parts.service] as const]),
    ...(parts.place ?? []),
    ...(parts.attributes ?? []),
    ['description', parts.description ?? DESCRIPTION],
    ...(parts.more ?? []),
  ]
}

/** A place the server takes for its own: where a request of its list was, else the middle of Beijing. */
export async function placeOf(survey: Survey): Promise<{ readonly lat: string; readonly long: string; readonly address: string }> {
  const entries = (await survey.list()).entries ?? []
  const placed = entries.find((entry) => textIn(entry, 'lat') !== '' && textIn(entry, 'long') !== '')
  const address = entries.map((entry) => textIn(entry, 'address')).find((text) => text !== '') ?? '北京市东城区正义路2号'
  return placed ? { lat: textIn(placed, 'lat'), long: textIn(placed, 'long'), address } : { lat: '39.9042', long: '116.4074', address }
}

export const coordinates = ({ lat, long }: { readonly lat: string; readonly long: string }): Form => [
  ['lat', lat],
  ['long', long],
]

export type Chosen = { readonly code: string; readonly attributes: Form; readonly definition: readonly Entry[] }

/** The service new requests are filed under: one that answers at once and asks least. */
export async function chosenService(survey: Survey, type = 'realtime'): Promise<Chosen | undefined> {
  const services = (await survey.services()).filter((service) => textIn(service, 'type') === type && textIn(service, 'service_code') !== '')
  const plain = services.find((service) => textIn(service, 'metadata') === 'false')
  if (plain) return { code: textIn(plain, 'service_code'), attributes: [], definition: [] }
  const [first] = services
  return first && (await describedService(survey, textIn(first, 'service_code')))
}

export async function describedService(survey: Survey, code: string): Promise<Chosen> {
  const format: Format = (await survey.get(`${definitionPath(code)}.xml`)).status === 200 ? 'xml' : 'json'
  const { reading } = await survey.get(`${definitionPath(code)}.${format}`)
  const definition = entriesIn(fieldOf(reading?.value, 'attributes'))
  return { code, definition, attributes: definition.filter(isAsked).flatMap((attribute) => answerTo(attribute, 1)) }
}

export const isAsked = (attribute: Entry): boolean => textIn(attribute, 'variable') === 'true' && textIn(attribute, 'required') === 'true'

/** An answer to an attribute that its datatype allows; a multivaluelist takes as many values as asked. */
export function answerTo(attribute: Entry, count: number): Form {
  const code = textIn(attribute, 'code')
  const keys = entriesIn(fieldOf(attribute, 'values')).map((value) => textIn(value, 'key'))
  switch (textIn(attribute, 'datatype')) {
    case 'multivaluelist':
      return keys.slice(0, count).map((key) => [`attribute[${code}][]`, key] as const)
    case 'singlevaluelist':
      return [[`attribute[${code}]`, keys[0] ?? '']]
    case 'number':
      return [[`attribute[${code}]`, '1']]
    case 'datetime':
      return [[`attribute[${code}]`, '2024-01-01T00:00:00Z']]
    default:
      return [[`attribute[${code}]`, '一致性测试']]
  }
}

/** The one good creation most rules look at; asked once for each format. */
export async function goodPost(survey: Survey, format: Format): Promise<Answer | string> {
  const why = whyNotPosting(survey)
  if (why) return why
  const chosen = await chosenService(survey)
  if (!chosen) return '没有 type 为 realtime 的服务'
  return await survey.post(format, formOf(survey, { service: chosen.code, attributes: chosen.attributes, place: coordinates(await placeOf(survey)) }))
}

export const CREATED = [200, 201]
export const isCreated = ({ status }: Answer): boolean => CREATED.includes(status)

/** The record of a creation's answer. */
export const receiptIn = (answer: Answer): Entry | undefined => {
  const value = answer.reading?.value
  return isCreated(answer) ? entriesIn(value)[0] : undefined
}

/** The number of a created request: told at once, or asked for with its token. */
export async function numberOf(survey: Survey, answer: Answer): Promise<string | undefined> {
  const receipt = receiptIn(answer)
  const [id, token] = [textIn(receipt, 'service_request_id'), textIn(receipt, 'token')]
  if (id !== '' || token === '') return id === '' ? undefined : id
  const [told] = entriesOf(await survey.get(`tokens/${encodeURIComponent(token)}.xml`)) ?? []
  return textIn(told, 'service_request_id') || undefined
}

export const recordOf = async (survey: Survey, id: string): Promise<{ answer: Answer; entry: Entry | undefined }> => {
  const answer = await survey.get(`${requestPath(id)}.xml`)
  return { answer, entry: entriesOf(answer)?.[0] }
}
