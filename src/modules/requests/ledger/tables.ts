import type { ColumnType } from 'kysely'

export type ImportBatchTable = {
  id: string
  agency_id: number
  by_account: string
  file_name: string
  rows_sealed: string
  /** As JSON. */
  notes: ColumnType<readonly string[], string, string>
  made_at: Date
  done_at: Date | null
  added: number | null
}
export type ImportedTable = { agency_id: number; paper_number: string; request_id: number; digest: string; batch_id: string }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.import_batch': ImportBatchTable
    'requests.imported': ImportedTable
  }
}
