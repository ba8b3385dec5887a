import { randomUUID } from 'node:crypto'
import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { sha256Of } from '../../platform/blobs.ts'
import type { House } from '../../platform/house.ts'
import { MOST_PHOTOS, whyNotPhoto } from './sniff.ts'
import { findUploads, insertPhotos } from './store.ts'
import type { PhotoRole } from './tables.ts'

export type Upload = { readonly name: string; readonly bytes: Uint8Array }
/** What became of an upload: one sentence for each file that was not kept; a file that was there already is no refusal. */
export type KeptPhotos = { readonly added: readonly string[]; readonly refused: readonly Refusal[] }

const TOO_MANY = (name: string): Refusal => refuse('limit', `最多 ${MOST_PHOTOS} 张照片，“${name}”没有加上。可以先去掉一张`)

/**
 * Keeps photos for a subject, or for the form of `photoDraft(key)`. Each is on disk before its row is, and nothing else is done
 * while the sender waits. The same file twice is one photo; one that cannot be used does not keep the others out.
 */
export async function keepPhotos(
  house: House,
  subject: string,
  files: readonly Upload[],
  { role, by }: { readonly role: PhotoRole; readonly by: string | null },
): Promise<KeptPhotos> {
  const refused: Refusal[] = []
  const fresh = new Map<string, Upload & { readonly id: string }>()
  const there = await findUploads(house.db, subject, role)
  for (const file of files) {
    const sha256 = sha256Of(file.bytes)
    if (there.has(sha256) || fresh.has(sha256)) continue
    const why = there.size + fresh.size < MOST_PHOTOS ? await whyNotPhoto(file.name, file.bytes) : TOO_MANY(file.name)
    if (why) refused.push(why)
    else fresh.set(sha256, { ...file, id: randomUUID() })
  }
  if (fresh.size === 0) return { added: [], refused }
  await Promise.all([...fresh.values()].map(({ id, bytes }) => house.blobs.of(id).put(bytes)))
  const photos = [...fresh].map(([sha256, { id }]) => ({ id, upload_sha256: sha256 }))
  const added = await insertPhotos(house.db, { subject, role, by, at: house.now(), most: MOST_PHOTOS, photos })
  // Another upload of the same form came first: with the same file, which is no loss, or with the last that had room.
  const late = photos.filter(({ id }) => !added.has(id))
  if (late.length > 0) {
    await Promise.all(late.map(({ id, upload_sha256 }) => house.blobs.of(id).drop(upload_sha256)))
    const now = await findUploads(house.db, subject, role)
    for (const { upload_sha256 } of late) if (!now.has(upload_sha256)) refused.push(TOO_MANY(fresh.get(upload_sha256)?.name ?? ''))
  }
  return { added: photos.flatMap(({ id }) => (added.has(id) ? [id] : [])), refused }
}
