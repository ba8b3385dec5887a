import type { Generated } from 'kysely'
import type { Channel, Outcome, State } from './message.ts'

export type MessageTable = {
  id: Generated<number>
  agency_id: number
  event_key: string
  recipient_fingerprint: string
  channel: Channel
  address_sealed: string | null
  address_masked: string
  subject: string
  body: string
  essential: boolean
  unsubscribe_url: string | null
  created_at: Date
  state: State
  attempts: Generated<number>
  next_at: Date
  last_error: string | null
  sent_at: Date | null
  provider_id: string | null
  cancelled_because: string | null
}
export type AttemptTable = {
  id: Generated<number>
  message_id: number
  number: number
  at: Date
  outcome: Outcome
  because: string | null
}
export type WishTable = {
  recipient_fingerprint: string
  unsubscribed_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    'notifications.message': MessageTable
    'notifications.attempt': AttemptTable
    'notifications.wish': WishTable
  }
}
