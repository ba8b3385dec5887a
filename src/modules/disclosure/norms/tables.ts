import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { NormStage } from './lifecycle.ts'
import type { NormEvent, Origin, RelationKind, ReviewDecision } from './norm.ts'

export type NormRegisterTable = { agency_id: number; year: number; last: number }
export type NormSeriesTable = { id: Generated<number>; agency_id: number; format: string; added_at: Date; added_by: string }
export type NormCounterTable = { series_id: number; year: number; last: number }
export type NormTable = {
  id: Generated<number>
  agency_id: number
  number: string
  version: Generated<number>
  submission_key: string
  stage: NormStage
  origin: Origin
  title: string
  issuer: string
  department: string | null
  units: string[]
  document_number: string
  issued_on: PlainDate | null
  effective_on: PlainDate | null
  valid_until: PlainDate | null
  ended_on: PlainDate | null
  end_kind: EndKind | null
  amended_on: PlainDate | null
  consult_from: PlainDate | null
  consult_until: PlainDate | null
  answered_on: PlainDate | null
  item_number: string | null
  interpretation: 'needed' | 'not_needed' | null
  round_number: string | null
  round_decision: ReviewDecision | null
  comments: Generated<number>
  moved_at: Date
}
export type EndKind = 'abolished' | 'expired'
export const VERDICTS = ['adopted', 'partly', 'rejected', 'unrelated'] as const
export type Verdict = (typeof VERDICTS)[number]
export type NormEventTable = { norm_id: number; seq: number; at: Date; by_name: string; by_role: string; fact: NormEvent }
export type NormRelationTable = { norm_id: number; kind: RelationKind; to_norm_id: number | null; to_item: string | null; words: string }
export type NormCommentTable = {
  norm_id: number
  n: number
  submission_key: string
  at: Date
  body: string
  name_sealed: string | null
  contact_sealed: string | null
  verdict: Verdict | null
  reply: Generated<string>
  weighed_by: string | null
  weighed_at: Date | null
}
export type NormRoundTable = {
  agency_id: number
  number: string
  opened_on: PlainDate
  opened_by: string
  closed_on: PlainDate | null
  item_number: string | null
}
declare module '../../../platform/database.ts' {
  interface Tables {
    'disclosure.norm_register': NormRegisterTable
    'disclosure.norm_series': NormSeriesTable
    'disclosure.norm_counter': NormCounterTable
    'disclosure.norm': NormTable
    'disclosure.norm_event': NormEventTable
    'disclosure.norm_relation': NormRelationTable
    'disclosure.norm_comment': NormCommentTable
    'disclosure.norm_round': NormRoundTable
  }
}
