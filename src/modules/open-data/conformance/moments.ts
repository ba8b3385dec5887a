const W3C = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-](\d{2}):(\d{2}))$/
export const DAY = 86_400_000

/** The instant of a W3C date with its mandatory zone; undefined for anything else, and for days that do not exist. */
export function instantOf(text: string): number | undefined {
  const [whole, ...numbers] = W3C.exec(text) ?? []
  if (whole === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = numbers.map((number) => Number(number ?? 0))
  const written = new Date(Date.UTC(year, month - 1, day))
  const real = written.getUTCMonth() === month - 1 && written.getUTCDate() === day && hour < 24 && minute < 60 && second < 61
  if (!real || offsetHour > 14 || offsetMinute > 59) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

export const w3c = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z')

/** The same instant, written in Beijing time. */
export const w3cInBeijing = (instant: number): string =>
  new Date(instant + 8 * 3_600_000)
    .toISOString()
    .replace(/\.000Z$/, 'Z')
    .replace('Z', '+08:00')

/** A changeset is only said to be sortable; the examples write `2011-02-03 14:18`, and servers write W3C dates and plain days. */
export function changesetInstant(text: string): number | undefined {
  const [whole, year, month, day, rest] = /^(\d{4})-?(\d{2})-?(\d{2})(.*)$/s.exec(text) ?? []
  if (whole === undefined) return undefined
  const date = `${year}-${month}-${day}`
  if (instantOf(`${date}T00:00:00Z`) === undefined) return undefined
  const tail = (rest ?? '').trim().replace(/^T/, '')
  if (tail === '') return Date.parse(`${date}T00:00:00Z`)
  const [time, hour, minute] = /^(\d{2}):?(\d{2})(?::?\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/.exec(tail) ?? []
  return time !== undefined && Number(hour) < 24 && Number(minute) < 60 ? Date.parse(`${date}T${hour}:${minute}:00Z`) : undefined
}
