import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Db } from '../../platform/database.ts'
import { type Calendar, type CalendarYear, makeCalendar } from './calendar.ts'
import { readNotice, type YearNotice } from './notice.ts'
import { addYears, forgetCalendar, loadCalendar } from './store.ts'

/** A deadline another calendar moves; the number alone, for whoever loads a calendar need not read requests. */
export type Moved = { readonly number: string; readonly from: string; readonly to: string }

/** What loading a calendar sets going elsewhere; handed in by `app.tsx`, for a calendar knows nobody who counts on it. */
export type CalendarFollowers = {
  /** What would move, without moving it. */
  readonly preview: (db: Db, calendar: Calendar, at: Date) => Promise<readonly Moved[]>
  /** Counts anew in the same transaction. */
  readonly follow: (tx: Db, calendar: Calendar, at: Date) => Promise<readonly Moved[]>
  readonly trace: (tx: Db, trace: { at: Date; by: Viewer; act: string; subject: string; article: string; note: string }) => Promise<void>
}

export type Loaded = { readonly years: readonly CalendarYear[]; readonly moved: readonly Moved[] }

const mayLoad = (viewer: Viewer): Refusal<'not-yours'> | undefined =>
  viewer.role === 'system-administrator' ? undefined : refuse('not-yours', '工作日历由系统管理员录入')

/** What this notice says and which open deadlines it would move; changes nothing. */
export async function previewYear(db: Db, viewer: Viewer, notice: YearNotice, followers: CalendarFollowers, at: Date): Promise<Loaded | Refusal> {
  const calendar = await loadCalendar(db)
  const years = mayLoad(viewer) ?? readNotice(notice, calendar)
  if (isRefusal(years)) return years
  const next = makeCalendar(calendar.version, [...calendar.years.values(), ...years])
  return { years, moved: await followers.preview(db, next, at) }
}

/** Loads a year as a new version of the calendar and counts every open deadline on it, all or nothing. */
export async function loadYear(db: Db, viewer: Viewer, notice: YearNotice, followers: CalendarFollowers, at: Date): Promise<Loaded | Refusal> {
  const loaded = await db.transaction().execute(async (tx) => {
    const years = mayLoad(viewer) ?? readNotice(notice, await loadCalendar(tx))
    if (isRefusal(years)) return years
    await addYears(tx, years, viewer.name, at)
    const moved = await followers.follow(tx, await loadCalendar(tx), at)
    const note = `${notice.notice}；移动期限 ${moved.length} 件`
    await followers.trace(tx, { at, by: viewer, act: '录入工作日历', subject: `calendar/${notice.year}`, article: '条例第三十三条', note })
    return { years, moved }
  })
  forgetCalendar(db)
  return loaded
}
