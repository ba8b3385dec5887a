import type { ColumnType, Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { BookKind } from './budgets/book.ts'
import type { BudgetListed } from './budgets/store.ts'
import type { RecordContent, RecordKind } from './directory/kinds.ts'
import type { RecordFact } from './directory/record.ts'
import type { Exemption } from './exemptions.ts'
import type { ItemEvent, Shown } from './item.ts'
import type { Stage, Validity } from './lifecycle.ts'

export type ItemNumberSeriesTable = { agency_id: number; year: number; last: number }
export type ItemTable = {
  id: Generated<number>
  agency_id: number
  number: string
  index_number: string
  version: Generated<number>
  submission_key: string
  stage: Stage
  shown: Shown
  title: string
  column_code: string
  issuer: string
  document_number: string
  subject: string
  department: string | null
  formed_on: PlainDate
  due_on: PlainDate | null
  due_provisional: boolean
  first_published_on: PlainDate | null
  published_on: PlainDate | null
  revised_on: PlainDate | null
  scheduled_at: Date | null
  validity: Validity
  valid_until: PlainDate | null
  replaced_by: string | null
  replaced_title: string | null
  exemption: Exemption | null
  review_on: PlainDate | null
  moved_at: Date
  changed: number | null
  changed_at: Date | null
  was_in: Generated<string[]>
}
export type ItemEventTable = { item_id: number; seq: number; at: Date; by_name: string; by_role: string; by_id: string | null; fact: ItemEvent }
export type RevisionTable = { item_id: number; n: number; published_on: PlainDate; content: string; html: string; words: string }
export type BudgetTable = { item_id: number; agency_id: number; year: number; kind: BookKind; tables: ColumnType<BudgetListed['tables'], string, string> }
export type LookedIntoTable = {
  file_id: string
  hidden: ColumnType<readonly string[], string, string>
  personal: ColumnType<readonly string[], string, string>
  left_out: ColumnType<readonly string[], string, string>
  at: Date
}
export type RecordTable = {
  id: Generated<number>
  agency_id: number
  kind: RecordKind
  submission_key: string
  version: Generated<number>
  name: string
  rank: number
  pending: boolean
  shown: ColumnType<RecordContent | null, string | null, string | null>
  changed_on: PlainDate | null
  next_on: PlainDate | null
  moved_at: Date
}
export type RecordEventTable = { record_id: number; seq: number; at: Date; by_name: string; by_role: string; fact: RecordFact }
export type ProcurementTable = {
  record_id: number
  agency_id: number
  awarded_on: PlainDate
  method: string
  central: boolean
  amount_fen: number
  content: ColumnType<RecordContent, string, string>
}
declare module '../../platform/database.ts' {
  interface Tables {
    'disclosure.number_series': ItemNumberSeriesTable
    'disclosure.item': ItemTable
    'disclosure.event': ItemEventTable
    'disclosure.revision': RevisionTable
    'disclosure.budget': BudgetTable
    'disclosure.looked_into': LookedIntoTable
    'disclosure.record': RecordTable
    'disclosure.record_event': RecordEventTable
    'disclosure.procurement': ProcurementTable
  }
}
