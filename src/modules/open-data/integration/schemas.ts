import { RECORD_KINDS, recordDefinition } from '../../disclosure/index.ts'

const RECORD_FIELDS = RECORD_KINDS.map((kind) => {
  const { name, fields } = recordDefinition(kind)
  return `${kind}（${name}）：${fields.map((field) => `${field.name} ${field.label}`).join('、')}`
}).join('；')

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it: what the interface promises. Kept beside the routes; tests hold every answer to it. */
const text = (description: string) => ({ type: 'string', description })
const date = (description: string) => ({ type: 'string', format: 'date', description })
const dateOrNull = (description: string) => ({ type: ['string', 'null'], format: 'date', description })
const exactly = <P extends Record<string, unknown>>(properties: P) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
})

const named = {
  number: text('编号，在网址里用，长期不变'),
  index_number: text('索引号'),
  url: { type: 'string', format: 'uri', description: '正文页面' },
  version: { type: 'integer', minimum: 1, description: '每有一步就变大；收到小的可以不理' },
  changed_at: { type: 'string', format: 'date-time', description: '公众看到的最近一次变化的时刻' },
  title: text('标题'),
  first_published_on: date('第一次公开的日期'),
}
const source = {
  oneOf: [
    { type: 'null' },
    exactly({
      name: text('来源'),
      url: text('来源网址，没有的是空的'),
      index_number: { type: ['string', 'null'], description: '它在来源的索引号；与这里的索引号一样的，是同一个机关的同一份文件' },
    }),
  ],
  description: '从别的系统取来的，写明来源',
}
const cell = exactly({
  at: text('在原工作表里的位置，如 B12'),
  text: text('写的内容'),
  rows: { type: 'integer', minimum: 1, description: '占几行' },
  cols: { type: 'integer', minimum: 1, description: '占几列' },
})
const budgetTable = exactly({
  n: { type: 'integer', minimum: 1, description: '第几张表' },
  name: text('工作表的名称'),
  title: text('表的标题'),
  form: { type: ['string', 'null'], description: '是哪一种规定的表格；认不出的是 null' },
  unit: { enum: ['元', '千元', '万元', '亿元', null], description: '金额单位' },
  top: { type: 'array', items: text('表上方的一行') },
  heads: { type: 'integer', minimum: 0, description: '前几行是表头' },
  rows: { type: 'array', items: { type: 'array', items: { oneOf: [{ type: 'null' }, cell] }, description: '一行；被合并的格是 null' } },
  notes: { type: 'array', items: text('表下方的一行') },
})
const budget = {
  oneOf: [
    { type: 'null' },
    exactly({
      kind: { enum: ['budget', 'account'], description: '预算、决算' },
      year: { type: 'integer' },
      said: text('文字说明'),
      tables: { type: 'array', items: budgetTable },
      reasons: { type: 'object', additionalProperties: { type: 'string' }, description: '对不上而不改的，理由' },
    }),
  ],
  description: '预算、决算的表，一格一格；不是预算、决算的是 null',
}

const numbers = { type: 'array', items: { type: 'number' } }
const texts = { type: 'array', items: { type: 'string' } }
const section = (description: string) => ({
  type: 'array',
  items: exactly({
    heading: { type: 'boolean' },
    parts: { type: 'array', items: { oneOf: [{ type: 'string' }, exactly({ figure: text('是哪一个数字'), text: text('写成什么') })] } },
  }),
  description,
})
const annualReport = exactly({
  year: { type: 'integer' },
  version: { type: 'integer', minimum: 1, description: '第几版：更正一次大一' },
  note: text('更正了什么；第一版是空的'),
  published_at: { type: 'string', format: 'date-time' },
  url: { type: 'string', format: 'uri', description: '报告所在的网页' },
  report: exactly({
    agency: text('机关'),
    year: { type: 'integer' },
    edition: { enum: ['2019', '2021'], description: '国办公开办函〔2019〕60号、〔2021〕30号的格式' },
    tables: exactly({
      proactive: { type: 'array', items: exactly({ article: text('条款'), item: text('信息内容'), columns: texts, values: numbers }), description: '表二' },
      requests: exactly({ columns: texts, rows: { type: 'array', items: exactly({ key: text('代码'), label: text('这一行'), values: numbers }) } }),
      remedies: exactly({ columns: texts, reconsideration: numbers, litigation_direct: numbers, litigation_after_reconsideration: numbers }),
    }),
    facts: { type: 'object', additionalProperties: true, description: '表外的数字' },
  }),
  sections: exactly({ overview: section('总体情况'), problems: section('问题及改进'), other: section('其他事项') }),
  source: { oneOf: [{ type: 'null' }, exactly({ name: text('来源'), url: text('来源网址') })], description: '从别的平台取来的，写明来源' },
})

export const SCHEMAS = {
  PublishedItem: exactly({
    ...named,
    state: { const: 'published' },
    summary: text('内容概述'),
    column: text('栏目代码'),
    column_name: text('栏目名称'),
    subject: text('主题分类'),
    issuer: text('发文机关'),
    document_number: text('文号，没有的是空的'),
    formed_on: date('成文日期'),
    counted_from: dateOrNull('公开期限另有起算日的，是那一天'),
    valid_until: dateOrNull('有效期至'),
    validity: { enum: ['valid', 'amended', 'expired', 'abolished'], description: '有效、已修改、失效、废止' },
    published_on: date('这一稿公开的日期'),
    revision: { type: 'integer', minimum: 1, description: '公开的第几稿' },
    html: text('正文，干净的 HTML，没有脚本和样式'),
    files: { type: 'array', items: { $ref: '#/components/schemas/File' } },
    budget,
    source,
  }),
  WithdrawnItem: exactly({
    ...named,
    state: { const: 'withdrawn' },
    withdrawn: exactly({ on: date('撤下的日期'), reason: text('理由') }),
  }),
  Item: { oneOf: [{ $ref: '#/components/schemas/PublishedItem' }, { $ref: '#/components/schemas/WithdrawnItem' }], discriminator: { propertyName: 'state' } },
  File: exactly({
    name: text('文件名'),
    media: text('媒体类型'),
    size: { type: 'integer', minimum: 0, description: '字节' },
    url: { type: 'string', format: 'uri', description: '下载地址' },
  }),
  Changes: exactly({
    source: exactly({ name: text('公开的机关'), url: { type: 'string', format: 'uri', description: '平台地址' } }),
    data_as_of: { type: 'string', format: 'date-time' },
    items: { type: 'array', items: { $ref: '#/components/schemas/Item' }, description: '按变化的先后' },
    next: { type: 'string', pattern: '^c[0-9]+$', description: '下次的 since' },
    more: { type: 'boolean', description: '是不是马上还有' },
  }),
  Columns: exactly({
    columns: { type: 'array', items: exactly({ code: text('代码'), name: text('名称'), law: text('依据') }) },
  }),
  Norm: exactly({
    number: text('登记号，长期不变'),
    url: { type: 'string', format: 'uri', description: '有效性、修改和废止情况所在的网页' },
    title: text('名称'),
    summary: text('内容概述'),
    issuer: text('制定机关'),
    subject: text('主题分类'),
    document_number: text('文号'),
    issued_on: date('成文日期'),
    effective_on: date('施行日期'),
    valid_until: dateOrNull('有效期至；没有规定的是 null'),
    item: text('公开正文的那条信息的编号'),
    relations: {
      type: 'array',
      items: exactly({
        kind: { enum: ['amends', 'abolishes', 'basedOn', 'supports', 'interprets'], description: '修改、废止、依据、配套、解读' },
        norm: { type: ['string', 'null'], description: '台账上那一件的登记号' },
        item: { type: ['string', 'null'], description: '那条信息的编号' },
        words: text('不在台账上的，它的名称'),
      }),
      description: '它对别的文件做了什么，依据什么',
    },
    endings: {
      type: 'array',
      items: exactly({
        kind: { enum: ['amended', 'expired', 'abolished'], description: '已修改、失效、废止' },
        from: date('从哪一天起'),
        by: text('由哪一件，登记号；由决定作出的是空的'),
        reason: text('理由'),
      }),
    },
  }),
  Norms: exactly({
    source: exactly({ name: text('公开的机关'), url: { type: 'string', format: 'uri', description: '平台地址' } }),
    data_as_of: { type: 'string', format: 'date-time' },
    norms: { type: 'array', items: { $ref: '#/components/schemas/Norm' } },
    next: { type: ['integer', 'null'], description: '下一页的 after；没有下一页的是 null' },
  }),
  AnnualReports: exactly({
    source: exactly({ name: text('公开的机关'), url: { type: 'string', format: 'uri', description: '平台地址' } }),
    data_as_of: { type: 'string', format: 'date-time' },
    reports: { type: 'array', items: annualReport },
    next: { type: ['integer', 'null'], description: '下一页的 after；没有下一页的是 null' },
  }),
  Record: exactly({
    id: { type: 'integer', description: '编号，长期不变' },
    kind: { enum: RECORD_KINDS, description: '哪一种' },
    kind_name: text('那一种的名称'),
    changed_on: date('最近一次有变化的日期'),
    content: { type: 'object', additionalProperties: { type: 'string' }, description: RECORD_FIELDS },
  }),
  Records: exactly({
    source: exactly({ name: text('公开的机关'), url: { type: 'string', format: 'uri', description: '平台地址' } }),
    data_as_of: { type: 'string', format: 'date-time' },
    records: { type: 'array', items: { $ref: '#/components/schemas/Record' } },
    next: { type: ['integer', 'null'], description: '下一页的 after；没有下一页的是 null' },
  }),
  NewItem: {
    type: 'object',
    required: ['id', 'title', 'column', 'formed_on', 'html'],
    additionalProperties: false,
    properties: {
      id: { type: 'string', minLength: 1, maxLength: 200, description: '您的系统里的标识：同一个再送，是改原来的一条' },
      url: { type: 'string', maxLength: 500, description: '您的系统里的网址' },
      title: { type: 'string', minLength: 1, maxLength: 200, description: '标题' },
      summary: { type: 'string', maxLength: 2000, description: '内容概述' },
      column: text('栏目代码或者名称'),
      issuer: { type: 'string', maxLength: 200, description: '发文机关，不给就是本机关' },
      document_number: { type: 'string', maxLength: 100, description: '文号' },
      subject: { type: 'string', maxLength: 100, description: '主题分类' },
      formed_on: date('成文日期'),
      counted_from: dateOrNull('公开期限另有起算日的，是那一天'),
      valid_until: dateOrNull('有效期至'),
      html: { type: 'string', maxLength: 1_000_000, description: '正文；脚本、样式和看不见的内容会去掉' },
    },
  },
  Received: exactly({
    number: text('编号'),
    outcome: { enum: ['new', 'changed', 'same'], description: '新收到、改了原来的、与上次一样' },
    state: { const: 'draft' },
    says: text('接下来怎样'),
  }),
  Push: exactly({
    type: { enum: ['item.published', 'item.revised', 'item.validity', 'item.withdrawn'] },
    timestamp: { type: 'string', format: 'date-time' },
    data: { $ref: '#/components/schemas/Item' },
  }),
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: text('哪一种'),
      title: text('要改什么'),
      status: { type: 'integer' },
      detail: text('要改什么'),
      law: text('依据'),
      errors: { type: 'array', items: exactly({ field: text('哪一项'), says: text('要改什么') }) },
    },
  },
} as const
