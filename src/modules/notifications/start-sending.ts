import type { OpenHouse } from '../../platform/house.ts'
import { type WorkLoop, workLoop } from '../../platform/work-loop.ts'
import type { Door } from './message.ts'
import { CHANNEL } from './outbox-store.ts'
import { sendWaiting, TOGETHER } from './send-waiting.ts'

const LOOK_MS = 1_000

/** Sends what is due, looking every second and as soon as something is queued; any number of processes may do so. */
export function startSending(house: OpenHouse, doors: readonly Door[], lookMs = LOOK_MS): WorkLoop {
  if (doors.length === 0) return { stop: async () => {} }
  const work = async () => {
    const { sent, postponed, failed } = await sendWaiting(house, doors, TOGETHER)
    return sent + postponed + failed >= TOGETHER
  }
  return workLoop({ databaseUrl: house.databaseUrl, log: house.log, channel: CHANNEL, lookMs, failure: 'sending-failed', work })
}
