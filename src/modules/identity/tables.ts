import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Role } from '../../kernel/viewer.ts'

export type AccountTable = {
  id: string
  account: string
  name: string
  role: Role
  agency_id: number
  department: string | null
  password_hash: string
  totp_sealed: string | null
  totp_last_step: number | null
  demonstration: Generated<boolean>
  disabled_on: PlainDate | null
  created_at: Date
  version: Generated<number>
}
export type SessionTable = { token_hash: string; account_id: string; stage: 'password' | 'full'; started_at: Date; seen_at: Date }
export type FailedSignInTable = { key: string; at: Date }

declare module '../../platform/database.ts' {
  interface Tables {
    'identity.account': AccountTable
    'identity.session': SessionTable
    'identity.failed_sign_in': FailedSignInTable
  }
}
