import type { Db } from '../../platform/database.ts'
import type { Attachment } from '../files/index.ts'
import type { ItemFile } from './item.ts'
import './tables.ts'

type Found = { readonly hidden: readonly string[]; readonly left: readonly string[]; readonly personal: readonly string[] }

/** Keeps what was found in a file when it was taken in; the same file for the same form is found the same. */
export async function saveFound(db: Db, id: string, { hidden, left, personal }: Found, at: Date): Promise<void> {
  const told = { hidden: JSON.stringify(hidden), left_out: JSON.stringify(left), personal: JSON.stringify(personal) }
  await db
    .insertInto('disclosure.looked_into')
    .values({ file_id: id, ...told, at })
    .onConflict((conflict) => conflict.column('file_id').doUpdateSet(told))
    .execute()
}

/** The files with what was found in each; one that was never looked into stays without. */
export async function withFound(db: Db, files: readonly Attachment[]): Promise<readonly ItemFile[]> {
  if (files.length === 0) return []
  const rows = await db
    .selectFrom('disclosure.looked_into')
    .select(['file_id as id', 'hidden', 'left_out as left', 'personal'])
    .where(
      'file_id',
      'in',
      files.map(({ id }) => id),
    )
    .execute()
  const found = new Map(rows.map(({ id, ...one }) => [id, one]))
  return files.map(({ id, name, media, size }) => ({ id, name, media, size, ...found.get(id) }))
}
