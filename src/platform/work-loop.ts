import { listen } from './listen.ts'
import type { Log } from './log.ts'

export type WorkLoop = {
  /** Begins nothing more, and waits for what is in hand. */
  readonly stop: () => Promise<void>
}
type Loop = {
  readonly databaseUrl: string
  readonly log: Log
  /** PostgreSQL's NOTIFY that calls for work. */
  readonly channel: string
  readonly lookMs: number
  /** What the log says of a turn that threw. */
  readonly failure: string
  /** One turn; true when there may be more at once. */
  readonly work: () => Promise<boolean>
}

/** Works whenever it is called and looks for itself from time to time; any number of processes may. */
export function workLoop({ databaseUrl, log, channel, lookMs, failure, work }: Loop): WorkLoop {
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
      const more = await work().catch((error: unknown) => {
        log.error(failure, error)
        return false
      })
      if (!more && !stopping) await nap()
    }
  }
  const ear = listen(databaseUrl, channel, call)
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
