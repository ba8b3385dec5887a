import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { Decision } from '../decisions.ts'
import type { WithheldEvent, WithheldStage } from './withheld.ts'

export type WithheldTable = {
  id: Generated<number>
  agency_id: number
  request_id: number
  version: Generated<number>
  stage: WithheldStage
  decision: Decision
  withheld_on: PlainDate
  review_on: PlainDate | null
  item: string | null
}
export type WithheldEventTable = { withheld_id: number; seq: number; at: Date; by_name: string; by_role: string; article: string; fact: WithheldEvent }

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.withheld': WithheldTable
    'requests.withheld_event': WithheldEventTable
  }
}
