import type { Log } from './log.ts'

/** Work that comes round again, under the name it has in the log. */
export type Chore = readonly [name: string, work: () => Promise<unknown>]

/** Does each in its turn; one that fails is told of and stops no other. */
export async function doChores(log: Log, chores: readonly Chore[], goesOn = () => true): Promise<void> {
  for (const [name, work] of chores) if (goesOn()) await work().catch((error: unknown) => log.error('chore-failed', error, { chore: name }))
}

/** Does the chores again and again, a pause after each round, until stopped; the chore in hand then is waited for, the rest of its round is not begun. */
export function startChores(log: Log, chores: readonly Chore[], { firstMs, everyMs }: { readonly firstMs: number; readonly everyMs: number }) {
  let round = Promise.resolve()
  let stopped = false
  const begin = (): void => {
    round = doChores(log, chores, () => !stopped).then(() => {
      if (!stopped) timer = setTimeout(begin, everyMs)
    })
  }
  let timer = setTimeout(begin, firstMs)
  return {
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
