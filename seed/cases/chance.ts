/** Chance that comes out the same on every machine and every day. */
export type Chance = {
  /** At least 0 and less than 1. */
  readonly next: () => number
  readonly is: (probability: number) => boolean
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number
  readonly between: (from: number, to: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** A waiting time with this mean: often short, now and then long, never past six times it. */
  readonly wait: (mean: number) => number
}

/** Chance begun by a name (FNV-1a, then mulberry32). */
export function chanceOf(name: string): Chance {
  let state = 0x811c9dc5
  for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    is: (probability) => next() < probability,
    between: (from, to) => from + next() * (to - from),
    pick(from) {
      const one = from[whole(0, from.length - 1)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    wait: (mean) => Math.min(-Math.log(1 - next()), 6) * mean,
  }
}

export type Weighted<T> = { readonly pick: (chance: Chance) => T }

/** Picks each in proportion to its weight. */
export function weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): Weighted<T> {
  const sums: number[] = []
  let sum = 0
  for (const [, weight] of entries) {
    sum += weight
    sums.push(sum)
  }
  return {
    pick(chance) {
      const at = chance.next() * sum
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) > at) high = middle
        else low = middle + 1
      }
      const entry = entries[low]
      if (!entry) throw new Error('nothing to pick from')
      return entry[0]
    },
  }
}

/** The same list in another order. */
export function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((one) => [chance.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one)
}
