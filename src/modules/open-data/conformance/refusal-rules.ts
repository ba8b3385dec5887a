import { answerTo, chosenService, coordinates, describedService, formOf, isAsked, isCreated, type Parts, placeOf, whyNotPosting } from './creation.ts'
import { UNKNOWN } from './definition-rules.ts'
import { textIn } from './facts.ts'
import { broken, idle, judged, met, type Rule } from './rule.ts'
import type { Survey } from './survey.ts'

const SOURCE = 'GeoReport v2「POST Service Request：Required Arguments」'
const KEYS = 'GeoReport v2「Errors：General Errors」'

/** A creation with one thing wrong: it has to be refused with this status. */
const refused = (
  id: string,
  status: 400 | 403 | 404,
  demands: string,
  source: string,
  make: (survey: Survey, good: Parts) => Promise<Partial<Parts>>,
): Rule => ({
  id: `create.${id}-${status}`,
  demands: `${demands}，应得 ${status}`,
  source,
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const chosen = why === undefined ? await chosenService(survey) : undefined
    if (chosen === undefined) return idle(why ?? '没有 type 为 realtime 的服务')
    const good: Parts = { service: chosen.code, attributes: chosen.attributes, place: coordinates(await placeOf(survey)) }
    const answer = await survey.post('xml', formOf(survey, { ...good, ...(await make(survey, good)) }))
    return judged(answer, answer.status === status ? undefined : `HTTP ${answer.status}`)
  },
})

const keys: readonly Rule[] = [
  refused('no-key', 403, '没有 api_key', KEYS, async () => ({ key: undefined })),
  refused('empty-key', 403, 'api_key 为空', KEYS, async () => ({ key: '' })),
  refused('wrong-key', 403, 'api_key 不对', KEYS, async (survey) => ({ key: `${survey.options.apiKey}-wrong` })),
]

const services: readonly Rule[] = [
  refused('no-service', 400, '没有 service_code', SOURCE, async () => ({ service: undefined })),
  refused('empty-service', 400, 'service_code 为空', SOURCE, async () => ({ service: '' })),
  refused('unknown-service', 404, 'service_code 不存在', SOURCE, async () => ({ service: UNKNOWN })),
]

const places: readonly Rule[] = [
  refused('no-location', 400, '没有位置', SOURCE, async () => ({ place: [] })),
  refused('empty-location', 400, '位置参数都是空的', SOURCE, async () => ({
    place: [...coordinates({ lat: '', long: '' }), ['address_string', ''], ['address_id', '']],
  })),
  refused('lat-only', 400, '只有 lat 没有 long', SOURCE, async (survey) => ({ place: [['lat', (await placeOf(survey)).lat]] })),
  refused('long-only', 400, '只有 long 没有 lat', SOURCE, async (survey) => ({ place: [['long', (await placeOf(survey)).long]] })),
  refused('lat-out-of-range', 400, 'lat 超出 90', SOURCE, async () => ({ place: coordinates({ lat: '91.5', long: '116.4' }) })),
  refused('long-out-of-range', 400, 'long 超出 180', SOURCE, async () => ({ place: coordinates({ lat: '39.9', long: '181.5' }) })),
  refused('lat-not-number', 400, 'lat 不是数', SOURCE, async () => ({ place: coordinates({ lat: 'north', long: '116.4' }) })),
]

const texts: readonly Rule[] = [
  refused('too-long', 400, 'description 超过4000字', 'GeoReport v2「POST Service Request：Optional Arguments」', async () => ({
    description: `Open311 一致性测试，请忽略${'。'.repeat(4000)}`,
  })),
]

/** A service whose definition asks for something, with the good answers. */
async function asking(survey: Survey, wants: (datatype: string, asked: boolean) => boolean) {
  for (const code of await survey.described()) {
    const described = await describedService(survey, code)
    const attribute = described.definition.find((one) => wants(textIn(one, 'datatype'), isAsked(one)))
    if (attribute) return { ...described, attribute }
  }
  return undefined
}

const missingAttribute: Rule = {
  id: 'create.required-attribute-400',
  demands: '缺少必填的 attribute，应得 400',
  source: SOURCE,
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const found = why === undefined ? await asking(survey, (_, asked) => asked) : undefined
    if (found === undefined) return idle(why ?? '没有要求填写属性的服务')
    const answer = await survey.post('xml', formOf(survey, { service: found.code, place: coordinates(await placeOf(survey)) }))
    return judged(answer, answer.status === 400 ? undefined : `HTTP ${answer.status}`)
  },
}

const withAttributes: Rule = {
  id: 'create.attributes',
  demands: '填了 attribute[code]=值 的案件应收下',
  source: SOURCE,
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const found = why === undefined ? await asking(survey, (_, asked) => asked) : undefined
    if (found === undefined) return idle(why ?? '没有要求填写属性的服务')
    const answer = await survey.post('xml', formOf(survey, { service: found.code, attributes: found.attributes, place: coordinates(await placeOf(survey)) }))
    return isCreated(answer) ? met(answer) : broken(`HTTP ${answer.status}`, answer)
  },
}

const multivalue: Rule = {
  id: 'create.multivalue',
  demands: '多选属性以 attribute[code][]=值 给出几个，应收下',
  source: SOURCE,
  run: async (survey) => {
    const why = whyNotPosting(survey)
    const found = why === undefined ? await asking(survey, (datatype) => datatype === 'multivaluelist') : undefined
    if (found === undefined) return idle(why ?? '没有多选的属性')
    const own = `attribute[${textIn(found.attribute, 'code')}]`
    const attributes = [...found.attributes.filter(([name]) => !name.startsWith(own)), ...answerTo(found.attribute, 2)]
    const answer = await survey.post('xml', formOf(survey, { service: found.code, attributes, place: coordinates(await placeOf(survey)) }))
    return isCreated(answer) ? met(answer) : broken(`HTTP ${answer.status}`, answer)
  },
}

export const refusalRules: readonly Rule[] = [...keys, ...services, ...places, ...texts, missingAttribute, withAttributes, multivalue]
