import type { Answer } from './client.ts'
import { UNKNOWN } from './definition-rules.ts'
import { entryRule, type Origin } from './entry-rules.ts'
import { envelopeRules } from './envelope.ts'
import { entriesIn, fieldOf, isList, shown, textIn } from './facts.ts'
import { requestPath } from './single-rules.ts'
import type { Survey } from './survey.ts'
import { broken, idle, judged, met, type Rule } from './rule.ts'

const SOURCE = 'GeoReport v2「Errors」'

const envelope = envelopeRules({
  name: 'errors',
  title: '出错的回答',
  source: SOURCE,
  root: 'errors',
  shape: 'list',
  statuses: [404],
  ask: (survey, format) => survey.get(`${requestPath(UNKNOWN)}.${format}`),
})

const errors: Origin = async (survey) => {
  const answers = await Promise.all((await survey.formats()).map(async (format) => ({ format, answer: await survey.get(`${requestPath(UNKNOWN)}.${format}`) })))
  const found = answers.filter(({ answer }) => answer.status >= 400).map((one) => ({ ...one, entries: entriesIn(one.answer.reading?.value) }))
  return found.some(({ entries }) => entries.length > 0) ? found : '没有读到出错的回答'
}

const each = (id: string, demands: string, judge: Parameters<typeof entryRule>[5]): Rule => entryRule(errors, 'code', `errors.${id}`, demands, SOURCE, judge)

const fields: readonly Rule[] = [
  each('code', '每个错误应有 code', (entry) => (textIn(entry, 'code') !== '' ? undefined : `code 是 ${shown(fieldOf(entry, 'code'))}`)),
  each('description', '每个错误应有给人看的 description', (entry) =>
    textIn(entry, 'description') !== '' ? undefined : `description 是 ${shown(fieldOf(entry, 'description'))}`,
  ),
]

/** A body may name a finer code than HTTP's; one that is itself an HTTP status has to be the one answered with. */
const codeRule: Rule = {
  id: 'errors.code-status',
  demands: 'code 如是三位的 HTTP 状态码，应与 HTTP 状态一致',
  source: SOURCE,
  run: async (survey) => {
    const found = await errors(survey)
    if (typeof found === 'string') return idle(found)
    const wrong = found
      .flatMap(({ answer, entries }) => entries.map((entry) => ({ answer, code: textIn(entry, 'code') })))
      .find(({ answer, code }) => /^[45]\d\d$/.test(code) && code !== String(answer.status))
    return wrong ? broken(`code 是 ${wrong.code}，HTTP 是 ${wrong.answer.status}`, wrong.answer) : met(found[0]?.answer)
  },
}

const isHtml = ({ contentType, text }: Answer): boolean => /text\/html|xhtml/i.test(contentType) || /^\s*(?:<!doctype html|<html)/i.test(text)
const hasErrors = ({ reading }: Answer): boolean => isList(reading?.value) && entriesIn(reading.value).some((entry) => textIn(entry, 'description') !== '')

const unknownPaths: readonly Rule[] = (['xml', 'json'] as const).map((format) => ({
  id: `errors.unknown-path-${format}`,
  demands: `没有的路径（.${format}）应得 404 和错误正文，不是网页`,
  source: SOURCE,
  run: async (survey) => {
    if (format === 'json' && !(await survey.formats()).includes('json')) return idle('没有声明 JSON')
    const answer = await survey.get(`${UNKNOWN}.${format}`)
    if (answer.status !== 404) return broken(`HTTP ${answer.status}`, answer)
    return judged(answer, isHtml(answer) ? '得到网页' : hasErrors(answer) ? undefined : '没有错误正文')
  },
}))

const unknownFormat: Rule = {
  id: 'errors.unknown-format',
  demands: '没有的格式（services.yaml）应得 404 或 400，不是网页',
  source: SOURCE,
  run: async (survey) => {
    const answer = await survey.get('services.yaml')
    if (![404, 400].includes(answer.status)) return broken(`HTTP ${answer.status}`, answer)
    return judged(answer, isHtml(answer) ? '得到网页' : undefined)
  },
}

/** Answers the error format governs. Discovery may be a static file elsewhere, and HTTP itself refuses a POST to what is only read. */
const governed = ({ client, options }: Survey): readonly Answer[] =>
  client.answers.filter(({ asked, format, method }) => {
    const address = asked.slice(method.length + 1)
    const read = method === 'GET' || /\/requests\.\w+$/.test(address)
    return format !== undefined && read && address.startsWith(`${options.base}/`) && !address.startsWith(`${options.discovery}.`)
  })

const overall = (id: string, demands: string, offends: (answer: Answer) => string | undefined): Rule => ({
  id: `errors.${id}`,
  demands,
  source: SOURCE,
  run: async (survey) => {
    const answers = governed(survey)
    for (const answer of answers) {
      const found = offends(answer)
      if (found !== undefined) return broken(found, answer)
    }
    return met(answers.find(({ status }) => status >= 400) ?? answers[0])
  },
})

const saysError = ({ reading }: Answer): boolean => {
  if (reading?.root !== undefined) return reading.root === 'errors'
  return entriesIn(reading?.value).some((entry) => 'code' in entry && Object.keys(entry).length <= 2)
}

/** The rules over everything the server answered so far; they run last. */
export const overallErrorRules: readonly Rule[] = [
  overall('never-html', '任何一次回答都不应是网页', (answer) => (isHtml(answer) ? `HTTP ${answer.status}，${answer.contentType}` : undefined)),
  overall('always-shaped', '每一次出错的正文都应是 errors 列表', (answer) =>
    answer.status < 400 || hasErrors(answer) ? undefined : `HTTP ${answer.status}，正文是 ${shown(answer.text)}`,
  ),
  overall('status-not-200', '正文是错误时，HTTP 状态不应是 200', (answer) =>
    answer.status < 400 && saysError(answer) ? `HTTP ${answer.status}，正文是错误` : undefined,
  ),
  overall('expected-statuses', '出错的状态只应是 400、403、404', ({ status }) =>
    status < 400 || [400, 403, 404].includes(status) ? undefined : `HTTP ${status}`,
  ),
]

export const errorRules: readonly Rule[] = [...envelope, ...fields, codeRule, ...unknownPaths, unknownFormat]
