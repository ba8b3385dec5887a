import type { House } from '../../../platform/house.ts'
import { sweepBatches } from './inward/inward-store.ts'
import { sweepUnconfirmed } from './subscriber-store.ts'

const DAY_MS = 86_400_000
const UNCONFIRMED_DAYS = 7 // office setting
const PREVIEW_DAYS = 1 // office setting

/** Forgets addresses whose owners never confirmed and previews nobody needs any more. */
export async function sweepChannels({ db, now }: House): Promise<void> {
  await sweepUnconfirmed(db, new Date(now().getTime() - UNCONFIRMED_DAYS * DAY_MS))
  await sweepBatches(db, new Date(now().getTime() - PREVIEW_DAYS * DAY_MS))
}
