import { beijingDay, beijingMidnight, dayAfter, type PlainDate } from '../../kernel/plain-date.ts'
import { type Calendar, dayOf } from './calendar.ts'

/** A stretch of time in milliseconds since 1970, its end not included. */
export type Span = { readonly from: number; readonly to: number }

/** When the office works on a working day, as minutes after midnight; the lunch break lies between two stretches. */
export type OfficeHours = readonly { readonly from: number; readonly to: number }[]

const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

/** `09:00` as minutes after midnight. */
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
/** Reads `['09:00-12:00', '13:30-17:30']`. */
export const officeHours = (...stretches: readonly `${string}-${string}`[]): OfficeHours =>
  stretches.map((stretch) => ({ from: minutesOf(stretch.slice(0, 5)), to: minutesOf(stretch.slice(6)) }))

/** The moments the office works on a day; none on a day off. */
export function worked(date: PlainDate, calendar: Calendar, hours: OfficeHours): readonly Span[] {
  if (!dayOf(date, calendar).working) return []
  const midnight = beijingMidnight(date).getTime()
  return hours.map(({ from, to }) => ({ from: midnight + from * MINUTE_MS, to: midnight + to * MINUTE_MS }))
}

/** When the office opens and closes on a day, working or not. */
export function opening(date: PlainDate, hours: OfficeHours): Span {
  const midnight = beijingMidnight(date).getTime()
  return { from: midnight + (hours[0]?.from ?? 0) * MINUTE_MS, to: midnight + (hours.at(-1)?.to ?? 1440) * MINUTE_MS }
}

/** The days from a moment on, for ever; the caller ends. */
export function* daysFrom(moment: number): Generator<PlainDate> {
  for (let date = beijingDay(new Date(moment)); ; date = dayAfter(date)) yield date
}

/** Spans in order of time, those that touch or overlap made one; empty ones left out. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  for (const span of [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && span.from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else out.push(span)
  }
  return out
}

/** What of a span lies outside the holes; these are joined. */
export function without(span: Span, holes: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  let from = span.from
  for (const hole of holes) {
    if (hole.to <= from) continue
    if (hole.from >= span.to) break
    if (hole.from > from) out.push({ from, to: hole.from })
    from = hole.to
  }
  if (from < span.to) out.push({ from, to: span.to })
  return out
}
