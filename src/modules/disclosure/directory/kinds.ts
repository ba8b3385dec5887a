/** What a field holds: a line, paragraphs, a day, an amount in yuan, one of a list, yes or no, or a place in the order. */
export type FieldKind = 'line' | 'text' | 'day' | 'money' | 'choice' | 'flag' | 'rank'
export type RecordField = {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  /** Left empty only where this says so. */
  readonly optional?: true
  readonly hint?: string
  readonly options?: readonly string[]
}

/** The ways of buying (政府采购法第二十六条; 框架协议 by 财政部令第110号). */
export const METHODS = ['公开招标', '邀请招标', '竞争性谈判', '竞争性磋商', '询价', '单一来源采购', '框架协议采购'] as const

const line = (name: string, label: string, more: Partial<RecordField> = {}): RecordField => ({ name, label, kind: 'line', ...more })
const text = (name: string, label: string, more: Partial<RecordField> = {}): RecordField => ({ name, label, kind: 'text', ...more })
const OPTIONAL = { optional: true } as const
const RANK: RecordField = { name: 'rank', label: '排列次序', kind: 'rank', optional: true, hint: '小的在前；不填排在最后' }
/** What article 12 asks of the office that handles requests, and residents ask of any. */
const REACHED: readonly RecordField[] = [line('address', '办公地址'), line('hours', '办公时间'), line('phone', '联系电话')]

export type RecordKindDefinition = {
  readonly name: string
  readonly law: string
  /** There is one of it, and no more. */
  readonly single?: true
  /** The field that names it. */
  readonly titled: string
  readonly fields: readonly RecordField[]
}
/** The records that pages are made of, field by field; console form, public page, comparison and search all follow from here. */
export const RECORD_KINDS = {
  duties: {
    name: '机构职能',
    law: '条例第二十条第二项',
    single: true,
    titled: 'name',
    fields: [
      line('name', '机关名称'),
      text('duties', '主要职责', { hint: '一条一行' }),
      text('basis', '依据', { hint: '如：机构职能编制规定的文号' }),
      ...REACHED,
      line('online', '互联网联系方式', OPTIONAL),
    ],
  },
  office: {
    name: '内设机构',
    law: '条例第二十条第二项',
    titled: 'name',
    fields: [
      line('name', '机构名称'),
      text('duties', '职责'),
      ...REACHED,
      line('fax', '传真号码', OPTIONAL),
      line('online', '互联网联系方式', { ...OPTIONAL, hint: '邮箱或者网址' }),
      {
        name: 'handles',
        label: '是政府信息公开工作机构',
        kind: 'flag',
        optional: true,
        hint: '指南里的名称、地址、时间、电话、传真和互联网联系方式取自这一条（条例第十二条）',
      },
      RANK,
    ],
  },
  leader: {
    name: '负责人',
    law: '条例第二十条第二项',
    titled: 'name',
    fields: [line('name', '姓名'), line('post', '职务'), text('duties', '分工'), RANK],
  },
  service: {
    name: '办事服务',
    law: '条例第二十条第五项',
    titled: 'name',
    fields: [
      line('name', '事项名称'),
      text('basis', '依据'),
      text('conditions', '条件'),
      text('materials', '材料', { hint: '一样一行' }),
      text('steps', '流程', { hint: '一步一行' }),
      line('limit', '办理时限'),
      line('fee', '收费', { hint: '不收费的写“不收费”' }),
      line('window', '办理窗口'),
      line('hours', '办理时间'),
      line('phone', '咨询电话'),
      line('online', '网上办理地址', { ...OPTIONAL, hint: '平台内写 /report 这样的地址，或者 https:// 开头的网址' }),
      RANK,
    ],
  },
  guide: {
    name: '政府信息公开指南',
    law: '条例第十二条第二款',
    single: true,
    titled: 'title',
    fields: [
      line('title', '标题'),
      text('classes', '政府信息的分类'),
      text('arrangement', '编排体系'),
      text('access', '获取方式', { hint: '网站、查阅点、公报，和怎样依法申请' }),
      text('requests', '依申请公开的办理', { hint: '申请的方式、期限、收费' }),
      text('remedies', '监督和救济', { hint: '向哪里投诉、举报，怎样申请行政复议和提起行政诉讼' }),
    ],
  },
  procurement: {
    name: '政府采购',
    law: '条例第二十条第九项',
    titled: 'project',
    fields: [
      line('project', '项目名称'),
      { name: 'method', label: '采购方式', kind: 'choice', options: METHODS },
      { name: 'central', label: '政府集中采购', kind: 'flag', optional: true, hint: '勾选的计入年报表二“政府集中采购”' },
      line('supplier', '中标、成交供应商'),
      { name: 'amount', label: '合同金额（元）', kind: 'money', hint: '如：44737.50' },
      { name: 'awardedOn', label: '中标、成交日期', kind: 'day' },
      { name: 'signedOn', label: '合同签订日期', kind: 'day', optional: true },
      line('notice', '合同公告', { ...OPTIONAL, hint: '公告的编号或者网址' }),
      line('item', '来源信息', { ...OPTIONAL, hint: '本平台公开信息的编号，如 2019-00012' }),
    ],
  },
} as const satisfies Record<string, RecordKindDefinition>
export type RecordKind = keyof typeof RECORD_KINDS
export const KIND_KEYS = Object.keys(RECORD_KINDS) as RecordKind[] // the object is closed, so its keys are the type
export const isRecordKind = (word: string): word is RecordKind => Object.hasOwn(RECORD_KINDS, word)
export const definitionOf = (kind: RecordKind): RecordKindDefinition => RECORD_KINDS[kind]

/** What a record says, by field, as it was typed; an amount is in yuan, a flag `1` or nothing. */
export type RecordContent = Readonly<Record<string, string>>
export const nameOf = (kind: RecordKind, content: RecordContent): string => content[definitionOf(kind).titled] ?? ''

/** The content in words, a line a field, for comparing versions and for search. */
export const linesOf = (kind: RecordKind, content: RecordContent): string =>
  definitionOf(kind)
    .fields.filter(({ name, kind: holds }) => (content[name] ?? '') !== '' && holds !== 'rank')
    .map(({ name, label, kind: holds }) => `${label}：${holds === 'flag' ? '是' : content[name]}`)
    .join('\n')
