import { randomUUID } from 'node:crypto'
import { isUuid } from '../../kernel/uuid.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Db } from '../../platform/database.ts'
import type { House } from '../../platform/house.ts'
import { MOST_FILES, sniffUpload } from './sniff.ts'
import './tables.ts'

export type Attachment = { readonly id: string; readonly name: string; readonly media: string; readonly size: number }

const draftOf = (key: string): string => `draft/${key}`
const UNCLAIMED_MS = 24 * 3_600_000

export function listAttachments(db: Db, subject: string): Promise<Attachment[]> {
  return db
    .selectFrom('files.attachment')
    .select(['id', 'name', 'media_type as media', 'size'])
    .where('subject', '=', subject)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}

/** Files already kept for a form that has not been sent yet. */
export const listDraftFiles = (db: Db, key: string): Promise<Attachment[]> => listAttachments(db, draftOf(key))

/**
 * Keeps an upload for the form with this key, so that a form coming back with errors need not ask for its files again.
 * The bytes are on disk before the row is. The same file twice is kept once.
 */
export async function keepDraftFile(house: House, key: string, file: { name: string; bytes: Uint8Array }): Promise<Attachment | Refusal> {
  const owner = isUuid(key.toLowerCase()) ? key.toLowerCase() : null
  const sniffed = await sniffUpload(file.name, file.bytes)
  if (isRefusal(sniffed)) return sniffed
  const sha256 = await (owner ? house.blobs.of(owner) : house.blobs).put(file.bytes)
  const kept = await house.db.selectFrom('files.attachment').select(['id', 'name', 'sha256']).where('subject', '=', draftOf(key)).execute()
  const same = kept.find((one) => one.sha256 === sha256)
  if (same) return { id: same.id, name: same.name, media: sniffed.media, size: file.bytes.length }
  if (kept.length >= MOST_FILES) return refuse('limit', `最多 ${MOST_FILES} 个附件，“${sniffed.name}”没有加上。可以合并成一个文件，或者邮寄`)
  const id = randomUUID()
  await house.db
    .insertInto('files.attachment')
    .values({ id, subject: draftOf(key), name: sniffed.name, media_type: sniffed.media, size: file.bytes.length, sha256, owner, added_at: house.now() })
    .execute()
  return { id, name: sniffed.name, media: sniffed.media, size: file.bytes.length }
}

/** Keeps a file that the house has made or sniffed. The bytes are on disk before the row is; those of an owner can be dropped with it. */
export async function keepFile(
  house: Pick<House, 'db' | 'blobs' | 'now'>,
  subject: string,
  file: { name: string; media: string; bytes: Uint8Array },
  owner: string | null = null,
): Promise<Attachment> {
  const sha256 = await (owner === null ? house.blobs : house.blobs.of(owner)).put(file.bytes)
  const one = { id: randomUUID(), name: file.name, size: file.bytes.length }
  await house.db
    .insertInto('files.attachment')
    .values({ ...one, subject, media_type: file.media, sha256, owner, added_at: house.now() })
    .execute()
  return { ...one, media: file.media }
}

/** Part of a larger statement: whether files came with the form of this key; `key` is an expression of text. */
export const draftFilesExist = (key: string): string => `exists (select from files.attachment where subject = '${draftOf('')}' || ${key})`

/** Part of a larger statement: hands the files of sent forms to the records they became; `source` is a query of `key` and `subject`. */
export const moveDraftFiles = (source: string): string =>
  `update files.attachment a set subject = m.subject from ${source} m where a.subject = '${draftOf('')}' || m.key`

/** Hands the files kept for a form to the record it became. */
export const claimDraftFiles = async (tx: Db, key: string, subject: string): Promise<void> =>
  void (await tx.updateTable('files.attachment').set({ subject }).where('subject', '=', draftOf(key)).execute())

/** Forgets files of forms never sent, after a day; gives how many. The bytes stay with the blobs until the next tidying. */
export async function sweepDraftFiles(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('files.attachment')
    .where('subject', 'like', 'draft/%')
    .where('added_at', '<', new Date(now.getTime() - UNCLAIMED_MS))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** An attachment of this subject with its bytes; undefined when it belongs to another. */
export async function findAttachment(house: House, subject: string, id: string): Promise<(Attachment & { bytes: Uint8Array }) | undefined> {
  const row = await house.db
    .selectFrom('files.attachment')
    .select(['id', 'name', 'media_type as media', 'size', 'sha256', 'owner'])
    .where('subject', '=', subject)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, bytes: await (row.owner ? house.blobs.of(row.owner) : house.blobs).get(row.sha256) }
}

/** Takes a record's files out of the list; gives the bytes that were its own, to be dropped once the transaction has ended. */
export async function dropAttachments(tx: Db, subject: string): Promise<readonly { readonly owner: string; readonly sha256: string }[]> {
  const gone = await tx.deleteFrom('files.attachment').where('subject', '=', subject).returning(['owner', 'sha256']).execute()
  return gone.flatMap(({ owner, sha256 }) => (owner ? [{ owner, sha256 }] : []))
}
