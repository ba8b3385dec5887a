import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { DeliveryWay } from './delivery.ts'
import type { LetterCode } from './letter.ts'

export type TemplateTable = {
  id: Generated<number>
  agency_id: number
  code: LetterCode
  version: number
  effective_from: PlainDate
  file_name: string
  sha256: string
  added_at: Date
  added_by: string
}
export type WordingTable = {
  id: Generated<number>
  agency_id: number
  key: string
  effective_from: PlainDate
  text: string
  law: string
  added_at: Date
  added_by: string
}
export type LetterSeriesTable = { agency_id: number; year: number; last: number }
export type LetterTable = {
  id: Generated<number>
  agency_id: number
  submission_key: string
  subject: string
  code: LetterCode
  number: string | null
  year: number
  nth: number | null
  made_on: PlainDate
}
export type EditionTable = {
  letter_id: number
  n: number
  at: Date
  by_name: string
  kind: EditionKind
  template_id: number
  values_sealed: string
  docx_sha256: string
  pdf_sha256: string
  unshown: string
}
export type EditionKind = 'merged' | 'edited'
export type SignatureTable = { letter_id: number; n: number; at: Date; by_name: string }
export type PostingTable = {
  letter_id: number
  n: number
  way: DeliveryWay
  sent_on: PlainDate
  tracking: string
  evidence: string
  at: Date
  by_name: string
}
export type PostingResultTable = { letter_id: number; n: number; arrived: boolean; known_on: PlainDate; words: string; at: Date; by_name: string }
export type KeptBackTable = { letter_id: number; reason: string; at: Date; by_name: string }
export type ToSendTable = { letter_id: number; agency_id: number; came_back: Generated<boolean> }
export type LetterBatchTable = {
  id: Generated<number>
  agency_id: number
  submission_key: string
  code: LetterCode
  made_on: PlainDate
  started_at: Date
  started_by: Viewer
  total: number
}
export type LetterBatchItemTable = {
  batch_id: number
  n: number
  subject: string
  values_sealed: string
  state: Generated<BatchState>
  attempts: Generated<number>
  letter_id: number | null
  problem: string | null
  done_at: Date | null
}
export type BatchState = 'waiting' | 'made' | 'refused'

declare module '../../platform/database.ts' {
  interface Tables {
    'letters.template': TemplateTable
    'letters.wording': WordingTable
    'letters.number_series': LetterSeriesTable
    'letters.letter': LetterTable
    'letters.edition': EditionTable
    'letters.signature': SignatureTable
    'letters.posting': PostingTable
    'letters.posting_result': PostingResultTable
    'letters.kept_back': KeptBackTable
    'letters.to_send': ToSendTable
    'letters.batch': LetterBatchTable
    'letters.batch_item': LetterBatchItemTable
  }
}
