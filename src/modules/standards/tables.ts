import type { Generated } from 'kysely'
import type { PlainDate } from '../../kernel/plain-date.ts'
import type { Limit } from './limits.ts'
import type { Kind, LimitStage } from './standard.ts'

export type VersionTable = {
  id: Generated<number>
  name: string
  effective_from: PlainDate
  added_at: Date
  added_by: string
}
export type CategoryTable = {
  version_id: number
  code: string
  kind: Kind
  major: string
  major_name: string
  minor: string
  minor_name: string
  place: number
}
export type ConditionTable = {
  version_id: number
  code: string
  category_code: string
  place: number
  text: string
  time_limit: Limit
  stages: readonly LimitStage[]
  closing: string
  informational: boolean
  level: number
}

declare module '../../platform/database.ts' {
  interface Tables {
    'standards.version': VersionTable
    'standards.category': CategoryTable
    'standards.condition': ConditionTable
  }
}
