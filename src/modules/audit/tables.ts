import type { Generated } from 'kysely'

export type AuditEventTable = {
  id: Generated<number>
  at: Date
  actor_id: string | null
  actor: string
  role: string | null
  act: string
  subject: string
  article: string | null
  note: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    'audit.event': AuditEventTable
  }
}
