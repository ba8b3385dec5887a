import { MOST_ITEMS, USUAL_ITEMS } from './read-question.ts'
import { KEY_PER_MINUTE, OPEN_PER_MINUTE } from './rate.ts'
import { SCHEMAS } from './schemas.ts'

const ref = (name: keyof typeof SCHEMAS) => ({ $ref: `#/components/schemas/${name}` })
const json = (description: string, name: keyof typeof SCHEMAS) => ({ description, content: { 'application/json': { schema: ref(name) } } })
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } })
const bounded = { '429': { ...problem('一分钟里问得太多；Retry-After 说多少秒以后再问'), headers: { 'Retry-After': { schema: { type: 'integer' } } } } }
const query = (name: string, description: string, schema: object) => ({ name, in: 'query', required: false, description, schema })
const READING = [{}, { key: [] }]

const items = {
  get: {
    operationId: 'listChanges',
    summary: '公开信息的变化，按先后',
    description: `第一次不给 since，读到 more 为 false；以后每次把上次的 next 当作 since，不重不漏。每条信息只出现一次，是它现在的样子；读的时候又变了的，后面会再出现。撤下的也在里面，state 是 withdrawn。给了 column 的，原来在这个栏目、后来移走的也会出现。`,
    security: READING,
    parameters: [
      query('since', '上次的 next（c123），或者日期（北京时间零点），或者 RFC 3339 时刻', { type: 'string' }),
      query('column', '栏目代码', { type: 'string' }),
      query('limit', `一次几条，1 到 ${MOST_ITEMS}`, { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
    ],
    responses: { '200': json('变化', 'Changes'), '422': problem('哪个参数要改'), ...bounded },
  },
  post: {
    operationId: 'handOver',
    summary: '送来一条信息',
    description: '要有“送来信息”权的密钥。送来的是草稿，由本机关审查以后才公开。同一个 id 再送是改原来的一条。',
    security: [{ key: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: ref('NewItem') } } },
    responses: {
      '200': json('与上次一样，或者改了原来的', 'Received'),
      '201': json('新收到', 'Received'),
      '401': problem('没有密钥，或者密钥不对'),
      '403': problem('密钥没有这个权'),
      '409': problem('这一条正在审查，现在不能改'),
      '413': problem('太大'),
      '415': problem('不是 JSON'),
      '422': problem('哪些项要改'),
      ...bounded,
    },
  },
}
const one = {
  get: {
    operationId: 'getItem',
    summary: '一条信息',
    security: READING,
    parameters: [{ name: 'number', in: 'path', required: true, description: '编号，如 2019-00001', schema: { type: 'string' } }],
    responses: { '200': json('公开的信息', 'PublishedItem'), '404': problem('没有这一条，或者没有公开'), '410': json('已撤下', 'WithdrawnItem'), ...bounded },
  },
}
const columns = {
  get: { operationId: 'listColumns', summary: '栏目', security: READING, responses: { '200': json('栏目，按平台的次序', 'Columns'), ...bounded } },
}
const norms = {
  get: {
    operationId: 'listNorms',
    summary: '规范性文件的台账：文号、有效期、谁修改和废止了它、与哪些文件有关',
    description:
      '正文已经公开的，按登记的先后，一页一页读到 next 为 null。正文在 item 那条信息里。有效性由 endings 和 valid_until 逐日算出：endings 里的从 from 那一天起。',
    security: READING,
    parameters: [
      query('after', '上次的 next', { type: 'integer', minimum: 0 }),
      query('limit', `一次几条，1 到 ${MOST_ITEMS}`, { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
    ],
    responses: { '200': json('规范性文件', 'Norms'), '422': problem('哪个参数要改'), ...bounded },
  },
}
const reports = {
  get: {
    operationId: 'listAnnualReports',
    summary: '已经发布的年度报告，每一版',
    description: '按年度和版本的先后，一页一页读到 next 为 null。各表的数字、另外的事实和文字都在里面；一年里版本最大的是现在的那一版。',
    security: READING,
    parameters: [
      query('after', '上次的 next', { type: 'integer', minimum: 0 }),
      query('limit', `一次几份，1 到 ${MOST_ITEMS}`, { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
    ],
    responses: { '200': json('年度报告', 'AnnualReports'), '422': problem('哪个参数要改'), ...bounded },
  },
}
const records = {
  get: {
    operationId: 'listRecords',
    summary: '机构、负责人、办事、指南和采购记录，现在公开的',
    description:
      '按编号的先后，一页一页读到 next 为 null。停止公开的不再出现：要知道哪些停了，读全部，与手上的比较。since 只要那一天以来有变化的。各种记录有哪些项，见 content 的说明。',
    security: READING,
    parameters: [
      query('since', '日期：只要那一天以来有变化的', { type: 'string', format: 'date' }),
      query('after', '上次的 next', { type: 'integer', minimum: 0 }),
      query('limit', `一次几条，1 到 ${MOST_ITEMS}`, { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: USUAL_ITEMS }),
    ],
    responses: { '200': json('记录', 'Records'), '422': problem('哪个参数要改'), ...bounded },
  },
}
const push = {
  post: {
    operationId: 'push',
    summary: '变化的推送',
    description:
      '本机关登记了您的平台以后，每次变化送去一份，按 Standard Webhooks 签名：对“webhook-id.webhook-timestamp.正文”用密钥（whsec_ 以后的部分按 base64 解开）作 HMAC-SHA-256，与 webhook-signature 里 v1, 以后的 base64 比较。没有收下的隔 1、5、30 分钟，2、6、12 小时再送，七次以后由本机关人工处理。同样的内容再送时 webhook-id 不变，内容变了就换。',
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({ name, in: 'header', required: true, schema: { type: 'string' } })),
    requestBody: { required: true, content: { 'application/json': { schema: ref('Push') } } },
    responses: {
      '2XX': { description: '收下了' },
      '4XX': { description: '不收，不再送（408、425、429 除外）' },
      '5XX': { description: '现在不行，过一会再送' },
    },
  },
}

/** The interface as an OpenAPI 3.1 document. */
export const openApiOf = (site: { readonly name: string; readonly email: string }, origin: string) => ({
  openapi: '3.1.0',
  info: {
    title: `${site.name} 政府信息接口`,
    version: '1.0.0',
    description: `读取不用密钥，每分钟 ${OPEN_PER_MINUTE} 次；带密钥的每分钟 ${KEY_PER_MINUTE} 次。出错的答复是 application/problem+json，detail 说要改什么。`,
    contact: { name: site.name, url: `${origin}/developers` },
  },
  servers: [{ url: `${origin}/api/v1` }],
  paths: { '/items': items, '/items/{number}': one, '/columns': columns, '/norms': norms, '/annual-reports': reports, '/records': records },
  webhooks: { item: push },
  components: { schemas: SCHEMAS, securitySchemes: { key: { type: 'http', scheme: 'bearer', description: '本机关发放的密钥，以 gk_ 开头' } } },
})
