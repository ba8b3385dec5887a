import { type Entry, entriesIn, fieldOf, isEntry } from '../../src/modules/open-data/conformance/facts.ts'
import type { Format } from '../../src/modules/open-data/conformance/reading.ts'
import type { Fault, Kind, Wire } from './open311-fault.ts'
import { TURNS } from './open311-turns.ts'

const OBJECTS: readonly Kind[] = ['discovery', 'definition']
const KINDS: readonly Kind[] = ['discovery', 'services', 'definition', 'requests', 'request', 'tokens', 'create', 'errors']

const rewritten = (change: (body: string, root: string) => string) => (wire: Wire, root: string) => ({ ...wire, body: change(String(wire.body), root) })
const wired = (at: Kind, format: Format, what: string, name: string, wire: NonNullable<Fault['wire']>): Fault => ({
  name: `${at}：${name}`,
  rule: `${at}.${format}-${what}`,
  at,
  format,
  wire,
})

/** What can go wrong with any answer on its way. */
const envelopeFaults: readonly Fault[] = KINDS.flatMap((at) => [
  wired(at, 'xml', 'status', 'XML 的状态不对', (wire) => ({ ...wire, status: at === 'errors' ? 200 : 500 })),
  wired(at, 'json', 'status', 'JSON 的状态不对', (wire) => ({ ...wire, status: at === 'errors' ? 200 : 500 })),
  wired(at, 'xml', 'content-type', 'XML 作 application/xml', (wire) => ({ ...wire, type: 'application/xml; charset=utf-8' })),
  wired(at, 'xml', 'content-type', 'XML 不写 charset', (wire) => ({ ...wire, type: 'text/xml' })),
  wired(at, 'json', 'content-type', 'JSON 不写 charset', (wire) => ({ ...wire, type: 'application/json' })),
  wired(at, 'json', 'content-type', 'JSON 作 text/html', (wire) => ({ ...wire, type: 'text/html; charset=utf-8' })),
  wired(
    at,
    'xml',
    'declaration',
    '没有 XML 声明',
    rewritten((body) => body.replace(/^<\?xml.*?\?>\n/, '')),
  ),
  wired(
    at,
    'xml',
    'declaration',
    '声明里是 GBK',
    rewritten((body) => body.replace('"utf-8"', '"gbk"')),
  ),
  wired(
    at,
    'xml',
    'well-formed',
    '裸的 & 符号',
    rewritten((body) => body.replace(/<\/[a-z_]+>\s*$/, '& $&')),
  ),
  wired(
    at,
    'xml',
    'plain',
    '带命名空间',
    rewritten((body, root) => body.replace(`<${root}>`, `<${root} xmlns="urn:example">`)),
  ),
  wired(
    at,
    'xml',
    'root',
    '根元素不对',
    rewritten((body, root) => body.replace(new RegExp(`<(/?)${root}>`, 'g'), '<$1response>')),
  ),
  wired(
    at,
    'json',
    'well-formed',
    'JSON 末尾多一个逗号',
    rewritten((body) => body.replace(/([\]}])$/, ',$1')),
  ),
  wired(at, 'json', 'shape', OBJECTS.includes(at) ? 'JSON 外加了数组' : 'JSON 外加了外壳', (wire, root) =>
    rewritten((body) => (OBJECTS.includes(at) ? `[${body}]` : `{"${root}":${body}}`))(wire, root),
  ),
])

const spoilt = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(spoilt)
  if (!isEntry(value)) return value
  const [name] = ['description', 'contact', 'token'].filter((one) => one in value)
  return name ? { ...value, [name]: `${value[name]}（另一种说法）` } : { ...value, attributes: spoilt(value['attributes']) }
}
const agreementFaults: readonly Fault[] = KINDS.filter((at) => at !== 'create').map((at) => ({
  name: `${at}：两种格式说法不同`,
  rule: `${at}.formats-agree`,
  at,
  format: 'json',
  value: spoilt,
}))

/** A fault in every record of an answer, or in the records one level deeper. */
const inEach = (at: Kind, rule: string, name: string, change: (entry: Entry, index: number) => Entry, format?: Format): Fault => ({
  name: `${at}：${name}`,
  rule: `${at}.${rule}`,
  at,
  value: (value) => (Array.isArray(value) ? value.map((entry: Entry, index) => change(entry, index)) : isEntry(value) ? change(value, 0) : value),
  ...(format ? { format } : {}),
})
const set = (name: string, value: unknown) => (entry: Entry) => ({ ...entry, [name]: value })
const without = (name: string) => (entry: Entry) => Object.fromEntries(Object.entries(entry).filter(([field]) => field !== name))
const nested = (name: string, change: (entry: Entry, index: number) => Entry) => (entry: Entry) => ({
  ...entry,
  [name]: entriesIn(fieldOf(entry, name)).map(change),
})

const TOMORROW = '2199-01-01T00:00:00Z'
const endpoint = (rule: string, name: string, field: string, value: unknown) => inEach('discovery', rule, name, nested('endpoints', set(field, value)))

const discoveryFaults: readonly Fault[] = [
  inEach('discovery', 'changeset', 'changeset 不是时间', set('changeset', 'latest')),
  inEach('discovery', 'changeset-not-future', 'changeset 在将来', set('changeset', TOMORROW)),
  inEach('discovery', 'contact', 'contact 是空的', set('contact', '')),
  inEach('discovery', 'key-service', 'key_service 是空的', set('key_service', null)),
  inEach('discovery', 'complete', '没有 key_service', without('key_service')),
  inEach('discovery', 'complete', '接口没有 changeset', nested('endpoints', without('changeset'))),
  inEach('discovery', 'endpoints', '没有接口', set('endpoints', [])),
  endpoint('georeport-endpoint', '没有 v2 的接口', 'specification', 'http://wiki.open311.org/GeoReport_v1'),
  endpoint('endpoint-specification', '规范不是网址', 'specification', 'GeoReport v2'),
  endpoint('endpoint-url', 'url 是相对的', 'url', '/open311/v2'),
  endpoint('endpoint-answers', 'url 指向别处', 'url', 'http://127.0.0.1:9/v2'),
  endpoint('endpoint-changeset', '接口的 changeset 不是时间', 'changeset', '近日'),
  endpoint('endpoint-changeset-not-future', '接口的 changeset 在将来', 'changeset', TOMORROW),
  endpoint('endpoint-type', 'type 是 live', 'type', 'live'),
  endpoint('endpoint-formats', '格式写成后缀', 'formats', ['xml', 'json']),
  endpoint('georeport-xml', '没有 text/xml', 'formats', ['application/json', 'application/xml']),
]

const serviceFaults: readonly Fault[] = [
  { name: 'services：一项也没有', rule: 'services.not-empty', at: 'services', value: () => [] },
  inEach('services', 'code', 'service_code 是空的', set('service_code', '')),
  inEach('services', 'code-string', 'service_code 是数字', (entry) => ({ ...entry, service_code: Number(entry['service_code']) }), 'json'),
  inEach('services', 'code-unique', 'service_code 重复', set('service_code', '001')),
  inEach('services', 'name', '没有 service_name', without('service_name')),
  inEach('services', 'description', '没有 description', without('description')),
  inEach('services', 'metadata', 'metadata 是 yes', set('metadata', 'yes')),
  inEach('services', 'metadata-boolean', 'metadata 是字符串', (entry) => ({ ...entry, metadata: String(entry['metadata']) }), 'json'),
  inEach('services', 'type', 'type 是 instant', set('type', 'instant')),
  inEach('services', 'keywords', 'keywords 有空项', set('keywords', '道路,,坑洼')),
  inEach('services', 'keywords', 'keywords 是数组', set('keywords', ['道路']), 'json'),
  inEach('services', 'keywords-comma', 'keywords 用顿号', set('keywords', '道路、坑洼')),
  inEach('services', 'group', '没有 group', without('group')),
]

const attributes = (rule: string, name: string, change: (entry: Entry, index: number) => Entry, format?: Format) =>
  inEach('definition', rule, name, nested('attributes', change), format)
const values = (rule: string, name: string, change: (entry: Entry, index: number) => Entry) => attributes(rule, name, nested('values', change))

const definitionFaults: readonly Fault[] = [
  inEach('definition', 'service-code', '给了别的服务', set('service_code', '999')),
  inEach('definition', 'attributes', '没有属性', set('attributes', [])),
  attributes('variable', 'variable 是 1', set('variable', 1)),
  attributes('variable-boolean', 'variable 是字符串', set('variable', 'true'), 'json'),
  attributes('code', 'code 是空的', set('code', null)),
  attributes('code-unique', 'code 重复', set('code', 'SAME')),
  attributes('datatype', 'datatype 是 integer', set('datatype', 'integer')),
  attributes('required', 'required 是 1', set('required', 1)),
  attributes('required-boolean', 'required 是字符串', set('required', 'false'), 'json'),
  attributes('datatype-description', '没有 datatype_description', without('datatype_description')),
  attributes('description', 'description 是空的', set('description', '')),
  attributes('order', 'order 从0起', (entry, index) => ({ ...entry, order: index })),
  attributes('order-number', 'order 是字符串', (entry) => ({ ...entry, order: String(entry['order']) }), 'json'),
  attributes('order-unique', 'order 重复', set('order', 1)),
  attributes('order-from-one', 'order 从2起', (entry, index) => ({ ...entry, order: index + 2 })),
  attributes('values', '选择类没有值', set('values', [])),
  attributes('values-only-choices', '文字类有值', set('values', [{ key: 'a', name: '甲' }])),
  values('value-key', '值没有 key', without('key')),
  values('value-name', '值没有 name', set('name', null)),
  values('value-key-unique', '值的 key 重复', set('key', 'k')),
]

const listed = (rule: string, name: string, change: (entry: Entry, index: number) => Entry, format?: Format) => inEach('requests', rule, name, change, format)
const second = (change: (entry: Entry) => Entry) => (entry: Entry, index: number) => (index === 1 ? change(entry) : entry)

const requestFaults: readonly Fault[] = [
  listed('id', '没有编号', second(set('service_request_id', null))),
  listed('id-string', '编号是数字', (entry, index) => ({ ...entry, service_request_id: index }), 'json'),
  listed('id-unique', '编号重复', set('service_request_id', '1')),
  listed('status', 'status 是 processing', second(set('status', 'processing'))),
  listed('service-code', 'service_code 不在目录里', second(set('service_code', '888'))),
  listed('service-code-string', 'service_code 是数字', (entry) => ({ ...entry, service_code: Number(entry['service_code']) }), 'json'),
  listed('service-name', '没有 service_name', second(without('service_name'))),
  listed('description-given', '没有 description', second(without('description'))),
  listed(
    'location',
    '没有位置',
    second((entry) => ['lat', 'long', 'address', 'address_id'].reduce((left, name) => without(name)(left), entry)),
  ),
  listed('requested-datetime', '时间没有时区', (entry) => ({ ...entry, requested_datetime: String(entry['requested_datetime']).replace('Z', '') })),
  listed('requested-datetime', '时间用空格', (entry) => ({ ...entry, requested_datetime: String(entry['requested_datetime']).replace('T', ' ') })),
  listed(
    'updated-datetime',
    '更新时间只有日期',
    second((entry) => ({ ...entry, updated_datetime: String(entry['updated_datetime']).slice(0, 10) })),
  ),
  listed('updated-datetime', '时区写成 +0800', second(set('updated_datetime', '2199-01-01T00:00:00+0800'))),
  listed('expected-datetime', '期限是中文', second(set('expected_datetime', '五日内'))),
  listed('updated-not-before', '更新早于受理', second(set('updated_datetime', '2001-01-01T00:00:00Z'))),
  listed(
    'not-future',
    '受理在将来',
    second((entry) => ({ ...entry, requested_datetime: TOMORROW, updated_datetime: TOMORROW })),
  ),
  listed('lat-and-long', '只有 lat', second(set('long', null))),
  listed(
    'lat',
    'lat 超出范围',
    second((entry) => ({ ...entry, lat: 116.4, long: 39.9 })),
  ),
  listed(
    'lat',
    '坐标是度分秒',
    second((entry) => ({ ...entry, lat: '39°54′N', long: '116°24′E' })),
  ),
  listed(
    'long',
    'long 超出范围',
    second((entry) => ({ ...entry, lat: 39.9, long: 1164 })),
  ),
  listed('coordinates-numbers', '坐标是字符串', (entry) => ({ ...entry, lat: String(entry['lat'] ?? ''), long: String(entry['long'] ?? '') }), 'json'),
  listed('description-length', '说明过长', second(set('description', '长'.repeat(4001)))),
  listed('description-plain', '说明里有 HTML', second(set('description', '<p>路面<br/>破损</p>'))),
  listed('media-url', '图片是相对地址', second(set('media_url', '/media/1.jpg'))),
  listed('texts', '邮编是数字', second(set('zipcode', 100006)), 'json'),
  inEach('request', 'same-as-list', '状态与列表不同', set('status', 'unclear')),
]

const errorFaults: readonly Fault[] = [
  inEach('errors', 'code', '错误没有 code', without('code')),
  inEach('errors', 'description', '错误没有 description', set('description', null)),
  inEach('errors', 'code-status', 'code 与状态不一致', set('code', 500)),
  {
    name: 'errors：用网页回答',
    rule: 'errors.never-html',
    at: 'errors',
    wire: (wire) => ({ ...wire, type: 'text/html', body: '<!DOCTYPE html><title>404</title>' }),
  },
  { name: 'errors：用网页以200回答', rule: 'errors.unknown-path-xml', at: 'errors', wire: () => ({ status: 200, type: 'text/html', body: '<html></html>' }) },
  { name: 'errors：JSON 里没有正文', rule: 'errors.unknown-path-json', at: 'errors', format: 'json', wire: (wire) => ({ ...wire, body: '' }) },
  { name: 'errors：格式不认识时给网页', rule: 'errors.unknown-format', at: 'errors', wire: () => ({ status: 404, type: 'text/html', body: '<html></html>' }) },
  { name: 'errors：正文是 message 对象', rule: 'errors.always-shaped', at: 'errors', format: 'json', wire: (wire) => ({ ...wire, body: '{"message":"no"}' }) },
  { name: 'errors：一律200', rule: 'errors.status-not-200', at: 'errors', wire: (wire) => ({ ...wire, status: 200 }) },
  { name: 'errors：用422', rule: 'errors.expected-statuses', at: 'errors', wire: (wire) => ({ ...wire, status: wire.status === 400 ? 422 : wire.status }) },
  {
    name: '回答是 GBK',
    rule: 'general.utf8',
    at: 'services',
    wire: (wire) => ({ ...wire, body: Buffer.from([...Buffer.from(String(wire.body)), 0xb5, 0xc0]) }),
  },
  inEach('create', 'id-string', '新编号是数字', set('service_request_id', 7), 'json'),
  inEach('tokens', 'echo', 'token 换了', set('token', 'other')),
]

export const FAULTS: readonly Fault[] = [
  ...envelopeFaults,
  ...agreementFaults,
  ...discoveryFaults,
  ...serviceFaults,
  ...definitionFaults,
  ...requestFaults,
  ...errorFaults,
  ...TURNS.map(([rule, turn]): Fault => ({ name: turn, rule, turn })),
]
