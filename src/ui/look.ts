/** How a reader asked the pages to look; kept in the `look` cookie, no account needed. */
export type Look = { readonly elder: boolean; readonly contrast: boolean }
export const PLAIN_LOOK: Look = { elder: false, contrast: false }
// There are four, and frames are kept for each.
const LOOKS = [PLAIN_LOOK, { elder: true, contrast: false }, { elder: false, contrast: true }, { elder: true, contrast: true }] as const
export const readLook = (cookie: string | undefined): Look => LOOKS[(cookie?.includes('e') ? 1 : 0) + (cookie?.includes('c') ? 2 : 0)] ?? PLAIN_LOOK
export const writeLook = (look: Look): string => `${look.elder ? 'e' : ''}${look.contrast ? 'c' : ''}`
