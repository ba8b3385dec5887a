import { beijingDay } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import { addOffered, type Told } from './offered-store.ts'

/**
 * Counts what was offered, opened or applied for all the same: by day and address, and nothing of who it was. What cannot be counted
 * holds nobody up; whoever submits does not wait for it.
 */
export async function countOffered(house: House, agencyId: number, what: Told, matters: readonly string[], isFirst = true): Promise<void> {
  if (matters.length === 0) return
  const day = beijingDay(house.now())
  // The row without an address counts occasions; the others what was seen at them.
  const counted = isFirst || what === 'opened' ? ['', ...matters] : matters
  await addOffered(house.db, agencyId, day, what, counted).catch((error: unknown) => house.log.error('offers-not-counted', error))
}
