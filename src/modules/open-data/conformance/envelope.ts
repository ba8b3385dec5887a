import type { Answer } from './client.ts'
import { differenceBetween, isEntry, isList, shown } from './facts.ts'
import type { Format } from './reading.ts'
import { broken, idle, judged, met, type Rule, type Verdict } from './rule.ts'
import type { Survey } from './survey.ts'

/** One kind of answer the server gives, in both formats. */
export type Resource = {
  /** The first word of its rules. */
  readonly name: string
  readonly title: string
  readonly source: string
  readonly root: string
  /** What JSON must be by the Spark convention. */
  readonly shape: 'object' | 'list' | 'one'
  readonly statuses: readonly number[]
  /** Discovery must be JSON too, whatever it advertises. */
  readonly alwaysJson?: boolean
  /** Two answers to a question that changes the world do not tell the same facts. */
  readonly changes?: boolean
  /** The answer in a format, or the reason why it cannot be asked. */
  readonly ask: (survey: Survey, format: Format) => Promise<Answer | string>
}

const SPARK = 'GeoReport v2「JSON Support」与「JSON and XML Conversion：The Spark Convention」'
const ENCODING = 'GeoReport v2「Encoding」'
const FORMATS = 'GeoReport v2「Format Support」'
const XML = 'GeoReport v2「XML Support」'

/** HTTP compares media types and charset names without case, and allows a space after the semicolon or none. */
const plainType = (type: string): string =>
  type
    .toLowerCase()
    .replace(/\s*;\s*/g, '; ')
    .replace(/"/g, '')
    .trim()
const TYPES: Readonly<Record<Format, string>> = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' }

/** The rules that every answer of the interface is under: status, content type, encoding, form of the document. */
export function envelopeRules(resource: Resource): Rule[] {
  return [...xmlRules(resource), ...jsonRules(resource), ...(resource.changes ? [] : [agreementRule(resource)])]
}

function xmlRules(resource: Resource): Rule[] {
  const { name, title, root } = resource
  const rule = (what: string, demands: string, source: string, judge: (answer: Answer) => string | undefined): Rule => ({
    id: `${name}.xml-${what}`,
    demands,
    source,
    run: (survey) => judgeFormat(resource, survey, 'xml', judge),
  })
  return [
    statusRule(resource, 'xml'),
    typeRule(resource, 'xml'),
    rule('declaration', `${title}的 XML 应以声明开头，encoding 为 UTF-8`, ENCODING, ({ reading }) => {
      if (reading?.encoding === undefined) return '没有写明 encoding 的 XML 声明'
      return reading.encoding.toLowerCase() === 'utf-8' ? undefined : `声明的 encoding 是 ${reading.encoding}`
    }),
    rule('well-formed', `${title}的 XML 应是良构的`, FORMATS, ({ reading }) => reading?.broken),
    rule('root', `${title}的 XML 根元素应是 <${root}>`, resource.source, ({ reading }) =>
      reading?.root === root || reading?.broken !== undefined ? undefined : `根元素是 <${reading?.root}>`,
    ),
    rule('plain', `${title}的 XML 不带命名空间和属性，字段不重复`, XML, ({ reading }) => reading?.oddities[0]),
  ]
}

function jsonRules(resource: Resource): Rule[] {
  const { name, title, shape } = resource
  const WANTED = { object: '一个对象', list: '不带外壳的数组', one: '只含一项的数组' }
  return [
    statusRule(resource, 'json'),
    typeRule(resource, 'json'),
    {
      id: `${name}.json-well-formed`,
      demands: `${title}的 JSON 应能解析`,
      source: FORMATS,
      run: (survey) => judgeFormat(resource, survey, 'json', ({ reading }) => reading?.broken),
    },
    {
      id: `${name}.json-shape`,
      demands: `${title}的 JSON 应是${WANTED[shape]}`,
      source: SPARK,
      run: (survey) =>
        judgeFormat(resource, survey, 'json', ({ reading }) =>
          reading?.broken !== undefined || hasShape(reading?.value, shape) ? undefined : `得到 ${shown(reading?.value)}`,
        ),
    },
  ]
}

function hasShape(value: unknown, shape: Resource['shape']): boolean {
  if (shape === 'object') return isEntry(value)
  return isList(value) && value.every(isEntry) && (shape === 'list' || value.length === 1)
}

function statusRule(resource: Resource, format: Format): Rule {
  const { name, title, statuses, source } = resource
  return {
    id: `${name}.${format}-status`,
    demands: `${title}（${format.toUpperCase()}）应以 HTTP ${statuses.join(' 或 ')} 回答`,
    source,
    run: async (survey) => {
      const answer = await askFormat(resource, survey, format)
      if (typeof answer === 'string') return idle(answer)
      return judged(answer, statuses.includes(answer.status) ? undefined : `HTTP ${answer.status}`)
    },
  }
}

function typeRule(resource: Resource, format: Format): Rule {
  return {
    id: `${resource.name}.${format}-content-type`,
    demands: `${resource.title}（${format.toUpperCase()}）的 Content-Type 应是 ${TYPES[format]}`,
    source: FORMATS,
    run: (survey) =>
      judgeFormat(resource, survey, format, ({ contentType }) => (plainType(contentType) === TYPES[format] ? undefined : `得到“${contentType || '（无）'}”`)),
  }
}

function agreementRule(resource: Resource): Rule {
  return {
    id: `${resource.name}.formats-agree`,
    demands: `${resource.title}在两种格式里应说同样的内容`,
    source: SPARK,
    run: async (survey) => {
      const [xml, json] = [await askFormat(resource, survey, 'xml'), await askFormat(resource, survey, 'json')]
      if (typeof xml === 'string') return idle(xml)
      if (typeof json === 'string') return idle(json)
      const unread = [xml, json].find((answer) => !resource.statuses.includes(answer.status) || answer.reading?.broken !== undefined)
      if (unread) return idle(`${unread.asked} 没有得到可以比较的内容`)
      const difference = differenceBetween(xml.reading?.value, json.reading?.value)
      if (difference === undefined) return met(json)
      return await comparedAgain(survey, [xml, json], difference)
    },
  }
}

/** A list may have grown between the two questions: before they are said to differ, both are asked once more. */
async function comparedAgain(survey: Survey, answers: readonly [Answer, Answer], difference: string): Promise<Verdict> {
  const [xml, json] = answers
  if (xml.method === 'POST') return broken(difference, json)
  const again = await Promise.all(answers.map(({ asked }) => survey.client.get(asked.replace(/^GET /, ''))))
  const still = differenceBetween(again[0]?.reading?.value, again[1]?.reading?.value)
  return still === undefined ? met(json) : broken(`XML 与 JSON 不同：${still}`, json)
}

async function askFormat(resource: Resource, survey: Survey, format: Format): Promise<Answer | string> {
  const offered = format === 'xml' || resource.alwaysJson || (await survey.formats()).includes('json')
  return offered ? await resource.ask(survey, format) : '服务发现没有声明 JSON，JSON 可以不提供'
}

async function judgeFormat(resource: Resource, survey: Survey, format: Format, judge: (answer: Answer) => string | undefined): Promise<Verdict> {
  const answer = await askFormat(resource, survey, format)
  if (typeof answer === 'string') return idle(answer)
  if (!resource.statuses.includes(answer.status)) return idle(`${answer.asked} 得到 HTTP ${answer.status}，无从检查`)
  return judged(answer, judge(answer))
}
