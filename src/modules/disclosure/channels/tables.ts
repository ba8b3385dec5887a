import type { Generated } from 'kysely'
import type { Change, Channel, DeliveryState } from './channel.ts'

export type ChangeSeriesTable = { agency_id: number; last: number }
export type PlatformTable = {
  id: Generated<number>
  agency_id: number
  name: string
  url: string
  secret_sealed: string
  columns: string[]
  paused: Generated<boolean>
  added_at: Date
  added_by: string
}
export type DeliveryTable = {
  id: Generated<number>
  agency_id: number
  item_id: number
  version: number
  change: Change
  channel: Channel
  platform_id: number | null
  reference: Generated<string>
  created_at: Date
  state: DeliveryState
  attempts: Generated<number>
  next_at: Date
  delivered_at: Date | null
  last_error: string | null
  told: number | null
}
export type DeliveryOutcome = 'delivered' | 'for-now' | 'for-good' | 'lost'
export type DeliveryAttemptTable = { id: Generated<number>; delivery_id: number; number: number; at: Date; outcome: DeliveryOutcome; because: string | null }
export type SubscriberTable = {
  id: Generated<number>
  agency_id: number
  fingerprint: string
  address_sealed: string
  address_masked: string
  columns: string[]
  confirmed_at: Date | null
  wanted: string[]
  asked_at: Date
}
export type InwardItemTable = { agency_id: number; source_id: string; item_id: number; digest: string; taken_at: Date }
export type InwardBatchTable = { id: string; agency_id: number; by_account: string; source: string; rows: string; made_at: Date }
export type InwardSourceTable = { agency_id: number; url: string; cursor: string; pulled_at: Date }

declare module '../../../platform/database.ts' {
  interface Tables {
    'disclosure.change_series': ChangeSeriesTable
    'disclosure.platform': PlatformTable
    'disclosure.delivery': DeliveryTable
    'disclosure.delivery_attempt': DeliveryAttemptTable
    'disclosure.subscriber': SubscriberTable
    'disclosure.inward_item': InwardItemTable
    'disclosure.inward_batch': InwardBatchTable
    'disclosure.inward_source': InwardSourceTable
  }
}
