import type { Generated } from 'kysely'

export const PHOTO_ROLES = ['report', 'near', 'far', 'before', 'after', 'verification'] as const
export type PhotoRole = (typeof PHOTO_ROLES)[number]
export type PhotoState = 'waiting' | 'ready' | 'refused'
export type Screened = 'held' | 'released' | 'withheld'

export type PhotoTable = {
  id: string
  subject: string
  role: PhotoRole
  position: number
  taken_by: string | null
  uploaded_at: Date
  alt: Generated<string>
  state: Generated<PhotoState>
  refused_because: string | null
  attempts: Generated<number>
  claimed_until: Date | null
  upload_sha256: string
  original_sha256: string | null
  full_sha256: string | null
  thumb_sha256: string | null
  dropping: Generated<string[]>
  width: number | null
  height: number | null
  bytes: number | null
  phash: string | null
  exif_lat: number | null
  exif_lon: number | null
  exif_taken_at: Date | null
  screened: Generated<Screened>
  screened_by: string | null
  screened_at: Date | null
  screened_because: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    'photos.photo': PhotoTable
  }
}
