import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Kind } from './document.ts'

export type DocumentTable = {
  id: Generated<number>
  agency_id: number
  kind: Kind
  key: string
  path: string
  title: string
  summary: string
  body: string
  /** One a line. */
  numbers: string
  published_on: PlainDate
  column_name: string
  department: string
  subject: string
  validity: string
  answer: string
  words: string
}
export type TermTable = { agency_id: number; term: string; sound: string; initials: string; forms: string[] }
export type AskedTable = { agency_id: number; day: PlainDate; text: string; times: number; found: number }
export type MissedTable = {
  id: Generated<number>
  agency_id: number
  text: string
  first_on: PlainDate
  last_on: PlainDate
  times: number
  times_since: Generated<number>
  done_on: PlainDate | null
  done_by: string | null
  note: Generated<string>
}

declare module '../../platform/database.ts' {
  interface Tables {
    'search.document': DocumentTable
    'search.term': TermTable
    'search.asked': AskedTable
    'search.missed': MissedTable
  }
}
