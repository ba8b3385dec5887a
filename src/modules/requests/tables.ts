import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Decision } from './decisions.ts'
import type { Basis } from './fees/tariff.ts'
import type { ApplicantKind, Channel, DeliveryWay, Format } from './kinds.ts'
import type { Stage } from './lifecycle.ts'
import type { RequestEvent } from './events.ts'

export type NumberSeriesTable = { agency_id: number; year: number; last: number }
export type RequestTable = {
  id: Generated<number>
  agency_id: number
  number: string
  version: Generated<number>
  submission_key: string
  code_fingerprint: string
  channel: Channel
  submitted_at: Date
  arrived_on: PlainDate
  confirmed_on: PlainDate | null
  received_on: PlainDate
  evidence: string
  applicant_kind: ApplicantKind
  applicant_sealed: string
  applicant_masked: string
  applicant_fingerprint: string
  subject: string
  format: Format
  delivery_way: DeliveryWay
  stage: Stage
  department: string | null
  due_on: PlainDate | null
  due_provisional: boolean
  calendar_version: string
  concluded_on: PlainDate | null
  decision: Decision | null
  has_files: Generated<boolean>
  departments: Generated<string[]>
  sent_on: PlainDate | null
  archived_on: PlainDate | null
  erase_after: PlainDate | null
  erased_on: PlainDate | null
}
export type CirculatedTable = {
  request_id: number
  n: number
  agency_id: number
  department: string
  leads: boolean
  asked_on: PlainDate
  due_on: PlainDate | null
  answered_on: PlainDate | null
  urged: Generated<number>
}
export type RequestEventTable = {
  request_id: number
  seq: number
  at: Date
  by_name: string
  by_role: string
  article: string
  fact: RequestEvent
}
export type FeeTable = {
  request_id: number
  agency_id: number
  basis: Basis
  quantity: number
  yuan: number
  proposed_on: PlainDate
  noticed_on: PlainDate | null
  due_on: PlainDate | null
  paid_on: PlainDate | null
  receipt: Generated<string>
  waived_on: PlainDate | null
  waived_because: Generated<string>
  cut_yuan: Generated<number>
  cut_on: PlainDate | null
}
export type TariffTable = {
  id: Generated<number>
  agency_id: number | null
  from_on: PlainDate
  source: string
  bands: unknown
  added_at: Date
  added_by: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
}
export type FailedCodeTable = { number: string; at: Date }
declare module '../../platform/database.ts' {
  interface Tables {
    'requests.number_series': NumberSeriesTable
    'requests.request': RequestTable
    'requests.event': RequestEventTable
    'requests.circulated': CirculatedTable
    'requests.fee': FeeTable
    'requests.tariff': TariffTable
    'requests.failed_code': FailedCodeTable
  }
}
