import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { RemedyEvent } from './events.ts'
import type { Ending, RemedyResult, RemedyRoute } from './kinds.ts'
import type { RemedyStage } from './lifecycle.ts'

export type RemedyTable = {
  id: Generated<number>
  agency_id: number
  route: RemedyRoute
  request_number: string | null
  filed_on: PlainDate
  closed_on: PlainDate | null
  result: RemedyResult | null
  note: Generated<string>
  version: Generated<number>
  submission_key: Generated<string>
  stage: Generated<RemedyStage>
  authority: Generated<string>
  case_number: Generated<string>
  follows: number | null
  ending: Ending | null
  suspended: Generated<boolean>
  due_on: PlainDate | null
  due_provisional: Generated<boolean>
  same_key: string | null
}
export type RemedyEventTable = { remedy_id: number; seq: number; at: Date; by_name: string; by_role: string; article: string; fact: RemedyEvent }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.remedy': RemedyTable
    'requests.remedy_event': RemedyEventTable
  }
}
