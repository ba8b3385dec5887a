import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Decision, DecisionGroup } from '../decisions.ts'
import type { AnswerEvent } from './answer.ts'
import type { AnswerStage } from './lifecycle.ts'

export type AnswerSeriesTable = { agency_id: number; year: number; last: number }
export type AnswerTable = {
  id: Generated<number>
  agency_id: number
  request_id: number
  submission_key: string
  version: Generated<number>
  stage: AnswerStage
  shown: 'full' | 'tombstone' | 'none'
  number: string | null
  title: string
  asked: string
  answered: string
  /** As JSON. */
  links: string
  decision: Decision
  decision_group: DecisionGroup
  replied_on: PlainDate
  released_on: PlainDate | null
  withdrawn_on: PlainDate | null
  withdrawn_because: string | null
  moved_at: Date
}
export type AnswerEventTable = { answer_id: number; seq: number; at: Date; by_name: string; by_role: string; fact: AnswerEvent }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.answer_series': AnswerSeriesTable
    'requests.answer': AnswerTable
    'requests.answer_event': AnswerEventTable
  }
}
