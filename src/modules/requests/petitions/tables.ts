import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { PetitionEvent } from './events.ts'
import type { PetitionKind } from './kinds.ts'
import type { PetitionStage } from './lifecycle.ts'

export type PetitionSeriesTable = { agency_id: number; kind: PetitionKind; year: number; last: number }
export type PetitionTable = {
  id: Generated<number>
  agency_id: number
  kind: PetitionKind
  number: string
  submission_key: string
  code_fingerprint: string
  version: Generated<number>
  stage: PetitionStage
  submitted_at: Date
  received_on: PlainDate
  sender_sealed: string
  sender_masked: string
  sender_fingerprint: string
  subject: string
  about_request: string | null
  about_item: string | null
  about_person: Generated<string>
  due_on: PlainDate | null
  due_provisional: boolean
  ended_on: PlainDate | null
  handler: string | null
  item: string | null
}
export type PetitionEventTable = { petition_id: number; seq: number; at: Date; by_name: string; by_role: string; article: string; fact: PetitionEvent }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.petition_series': PetitionSeriesTable
    'requests.petition': PetitionTable
    'requests.petition_event': PetitionEventTable
  }
}
