import type { Generated } from 'kysely'
import type { PlainDate } from '../../../kernel/plain-date.ts'
import type { DeadLink, SlipFound, TaskKind } from './tasks.ts'

export type ColumnUnitTable = { agency_id: number; column_code: string; department: string }
export type CheckedTable = { item_id: number; revision: number; checked_on: PlainDate; slips: SlipFound[]; dead: DeadLink[] }
export type TaskTable = {
  id: Generated<number>
  agency_id: number
  kind: TaskKind
  subject: string
  says: string
  href: string
  department: string | null
  until_on: PlainDate | null
  opened_on: PlainDate
  done_on: PlainDate | null
  done_by: string | null
  note: Generated<string>
}
declare module '../../../platform/database.ts' {
  interface Tables {
    'disclosure.column_unit': ColumnUnitTable
    'disclosure.checked': CheckedTable
    'disclosure.task': TaskTable
  }
}
