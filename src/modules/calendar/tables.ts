import type { Generated } from 'kysely'

export type CalendarVersionTable = { id: Generated<number>; loaded_at: Date; loaded_by: string }
export type CalendarYearTable = {
  version_id: number
  year: number
  notice: string
  days_off: Record<string, string>
  days_worked: Record<string, string>
}

declare module '../../platform/database.ts' {
  interface Tables {
    'calendar.version': CalendarVersionTable
    'calendar.year': CalendarYearTable
  }
}
