import type { z } from 'zod'
import { isRefusal, type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { House } from '../../../../platform/house.ts'
import { callOut } from '../../../../platform/outgoing.ts'
import { keepItemFile, listItemFiles } from '../../item-files.ts'
import type { FetchFiles } from './take-in.ts'

const PATIENCE_MS = 30_000 // office setting
const MOST_BYTES = 60 * 1024 * 1024 // office setting
const MOST_TURNS = 3

/** What stands at an address of another system, in a few redirections; or why it cannot be had. */
export async function fetchSource(url: string, allowPrivate: boolean): Promise<{ readonly url: string; readonly bytes: Uint8Array } | Refusal> {
  let at = url
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const called = await callOut({ url: at, method: 'GET', timeoutMs: PATIENCE_MS, mostBytes: MOST_BYTES, allowPrivate })
    if ('failed' in called) return refuse(called.failed === 'address' ? 'invalid' : 'unreadable', called.because)
    if (called.status === 200) return { url: at, bytes: called.bytes }
    if (called.status < 300 || called.status >= 400 || called.location === undefined)
      return refuse('unreadable', `对方答复 ${called.status}，没有给出内容；请核对地址`)
    if (!URL.canParse(called.location, at)) return refuse('unreadable', '对方要转到的地址不对')
    at = new URL(called.location, at).href
  }
  return refuse('unreadable', '对方转了几次地址还没有给出内容；请换成最终的地址')
}

/** The same, as data of a form. */
export async function fetchJson<T>(url: string, form: z.ZodType<T>, allowPrivate: boolean): Promise<T | Refusal> {
  const got = await fetchSource(url, allowPrivate)
  if (isRefusal(got)) return got
  try {
    return form.parse(JSON.parse(new TextDecoder().decode(got.bytes)))
  } catch {
    return refuse('unreadable', '那里的内容读不懂，可能是更早或者更新的版本')
  }
}

/** Fetches the files of an item, only from the system the item itself came from. */
export const filesFrom =
  (house: House, origin: string, allowPrivate: boolean): FetchFiles =>
  async ({ files }, key) => {
    for (const { name, url } of files) {
      if (!URL.canParse(url) || new URL(url).origin !== origin) return refuse('invalid', `附件“${name}”不在来源平台上，没有取`)
      const got = await fetchSource(url, allowPrivate)
      if (isRefusal(got)) return refuse('unreadable', `附件“${name}”没有取到：${got.because}`)
      const kept = await keepItemFile(house, key, { name, bytes: got.bytes })
      if (isRefusal(kept)) return refuse('unreadable', `附件“${name}”：${kept.because}`)
    }
    return await listItemFiles(house, key)
  }
