import autocannon from 'autocannon'

/** One thing to measure: `next` gives the n-th request, so that no two ask for the same address. */
export type Load = {
  readonly name: string
  readonly origin: string
  readonly next: (n: number) => { path: string; method?: 'GET' | 'POST'; body?: string; headers?: Record<string, string> }
  /** Statuses that count as served. */
  readonly good: readonly number[]
}

export type Rate = { readonly perSecond: number; readonly p99: number }

const CONNECTIONS = 10

/** Requests answered per second over `seconds`; throws when any answer is not a good one, for a fast error is no result. */
export async function rateOf(load: Load, seconds: number): Promise<Rate> {
  let n = Math.floor(Math.random() * 1_000_000)
  const bad = new Map<number, number>()
  const result = await autocannon({
    url: load.origin,
    connections: CONNECTIONS,
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
