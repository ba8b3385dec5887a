import type { Places } from '../../redaction/index.ts'

export type CopyTable = {
  id: string
  agency_id: number
  request_number: string
  remedy_id: number | null
  product_id: string | null
  file_id: string | null
  name: string
  media_type: string
  size: number
  sha256: string
  pages: number | null
  places: Places
  released_at: Date
  released_by: string
  released_role: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
  opened_at: Date | null
}

declare module '../../../platform/database.ts' {
  interface Tables {
    'requests.copy': CopyTable
  }
}
