import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'

export type OfferedTable = {
  agency_id: number
  day: PlainDate
  matter: string
  shown: Generated<number>
  opened: Generated<number>
  filed: Generated<number>
}

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.offered': OfferedTable
  }
}
