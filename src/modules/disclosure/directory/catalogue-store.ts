import type { PlainDate } from '../../../kernel/plain-date.ts'
import { ask, type Db } from '../../../platform/database.ts'

/** A line of the catalogue: 索引、名称、内容概述、生成日期 (条例第十二条第三款). */
export type CatalogueLine = {
  readonly id: number
  readonly number: string
  readonly indexNumber: string
  readonly title: string
  readonly summary: string
  readonly column: string
  readonly formedOn: PlainDate
  readonly publishedOn: PlainDate
}
export type CataloguePlace = { readonly on: PlainDate; readonly id: number }
export const LINES_A_PAGE = 50

/** One page of what is published, of a column or of all, the last published first. */
export async function listCatalogue(
  db: Db,
  agencyId: number,
  column: string,
  after: CataloguePlace | null,
): Promise<{ rows: readonly CatalogueLine[]; next: CataloguePlace | null }> {
  const values: unknown[] = [agencyId, ...(column === '' ? [] : [column]), ...(after ? [after.on, after.id] : [])]
  const where = [`i.agency_id = $1 and i.shown = 'full'`]
  if (column !== '') where.push('i.column_code = $2')
  if (after) where.push(`(i.published_on, i.id) < ($${values.length - 1}::date, $${values.length}::bigint)`)
  const rows = await ask<CatalogueLine>(
    db,
    `select i.id::int as id, i.number, i.index_number as "indexNumber", i.title, i.column_code as column, i.formed_on::text as "formedOn", i.published_on::text as "publishedOn",
        (select r.content ->> 'summary' from disclosure.revision r where r.item_id = i.id order by r.n desc limit 1) as summary
      from disclosure.item i where ${where.join(' and ')} order by i.published_on desc, i.id desc limit ${LINES_A_PAGE + 1}`,
    values,
  )
  const last = rows[LINES_A_PAGE - 1]
  return { rows: rows.slice(0, LINES_A_PAGE), next: rows.length > LINES_A_PAGE && last ? { on: last.publishedOn, id: last.id } : null }
}
