import type { House } from '../../platform/house.ts'
import { afterAttempt, type Answer, type Door, referenceOf } from './message.ts'
import { markNotSent, markSent, takeDue, type Taken } from './outbox-store.ts'

/** So many mails are in hand at once. */
export const TOGETHER = 5
export type Sent = { readonly sent: number; readonly postponed: number; readonly failed: number }
type Sender = Pick<House, 'db' | 'cipher' | 'now' | 'log'>

/**
 * Sends up to `most` of the messages that are due, a few at a time. They are taken in a statement of its own and sent outside
 * any transaction; only so many are taken as are sent at once, so that none waits while it counts as in hand.
 */
export async function sendWaiting(house: Sender, doors: readonly Door[], most: number): Promise<Sent> {
  const done = { sent: 0, postponed: 0, failed: 0 }
  const channels = doors.map((door) => door.channel)
  for (let left = most; left > 0 && channels.length > 0; ) {
    const taken = await takeDue(house.db, channels, Math.min(left, TOGETHER), house.now())
    // Each is marked as soon as it is answered; one that cannot be marked does not keep the others from it.
    const marked = await Promise.allSettled(taken.map((one) => sendOne(house, doors, one)))
    for (const one of marked) if (one.status === 'fulfilled') done[one.value] += 1
    const broken = marked.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
    if (taken.length < Math.min(left, TOGETHER)) break
    left -= taken.length
  }
  return done
}

async function sendOne(house: Sender, doors: readonly Door[], taken: Taken): Promise<keyof Sent> {
  const answer = await askDoor(house, doors, taken)
  const at = house.now()
  if ('providerId' in answer) {
    await markSent(house.db, taken, answer.providerId, at)
    return 'sent'
  }
  const next = afterAttempt(answer, taken.attempts)
  const state = next.state === 'waiting' ? 'waiting' : 'failed'
  const nextAt = new Date(at.getTime() + (next.state === 'waiting' ? next.pauseMs : 0))
  await markNotSent(house.db, taken, { state, outcome: answer.refused, because: answer.because, at, nextAt })
  return state === 'waiting' ? 'postponed' : 'failed'
}

async function askDoor(house: Sender, doors: readonly Door[], taken: Taken): Promise<Answer> {
  const { channel, subject, body, unsubscribe } = taken
  const door = doors.find((one) => one.channel === channel)
  if (!door) return { refused: 'for-now', because: '没有这个渠道' }
  let to: string
  try {
    to = house.cipher.open(taken.addressSealed)
  } catch {
    return { refused: 'for-good', because: '地址打不开：存放以后密钥换过' }
  }
  try {
    return await door.send({ channel, reference: referenceOf(taken), to, subject, body, unsubscribe })
  } catch (error) {
    // A door does not throw; one that does may have the address in its words, so only the kind of error is kept.
    house.log.error('message-door-failed', error instanceof Error ? error.name : 'unknown', { message: taken.id })
    return { refused: 'for-now', because: '发送时出了意外' }
  }
}
