import ical, { ICalCalendarMethod, ICalEventClass, ICalEventTransparency } from 'ical-generator'
import type { DueDay } from './due-days.ts'

const HOUR_SECONDS = 3_600
type About = { readonly name: string; readonly agency: string; readonly origin: string; readonly now: Date }

/** Due days as a calendar (RFC 5545): whole days, told apart by `uid` for good; `sequence` says which telling of one is the later. */
export function calendarFile(days: readonly DueDay[], { name, agency, origin, now }: About): string {
  const calendar = ical({ name, prodId: { company: 'Gongkai', product: 'deadlines', language: 'ZH' }, method: ICalCalendarMethod.PUBLISH, ttl: HOUR_SECONDS })
  for (const { uid, sequence, path, on, title, says } of days)
    calendar.createEvent({
      id: `${uid}@${agency}`,
      sequence,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      stamp: now,
      summary: title,
      description: says,
      url: `${origin}${path}`,
      class: ICalEventClass.PRIVATE,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  return calendar.toString()
}
export const ICS = 'text/calendar; charset=utf-8'
