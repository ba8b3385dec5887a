const WEEKDAYS = '日一二三四五六'
const BEIJING_MS = 8 * 3_600_000
const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
// A page writes these a hundred times, so they are read off the moment itself.
const inBeijing = (at: Date): Date => new Date(at.getTime() + BEIJING_MS)
const dayIn = (there: Date): string => `${there.getUTCMonth() + 1}月${there.getUTCDate()}日（周${WEEKDAYS.charAt(there.getUTCDay())}）`
const clockIn = (there: Date): string => `${two(there.getUTCHours())}:${two(there.getUTCMinutes())}`
/** `11月24日（周二）09:30`, in Beijing. */
export function momentText(at: Date): string {
  const there = inBeijing(at)
  return dayIn(there) + clockIn(there)
}
/** The same as a `time` element, with the moment for machines. */
export function momentMarkup(at: Date): string {
  const there = inBeijing(at)
  const [clock, month, day] = [clockIn(there), two(there.getUTCMonth() + 1), two(there.getUTCDate())]
  return `<time datetime="${there.getUTCFullYear()}-${month}-${day}T${clock}+08:00">${dayIn(there)}${clock}</time>`
}
/** `11月24日（周二）`, in Beijing. */
export const dayText = (at: Date): string => dayIn(inBeijing(at))
/** `11-24 09:30`, in Beijing. */
export function shortMoment(at: Date): string {
  const there = inBeijing(at)
  return `${two(there.getUTCMonth() + 1)}-${two(there.getUTCDate())} ${clockIn(there)}`
}
/** `09:30`, in Beijing. */
export const clockText = (at: Date): string => clockIn(inBeijing(at))
