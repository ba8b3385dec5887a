import { setImmediate } from 'node:timers/promises'

/**
 * Joins calls that come while an earlier batch is at work into the next batch, so that what must stand in line (a gapless
 * counter, a write to disk) is paid once for all who wait. A lone call goes at once. When a batch fails, each of its calls is
 * tried alone: one bad call spoils no other.
 */
export function gather<Item, Result>(work: (items: readonly Item[]) => Promise<readonly Result[]>, most = 50): (item: Item) => Promise<Result> {
  type Call = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const waiting: Call[] = []
  let busy = false

  async function settle(calls: readonly Call[]): Promise<void> {
    try {
      const results = await work(calls.map((call) => call.item))
      if (results.length !== calls.length) throw new Error('a batch gave another number of results than it was given items')
      calls.forEach((call, i) => {
        call.resolve(results[i] as Result) // as many results as calls
      })
    } catch (error) {
      if (calls.length === 1) calls[0]?.reject(error)
      else for (const call of calls) await settle([call])
    }
  }
  async function drain(): Promise<void> {
    busy = true
    while (waiting.length > 0) {
      // A turn of the event loop lets in those that arrive together; they would else go one alone and the rest behind it. Waiting
      // longer for more was slower: the process stood idle while the database did, and the other way round.
      await setImmediate()
      const batch = waiting.splice(0, most)
      await settle(batch)
    }
    busy = false
  }
  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void drain()
    })
}
