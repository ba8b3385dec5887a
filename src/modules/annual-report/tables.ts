import type { Generated } from 'kysely'

export type EntryTable = { id: Generated<number>; agency_id: number; year: number; key: string; value: string | number; source: string; entered_by: string; entered_at: Date }

declare module '../../platform/database.ts' {
  interface Tables {
    'annual_report.entry': EntryTable
  }
}
