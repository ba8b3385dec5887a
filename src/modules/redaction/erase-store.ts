import { sql } from 'kysely'
import type { Cipher } from '../../platform/cipher.ts'
import { type Db, erasing } from '../../platform/database.ts'
import { dropAttachments } from '../files/index.ts'
import './tables.ts'
import { copiesOf, originalOf } from './work.ts'

type Blob = { readonly owner: string; readonly sha256: string }
const ERASED = '（已清除）'

/**
 * Takes the originals, pages, copies and words of a request's redactions out, when its retention is over; how much was covered under which
 * ground and the hashes stay. Gives the bytes that were its own, to be dropped once the transaction has ended.
 */
export async function eraseRedactions(tx: Db, cipher: Cipher, agencyId: number, requestNumber: string): Promise<readonly Blob[]> {
  const drafts = await tx
    .selectFrom('redaction.draft')
    .select(['id', 'pages'])
    .where('agency_id', '=', agencyId)
    .where('request_number', '=', requestNumber)
    .forUpdate()
    .execute()
  if (drafts.length === 0) return []
  const ids = drafts.map(({ id }) => id)
  const products = await tx.selectFrom('redaction.product').select(['draft_id', 'pages']).where('draft_id', 'in', ids).execute()
  const pictures = [...drafts.map(({ id, pages }) => ({ owner: id, pages })), ...products.map(({ draft_id, pages }) => ({ owner: draft_id, pages }))].flatMap(
    ({ owner, pages }) => pages.map(({ picture }) => ({ owner, sha256: picture })),
  )
  const nothing = cipher.seal('[]')
  await sql`update redaction.draft set file_id = null, name = ${ERASED}, pages = '[]', notes = '[]', hits_sealed = ${nothing}, marks_sealed = ${nothing},
    version = version + 1 where id = any(${ids}::uuid[])`.execute(tx)
  await erasing(tx, () =>
    sql`update redaction.product set file_id = null, pages = '[]', proof = jsonb_set(proof, '{cleaned}', '[]') where draft_id = any(${ids}::uuid[])`.execute(
      tx,
    ),
  )
  const files: Blob[] = [...(await dropAttachments(tx, copiesOf(requestNumber)))]
  for (const id of ids) files.push(...(await dropAttachments(tx, originalOf(id))))
  return [...files, ...pictures]
}
