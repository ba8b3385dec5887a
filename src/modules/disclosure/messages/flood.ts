import { type Refusal, refuse } from '../../../kernel/refusal.ts'
import { beijingDay } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { countPosted } from './posted-store.ts'
import type { PostedKind } from './tables.ts'

const HOUR_MS = 3_600_000
const MOST_OF_ONE = 10 // office setting: messages, or comments, that one address may send in an hour
const MOST_OF_ALL = 300 // office setting: of all addresses together
const MOST_CODES = 5 // office setting: wrong codes for a number in an hour

/**
 * Counts one more that comes from an address, and refuses what is too many in an hour. The address itself is kept nowhere: only its
 * fingerprint of the day. Whoever is refused has written nothing in vain: the form shows it again.
 */
export async function mayPost(house: House, kind: Exclude<PostedKind, 'code'>, address: string): Promise<Refusal<'limit'> | undefined> {
  const at = house.now()
  const source = house.cipher.fingerprint(`${kind} ${beijingDay(at)} ${address}`).slice(0, 32)
  const [own, all] = await countPosted(house.db, kind, [source, 'all'], hourOf(at))
  if (own !== undefined && own > MOST_OF_ONE)
    return refuse('limit', `一小时内从您这里已经收到 ${MOST_OF_ONE} 条，请过一小时再提交；您写的还在下面，也可以打电话`)
  return all !== undefined && all > MOST_OF_ALL ? refuse('limit', '现在提交的人太多，请过一小时再提交；您写的还在下面，也可以打电话') : undefined
}

/** Counts one more wrong code for a number; whether there were too many in this hour. */
export async function tooManyCodes(house: House, number: string): Promise<boolean> {
  const [times = 0] = await countPosted(house.db, 'code', [number.slice(0, 40)], hourOf(house.now()))
  return times > MOST_CODES
}
const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS)
