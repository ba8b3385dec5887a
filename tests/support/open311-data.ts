import type { Entry } from '../../src/modules/open-data/conformance/facts.ts'

export const DAY = 86_400_000
export const KEY = 'reference-key'
export const JURISDICTION = 'gongkai.example'

export const SERVICES: readonly Entry[] = [
  service('001', '道路破损', { metadata: false, keywords: '道路, 坑洼', group: '市政设施' }),
  service('002', '违法停车', { metadata: true, keywords: '停车', group: '交通秩序' }),
  service('003', '路灯不亮', { metadata: false, type: 'batch', keywords: '路灯, 照明', group: '市政设施' }),
  service('004', '占道经营', { metadata: true, keywords: '', group: '市容环境' }),
  service('005', '意见建议', { metadata: false, type: 'blackbox', keywords: '意见', group: '其他' }),
]

function service(code: string, name: string, more: Entry): Entry {
  return { service_code: code, service_name: name, description: `${name}的案件`, type: 'realtime', ...more }
}

const attribute = (order: number, code: string, datatype: string, more: Entry = {}): Entry => ({
  variable: true,
  code,
  datatype,
  required: false,
  datatype_description: null,
  order,
  description: `${code} 的说明`,
  values: [],
  ...more,
})
const choice = (...names: readonly string[]): { readonly values: readonly Entry[] } => ({
  values: names.map((name, index) => ({ key: `k${index + 1}`, name })),
})

export const DEFINITIONS: ReadonlyMap<string, readonly Entry[]> = new Map([
  [
    '002',
    [
      attribute(1, 'PLATE', 'string', { required: true }),
      attribute(2, 'COUNT', 'number', { required: true }),
      attribute(3, 'SEEN', 'datetime', { required: true }),
      attribute(4, 'DETAIL', 'text', { datatype_description: '可以分行' }),
      attribute(5, 'NOTE', 'string', { variable: false }),
    ],
  ],
  [
    '004',
    [
      attribute(1, 'KIND', 'singlevaluelist', { required: true, ...choice('摊贩', '店外') }),
      attribute(2, 'GOODS', 'multivaluelist', { ...choice('蔬菜', '水果', '小吃') }),
    ],
  ],
])

/** Requests two days apart over the last 85 days, and some older than the default window. */
export function madeRequests(now: number, count: number): Entry[] {
  const recent = Array.from({ length: count }, (_, index) => request(index, now - 3_600_000 - (index * 84 * DAY) / count))
  const old = Array.from({ length: 4 }, (_, index) => request(count + index, now - (100 + index * 10) * DAY))
  return [...recent, ...old]
}

const second = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z')
const CODES = ['001', '002', '003', '004']

export function request(index: number, at: number, more: Entry = {}): Entry {
  const placed = index % 5 !== 4
  const code = CODES[index % CODES.length] ?? '001'
  return {
    service_request_id: `2026-${String(index).padStart(5, '0')}`,
    status: index % 3 === 0 ? 'closed' : 'open',
    status_notes: index % 3 === 0 ? '已办结' : null,
    service_name: SERVICES.find((one) => one['service_code'] === code)?.['service_name'],
    service_code: code,
    description: `第${index}件 & <3 处\n请尽快处理`,
    agency_responsible: '城市管理局',
    service_notice: null,
    requested_datetime: second(at),
    updated_datetime: second(at + 1_800_000),
    expected_datetime: second(at + 5 * DAY),
    address: `正义路${index + 1}号`,
    address_id: null,
    zipcode: '100006',
    lat: placed ? 39.9 + index / 10_000 : null,
    long: placed ? 116.4 + index / 10_000 : null,
    media_url: index % 2 === 0 ? `https://media.example/${index}.jpg` : null,
    ...more,
  }
}

const INSIDE: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
}
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** A value in XML, the Spark convention the other way round. */
export function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return `<${name}>${value.map((one) => xmlOf(INSIDE[name] ?? 'item', one)).join('')}</${name}>`
  if (typeof value === 'object' && value !== null)
    return `<${name}>${Object.entries(value)
      .map(([field, inner]) => xmlOf(field, inner))
      .join('')}</${name}>`
  return value === null || value === undefined ? `<${name}/>` : `<${name}>${escaped(String(value))}</${name}>`
}
