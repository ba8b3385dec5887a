import type { PlainDate } from '../../../kernel/plain-date.ts'
import { beijingDay } from '../../../kernel/plain-date.ts'
import type { House } from '../../../platform/house.ts'
import type { Offers } from '../answers/offers.ts'
import { addOffered, type Told } from './offered-store.ts'

/** Addresses of what is offered: published items and public answers. */
const OFFERED = /^\/(?:disclosure\/20\d\d-\d{1,9}|requests\/answers\/20\d\d-\d{1,9})$/
const MOST_MATTERS = 20 // office setting: what one form can have been offered

export const isOffered = (path: string): boolean => OFFERED.test(path)
/** The addresses a form carries along, `/disclosure/2019-00001 /requests/answers/2026-1`; whatever else stands there is left out. */
export const mattersIn = (text: string): readonly string[] => [...new Set(text.split(' ').filter(isOffered))].slice(0, MOST_MATTERS)
export const mattersOf = ({ items, answers }: Offers): readonly string[] => [...answers, ...items].map(({ path }) => path).filter(isOffered)

/**
 * Counts what was offered, opened or applied for all the same: by day and address, and nothing of who it was. What cannot be counted
 * holds nobody up; whoever submits does not wait for it.
 */
export async function countOffered(house: House, agencyId: number, what: Told, matters: readonly string[], isFirst = true): Promise<void> {
  if (matters.length === 0) return
  const day: PlainDate = beijingDay(house.now())
  // The row without an address counts occasions; the others what was seen at them.
  const counted = isFirst || what === 'opened' ? ['', ...matters] : matters
  await addOffered(house.db, agencyId, day, what, counted).catch((error: unknown) => house.log.error('offers-not-counted', error))
}
