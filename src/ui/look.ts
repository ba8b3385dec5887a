/** How a reader asked the pages to look, and whether the screen is one of a 公共查阅点; kept in the `look` cookie, no account needed. */
export type Look = { readonly elder: boolean; readonly contrast: boolean; readonly kiosk: boolean }
// There are eight, and frames are kept for each.
const LETTERS = { elder: 'e', contrast: 'c', kiosk: 'k' } as const satisfies Record<keyof Look, string>
const LOOKS: readonly Look[] = Array.from({ length: 8 }, (_, n) => ({ elder: (n & 1) > 0, contrast: (n & 2) > 0, kiosk: (n & 4) > 0 }))
export const LOOK_SECONDS = 31_536_000 // office setting: a year
export const PLAIN_LOOK: Look = { elder: false, contrast: false, kiosk: false }
export function readLook(cookie: string | undefined): Look {
  const has = (letter: string, weight: number): number => (cookie?.includes(letter) ? weight : 0)
  return LOOKS[has(LETTERS.elder, 1) + has(LETTERS.contrast, 2) + has(LETTERS.kiosk, 4)] ?? PLAIN_LOOK
}
export const writeLook = (look: Look): string => `${look.elder ? LETTERS.elder : ''}${look.contrast ? LETTERS.contrast : ''}${look.kiosk ? LETTERS.kiosk : ''}`
