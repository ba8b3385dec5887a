import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { MessageKind } from './message.ts'

export type MessageRegisterTable = { agency_id: number; year: number; last: number }
export type MessageTable = {
  id: Generated<number>
  agency_id: number
  number: string
  submission_key: string
  code_fingerprint: string
  at: Date
  arrived_on: PlainDate
  kind: MessageKind
  about: string
  about_title: string
  body: string
  contact_sealed: string | null
  reply: Generated<string>
  replied_by: string | null
  replied_at: Date | null
  wants_public: Generated<boolean>
  released_by: string | null
  released_at: Date | null
}
export type PostedKind = 'message' | 'comment' | 'code'
export type PostedTable = { kind: PostedKind; source: string; hour: Date; times: number }
declare module '../../../platform/database.ts' {
  interface Tables {
    'disclosure.message_register': MessageRegisterTable
    'disclosure.message': MessageTable
    'disclosure.posted': PostedTable
  }
}
