import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { type Calendar, type CalendarYear, makeCalendar } from './calendar.ts'
import './tables.ts'
import { PUBLISHED_YEARS } from './years.ts'

const loaded = new WeakMap<Db, { at: number; calendar: Calendar }>()
const LOOK_AGAIN_MS = 1_000

/**
 * The calendar in force: for each year the last version loaded. Kept for a second, so that a list need not read it again
 * and another process hears of a new year at once for all a person can tell.
 */
export async function loadCalendar(db: Db): Promise<Calendar> {
  const kept = loaded.get(db)
  if (kept && performance.now() - kept.at < LOOK_AGAIN_MS) return kept.calendar
  if (kept) {
    const { last } = await db
      .selectFrom('calendar.version')
      .select((eb) => eb.fn.max('id').as('last'))
      .executeTakeFirstOrThrow()
    if (String(last ?? 0) === kept.calendar.version) {
      kept.at = performance.now()
      return kept.calendar
    }
  }
  const rows = await db.selectFrom('calendar.year').select(['version_id', 'year', 'notice', 'days_off', 'days_worked']).orderBy('version_id').execute()
  const years: CalendarYear[] = rows.map((row) => ({ year: row.year, notice: row.notice, off: row.days_off, worked: row.days_worked }))
  const calendar = makeCalendar(String(rows.at(-1)?.version_id ?? 0), years)
  loaded.set(db, { at: performance.now(), calendar })
  return calendar
}

/** Adds a version with these years; what was loaded before stays readable. */
export async function addYears(db: Db, years: readonly CalendarYear[], by: string, at: Date): Promise<void> {
  const { id } = await db.insertInto('calendar.version').values({ loaded_at: at, loaded_by: by }).returning('id').executeTakeFirstOrThrow()
  for (const year of years) {
    await sql`insert into calendar.year (version_id, year, notice, days_off, days_worked)
      values (${id}, ${year.year}, ${year.notice}, ${JSON.stringify(year.off)}::jsonb, ${JSON.stringify(year.worked)}::jsonb)`.execute(db)
  }
  forgetCalendar(db)
}

/** Reads the calendar again at the next question; for the process that has just loaded one in a transaction. */
export const forgetCalendar = (db: Db): void => void loaded.delete(db)

export type CalendarVersion = { readonly id: number; readonly loadedAt: Date; readonly loadedBy: string; readonly years: readonly number[] }

/** Every loading, the newest first. */
export async function listVersions(db: Db): Promise<CalendarVersion[]> {
  const rows = await db
    .selectFrom('calendar.version as v')
    .innerJoin('calendar.year as y', 'y.version_id', 'v.id')
    .select(['v.id', 'v.loaded_at as loadedAt', 'v.loaded_by as loadedBy', sql<number[]>`array_agg(y.year order by y.year)`.as('years')])
    .groupBy('v.id')
    .orderBy('v.id', 'desc')
    .execute()
  return rows
}

/** Fills an empty calendar with the published years; does nothing when years are there. */
export async function ensurePublishedYears(db: Db, at: Date): Promise<void> {
  const any = await db.selectFrom('calendar.version').select('id').limit(1).executeTakeFirst()
  if (!any) await addYears(db, PUBLISHED_YEARS, '系统', at)
}
