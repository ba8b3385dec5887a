import type { Selectable } from 'kysely'
import type { Cipher } from '../../platform/cipher.ts'
import type { Db } from '../../platform/database.ts'
import type { Mark } from './mark.ts'
import type { Hit } from './redaction.ts'
import './tables.ts'
import type { DraftTable, KeptPage, ProductTable } from './tables.ts'

export type Draft = {
  readonly id: string
  readonly agencyId: number
  readonly requestNumber: string
  readonly fileId: string | null
  readonly name: string
  readonly kind: DraftTable['kind']
  readonly version: number
  readonly pages: readonly KeptPage[]
  readonly notes: readonly string[]
  readonly hits: readonly Hit[]
  readonly marks: readonly Mark[]
  readonly editedAt: Date
  readonly editedBy: string
}
export type Product = Selectable<ProductTable>
export type DraftBrief = { readonly id: string; readonly name: string; readonly editedAt: Date; readonly editedBy: string; readonly products: number }

export async function addDraft(db: Db, cipher: Cipher, draft: Omit<Draft, 'version'>): Promise<void> {
  await db
    .insertInto('redaction.draft')
    .values({
      id: draft.id,
      agency_id: draft.agencyId,
      request_number: draft.requestNumber,
      file_id: draft.fileId,
      name: draft.name,
      kind: draft.kind,
      pages: JSON.stringify(draft.pages) as unknown as KeptPage[],
      notes: JSON.stringify(draft.notes) as unknown as string[],
      hits_sealed: cipher.seal(JSON.stringify(draft.hits)),
      marks_sealed: cipher.seal(JSON.stringify(draft.marks)),
      added_at: draft.editedAt,
      added_by: draft.editedBy,
      edited_at: draft.editedAt,
      edited_by: draft.editedBy,
    })
    .execute()
}

export async function findDraft(db: Db, cipher: Cipher, agencyId: number, requestNumber: string, id: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('redaction.draft')
    .selectAll()
    .where('id', '=', id)
    .where('agency_id', '=', agencyId)
    .where('request_number', '=', requestNumber)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      agencyId: row.agency_id,
      requestNumber: row.request_number,
      fileId: row.file_id,
      name: row.name,
      kind: row.kind,
      version: row.version,
      pages: row.pages,
      notes: row.notes,
      hits: JSON.parse(cipher.open(row.hits_sealed)),
      marks: JSON.parse(cipher.open(row.marks_sealed)),
      editedAt: row.edited_at,
      editedBy: row.edited_by,
    }
  )
}

/** Holds a draft until the transaction ends; false when it has moved on. */
export async function holdDraft(tx: Db, { id, version }: Pick<Draft, 'id' | 'version'>): Promise<boolean> {
  const held = await tx.selectFrom('redaction.draft').select('id').where('id', '=', id).where('version', '=', version).forUpdate().executeTakeFirst()
  return held !== undefined
}

/** Keeps what is marked now; false when somebody else was there first. */
export async function saveMarks(
  db: Db,
  cipher: Cipher,
  draft: Pick<Draft, 'id' | 'version'>,
  marks: readonly Mark[],
  by: { at: Date; name: string },
): Promise<boolean> {
  const saved = await db
    .updateTable('redaction.draft')
    .set({ marks_sealed: cipher.seal(JSON.stringify(marks)), version: draft.version + 1, edited_at: by.at, edited_by: by.name })
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function listDrafts(db: Db, agencyId: number, requestNumber: string): Promise<DraftBrief[]> {
  const rows = await db
    .selectFrom('redaction.draft as d')
    .select(['d.id', 'd.name', 'd.edited_at as editedAt', 'd.edited_by as editedBy'])
    .select((eb) =>
      eb
        .selectFrom('redaction.product as p')
        .select((inner) => inner.fn.countAll<string>().as('n'))
        .whereRef('p.draft_id', '=', 'd.id')
        .as('products'),
    )
    .where('d.agency_id', '=', agencyId)
    .where('d.request_number', '=', requestNumber)
    .orderBy('d.added_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, products: Number(row.products ?? 0) }))
}

export async function addProduct(db: Db, product: Product): Promise<void> {
  await db
    .insertInto('redaction.product')
    .values({
      ...product,
      grounds: JSON.stringify(product.grounds) as unknown as string[],
      places: JSON.stringify(product.places) as unknown as Product['places'],
      pages: JSON.stringify(product.pages) as unknown as KeptPage[],
      proof: JSON.stringify(product.proof) as unknown as Product['proof'],
    })
    .execute()
}

export const listProducts = (db: Db, draftId: string): Promise<Product[]> =>
  db.selectFrom('redaction.product').selectAll().where('draft_id', '=', draftId).orderBy('at', 'desc').execute()

export type ProductOf = Product & { readonly name: string }
/** The products of all drafts of a request with the names of their files, the newest first; those whose files are erased are left out. */
export const listProductsOf = (db: Db, agencyId: number, requestNumber: string): Promise<ProductOf[]> =>
  db
    .selectFrom('redaction.draft as d')
    .innerJoin('redaction.product as p', 'p.draft_id', 'd.id')
    .selectAll('p')
    .select('d.name')
    .where('d.agency_id', '=', agencyId)
    .where('d.request_number', '=', requestNumber)
    .where('p.file_id', 'is not', null)
    .orderBy('p.at', 'desc')
    .execute()
