import { isWebAddress } from './discovery-rules.ts'
import { entryRule, type Found, listRule, type Origin } from './entry-rules.ts'
import { envelopeRules } from './envelope.ts'
import { type Entry, fieldOf, firstRepeated, has, shown, textIn } from './facts.ts'
import { DAY, instantOf } from './moments.ts'
import type { Rule } from './rule.ts'
import { entriesOf } from './survey.ts'

const SOURCE = 'GeoReport v2「GET Service Requests：Response」'
const DATES = 'GeoReport v2「Date/time format」'
export const LONGEST = 4000

const envelope = envelopeRules({
  name: 'requests',
  title: '案件列表',
  source: 'GeoReport v2「GET Service Requests」',
  root: 'service_requests',
  shape: 'list',
  statuses: [200],
  ask: (survey, format) => survey.get(`requests.${format}`),
})

const requests: Origin = async (survey) => {
  const found: Found[] = []
  for (const format of await survey.formats()) {
    const answer = await survey.get(`requests.${format}`)
    const entries = entriesOf(answer)
    if (entries) found.push({ answer, format, entries })
  }
  if (found.length === 0) return '没有读到案件列表'
  return found.some(({ entries }) => entries.length > 0) ? found : '最近90日没有案件，无从检查'
}

type Judge = Parameters<typeof entryRule>[5]
const each = (id: string, demands: string, judge: Judge, source = SOURCE, only?: 'json'): Rule =>
  entryRule(requests, 'service_request_id', `requests.${id}`, demands, source, judge, only)
const string = (name: string) => (entry: Entry) => (typeof fieldOf(entry, name) === 'string' ? undefined : `${name} 是 ${shown(fieldOf(entry, name))}`)

const identity: readonly Rule[] = [
  each('id', 'service_request_id 应有', (entry) => (textIn(entry, 'service_request_id') !== '' ? undefined : '没有编号')),
  each('id-string', 'service_request_id 在 JSON 中应是字符串', string('service_request_id'), SOURCE, 'json'),
  listRule(requests, 'requests.id-unique', 'service_request_id 不应重复', SOURCE, (entries) => {
    const repeated = firstRepeated(entries.map((entry) => textIn(entry, 'service_request_id')))
    return repeated === undefined ? undefined : `${repeated} 出现不止一次`
  }),
  each('status', 'status 应是 open 或 closed', (entry) =>
    ['open', 'closed'].includes(textIn(entry, 'status')) ? undefined : `status 是 ${shown(fieldOf(entry, 'status'))}`,
  ),
  each('service-code', 'service_code 应在服务目录里', async (entry, _, survey) => {
    const codes = (await survey.services()).map((service) => textIn(service, 'service_code'))
    return codes.length === 0 || codes.includes(textIn(entry, 'service_code')) ? undefined : `service_code 是 ${shown(fieldOf(entry, 'service_code'))}`
  }),
  each('service-code-string', 'service_code 在 JSON 中应是字符串', string('service_code'), SOURCE, 'json'),
  each('service-name', 'service_name 应有文字', (entry) =>
    textIn(entry, 'service_name') !== '' ? undefined : `service_name 是 ${shown(fieldOf(entry, 'service_name'))}`,
  ),
  each('description-given', '应有 description（可以空）', (entry) => (has(entry, 'description') ? undefined : '没有 description')),
  each('location', '应说明位置：lat 与 long、address 或 address_id', (entry) =>
    has(entry, 'address') || has(entry, 'address_id') || (has(entry, 'lat') && has(entry, 'long')) ? undefined : '没有任何一种位置',
  ),
]

const dated =
  (name: string, mayBeEmpty: boolean) =>
  (entry: Entry): string | undefined =>
    (mayBeEmpty && textIn(entry, name) === '') || instantOf(textIn(entry, name)) !== undefined ? undefined : `${name} 是 ${shown(fieldOf(entry, name))}`

const dates: readonly Rule[] = [
  each('requested-datetime', 'requested_datetime 应是带时区的 W3C 时间', dated('requested_datetime', false), DATES),
  each('updated-datetime', 'updated_datetime 应是带时区的 W3C 时间', dated('updated_datetime', false), DATES),
  each('expected-datetime', 'expected_datetime 如有，应是带时区的 W3C 时间', dated('expected_datetime', true), DATES),
  each('updated-not-before', 'updated_datetime 不应早于 requested_datetime', (entry) => {
    const [requested, updated] = [instantOf(textIn(entry, 'requested_datetime')), instantOf(textIn(entry, 'updated_datetime'))]
    return requested === undefined || updated === undefined || updated >= requested
      ? undefined
      : `${textIn(entry, 'updated_datetime')} 早于 ${textIn(entry, 'requested_datetime')}`
  }),
  each('not-future', 'requested_datetime 不应在将来', (entry) =>
    (instantOf(textIn(entry, 'requested_datetime')) ?? 0) > Date.now() + DAY ? textIn(entry, 'requested_datetime') : undefined,
  ),
  each(
    'default-window',
    '没有给日期时，只应列出最近90日的案件',
    (entry) =>
      (instantOf(textIn(entry, 'requested_datetime')) ?? Date.now()) < Date.now() - 91 * DAY
        ? `requested_datetime 是 ${textIn(entry, 'requested_datetime')}`
        : undefined,
    'GeoReport v2「GET Service Requests：Optional Arguments」',
  ),
  listRule(requests, 'requests.limit', '一次至多给出1000件', 'GeoReport v2「GET Service Requests：Optional Arguments」', (entries) =>
    entries.length > 1000 ? `给出了 ${entries.length} 件` : undefined,
  ),
]

const within = (name: string, limit: number) => (entry: Entry) => {
  const text = textIn(entry, name)
  return text === '' || (/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(text) && Math.abs(Number(text)) <= limit)
    ? undefined
    : `${name} 是 ${shown(fieldOf(entry, name))}`
}
const numberOrNull = (value: unknown): boolean => value === null || value === undefined || typeof value === 'number'
const TEXTS = ['status_notes', 'service_name', 'description', 'agency_responsible', 'service_notice', 'address', 'address_id', 'zipcode', 'media_url']

const content: readonly Rule[] = [
  each('lat-and-long', 'lat 与 long 应同有同无', (entry) =>
    (textIn(entry, 'lat') === '') === (textIn(entry, 'long') === '')
      ? undefined
      : `lat 是 ${shown(fieldOf(entry, 'lat'))}，long 是 ${shown(fieldOf(entry, 'long'))}`,
  ),
  each('lat', 'lat 应是 −90 到 90 之间的数（WGS84）', within('lat', 90)),
  each('long', 'long 应是 −180 到 180 之间的数（WGS84）', within('long', 180)),
  each(
    'coordinates-numbers',
    'lat 与 long 在 JSON 中应是数字或 null',
    (entry) =>
      numberOrNull(fieldOf(entry, 'lat')) && numberOrNull(fieldOf(entry, 'long'))
        ? undefined
        : `lat 是 ${shown(fieldOf(entry, 'lat'))}，long 是 ${shown(fieldOf(entry, 'long'))}`,
    SOURCE,
    'json',
  ),
  each('description-length', `description 至多${LONGEST}字`, (entry) =>
    [...textIn(entry, 'description')].length > LONGEST ? `有 ${[...textIn(entry, 'description')].length} 字` : undefined,
  ),
  each('description-plain', 'description 不应有 HTML', (entry) => {
    const tag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/i.exec(textIn(entry, 'description'))?.[0]
    return tag === undefined ? undefined : `有 ${shown(tag)}`
  }),
  each('media-url', 'media_url 如有，应是完整的 http(s) 网址', (entry) =>
    textIn(entry, 'media_url') === '' || isWebAddress(textIn(entry, 'media_url')) ? undefined : `media_url 是 ${shown(fieldOf(entry, 'media_url'))}`,
  ),
  each(
    'texts',
    '文字字段在 JSON 中应是字符串或 null',
    (entry) => {
      const wrong = TEXTS.find((name) => has(entry, name) && fieldOf(entry, name) !== null && typeof fieldOf(entry, name) !== 'string')
      return wrong === undefined ? undefined : `${wrong} 是 ${shown(fieldOf(entry, wrong))}`
    },
    SOURCE,
    'json',
  ),
]

export const requestRules: readonly Rule[] = [...envelope, ...identity, ...dates, ...content]
