import type { Generated } from 'kysely'

export type ApiKeyTable = {
  id: Generated<number>
  agency_id: number
  holder: string
  fingerprint: string
  hint: string
  issued_at: Date
  issued_by: string
  revoked_at: Date | null
  revoked_by: string | null
  rights: string[]
}
export type SubmissionTable = { number: string; api_key_id: number; at: Date }

declare module '../../platform/database.ts' {
  interface Tables {
    'open_data.api_key': ApiKeyTable
    'open_data.submission': SubmissionTable
  }
}
