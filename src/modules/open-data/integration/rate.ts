const WINDOW_MS = 60_000
export const OPEN_PER_MINUTE = 120 // office setting
export const KEY_PER_MINUTE = 1_200 // office setting
const MOST_CALLERS = 20_000

export type Rate = { readonly allow: (caller: string, most: number, now: Date) => { readonly left: number; readonly seconds: number } | undefined }
/** So many calls a minute for each caller. Each process counts for itself: the bound keeps one process from being worn out, it bills nobody. */
export function rateOf(): Rate {
  let began = 0
  const counts = new Map<string, number>()
  return {
    allow(caller, most, now) {
      if (now.getTime() - began >= WINDOW_MS || counts.size >= MOST_CALLERS) {
        began = now.getTime()
        counts.clear()
      }
      const n = (counts.get(caller) ?? 0) + 1
      counts.set(caller, n)
      return n > most ? undefined : { left: most - n, seconds: Math.max(1, Math.ceil((began + WINDOW_MS - now.getTime()) / 1000)) }
    },
  }
}
export const RETRY_SECONDS = WINDOW_MS / 1000
