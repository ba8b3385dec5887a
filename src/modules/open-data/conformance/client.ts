import { type Format, type Reading, readBody } from './reading.ts'

export type Query = Readonly<Record<string, string>>
export type Answer = {
  /** What was asked, for people: `GET http://…`. The body of a POST, which carries the key, is never part of it. */
  readonly asked: string
  readonly method: 'GET' | 'POST'
  readonly status: number
  readonly contentType: string
  readonly allowedOrigin: string | undefined
  readonly text: string
  readonly isUtf8: boolean
  readonly format: Format | undefined
  readonly reading: Reading | undefined
}
export type Client = {
  readonly get: (address: string, query?: Query) => Promise<Answer>
  readonly post: (address: string, form: readonly (readonly [string, string])[]) => Promise<Answer>
  /** Every answer so far, for the rules that hold everywhere. */
  readonly answers: readonly Answer[]
}

/** The server could not be reached, or did not answer in time. */
export class NoAnswer extends Error {}

/** How an address is asked: the platform's fetch, or what stands in for the network. */
export type Network = (address: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'headers' | 'arrayBuffer'>>

/** Asks over HTTP; a call without an answer in time throws `NoAnswer`. */
export function openClient(timeout: number, network: Network = fetch): Client {
  const answers: Answer[] = []
  const ask = async (method: 'GET' | 'POST', address: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetchAnswer(network, { method, address, init, timeout })
    answers.push(answer)
    return answer
  }
  return {
    answers,
    get: (address, query = {}) => ask('GET', withQuery(address, query), { method: 'GET', headers: { origin: 'https://open311-conformance.invalid' } }),
    post: (address, form) =>
      ask('POST', address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: form.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
      }),
  }
}

function withQuery(address: string, query: Query): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${text}`
}

type Call = { readonly method: 'GET' | 'POST'; readonly address: string; readonly init: RequestInit; readonly timeout: number }

async function fetchAnswer(network: Network, { method, address, init, timeout }: Call): Promise<Answer> {
  const asked = `${method} ${address}`
  try {
    const response = await network(address, { ...init, signal: AbortSignal.timeout(timeout) })
    const bytes = await response.arrayBuffer()
    const { text, isUtf8 } = decoded(bytes)
    const format = formatOf(address)
    return {
      asked,
      method,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      allowedOrigin: response.headers.get('access-control-allow-origin') ?? undefined,
      text,
      isUtf8,
      format,
      reading: format && readBody(text, format),
    }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new NoAnswer(late ? `${asked} 在 ${timeout / 1000} 秒内没有回答` : `${asked} 连不上（${causeOf(error)}）`)
  }
}

function decoded(bytes: ArrayBuffer): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true }
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), isUtf8: false }
  }
}

function formatOf(address: string): Format | undefined {
  const { pathname } = new URL(address)
  if (pathname.endsWith('.xml')) return 'xml'
  return pathname.endsWith('.json') ? 'json' : undefined
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return CAUSES[code] ?? (code || error.message)
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '对方拒绝连接',
  ENOTFOUND: '没有这个主机名',
  EAI_AGAIN: '主机名查不到',
  ECONNRESET: '连接被对方中断',
  UND_ERR_SOCKET: '连接被对方中断',
}
