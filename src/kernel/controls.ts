// All but tab and the ends of lines: no text means one, no document may hold one, lists are told apart by two of them, and those that turn
// the direction of writing (U+202A–202E, U+2066–2069) make a title say something else than it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g
/** Text as it may be kept: without control characters and those that turn its direction, every letter whole. */
export const withoutControls = (text: string): string => text.toWellFormed().replace(CONTROL, '')
