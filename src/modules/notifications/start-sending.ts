import type { OpenHouse } from '../../platform/house.ts'
import { listen } from '../../platform/listen.ts'
import type { Door } from './message.ts'
import { CHANNEL } from './outbox-store.ts'
import { sendWaiting, TOGETHER } from './send-waiting.ts'

const LOOK_MS = 1_000
export type Sending = {
  /** Takes nothing more, and waits for the mails in hand. */
  readonly stop: () => Promise<void>
}

/** Sends what is due, looking every second and as soon as something is queued; any number of processes may do so. */
export function startSending(house: OpenHouse, doors: readonly Door[], lookMs = LOOK_MS): Sending {
  if (doors.length === 0) return { stop: async () => {} }
  let stopping = false
  let called = false
  let wake = (): void => {}
  const call = (): void => {
    called = true
    wake()
  }
  const nap = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, lookMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (called) wake()
    })
  const run = async (): Promise<void> => {
    while (!stopping) {
      called = false
      const { sent, postponed, failed } = await sendWaiting(house, doors, TOGETHER).catch((error: unknown) => {
        house.log.error('sending-failed', error)
        return { sent: 0, postponed: 0, failed: 0 }
      })
      if (sent + postponed + failed < TOGETHER && !stopping) await nap()
    }
  }
  const ear = listen(house.databaseUrl, CHANNEL, call)
  const running = run()
  return {
    async stop() {
      stopping = true
      call()
      await running
      await ear.close()
    },
  }
}
