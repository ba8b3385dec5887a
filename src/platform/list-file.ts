import type { Fields, Row } from '../kernel/field.ts'
import { CSV } from './csv.ts'
import { csvOfRows, XLSX, xlsxOfRows } from './dataset.ts'
import { download, type Web } from './web.ts'

/** What a list of the console is taken away as. */
export const LIST_FILES = ['csv', 'xlsx'] as const
export type ListFile = (typeof LIST_FILES)[number]

/** A list as a file to keep, `申请台账-2026-11-24.xlsx`; both kinds from one description of its columns. */
export async function listFile<R extends Row>(c: Web, kind: ListFile, title: string, day: string, fields: Fields<R>, rows: readonly R[]): Promise<Response> {
  const bytes = kind === 'csv' ? csvOfRows(fields, rows) : await xlsxOfRows(fields, rows, title)
  return download(c, `${title}-${day}.${kind}`, kind === 'csv' ? CSV : XLSX, bytes)
}
