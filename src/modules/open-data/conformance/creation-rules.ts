import type { Answer } from './client.ts'
import {
  CREATED,
  chosenService,
  coordinates,
  DESCRIPTION,
  formOf,
  goodPost,
  isCreated,
  numberOf,
  placeOf,
  receiptIn,
  recordOf,
  whyNotPosting,
} from './creation.ts'
import { envelopeRules } from './envelope.ts'
import { type Entry, fieldOf, shown, textIn } from './facts.ts'
import { instantOf } from './moments.ts'
import type { Format } from './reading.ts'
import { broken, idle, judged, type Rule, type Verdict } from './rule.ts'
import type { Form, Survey } from './survey.ts'

const SOURCE = 'GeoReport v2「POST Service Request」'
const RESPONSE = `${SOURCE}：Response`

const envelope = envelopeRules({
  name: 'create',
  title: '创建案件的回答',
  source: SOURCE,
  root: 'service_requests',
  shape: 'one',
  statuses: CREATED,
  changes: true,
  ask: goodPost,
})

/** A rule about the answer to the good creation, in each format offered. */
const ofReceipt = (id: string, demands: string, judge: (receipt: Entry, format: Format) => string | undefined, only?: Format): Rule => ({
  id: `create.${id}`,
  demands,
  source: RESPONSE,
  run: async (survey) => {
    let last: Verdict = idle('没有可检查的格式')
    for (const format of await survey.formats()) {
      if (only !== undefined && format !== only) continue
      const answer = await goodPost(survey, format)
      if (typeof answer === 'string') return idle(answer)
      const receipt = receiptIn(answer)
      if (receipt === undefined) return idle(`${answer.asked} 没有读到回执`)
      const problem = judge(receipt, format)
      if (problem !== undefined) return broken(`${format.toUpperCase()}：${problem}`, answer)
      last = judged(answer, undefined)
    }
    return last
  },
})

const receipts: readonly Rule[] = [
  ofReceipt('id-or-token', '应给出 service_request_id 或 token，且只给一个', (receipt) => {
    const [id, token] = [textIn(receipt, 'service_request_id'), textIn(receipt, 'token')]
    if (id !== '' && token !== '') return '两个都给了'
    return id === '' && token === '' ? '两个都没有' : undefined
  }),
  ofReceipt(
    'id-string',
    'service_request_id 或 token 在 JSON 中应是字符串',
    (receipt) => {
      const given = fieldOf(receipt, 'service_request_id') ?? fieldOf(receipt, 'token')
      return given === undefined || given === null || typeof given === 'string' ? undefined : `是 ${shown(given)}`
    },
    'json',
  ),
]

// A server may show what was sent only after a person has read it, which the specification leaves open: nothing is told, and nothing wrong.
const isHeldBack = (entry: Entry, names: readonly string[]): boolean => names.length > 0 && names.every((name) => textIn(entry, name) === '')
const heldBack = (names: readonly string[]): Verdict => idle(`刚创建的案件尚未公开 ${names.join('、')}（可能先审后公开），无从比对`)

/** A rule about the created request, found again by its number; idle while none of the fields it compares is shown. */
const ofRecord = (
  id: string,
  demands: string,
  judge: (entry: Entry, survey: Survey) => string | undefined | Promise<string | undefined>,
  compared: readonly string[] = [],
): Rule => ({
  id: `create.${id}`,
  demands,
  source: SOURCE,
  run: async (survey) => {
    const answer = await goodPost(survey, 'xml')
    if (typeof answer === 'string') return idle(answer)
    const number = await numberOf(survey, answer)
    if (number === undefined) return idle(`${answer.asked} 没有给出编号`)
    const found = await recordOf(survey, number)
    if (found.entry === undefined)
      return id === 'found-again' ? broken(`${number}：HTTP ${found.answer.status}，查不到`, found.answer) : idle('创建的案件查不到')
    return isHeldBack(found.entry, compared) ? heldBack(compared) : judged(found.answer, await judge(found.entry, survey))
  },
})

const records: readonly Rule[] = [
  ofRecord('found-again', '创建的案件应能按编号查到', () => undefined),
  ofRecord('same-service-code', '查到的 service_code 应是所报的', async (entry, survey) => {
    const chosen = await chosenService(survey)
    return textIn(entry, 'service_code') === chosen?.code ? undefined : `报的是 ${chosen?.code}，得到 ${textIn(entry, 'service_code')}`
  }),
  ofRecord(
    'same-coordinates',
    '查到的 lat、long 应是所报的',
    async (entry, survey) => {
      const { lat, long } = await placeOf(survey)
      const near = (name: string, sent: string) => textIn(entry, name) !== '' && Math.abs(Number(textIn(entry, name)) - Number(sent)) < 0.0001
      return near('lat', lat) && near('long', long) ? undefined : `报的是 ${lat}, ${long}，得到 ${textIn(entry, 'lat')}, ${textIn(entry, 'long')}`
    },
    ['lat', 'long'],
  ),
  ofRecord(
    'same-description',
    '中文的 description 应原样取回（UTF-8）',
    (entry) => (textIn(entry, 'description') === DESCRIPTION ? undefined : `得到 ${shown(fieldOf(entry, 'description'))}`),
    ['description'],
  ),
  ofRecord('starts-open', '刚创建的案件应是 open', (entry) => (textIn(entry, 'status') === 'open' ? undefined : `得到 ${shown(fieldOf(entry, 'status'))}`)),
  ofRecord('requested-now', '刚创建的案件，requested_datetime 应是现在', (entry) => {
    const at = instantOf(textIn(entry, 'requested_datetime'))
    return at !== undefined && Math.abs(Date.now() - at) < 10 * 60_000 ? undefined : `得到 ${shown(fieldOf(entry, 'requested_datetime'))}`
  }),
]

const listed: Rule = {
  id: 'create.listed',
  demands: '创建的案件应出现在按编号查询的列表里',
  source: SOURCE,
  run: async (survey) => {
    const answer = await goodPost(survey, 'xml')
    if (typeof answer === 'string') return idle(answer)
    const number = await numberOf(survey, answer)
    if (number === undefined) return idle(`${answer.asked} 没有给出编号`)
    const list = await survey.list({ service_request_id: number })
    return judged(list.answer, list.entries?.some((entry) => textIn(entry, 'service_request_id') === number) ? undefined : '列表里没有')
  },
}

/** A good creation made another way: it has to be taken. */
const taken = (
  id: string,
  demands: string,
  make: (survey: Survey) => Promise<Partial<{ place: Form; description: string; more: Form }>>,
  sent?: (entry: Entry) => string | undefined,
): Rule => ({
  id: `create.${id}`,
  demands,
  source: `${SOURCE}：Optional Arguments`,
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const chosen = why === undefined ? await chosenService(survey) : undefined
    if (chosen === undefined) return idle(why ?? '没有 type 为 realtime 的服务')
    const place = coordinates(await placeOf(survey))
    const answer = await survey.post('xml', formOf(survey, { service: chosen.code, attributes: chosen.attributes, place, ...(await make(survey)) }))
    if (!isCreated(answer)) return broken(`HTTP ${answer.status}`, answer)
    return sent ? await readBack(survey, answer, sent) : judged(answer, undefined)
  },
})

async function readBack(survey: Survey, answer: Answer, sent: (entry: Entry) => string | undefined): Promise<Verdict> {
  const number = await numberOf(survey, answer)
  if (number === undefined) return idle(`${answer.asked} 没有给出编号`)
  const found = await recordOf(survey, number)
  if (found.entry === undefined) return idle('创建的案件查不到')
  return isHeldBack(found.entry, ['description']) ? heldBack(['description']) : judged(found.answer, sent(found.entry))
}

const LONG = `${DESCRIPTION}${'。'.repeat(4000 - DESCRIPTION.length)}`
const LINES = `${DESCRIPTION}\n第二行 & <3 “引号”`

const accepted: readonly Rule[] = [
  taken('by-address', '可以只用 address_string 说明位置', async (survey) => ({ place: [['address_string', (await placeOf(survey)).address]] })),
  taken('empty-optional', '空的可选参数应与没有一样', async () => ({
    more: ['email', 'device_id', 'account_id', 'first_name', 'last_name', 'phone', 'media_url', 'address_id'].map((name) => [name, ''] as const),
  })),
  taken(
    'description-4000',
    '恰好4000字的 description 应收下，且不截短',
    async () => ({ description: LONG }),
    (entry) => ([...textIn(entry, 'description')].length === 4000 ? undefined : `取回 ${[...textIn(entry, 'description')].length} 字`),
  ),
  taken(
    'line-breaks',
    'description 里的换行和 & < 引号应原样取回',
    async () => ({ description: LINES }),
    (entry) => (textIn(entry, 'description') === LINES ? undefined : `得到 ${shown(fieldOf(entry, 'description'))}`),
  ),
]

export const creationRules: readonly Rule[] = [...envelope, ...receipts, ...records, listed, ...accepted]
