import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import './tables.ts'
import type { PhotoRole, PhotoState, PhotoTable, Screened } from './tables.ts'

/** What the public may know of a photo. */
export type PublicPhoto = {
  readonly id: string
  readonly role: PhotoRole
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly fullSha256: string
  readonly thumbSha256: string
}

/** A photo as staff see it; `shot` never leaves the console. */
export type Photo = {
  readonly id: string
  readonly subject: string
  readonly role: PhotoRole
  readonly position: number
  readonly takenBy: string | null
  readonly uploadedAt: Date
  readonly alt: string
  readonly state: PhotoState
  readonly refusedBecause: string | null
  readonly fullSha256: string | null
  readonly thumbSha256: string | null
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number | null
  readonly phash: string | null
  readonly shot: { readonly lat: number | null; readonly lon: number | null; readonly takenAt: Date | null }
  readonly screened: Screened
  readonly screenedBy: string | null
  readonly screenedAt: Date | null
  readonly screenedBecause: string | null
}

const photoOf = (row: Selectable<PhotoTable>): Photo => ({
  id: row.id,
  subject: row.subject,
  role: row.role,
  position: row.position,
  takenBy: row.taken_by,
  uploadedAt: row.uploaded_at,
  alt: row.alt,
  state: row.state,
  refusedBecause: row.refused_because,
  fullSha256: row.full_sha256,
  thumbSha256: row.thumb_sha256,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  phash: row.phash,
  shot: { lat: row.exif_lat, lon: row.exif_lon, takenAt: row.exif_taken_at },
  screened: row.screened,
  screenedBy: row.screened_by,
  screenedAt: row.screened_at,
  screenedBecause: row.screened_because,
})

/** The subject of photos whose form has not been sent. */
export const photoDraft = (key: string): string => `draft/${key}`

/** The photos of a subject in the order they came. */
export async function listPhotos(db: Db, subject: string): Promise<Photo[]> {
  const rows = await db.selectFrom('photos.photo').selectAll().where('subject', '=', subject).orderBy('uploaded_at').orderBy('position').orderBy('id').execute()
  return rows.map(photoOf)
}

export async function findPhoto(db: Db, id: string): Promise<Photo | undefined> {
  const row = await db.selectFrom('photos.photo').selectAll().where('id', '=', id).executeTakeFirst()
  return row && photoOf(row)
}

/** The photo, locked until the transaction ends. */
export async function lockPhoto(tx: Db, id: string): Promise<Photo | undefined> {
  const row = await tx.selectFrom('photos.photo').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && photoOf(row)
}

/** Those of a subject's photos that have been looked at and released. */
export async function publicPhotos(db: Db, subject: string): Promise<PublicPhoto[]> {
  const photos = await listPhotos(db, subject)
  return photos.flatMap(({ id, role, alt, state, screened, width, height, fullSha256, thumbSha256 }) =>
    state === 'ready' && screened === 'released' && width !== null && height !== null && fullSha256 !== null && thumbSha256 !== null
      ? [{ id, role, alt, width, height, fullSha256, thumbSha256 }]
      : [],
  )
}

/** Part of a larger statement: the first of a subject's photos that the public sees, as `id` and `sha256`; `subject` is an expression of that statement. */
export const firstPublicPhoto = (subject: string): string =>
  `select id, full_sha256 as sha256 from photos.photo where subject = ${subject} and state = 'ready' and screened = 'released'
    order by uploaded_at, position, id limit 1`

/** Part of a larger statement: of the photos of cases that wait for somebody to look at them, the first of each case, as `of_case` and `uploaded_at`. */
export const firstHeldPhotos = `select substr(p.subject, 7) as of_case, p.uploaded_at from photos.photo p
  where p.screened = 'held' and p.state = 'ready' and p.subject like 'cases/%' and p.id = (
    select id from photos.photo where subject = p.subject and screened = 'held' and state = 'ready' order by uploaded_at, id limit 1)`

export type NewPhoto = { readonly id: string; readonly upload_sha256: string }
export type NewPhotos = {
  readonly subject: string
  readonly role: PhotoRole
  readonly by: string | null
  readonly at: Date
  readonly most: number
  readonly photos: readonly NewPhoto[]
}

/** Adds photos behind those there are, none twice and no more than `most` of a role; gives the ids of those added. */
export async function insertPhotos(db: Db, { subject, role, by, at, most, photos }: NewPhotos): Promise<Set<string>> {
  return await db.transaction().execute(async (tx) => {
    // Several uploads of one form arrive at once: they are counted and numbered one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(tx)
    const { rows } = await sql<{ id: string }>`
      with there as (select count(*)::int as count, coalesce(max(position), 0) as last from photos.photo where subject = ${subject} and role = ${role}),
      fresh as (
        select i.id, i.upload_sha256, row_number() over (order by n)::int as nth
        from rows from (json_to_recordset(${JSON.stringify(photos)}::json) as (id uuid, upload_sha256 text)) with ordinality as i (id, upload_sha256, n)
        where not exists (select from photos.photo p where p.subject = ${subject} and p.role = ${role} and p.upload_sha256 = i.upload_sha256))
      insert into photos.photo (id, subject, role, position, taken_by, uploaded_at, upload_sha256, original_sha256)
      select f.id, ${subject}, ${role}, there.last + f.nth, ${by}, ${at}::timestamptz, f.upload_sha256, f.upload_sha256
      from fresh f, there where there.count + f.nth <= ${most}::int
      returning id`.execute(tx)
    return new Set(rows.map((row) => row.id))
  })
}

/** The hashes of what was uploaded to a subject in a role. */
export async function findUploads(db: Db, subject: string, role: PhotoRole): Promise<Set<string>> {
  const rows = await db.selectFrom('photos.photo').select('upload_sha256').where('subject', '=', subject).where('role', '=', role).execute()
  return new Set(rows.map((row) => row.upload_sha256))
}

/** Part of a larger statement: hands the photos of sent forms to the records they became; `source` is a query of `key` and `subject`. */
export const movePhotos = (source: string): string =>
  `update photos.photo p set subject = m.subject from ${source} m where p.subject = '${photoDraft('')}' || m.key`

/** Hands the photos of a form to the record they belong to, in the transaction that takes the form. */
export async function movePhotosOf(tx: Db, key: string, subject: string): Promise<void> {
  await tx.updateTable('photos.photo').set({ subject }).where('subject', '=', photoDraft(key)).execute()
}

/** Sets what is said of a photo to those who do not see it. */
export async function describePhoto(db: Db, id: string, alt: string): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('photos.photo').set({ alt }).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What of a photo is compared with others: what it shows, where it was taken; and its small print. */
export type Hashed = {
  readonly id: string
  readonly subject: string
  readonly role: PhotoRole
  readonly phash: string
  readonly thumbSha256: string
  readonly lon: number | null
  readonly lat: number | null
}
/** The finished photos of many subjects, in the order they came. */
export const listHashed = async (db: Db, subjects: readonly string[]): Promise<Hashed[]> => {
  if (subjects.length === 0) return []
  const { rows } = await sql<Hashed>`
    select id, subject, role, phash, thumb_sha256 as "thumbSha256", exif_lon as lon, exif_lat as lat from photos.photo
    where subject = any(${[...subjects]}::text[]) and phash is not null and thumb_sha256 is not null order by subject, uploaded_at, position, id`.execute(db)
  return rows
}

export type Alike = { readonly id: string; readonly subject: string; readonly uploadedAt: Date; readonly distance: number }
const MOST_ALIKE = 100

/** Photos uploaded since then whose hash differs from this one in at most so many of 64 bits, the nearest first. */
export async function similarPhotos(db: Db, phash: string, maxDistance: number, since: Date): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    with near as materialized (
      select id, uploaded_at, bit_count(('x' || phash)::bit(64) # ('x' || ${phash})::bit(64))::int as distance
      from photos.photo where uploaded_at >= ${since}::timestamptz and phash is not null
        and bit_count(('x' || phash)::bit(64) # ('x' || ${phash})::bit(64)) <= ${maxDistance}::int
      order by distance, uploaded_at desc, id limit ${sql.lit(MOST_ALIKE)})
    select p.id, p.subject, p.uploaded_at as "uploadedAt", n.distance from near n join photos.photo p using (id)
    order by n.distance, p.uploaded_at desc, p.id`.execute(db)
  return rows
}
