import { lookup as systemLookup } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Asking another system, at an address that people typed: never one inside our own walls unless the settings allow it. */
export type Call = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  /** More than this of an answer is not read. */
  readonly mostBytes: number
  readonly allowPrivate: boolean
}
export type Called =
  | { readonly status: number; readonly media: string; readonly bytes: Uint8Array; readonly location: string | undefined }
  | { readonly failed: 'address' | 'connection' | 'timeout' | 'size'; readonly because: string }

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address of a machine leads out of our walls. IPv4 written as IPv6 is judged as the IPv4 it is. */
export function isOutside(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !inside.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const PRIVATE = '这个地址在本机或内部网络里，不能使用；请给出对方在公网上的地址'
/** Why nobody is asked at this address, or undefined; names are judged again when they have become an address. */
export function addressFault(text: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(text)) return '地址应像 https://example.gov.cn/notify'
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') return '地址要以 https:// 或 http:// 开头'
  if (username || password) return '地址里不要写用户名和密码'
  const host = hostname.replace(/^\[|\]$/g, '')
  const local = /(^|\.)(localhost|local|internal)\.?$/i.test(host) || (isIP(host) !== 0 && !isOutside(host))
  return local && !allowPrivate ? PRIVATE : undefined
}

class Inside extends Error {}

/** Looks a name up and keeps only what leads outside: checked at the moment of connecting, so a name cannot change its mind in between. */
const guarded: LookupFunction = (host, options, done) =>
  systemLookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    if (found.length === 0 || !found.every(({ address }) => isOutside(address))) return done(new Inside(PRIVATE), '')
    const [first] = found
    return options.all ? done(null, found) : done(null, first?.address ?? '', first?.family)
  })

/** Asks once; never throws, never follows a redirection. */
export function callOut(call: Call): Promise<Called> {
  const fault = addressFault(call.url, call.allowPrivate)
  if (fault !== undefined) return Promise.resolve({ failed: 'address', because: fault })
  const url = new URL(call.url)
  const send = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(call.timeoutMs)
    const fail = (error: unknown): void => resolve(failureOf(error, signal.aborted, call.timeoutMs))
    const asked = send(
      url,
      {
        method: call.method,
        headers: { 'user-agent': 'gongkai', ...call.headers, ...(call.body === undefined ? {} : { 'content-length': Buffer.byteLength(call.body) }) },
        agent: false,
        signal,
        ...(call.allowPrivate ? {} : { lookup: guarded }),
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > call.mostBytes) {
            resolve({ failed: 'size', because: `对方的答复超过 ${Math.round(call.mostBytes / 1024 / 1024)} MB` })
            answer.destroy()
          } else parts.push(part)
        })
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            media: answer.headers['content-type'] ?? '',
            bytes: new Uint8Array(Buffer.concat(parts)),
            location: answer.headers.location,
          }),
        )
        answer.on('error', fail)
      },
    )
    asked.on('error', fail)
    asked.end(call.body)
  })
}

const WHY_NOT = new Map([
  ['ECONNREFUSED', '那里没有服务在运行'],
  ['ENOTFOUND', '没有这个主机'],
  ['EAI_AGAIN', '暂时查不到这个主机'],
  ['ECONNRESET', '连接中断'],
  ['CERT_HAS_EXPIRED', '证书已过期'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', '证书是自签的'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '证书不可信'],
])
function failureOf(error: unknown, late: boolean, timeoutMs: number): Called {
  if (error instanceof Inside) return { failed: 'address', because: PRIVATE }
  if (late) return { failed: 'timeout', because: `对方 ${Math.round(timeoutMs / 1000)} 秒没有答复` }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { failed: 'connection', because: `连不上对方：${WHY_NOT.get(code) ?? (code || '原因不明')}` }
}
