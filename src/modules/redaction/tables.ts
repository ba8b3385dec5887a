import type { Generated } from 'kysely'
import type { FileKind, Proof } from './redaction.ts'

/** A page as it is kept: its size, and the picture of it among the draft's own blobs. */
export type KeptPage = { readonly width: number; readonly height: number; readonly picture: string }
/** How many places were covered under each ground. */
export type Places = readonly { readonly ground: string; readonly places: number }[]
export type DraftTable = {
  id: string
  agency_id: number
  request_number: string
  /** Null once the draft has been erased with its request. */
  file_id: string | null
  name: string
  kind: FileKind
  version: Generated<number>
  pages: KeptPage[]
  notes: string[]
  hits_sealed: string
  marks_sealed: string
  added_at: Date
  added_by: string
  edited_at: Date
  edited_by: string
}
export type ProductTable = {
  id: string
  draft_id: string
  file_id: string | null
  at: Date
  by_name: string
  by_role: string
  grounds: string[]
  places: Places
  pages: KeptPage[]
  proof: Proof
}

declare module '../../platform/database.ts' {
  interface Tables {
    'redaction.draft': DraftTable
    'redaction.product': ProductTable
  }
}
