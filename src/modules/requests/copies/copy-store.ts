import { type Selectable, sql } from 'kysely'
import { type Db, erasing } from '../../../platform/database.ts'
import { ERASED } from '../archive/erased.ts'
import type { Copy } from './copy.ts'
import './tables.ts'
import type { CopyTable } from './tables.ts'

type Of = { readonly agencyId: number; readonly number: string }

const copyOf = (row: Selectable<CopyTable>): Copy => ({
  id: row.id,
  remedy: row.remedy_id,
  product: row.product_id,
  file: row.file_id,
  name: row.name,
  media: row.media_type,
  size: row.size,
  sha256: row.sha256,
  pages: row.pages,
  places: row.places,
  releasedAt: row.released_at,
  releasedBy: row.released_by,
  withdrawn: row.withdrawn_at && { at: row.withdrawn_at, by: row.withdrawn_by ?? '' },
  openedAt: row.opened_at,
})

/** The files of all answers to a request, also those taken back, the first first. */
export async function listCopies(db: Db, { agencyId, number }: Of): Promise<readonly Copy[]> {
  const rows = await db
    .selectFrom('requests.copy')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('request_number', '=', number)
    .orderBy('released_at')
    .orderBy('id')
    .execute()
  return rows.map(copyOf)
}

type Fresh = Omit<Copy, 'withdrawn' | 'openedAt'> & { readonly role: string }
/** Adds a file; false when the same one stands already. */
export async function addCopy(tx: Db, { agencyId, number }: Of, copy: Fresh): Promise<boolean> {
  const added = await tx
    .insertInto('requests.copy')
    .values({
      id: copy.id,
      agency_id: agencyId,
      request_number: number,
      remedy_id: copy.remedy,
      product_id: copy.product,
      file_id: copy.file,
      name: copy.name,
      media_type: copy.media,
      size: copy.size,
      sha256: copy.sha256,
      pages: copy.pages,
      places: JSON.stringify(copy.places) as unknown as CopyTable['places'],
      released_at: copy.releasedAt,
      released_by: copy.releasedBy,
      released_role: copy.role,
      withdrawn_at: null,
      withdrawn_by: null,
      opened_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

/** Takes a file back; false when somebody else was there first. */
export async function withdrawCopy(tx: Db, id: string, by: { readonly at: Date; readonly name: string }): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requests.copy')
    .set({ withdrawn_at: by.at, withdrawn_by: by.name })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes when the applicant opened a file first. */
export const noteOpened = async (db: Db, id: string, at: Date): Promise<void> =>
  void (await db.updateTable('requests.copy').set({ opened_at: at }).where('id', '=', id).where('opened_at', 'is', null).execute())

/** Takes the names out when the retention of the request is over; hashes, sizes, counts and days stay. */
export async function eraseCopies(tx: Db, { agencyId, number }: Of): Promise<void> {
  await erasing(tx, () =>
    sql`update requests.copy set name = ${ERASED}, file_id = null where agency_id = ${agencyId} and request_number = ${number}`.execute(tx),
  )
}
