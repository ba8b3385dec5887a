import { beijingDay } from '../../../kernel/plain-date.ts'
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts'
import type { Db } from '../../../platform/database.ts'
import type { House } from '../../../platform/house.ts'
import { findChanged, listChanges, placeSince } from './change-store.ts'
import { type Given, NOTHING_GIVEN } from './inward/incoming.ts'
import { judgeGiven } from './inward/read-source.ts'
import { type TakenIn, takeInDrafts } from './inward/take-in.ts'
import { type ToldItem, toldItem } from './told-item.ts'

export type ChangesAsked = {
  readonly agencyId: number
  readonly since: number | Date
  readonly column: string
  readonly limit: number
  readonly origin: string
}
export type Changes = { readonly items: readonly ToldItem[]; readonly next: number; readonly more: boolean }

/** What changed for the public after a place or since a moment, in the order of the changes; `next` is where to go on. */
export async function changesSince(db: Db, { agencyId, since, column, limit, origin }: ChangesAsked): Promise<Changes> {
  const after = typeof since === 'number' ? since : await placeSince(db, agencyId, since)
  const rows = await listChanges(db, agencyId, after, column, limit + 1)
  const shown = rows.slice(0, limit)
  return { items: shown.map((row) => toldItem(row, origin)), next: shown.at(-1)?.changed ?? after, more: rows.length > limit }
}

/** One item as other systems get it; undefined where there is nothing to be seen. */
export async function findToldItem(db: Db, agencyId: number, number: string, origin: string): Promise<ToldItem | undefined> {
  const found = await findChanged(db, agencyId, number)
  return found && toldItem(found, origin)
}

export type HandedOver = Partial<Omit<Given, 'files' | 'published' | 'withdrawn' | 'indexNumber' | 'budget'>> & { readonly id: string }
/** Takes in as a draft what the holder of a key hands over, once for each id of theirs. */
export async function handOver(
  house: House,
  agency: { readonly id: number; readonly name: string },
  holder: string,
  handed: HandedOver,
): Promise<TakenIn | Refusal> {
  const judged = judgeGiven(
    { ...NOTHING_GIVEN, ...handed },
    { name: holder, url: `key:${holder}` },
    { column: '', issuer: agency.name },
    beijingDay(house.now()),
  )
  if (isRefusal(judged)) return judged
  const viewer = { id: '', account: 'api', name: holder, role: 'information-officer', agencyId: agency.id, department: null } as const
  const [taken] = await takeInDrafts(house, { viewer, traced: 'system' }, [judged])
  if (!taken) throw new Error('an item without an outcome')
  return taken
}
