import { Agent, request } from 'node:http'
import autocannon from 'autocannon'

export type Ask = {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
}
/** One thing to measure: `next` gives the n-th request, so that no two ask for the same address. */
export type Load = {
  readonly name: string
  readonly origin: string
  readonly next: (n: number) => Ask
  /** Statuses that count as served. */
  readonly good: readonly number[]
}

/** Requests a second, and the slowest of a hundred in milliseconds. */
export type Rate = { readonly perSecond: number; readonly p99: number }

const CONNECTIONS = 10
const anywhere = (): number => Math.floor(Math.random() * 1_000_000)

/** Requests answered per second over `seconds`; throws when any answer is not a good one, for a fast error is no result. */
export async function rateOf(load: Load, seconds: number, connections = CONNECTIONS): Promise<Rate> {
  let n = anywhere()
  const bad = new Map<number, number>()
  const result = await autocannon({
    url: load.origin,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          n += 1
          const next = load.next(n)
          return { ...request, path: next.path, method: next.method ?? 'GET', body: next.body, headers: next.headers ?? {} }
        },
        onResponse: (status) => {
          if (!load.good.includes(status)) bad.set(status, (bad.get(status) ?? 0) + 1)
        },
      },
    ],
  })
  if (bad.size > 0 || result.errors > 0) {
    throw new Error(`${load.name}: ${result.errors} errors, unexpected statuses ${JSON.stringify([...bad])}`)
  }
  return { perSecond: result.requests.average, p99: result.latency.p99 }
}

/** The middle of so many answers in milliseconds, asked one after the other on one connection. */
export async function medianOf(load: Load, times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const from = anywhere()
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const begun = performance.now()
    const status = await answerTo(load.origin, load.next(from + i), agent)
    took.push(performance.now() - begun)
    if (!load.good.includes(status)) throw new Error(`${load.name}: unexpected status ${status}`)
  }
  agent.destroy()
  return took.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

const answerTo = (origin: string, { path, method = 'GET', body, headers = {} }: Ask, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    request(origin + path, { agent, method, headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    })
      .on('error', reject)
      .end(body)
  })
