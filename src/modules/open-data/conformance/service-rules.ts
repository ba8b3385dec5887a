import { entryRule, type Found, listRule, type Origin } from './entry-rules.ts'
import { envelopeRules } from './envelope.ts'
import { differenceBetween, fieldOf, firstRepeated, has, shown, textIn } from './facts.ts'
import { broken, idle, judged, type Rule } from './rule.ts'
import { entriesOf } from './survey.ts'

const SOURCE = 'GeoReport v2「GET Service List：Response」'
const TYPES = ['realtime', 'batch', 'blackbox']

const envelope = envelopeRules({
  name: 'services',
  title: '服务目录',
  source: 'GeoReport v2「GET Service List」',
  root: 'services',
  shape: 'list',
  statuses: [200],
  ask: (survey, format) => survey.get(`services.${format}`),
})

const services: Origin = async (survey) => {
  const found: Found[] = []
  for (const format of await survey.formats()) {
    const answer = await survey.get(`services.${format}`)
    const entries = entriesOf(answer)
    if (entries) found.push({ answer, format, entries })
  }
  return found.length > 0 ? found : '没有读到服务目录'
}

const each = (id: string, demands: string, judge: Parameters<typeof entryRule>[5], only?: 'json'): Rule =>
  entryRule(services, 'service_code', `services.${id}`, demands, SOURCE, judge, only)

/** A field whose text may be empty but which must be there, as text. */
const given = (name: string) => (entry: Parameters<typeof has>[0]) => {
  const value = fieldOf(entry, name)
  if (!has(entry, name)) return `没有 ${name}`
  return value === null || typeof value === 'string' ? undefined : `${name} 是 ${shown(value)}`
}

const fieldRules: readonly Rule[] = [
  listRule(services, 'services.not-empty', '服务目录应至少有一项服务', SOURCE, (entries) => (entries.length > 0 ? undefined : '一项也没有')),
  each('code', 'service_code 应有', (entry) => (textIn(entry, 'service_code') !== '' ? undefined : `service_code 是 ${shown(fieldOf(entry, 'service_code'))}`)),
  each(
    'code-string',
    'service_code 在 JSON 中应是字符串，不是数字',
    (entry) => (typeof fieldOf(entry, 'service_code') === 'string' ? undefined : `是 ${shown(fieldOf(entry, 'service_code'))}`),
    'json',
  ),
  listRule(services, 'services.code-unique', 'service_code 不应重复', SOURCE, (entries) => {
    const repeated = firstRepeated(entries.map((entry) => textIn(entry, 'service_code')))
    return repeated === undefined ? undefined : `${repeated} 出现不止一次`
  }),
  each('name', 'service_name 应有文字', (entry) =>
    typeof fieldOf(entry, 'service_name') === 'string' && textIn(entry, 'service_name') !== ''
      ? undefined
      : `service_name 是 ${shown(fieldOf(entry, 'service_name'))}`,
  ),
  each('description', '应有 description（可以空），是文字', given('description')),
  each('metadata', 'metadata 应是 true 或 false', (entry) =>
    ['true', 'false'].includes(textIn(entry, 'metadata')) ? undefined : `metadata 是 ${shown(fieldOf(entry, 'metadata'))}`,
  ),
  each(
    'metadata-boolean',
    'metadata 在 JSON 中应是布尔值，不是字符串',
    (entry) => (typeof fieldOf(entry, 'metadata') === 'boolean' ? undefined : `metadata 是 ${shown(fieldOf(entry, 'metadata'))}`),
    'json',
  ),
  each('type', `type 应是 ${TYPES.join('、')} 之一`, (entry) =>
    TYPES.includes(textIn(entry, 'type')) ? undefined : `type 是 ${shown(fieldOf(entry, 'type'))}`,
  ),
  each('keywords', '应有 keywords（可以空），用逗号隔开，不留空项', (entry) => {
    const text = textIn(entry, 'keywords')
    const blank = text !== '' && text.split(',').some((word) => word.trim() === '')
    return given('keywords')(entry) ?? (blank ? `keywords 是“${text}”` : undefined)
  }),
  each('keywords-comma', 'keywords 的分隔应是半角逗号', (entry) =>
    /[;；，、|]/.test(textIn(entry, 'keywords')) ? `keywords 是“${textIn(entry, 'keywords')}”` : undefined,
  ),
  each('group', '应有 group（可以空），是文字', given('group')),
]

const emptyParameter: Rule = {
  id: 'services.empty-parameter',
  demands: '空的 jurisdiction_id 应与没有这个参数一样',
  source: 'GeoReport v2「Optional Arguments」',
  run: async (survey) => {
    if (survey.options.jurisdiction !== undefined) return idle('已用 --jurisdiction 指定，这个参数是必填的')
    const [plain, answer] = [await survey.get('services.xml'), await survey.get('services.xml', { jurisdiction_id: '' })]
    if (plain.status !== 200) return idle('没有读到服务目录')
    if (answer.status !== 200) return broken(`HTTP ${answer.status}`, answer)
    return judged(answer, differenceBetween(plain.reading?.value, answer.reading?.value))
  },
}

export const serviceRules: readonly Rule[] = [...envelope, ...fieldRules, emptyParameter]
