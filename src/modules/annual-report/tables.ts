import type { Generated, JSONColumnType } from 'kysely'
import type { Section } from './narrative.ts'
import type { Snapshot } from './publication.ts'

export type EntryTable = {
  id: Generated<number>
  agency_id: number
  year: number
  key: string
  value: string | number
  source: string
  entered_by: string
  entered_at: Date
}
export type SectionTextTable = { agency_id: number; year: number; section: Section; version: number; body: string; written_by: string; written_at: Date }
export type PublicationTable = {
  agency_id: number
  year: number
  version: number
  snapshot: JSONColumnType<Snapshot>
  note: string
  published_by: string
  published_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    'annual_report.entry': EntryTable
    'annual_report.section_text': SectionTextTable
    'annual_report.publication': PublicationTable
  }
}
