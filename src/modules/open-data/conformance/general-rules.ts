import { coordinates, chosenService, formOf, placeOf, whyNotPosting } from './creation.ts'
import { UNKNOWN } from './definition-rules.ts'
import { overallErrorRules } from './error-rules.ts'
import { broken, idle, judged, met, type Rule } from './rule.ts'
import type { Survey } from './survey.ts'

const JURISDICTION = 'GeoReport v2「jurisdiction_id」'
const SINGLE = '没有给出 --jurisdiction；只服务一个地区的接口可以不理会这个参数'

const placeRule = (
  id: string,
  demands: string,
  ask: (survey: Survey, jurisdiction: string) => Promise<{ asked: string; status: number } | string>,
  statuses: readonly number[],
): Rule => ({
  id: `jurisdiction.${id}`,
  demands,
  source: JURISDICTION,
  run: async (survey) => {
    const { jurisdiction } = survey.options
    if (jurisdiction === undefined) return idle(SINGLE)
    const answer = await ask(survey, jurisdiction)
    return typeof answer === 'string' ? idle(answer) : judged(answer, statuses.includes(answer.status) ? undefined : `HTTP ${answer.status}`)
  },
})

const READ = ['services', 'requests'] as const
const jurisdictions: readonly Rule[] = [
  placeRule('known', '所给的 jurisdiction_id 应有服务目录', (survey) => survey.get('services.xml'), [200]),
  ...READ.flatMap((path) => [
    placeRule(`${path}-unknown-404`, `${path}：没有的 jurisdiction_id 应得 404`, (survey) => survey.get(`${path}.xml`, { jurisdiction_id: UNKNOWN }), [404]),
    placeRule(`${path}-missing-400`, `${path}：缺少 jurisdiction_id 应得 400`, ({ client, options }) => client.get(`${options.base}/${path}.xml`), [400]),
    placeRule(`${path}-empty-400`, `${path}：空的 jurisdiction_id 与缺少一样，应得 400`, (survey) => survey.get(`${path}.xml`, { jurisdiction_id: '' }), [400]),
  ]),
  placeRule(
    'tokens-unknown-404',
    'tokens：没有的 jurisdiction_id 应得 404',
    (survey) => survey.get(`tokens/${UNKNOWN}.xml`, { jurisdiction_id: UNKNOWN }),
    [404],
  ),
  ...(
    [
      [UNKNOWN, 404],
      [undefined, 400],
    ] as const
  ).map(([value, status]) =>
    placeRule(
      `create-${status === 404 ? 'unknown' : 'missing'}-${status}`,
      `创建：${status === 404 ? '没有的' : '缺少'} jurisdiction_id 应得 ${status}`,
      async (survey) => {
        const why = whyNotPosting(survey)
        const chosen = why === undefined ? await chosenService(survey) : undefined
        if (chosen === undefined) return why ?? '没有 type 为 realtime 的服务'
        const place = coordinates(await placeOf(survey))
        return await survey.post('xml', formOf(survey, { service: chosen.code, attributes: chosen.attributes, place, jurisdiction: value }))
      },
      [status],
    ),
  ),
]

const readOnlyResources: readonly Rule[] = (['services', 'discovery'] as const).map((path) => ({
  id: `general.no-post-to-${path}`,
  demands: `向只读的 ${path}.xml 提交不应成功`,
  source: path === 'services' ? 'GeoReport v2「GET Service List：HTTP Method」' : 'Service Discovery「About」',
  run: async ({ client, options }) => {
    if (options.readOnly) return idle('只读检查，不提交')
    const address = path === 'services' ? `${options.base}/services.xml` : `${options.discovery}.xml`
    const answer = await client.post(address, options.jurisdiction === undefined ? [] : [['jurisdiction_id', options.jurisdiction]])
    return judged(answer, answer.status >= 400 ? undefined : `HTTP ${answer.status}`)
  },
}))

const everywhere: readonly Rule[] = [
  {
    id: 'general.utf8',
    demands: '所有回答都应是合法的 UTF-8',
    source: 'GeoReport v2「Encoding」',
    run: async ({ client }) => {
      const wrong = client.answers.find(({ isUtf8 }) => !isUtf8)
      return wrong ? broken('有不是 UTF-8 的字节', wrong) : met(client.answers[0])
    },
  },
  {
    id: 'general.cors',
    demands: '可选：其他网站的网页可以读取（CORS）',
    source: 'GeoReport v2 没有规定',
    run: async (survey) => {
      const answer = await survey.get('services.xml')
      return answer.allowedOrigin === undefined ? idle('没有 Access-Control-Allow-Origin，其他网站的网页不能直接读取；规范没有要求') : met(answer)
    },
  },
]

export const generalRules: readonly Rule[] = [...jurisdictions, ...readOnlyResources, ...everywhere, ...overallErrorRules]
