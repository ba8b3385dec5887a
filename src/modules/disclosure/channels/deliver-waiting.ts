import type { House, OpenHouse } from '../../../platform/house.ts'
import { callOut } from '../../../platform/outgoing.ts'
import { type WorkLoop, workLoop } from '../../../platform/work-loop.ts'
import { type Answer, afterAttempt, answerOf, type Channel, LONGEST_CALL_MS } from './channel.ts'
import { findChanged } from './change-store.ts'
import { CALL, markDelivery, takeDueDeliveries, type TakenDelivery } from './delivery-store.ts'
import { mailSubscribers } from './mail-subscribers.ts'
import { signedHeaders } from './signature.ts'
import { toldItem } from './told-item.ts'

const TOGETHER = 5
const LOOK_MS = 1_000
const MOST_ANSWER = 64 * 1024

/** Sends what is due, a few at a time; gives how many were in hand. */
export async function deliverWaiting(house: House): Promise<number> {
  const taken = await takeDueDeliveries(house.db, [...doors.keys()], TOGETHER, house.now())
  const done = await Promise.allSettled(taken.map((one) => deliverOne(house, one)))
  const broken = done.find((one) => one.status === 'rejected')
  if (broken) throw broken.reason
  return taken.length
}

/** Delivers as soon as something is published and looks every second; any number of processes may. */
export const startDelivering = (house: OpenHouse, lookMs = LOOK_MS): WorkLoop =>
  workLoop({
    databaseUrl: house.databaseUrl,
    log: house.log,
    channel: CALL,
    lookMs,
    failure: 'delivering-failed',
    work: async () => (await deliverWaiting(house)) >= TOGETHER,
  })

async function deliverOne(house: House, taken: TakenDelivery): Promise<void> {
  const answer = await (doors.get(taken.channel)?.(house, taken) ?? { refused: 'for-now' as const, because: '这个渠道还没有开通' })
  const at = house.now()
  const next = afterAttempt(answer, taken.attempts)
  await markDelivery(house.db, taken, {
    state: next.state,
    outcome: 'told' in answer ? 'delivered' : answer.refused,
    because: 'told' in answer ? null : answer.because,
    told: 'told' in answer ? answer.told : null,
    at,
    nextAt: new Date(at.getTime() + (next.state === 'waiting' ? next.pauseMs : 0)),
  })
}

/** Posts the item as it is now: what was taken down since is told as taken down, never as it was. */
async function push(house: House, taken: TakenDelivery): Promise<Answer> {
  const { url, secretSealed, agencyId, number, reference, change } = taken
  const now = await findChanged(house.db, agencyId, number)
  if (url === null || secretSealed === null || !now) return { refused: 'for-good', because: '没有要送的内容或者没有推送地址' }
  const secret = secretIn(house, secretSealed)
  if (secret === undefined) return { refused: 'for-good', because: '签名密钥打不开：存放以后本机的密钥换过；请重新生成' }
  const at = house.now()
  const item = toldItem(now, house.config.origin)
  const type = item.state === 'withdrawn' ? 'item.withdrawn' : change === 'withdrawn' ? 'item.published' : `item.${change}`
  // What it says has the id, not the try: who took in what was published and answered too late must not drop what it became since.
  const id = `${reference}.${now.version}`
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data: item })
  const called = await callOut({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...signedHeaders(secret, id, at, body) },
    body,
    timeoutMs: LONGEST_CALL_MS,
    mostBytes: MOST_ANSWER,
    allowPrivate: house.config.allowPrivate,
  })
  if (!('failed' in called)) return answerOf(called.status)
  return { refused: called.failed === 'address' ? 'for-good' : 'for-now', because: called.because }
}

type Door = (house: House, taken: TakenDelivery) => Promise<Answer>
/** The ways out that are sent by; portal and feeds have an item by its being there. A channel that opens later gets its door here. */
const doors: ReadonlyMap<Channel, Door> = new Map<Channel, Door>([
  ['mail', mailSubscribers],
  ['hook', push],
])

function secretIn({ cipher }: House, sealed: string): string | undefined {
  try {
    return cipher.open(sealed)
  } catch {
    return undefined
  }
}
