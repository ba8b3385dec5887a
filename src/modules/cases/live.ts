import type { House } from '../../platform/house.ts'
import { getHomeAgency } from '../organizations/index.ts'
import { listOpenData, type PublicFilter, type PublicRow } from './public-list-store.ts'

const LOOK_MS = 1_000
// A change is written with the moment it happened, a little before others may read it: the last seconds are looked at again.
const OVERLAP_MS = 10_000

type Hear = (rows: readonly PublicRow[]) => void
export type Live = {
  /** Hears of every change the public may see, at most a second late; gives what ends it. */
  readonly subscribe: (hear: Hear) => () => void
}

const NEWEST: PublicFilter = { status: 'all', text: '', category: '', street: '', unit: null, from: null, to: null, after: null }

/** One look a second for all who listen in this process, and none while nobody does. */
export function openLive(house: House): Live {
  const hearers = new Set<Hear>()
  const told = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let since = 0

  async function look(): Promise<void> {
    const agency = await getHomeAgency(house.db)
    const { rows } = await listOpenData(house.db, agency.id, NEWEST, house.now())
    const fresh = rows.filter((row) => row.movedAt.getTime() > since - OVERLAP_MS && told.get(row.number) !== row.movedAt.getTime())
    for (const row of fresh) told.set(row.number, row.movedAt.getTime())
    for (const [number, at] of told) if (at < since - OVERLAP_MS * 2) told.delete(number)
    since = Math.max(since, ...fresh.map((row) => row.movedAt.getTime()))
    if (fresh.length > 0) for (const hear of hearers) hear(fresh.toReversed())
  }
  const again = (): void => {
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => house.log.error('live-list-failed', error))
        .finally(() => void (hearers.size > 0 && again()))
    }, LOOK_MS)
    timer.unref()
  }
  return {
    subscribe(hear) {
      hearers.add(hear)
      if (hearers.size === 1) {
        since = house.now().getTime()
        told.clear()
        again()
      }
      return () => {
        hearers.delete(hear)
        if (hearers.size === 0) clearTimeout(timer)
      }
    },
  }
}
