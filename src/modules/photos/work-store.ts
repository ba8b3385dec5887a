import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Developed } from './picture.ts'
import './tables.ts'

/** A waiting photo that this process has taken upon itself for a while. */
export type Claim = { readonly id: string; readonly attempt: number; readonly original: string }

/**
 * Takes the photo waiting longest that nobody works on, those never tried first. It is counted before the work begins, so that
 * a picture which ends the process is neither tried for ever nor in the way of others; and no row stays locked during the work,
 * so that a form can be sent meanwhile.
 */
export async function claimWaiting(db: Db, forMs: number): Promise<Claim | undefined> {
  // The database's clock, the same for all processes.
  const { rows } = await sql<Claim>`
    update photos.photo p set attempts = p.attempts + 1, claimed_until = clock_timestamp() + ${forMs}::int * interval '1 millisecond'
    where p.id = (select w.id from photos.photo w where w.state = 'waiting' and (w.claimed_until is null or w.claimed_until < clock_timestamp())
      order by w.attempts, w.uploaded_at, w.id limit 1 for update skip locked)
    returning p.id, p.attempts as attempt, p.original_sha256 as original`.execute(db)
  return rows[0]
}

export type Stored = Omit<Developed, 'full' | 'thumb'> & { readonly full: string; readonly thumb: string; readonly bytes: number }

/** The photo is ready and its original named for dropping; false when the claim was no longer good. */
export async function saveReady(db: Db, { id, attempt, original }: Claim, { full, thumb, bytes, width, height, phash, shot }: Stored): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('photos.photo')
    .set({ state: 'ready', full_sha256: full, thumb_sha256: thumb, width, height, bytes, phash, original_sha256: null, claimed_until: null })
    .set({ exif_lat: shot.lat, exif_lon: shot.lon, exif_taken_at: shot.takenAt, dropping: [original] })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The photo is no photo: its original is named for dropping. */
export async function saveRefused(db: Db, { id, attempt, original }: Claim, because: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('photos.photo')
    .set({ state: 'refused', refused_because: because, original_sha256: null, claimed_until: null, dropping: [original] })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Given up for a reason that may be ours: the original is kept, so that it can be tried again. */
export async function saveGivenUp(db: Db, { id, attempt }: Claim, because: string): Promise<void> {
  await db
    .updateTable('photos.photo')
    .set({ state: 'refused', refused_because: because, claimed_until: null })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempt)
    .execute()
}

/** Leaves the photo alone for a while. */
export async function postpone(db: Db, { id, attempt }: Claim, forMs: number): Promise<void> {
  await sql`update photos.photo set claimed_until = clock_timestamp() + ${forMs}::int * interval '1 millisecond'
    where id = ${id}::uuid and state = 'waiting' and attempts = ${attempt}::int`.execute(db)
}

/** Lets a photo given up wait again from the first attempt; false when there is no such photo with its original. */
export async function retryPhoto(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('photos.photo')
    .set({ state: 'waiting', refused_because: null, attempts: 0 })
    .where('id', '=', id)
    .where('state', '=', 'refused')
    .where('original_sha256', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Leftovers = { readonly id: string; readonly dropping: string[] }

/** Blobs named for dropping by work that was cut short before it could. */
export const listLeftovers = (db: Db, most: number): Promise<Leftovers[]> =>
  db.selectFrom('photos.photo').select(['id', 'dropping']).where('dropping', '<>', sql<string[]>`'{}'`).orderBy('id').limit(most).execute()

export async function forgetDropped(db: Db, { id, dropping }: Leftovers): Promise<void> {
  await sql`update photos.photo set dropping = array(select unnest(dropping) except select unnest(${dropping}::text[])) where id = ${id}::uuid`.execute(db)
}

export type DraftRow = { readonly id: string; readonly blobs: string[] }
const BLOBS = sql<string[]>`array_remove(array[original_sha256, full_sha256, thumb_sha256] || dropping, null)`.as('blobs')

/** Photos of forms not sent since then, locked until the transaction ends; one that is just being sent is passed over. */
export const lockOldDrafts = (tx: Db, before: Date, most: number): Promise<DraftRow[]> =>
  tx
    .selectFrom('photos.photo')
    .select(['id', BLOBS])
    .where(sql<boolean>`subject like 'draft/%'`) // as the index says it
    .where('uploaded_at', '<', before)
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()

/** The photo of a subject, locked until the transaction ends. */
export const lockOfSubject = (tx: Db, subject: string, id: string): Promise<DraftRow[]> =>
  tx.selectFrom('photos.photo').select(['id', BLOBS]).where('subject', '=', subject).where('id', '=', id).forUpdate().execute()

export async function deletePhotos(tx: Db, ids: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('photos.photo')
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}
