export type AttachmentTable = {
  id: string
  subject: string
  name: string
  media_type: string
  size: number
  sha256: string
  owner: string | null
  added_at: Date
}

declare module '../../platform/database.ts' {
  interface Tables {
    'files.attachment': AttachmentTable
  }
}
