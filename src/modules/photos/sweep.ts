import type { House } from '../../platform/house.ts'
import { photoDraft } from './store.ts'
import { type DraftRow, deletePhotos, forgetDropped, type Leftovers, listLeftovers, lockOfSubject, lockOldDrafts } from './work-store.ts'

const UNCLAIMED_MS = 24 * 3_600_000
const AT_ONCE = 200

/** Removes from disk what a photo has named for dropping. The name goes after the bytes: cut short, it is done again. */
export async function dropLeftovers(house: House, leftovers: Leftovers): Promise<void> {
  const blobs = house.blobs.of(leftovers.id)
  for (const sha256 of leftovers.dropping) await blobs.drop(sha256)
  await forgetDropped(house.db, leftovers)
}

/** The rows go after the bytes, within one transaction: cut short, the rows are still there to say what is left. */
async function removeRows(house: House, find: (tx: House['db']) => Promise<readonly DraftRow[]>): Promise<number> {
  return await house.db.transaction().execute(async (tx) => {
    const rows = await find(tx)
    for (const { id, blobs } of rows) await Promise.all(blobs.map((sha256) => house.blobs.of(id).drop(sha256)))
    if (rows.length > 0)
      await deletePhotos(
        tx,
        rows.map((row) => row.id),
      )
    return rows.length
  })
}

/** Drops the photos of forms not sent within a day, and finishes removals that were cut short; gives how many photos went. */
export async function sweepDraftPhotos(house: House): Promise<number> {
  const before = new Date(house.now().getTime() - UNCLAIMED_MS)
  let swept = 0
  for (let some = AT_ONCE; some === AT_ONCE; swept += some) some = await removeRows(house, (tx) => lockOldDrafts(tx, before, AT_ONCE))
  for (const leftovers of await listLeftovers(house.db, AT_ONCE)) await dropLeftovers(house, leftovers)
  return swept
}

/** Takes a photo out of the form of this key; false when it is not there. */
export const dropDraftPhoto = async (house: House, key: string, id: string): Promise<boolean> =>
  (await removeRows(house, (tx) => lockOfSubject(tx, photoDraft(key), id))) > 0
