import type { Db } from './database.ts'

export type Keeper<T> = {
  /** What was read under this key less than the keeping time ago, or what `read` gives now. A failed reading is not kept. */
  readonly find: (db: Db, key: string, read: () => Promise<T>) => Promise<T>
  /** Reads everything of this database again at the next question. */
  readonly forget: (db: Db) => void
  /** Reads everything again, whatever the database or transaction it was read through. */
  readonly forgetAll: () => void
}

const MOST_KEPT = 1_000

/** Keeps answers of a database for a moment, in this process: what another process changes shows that much later. */
export function keepFor<T>(milliseconds: number): Keeper<T> {
  let kept = new WeakMap<Db, Map<string, { at: number; value: Promise<T> }>>()
  return {
    find(db, key, read) {
      const known = kept.get(db) ?? new Map<string, { at: number; value: Promise<T> }>()
      kept.set(db, known)
      const found = known.get(key)
      if (found && performance.now() - found.at < milliseconds) return found.value
      if (known.size >= MOST_KEPT) known.clear()
      const value = read()
      known.set(key, { at: performance.now(), value })
      value.catch(() => known.delete(key))
      return value
    },
    forget: (db) => void kept.delete(db),
    forgetAll() {
      kept = new WeakMap()
    },
  }
}
