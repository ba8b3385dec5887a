import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { CaseFact } from './facts.ts'
import type { Access, Channel, PlaceSource } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import type { Asks } from './projection.ts'
import type { Shown } from './visibility.ts'

export type CaseSeriesTable = { agency_id: number; day: PlainDate; last: number }
export type CaseTable = {
  id: Generated<number>
  agency_id: number
  number: string
  version: Generated<number>
  submission_key: string
  code_fingerprint: string
  channel: Channel
  reported_at: Date
  reporter_sealed: string | null
  reporter_fingerprint: string | null
  reporter_masked: string
  is_staff: Generated<boolean>
  tile: string
  description: string
  address: string
  place_source: PlaceSource
  lon: number | null
  lat: number | null
  access: Access
  photos: number
  stage: Stage
  shown: Shown
  service: string
  title: string | null
  place: string | null
  street_code: string | null
  grid_code: string | null
  major: string | null
  category: string | null
  condition: string | null
  standard_version: number | null
  unit_id: number | null
  unit: string | null
  filed_at: Date | null
  given_at: Date | null
  due_at: Date | null
  due_provisional: Generated<boolean>
  desk_due_at: Date | null
  overdue_from: Date | null
  handled_at: Date | null
  closed_at: Date | null
  on_time: boolean | null
  exempt: Generated<boolean>
  result: string | null
  returns: Generated<number>
  rounds: Generated<number>
  failed: Generated<number>
  postponements: Generated<number>
  suspended_until: PlainDate | null
  supervision: string | null
  reopened: Generated<number>
  satisfied: boolean | null
  rated_at: Date | null
  parent: string | null
  asks: Asks | null
  moved_at: Date
  told: Generated<string | null>
  open311: Generated<string | null>
}
export type CaseEventTable = { case_id: number; seq: number; at: Date; by_name: string; by_role: string; fact: CaseFact }
export type CaseTenureTable = {
  id: Generated<number>
  case_id: number
  n: number
  agency_id: number
  unit_id: number
  unit: string
  street_code: string | null
  major: string | null
  category: string | null
  counted: boolean
  given_at: Date
  due_at: Date | null
  ended_at: Date | null
  settled: boolean
  on_time: boolean | null
  exempt: boolean
  overdue_from: Date | null
  returned: boolean
  rounds: number
  failed: number
}
export type CaseMapCellTable = { agency_id: number; level: number; x: number; y: number; open: number; total: number }
export type CaseNotDuplicateTable = { first_id: number; second_id: number; at: Date; by_name: string; by_role: string; because: string }
export type CaseToIndexTable = { id: Generated<number>; case_id: number }
export type CaseFailedCodeTable = { number: string; at: Date }

declare module '../../platform/database.ts' {
  interface Tables {
    'cases.number_series': CaseSeriesTable
    'cases.case': CaseTable
    'cases.event': CaseEventTable
    'cases.tenure': CaseTenureTable
    'cases.not_duplicate': CaseNotDuplicateTable
    'cases.failed_code': CaseFailedCodeTable
    'cases.map_cell': CaseMapCellTable
    'cases.to_index': CaseToIndexTable
  }
}
