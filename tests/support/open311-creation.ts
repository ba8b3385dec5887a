import type { Entry } from '../../src/modules/open-data/conformance/facts.ts'
import { DEFINITIONS, KEY, request, SERVICES } from './open311-data.ts'
import { failure, notFound, type Reply, requestsReply, type World } from './open311-reference.ts'

/** POST requests: the key, the service, the place, the attributes, the text; then a number, or a token for a batch service. */
export function createdBy(form: URLSearchParams, world: World): Reply {
  const service = SERVICES.find((one) => one['service_code'] === form.get('service_code'))
  const refused =
    keyRefusal(form, world) ?? serviceRefusal(form, service, world) ?? placeRefusal(form, world) ?? attributeRefusal(form, world) ?? textRefusal(form, world)
  return refused ?? receipt(form, service ?? {}, world)
}

function keyRefusal(form: URLSearchParams, { takes }: World): Reply | undefined {
  const key = form.get('api_key')
  if (key === KEY) return undefined
  if (key === null) return takes('no-key-taken') ? undefined : failure(takes('no-key-400') ? 400 : 403, '没有密钥')
  if (key === '') return takes('empty-key-taken') ? undefined : failure(403, '没有密钥')
  if (takes('wrong-key-taken')) return undefined
  return failure(takes('wrong-key-401') ? 401 : 403, '密钥不对')
}

function serviceRefusal(form: URLSearchParams, service: Entry | undefined, { takes }: World): Reply | undefined {
  if (service) return undefined
  const code = form.get('service_code')
  if (code === null) return takes('no-service-404') ? notFound('没有服务') : failure(400, '没有给出 service_code')
  if (code === '') return takes('empty-service-404') ? notFound('没有服务') : failure(400, '没有给出 service_code')
  return takes('unknown-service-400') ? failure(400, '没有这项服务') : notFound('没有这项服务')
}

function placeRefusal(form: URLSearchParams, { takes }: World): Reply | undefined {
  const [lat, long] = [form.get('lat') ?? '', form.get('long') ?? '']
  const address = form.get('address_string') || form.get('address_id')
  if (lat === '' && long === '') {
    if (address) return takes('address-refused') ? failure(400, '要有坐标') : undefined
    return takes(form.has('lat') ? 'empty-location-taken' : 'no-location-taken') ? undefined : failure(400, '没有位置')
  }
  if (lat === '' || long === '') return takes(lat === '' ? 'long-only-taken' : 'lat-only-taken') ? undefined : failure(400, '坐标不全')
  if (!Number.isFinite(Number(lat)) || !Number.isFinite(Number(long))) return takes('not-number-taken') ? undefined : failure(400, '坐标不是数')
  if (Math.abs(Number(lat)) > 90) return takes('lat-range-taken') ? undefined : failure(400, '纬度不对')
  return Math.abs(Number(long)) > 180 && !takes('long-range-taken') ? failure(400, '经度不对') : undefined
}

function attributeRefusal(form: URLSearchParams, { takes }: World): Reply | undefined {
  const attributes = DEFINITIONS.get(form.get('service_code') ?? '') ?? []
  const names = [...form.keys()]
  const missing = attributes.some((one) => one['required'] === true && !form.get(`attribute[${one['code']}]`) && !form.get(`attribute[${one['code']}][]`))
  if (missing) return takes('required-ignored') ? undefined : failure(400, '缺少必填的属性')
  if (takes('attributes-refused') && names.some((name) => name.startsWith('attribute['))) return failure(400, '不认识 attribute')
  return takes('multivalue-refused') && names.some((name) => name.endsWith('[]')) ? failure(400, '不认识 attribute[][]') : undefined
}

function textRefusal(form: URLSearchParams, { takes }: World): Reply | undefined {
  if ([...(form.get('description') ?? '')].length > (takes('limit-3999') ? 3999 : 4000) && !takes('too-long-taken')) return failure(400, '说明超过4000字')
  return takes('empty-optional-refused') && form.get('email') === '' ? failure(400, '邮箱不对') : undefined
}

function receipt(form: URLSearchParams, service: Entry, world: World): Reply {
  const { takes } = world
  const index = 50_000 + world.requests.length
  const made = request(index, Date.now() - (takes('created-yesterday') ? 86_400_000 : 0), recordOf(form, service, world))
  if (!takes('created-lost')) world.requests.push(made)
  const id = String(made['service_request_id'])
  const batch = service['type'] === 'batch'
  if (batch) world.tokens.set(`t-${id}`, takes('token-number-lost') ? 'nowhere' : id)
  const given = batch && !takes('batch-number') ? { token: `t-${id}` } : { service_request_id: id }
  const receipt = { ...given, service_notice: '将在五日内处理', account_id: null }
  if (takes('id-and-token')) return requestsReply('create', [{ ...receipt, service_request_id: id, token: `t-${id}` }])
  return requestsReply('create', [takes('neither') ? { service_notice: '收到' } : receipt])
}

function recordOf(form: URLSearchParams, service: Entry, { takes }: World): Entry {
  const [lat, long] = ['lat', 'long'].map((name) => (form.get(name) ? Number(form.get(name)) : null))
  const description = form.get('description') ?? ''
  const swapped = takes('created-swapped')
  return {
    status: takes('created-closed') ? 'closed' : 'open',
    status_notes: null,
    service_code: takes('created-code-changed') ? '004' : service['service_code'],
    service_name: service['service_name'],
    description: takesText(description, takes),
    address: form.get('address_string') || null,
    lat: swapped ? long : lat,
    long: swapped ? lat : long,
    media_url: form.get('media_url') || null,
    ...(takes('created-unlisted') ? { created: true } : {}),
  }
}

function takesText(text: string, takes: World['takes']): string {
  if (takes('created-mojibake')) return Buffer.from(text, 'utf8').toString('latin1')
  if (takes('description-cut')) return text.slice(0, 2000)
  return takes('line-breaks-lost') ? text.replace(/\s+/g, ' ') : text
}
