import type { Answer } from './client.ts'
import { chosenService, coordinates, formOf, placeOf, receiptIn, recordOf, whyNotPosting } from './creation.ts'
import { UNKNOWN } from './definition-rules.ts'
import { envelopeRules } from './envelope.ts'
import { textIn } from './facts.ts'
import { broken, idle, judged, type Rule } from './rule.ts'
import { entriesOf, type Survey } from './survey.ts'

const SOURCE = 'GeoReport v2「GET service_request_id from a token」'

/** A token the server gave: services of type batch give one. */
async function tokenOf(survey: Survey): Promise<{ token: string } | string> {
  const why = whyNotPosting(survey)
  if (why) return why
  const chosen = await chosenService(survey, 'batch')
  if (!chosen) return '没有 type 为 batch 的服务，不给 token'
  const answer = await survey.post('xml', formOf(survey, { service: chosen.code, attributes: chosen.attributes, place: coordinates(await placeOf(survey)) }))
  const token = textIn(receiptIn(answer), 'token')
  return token === '' ? '创建时没有给 token' : { token }
}

const ask = async (survey: Survey, format: 'xml' | 'json'): Promise<Answer | string> => {
  const found = await tokenOf(survey)
  return typeof found === 'string' ? found : await survey.get(`tokens/${encodeURIComponent(found.token)}.${format}`)
}

const batchRule: Rule = {
  id: 'tokens.batch',
  demands: 'type 为 batch 的服务创建案件时应给 token',
  source: 'GeoReport v2「GET Service List：Response」',
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const chosen = why === undefined ? await chosenService(survey, 'batch') : undefined
    if (chosen === undefined) return idle(why ?? '没有 type 为 batch 的服务')
    const answer = await survey.post('xml', formOf(survey, { service: chosen.code, attributes: chosen.attributes, place: coordinates(await placeOf(survey)) }))
    const receipt = receiptIn(answer)
    return judged(answer, textIn(receipt, 'token') !== '' ? undefined : `HTTP ${answer.status}，没有 token`)
  },
}

const echoRule: Rule = {
  id: 'tokens.echo',
  demands: '按 token 查询的回答应带上这个 token',
  source: SOURCE,
  run: async (survey) => {
    const [found, answer] = [await tokenOf(survey), await ask(survey, 'xml')]
    if (typeof found === 'string' || typeof answer === 'string') return idle(typeof found === 'string' ? found : '没有 token')
    const [entry] = entriesOf(answer) ?? []
    return entry === undefined ? idle('没有读到回答') : judged(answer, textIn(entry, 'token') === found.token ? undefined : `得到“${textIn(entry, 'token')}”`)
  },
}

const numberRule: Rule = {
  id: 'tokens.number',
  demands: '按 token 得到的 service_request_id 应查得到案件',
  source: SOURCE,
  run: async (survey) => {
    const answer = await ask(survey, 'xml')
    if (typeof answer === 'string') return idle(answer)
    const [entry] = entriesOf(answer) ?? []
    if (entry === undefined) return idle('没有读到回答')
    const number = textIn(entry, 'service_request_id')
    // The request may wait for its number: a token that has none yet is no fault.
    if (number === '') return idle('案件尚未得到编号')
    const record = await recordOf(survey, number)
    return record.entry === undefined ? broken(`${number}：HTTP ${record.answer.status}`, record.answer) : judged(record.answer, undefined)
  },
}

const unknownRule: Rule = {
  id: 'tokens.unknown-404',
  demands: '没有的 token 应得 404',
  source: `${SOURCE}：Possible Errors`,
  run: async (survey) => {
    const answer = await survey.get(`tokens/${UNKNOWN}.xml`)
    return judged(answer, answer.status === 404 ? undefined : `HTTP ${answer.status}`)
  },
}

const envelope = envelopeRules({ name: 'tokens', title: '按 token 查询的回答', source: SOURCE, root: 'service_requests', shape: 'one', statuses: [200], ask })

export const tokenRules: readonly Rule[] = [unknownRule, batchRule, ...envelope, echoRule, numberRule]
