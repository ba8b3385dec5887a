import type { Generated } from 'kysely'

export type DeadlineFeedTable = { id: Generated<number>; account_id: string; token_hash: string; made_at: Date; revoked_at: Date | null }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.deadline_feed': DeadlineFeedTable
  }
}
