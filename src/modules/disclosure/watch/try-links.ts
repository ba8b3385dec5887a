import type { Tried } from './inspect.ts'

type Fetch = (request: Request) => Response | Promise<Response>
const HERE = 'http://127.0.0.1'
const WHY = new Map([
  [404, '没有这一页'],
  [410, '已经撤下'],
])

/** Asks the platform itself, without the network, as somebody who is not signed in. */
export const ownPages =
  (fetch: Fetch): Tried['own'] =>
  async (path) => {
    const { status } = await fetch(new Request(new URL(path, HERE)))
    return status < 400 ? undefined : (WHY.get(status) ?? `不能打开（${status}）`)
  }
