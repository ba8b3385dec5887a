import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

export type HttpCall = { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: string }
type Said = { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
export type HttpPeer = {
  readonly address: string
  readonly calls: readonly HttpCall[]
  /** What it answers; `hang` answers nothing at all. */
  mind: (call: HttpCall) => Said | 'hang'
}

/** A real HTTP server on loopback, gone when the test is over. */
export async function httpPeer(): Promise<HttpPeer> {
  const calls: HttpCall[] = []
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]))
      const call = { method: request.method ?? '', path: request.url ?? '', headers, body: Buffer.concat(parts).toString('utf8') }
      calls.push(call)
      const said = peer.mind(call)
      if (said !== 'hang') answer.writeHead(said.status, said.headers).end(said.body ?? '')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const at = server.address()
  const peer: HttpPeer = { address: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`, calls, mind: () => ({ status: 204 }) }
  onTestFinished(
    () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  )
  return peer
}
