const WEEKDAYS = '日一二三四五六'
const BEIJING_MS = 8 * 3_600_000
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
// A page writes these a hundred times, so they are read off the moment itself.
const inBeijing = (at: Date): Date => new Date(at.getTime() + BEIJING_MS)
// The year stands where it is not the one it is now, or where nobody says what it is now: a case may be read seven years later.
const yearIn = (there: Date, now: Date | undefined): string =>
  now !== undefined && inBeijing(now).getUTCFullYear() === there.getUTCFullYear() ? '' : `${there.getUTCFullYear()}年`
const dayIn = (there: Date, now: Date | undefined): string =>
  `${yearIn(there, now)}${there.getUTCMonth() + 1}月${there.getUTCDate()}日（周${WEEKDAYS.charAt(there.getUTCDay())}）`
const clockIn = (there: Date): string => `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`
/** `11月24日（周二）09:30` in the year of `now`, with its year in another; in Beijing. */
export function momentText(at: Date, now?: Date): string {
  const there = inBeijing(at)
  return dayIn(there, now) + clockIn(there)
}
/** The same as a `time` element, with the moment for machines. */
export function momentMarkup(at: Date, now?: Date): string {
  const there = inBeijing(at)
  const [clock, month, day] = [clockIn(there), two(there.getUTCMonth() + 1), two(there.getUTCDate())]
  return `<time datetime="${there.getUTCFullYear()}-${month}-${day}T${clock}+08:00">${dayIn(there, now)}${clock}</time>`
}
/** `11月24日（周二）`, in Beijing. */
export const dayText = (at: Date, now?: Date): string => dayIn(inBeijing(at), now)
/** `11-24 09:30`, in Beijing; `2019-11-24 09:30` of another year than that of `now`. */
export function shortMoment(at: Date, now?: Date): string {
  const there = inBeijing(at)
  return `${yearIn(there, now).replace('年', '-')}${two(there.getUTCMonth() + 1)}-${two(there.getUTCDate())} ${clockIn(there)}`
}
/** `09:30`, in Beijing. */
export const clockText = (at: Date): string => clockIn(inBeijing(at))
