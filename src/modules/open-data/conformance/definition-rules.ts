import { entryRule, type Found, listRule, type Origin } from './entry-rules.ts'
import { envelopeRules } from './envelope.ts'
import { type Entry, entriesIn, fieldOf, firstRepeated, has, isEntry, isList, shown, textIn } from './facts.ts'
import { idle, judged, type Rule } from './rule.ts'

const SOURCE = 'GeoReport v2「GET Service Definition：Response」'
const ERRORS = 'GeoReport v2「GET Service Definition：Possible Errors」'
const DATATYPES = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']
const NONE = '没有 metadata 为 true 的服务'

export const definitionPath = (code: string): string => `services/${encodeURIComponent(code)}`
export const isChoice = (attribute: Entry): boolean => /^(?:single|multi)valuelist$/.test(textIn(attribute, 'datatype'))

const envelope = envelopeRules({
  name: 'definition',
  title: '服务定义',
  source: 'GeoReport v2「GET Service Definition」',
  root: 'service_definition',
  shape: 'object',
  statuses: [200],
  ask: async (survey, format) => {
    const [code] = await survey.described()
    return code === undefined ? NONE : await survey.get(`${definitionPath(code)}.${format}`)
  },
})

/** Each definition in each format, one at a time. */
const definitions: Origin = async (survey) => {
  const found: Found[] = []
  for (const code of await survey.described()) {
    for (const format of await survey.formats()) {
      const answer = await survey.get(`${definitionPath(code)}.${format}`)
      const value = answer.status === 200 ? answer.reading?.value : undefined
      if (isEntry(value)) found.push({ answer, format, entries: [{ ...value, asked_code: code }] })
    }
  }
  return found.length > 0 ? found : NONE
}

const attributes: Origin = async (survey) => {
  const found = await definitions(survey)
  if (typeof found === 'string') return found
  const listed = found.map((one) => ({ ...one, entries: one.entries.flatMap((entry) => entriesIn(fieldOf(entry, 'attributes'))) }))
  return listed.some(({ entries }) => entries.length > 0) ? listed : '服务定义里没有属性'
}

const values: Origin = async (survey) => {
  const found = await attributes(survey)
  if (typeof found === 'string') return found
  const listed = found.flatMap((one) => one.entries.filter(isChoice).map((attribute) => ({ ...one, entries: entriesIn(fieldOf(attribute, 'values')) })))
  return listed.some(({ entries }) => entries.length > 0) ? listed : '没有选择类的属性'
}

const each = (id: string, demands: string, judge: Parameters<typeof entryRule>[5], only?: 'json'): Rule =>
  entryRule(attributes, 'code', `definition.${id}`, demands, SOURCE, judge, only)
const logical = (name: string) => (entry: Entry) => (['true', 'false'].includes(textIn(entry, name)) ? undefined : `${name} 是 ${shown(fieldOf(entry, name))}`)
const boolean = (name: string) => (entry: Entry) => (typeof fieldOf(entry, name) === 'boolean' ? undefined : `${name} 是 ${shown(fieldOf(entry, name))}`)
const orders = (entries: readonly Entry[]): string[] => entries.map((entry) => textIn(entry, 'order'))

const definitionFields: readonly Rule[] = [
  entryRule(definitions, 'service_code', 'definition.service-code', 'service_code 应是所问的那一个', SOURCE, (entry) =>
    textIn(entry, 'service_code') === textIn(entry, 'asked_code') ? undefined : `所问的是 ${textIn(entry, 'asked_code')}`,
  ),
  entryRule(definitions, 'service_code', 'definition.attributes', 'metadata 为 true 的服务应至少有一个属性', SOURCE, (entry) => {
    const list = fieldOf(entry, 'attributes')
    return isList(list) && list.length > 0 && list.every(isEntry) ? undefined : `attributes 是 ${shown(list)}`
  }),
]

const attributeFields: readonly Rule[] = [
  each('variable', 'variable 应是 true（要填）或 false（只作说明）', logical('variable')),
  each('variable-boolean', 'variable 在 JSON 中应是布尔值', boolean('variable'), 'json'),
  each('code', 'code 应有，在 JSON 中是字符串', (entry) =>
    typeof fieldOf(entry, 'code') === 'string' && textIn(entry, 'code') !== '' ? undefined : `code 是 ${shown(fieldOf(entry, 'code'))}`,
  ),
  listRule(attributes, 'definition.code-unique', '同一服务里 code 不应重复', SOURCE, (entries) => {
    const repeated = firstRepeated(entries.map((entry) => textIn(entry, 'code')))
    return repeated === undefined ? undefined : `${repeated} 出现不止一次`
  }),
  each('datatype', `datatype 应是 ${DATATYPES.join('、')} 之一`, (entry) =>
    DATATYPES.includes(textIn(entry, 'datatype')) ? undefined : `datatype 是 ${shown(fieldOf(entry, 'datatype'))}`,
  ),
  each('required', 'required 应是 true 或 false', logical('required')),
  each('required-boolean', 'required 在 JSON 中应是布尔值', boolean('required'), 'json'),
  each('datatype-description', '应有 datatype_description（可以空）', (entry) =>
    has(entry, 'datatype_description') ? undefined : '没有 datatype_description',
  ),
  each('description', 'description 应有文字', (entry) =>
    textIn(entry, 'description') !== '' ? undefined : `description 是 ${shown(fieldOf(entry, 'description'))}`,
  ),
  each('order', 'order 应是正整数', (entry) => (/^[1-9]\d*$/.test(textIn(entry, 'order')) ? undefined : `order 是 ${shown(fieldOf(entry, 'order'))}`)),
  each(
    'order-number',
    'order 在 JSON 中应是数字',
    (entry) => (typeof fieldOf(entry, 'order') === 'number' ? undefined : `order 是 ${shown(fieldOf(entry, 'order'))}`),
    'json',
  ),
  listRule(attributes, 'definition.order-unique', '同一服务里 order 不应重复', SOURCE, (entries) => {
    const repeated = firstRepeated(orders(entries))
    return repeated === undefined ? undefined : `${repeated} 出现不止一次`
  }),
  listRule(attributes, 'definition.order-from-one', 'order 应从 1 起', SOURCE, (entries) =>
    entries.length === 0 || orders(entries).includes('1') ? undefined : `最小的是 ${Math.min(...orders(entries).map(Number))}`,
  ),
  each('values', '选择类属性应列出可选的值', (entry) =>
    !isChoice(entry) || entriesIn(fieldOf(entry, 'values')).length > 0 ? undefined : `values 是 ${shown(fieldOf(entry, 'values'))}`,
  ),
  each('values-only-choices', '只有选择类属性可以有值的列表', (entry) =>
    isChoice(entry) || entriesIn(fieldOf(entry, 'values')).length === 0 ? undefined : `${textIn(entry, 'datatype')} 类的属性列了值`,
  ),
]

const valueFields: readonly Rule[] = [
  entryRule(values, 'key', 'definition.value-key', '每个可选的值应有 key', SOURCE, (value) =>
    textIn(value, 'key') !== '' ? undefined : `值是 ${shown(value)}`,
  ),
  entryRule(values, 'key', 'definition.value-name', '每个可选的值应有 name', SOURCE, (value) =>
    textIn(value, 'name') !== '' ? undefined : `值是 ${shown(value)}`,
  ),
  listRule(values, 'definition.value-key-unique', '同一属性里值的 key 不应重复', SOURCE, (entries) => {
    const repeated = firstRepeated(entries.map((value) => textIn(value, 'key')))
    return repeated === undefined ? undefined : `${repeated} 出现不止一次`
  }),
]

export const UNKNOWN = 'conformance-no-such-thing'

const errorRules: readonly Rule[] = [
  {
    id: 'definition.unknown-404',
    demands: '没有的 service_code 应得 404',
    source: ERRORS,
    run: async (survey) => {
      const answer = await survey.get(`${definitionPath(UNKNOWN)}.xml`)
      return judged(answer, answer.status === 404 ? undefined : `HTTP ${answer.status}`)
    },
  },
  {
    id: 'definition.without-metadata-404',
    demands: 'metadata 为 false 的服务没有定义，应得 404',
    source: ERRORS,
    run: async (survey) => {
      const plain = (await survey.services()).find((service) => textIn(service, 'metadata') === 'false' && textIn(service, 'service_code') !== '')
      if (plain === undefined) return idle('没有 metadata 为 false 的服务')
      const answer = await survey.get(`${definitionPath(textIn(plain, 'service_code'))}.xml`)
      return judged(answer, answer.status === 404 ? undefined : `HTTP ${answer.status}`)
    },
  },
]

export const definitionRules: readonly Rule[] = [...envelope, ...definitionFields, ...attributeFields, ...valueFields, ...errorRules]
