import type { Viewer } from '../../../kernel/viewer.ts'
import type { House } from '../../../platform/house.ts'
import { findNorm, type Norm } from './store.ts'
import { isNormVisibleTo } from './visibility.ts'

/** The document of this number, where this person may see it. */
export async function normSeenBy(house: House, number: string, viewer: Viewer): Promise<Norm | undefined> {
  const norm = await findNorm(house.db, viewer.agencyId, number)
  return norm && isNormVisibleTo(norm, viewer) ? norm : undefined
}

/** A form without a version was sent by hand: it is as good as stale. */
export const versionIn = (text: string | undefined): number => (text && /^\d{1,9}$/.test(text) ? Number(text) : -1)
