import { instantOf } from '../conformance/moments.ts'

/** A moment in the form of the specification, in Beijing time: `2026-11-24T09:30:00+08:00`. */
export const instantText = (at: Date): string => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** A moment a client wrote; a plus sign sent bare arrives as a space. */
export function readInstant(text: string): Date | undefined {
  const at = instantOf(text.replace(/ (?=\d{2}:\d{2}$)/, '+'))
  return at === undefined ? undefined : new Date(at)
}

/** The first moment after the one a client wrote. Answers tell whole seconds, so one written without fractions stands for all of its second. */
export const momentAfter = (at: Date, text: string): Date => new Date(text.includes('.') ? at.getTime() + 1 : Math.floor(at.getTime() / 1000) * 1000 + 1000)
