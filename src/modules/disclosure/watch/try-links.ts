import { callOut } from '../../../platform/outgoing.ts'
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

const PATIENCE_MS = 10_000
const MOST_BYTES = 256 * 1024
/** Pages that ask who one is, or that do not answer machines, are there all the same. */
const THERE: readonly number[] = [401, 403, 405, 429, 999]

/** Asks a page of another site for its beginning. */
export const otherSites =
  (allowPrivate: boolean): Tried['outside'] =>
  async (url) => {
    const called = await callOut({ url, method: 'GET', timeoutMs: PATIENCE_MS, mostBytes: MOST_BYTES, allowPrivate })
    if ('failed' in called) return called.failed === 'size' ? undefined : called.because
    return called.status < 400 || THERE.includes(called.status) ? undefined : (WHY.get(called.status) ?? `对方答复 ${called.status}`)
  }
