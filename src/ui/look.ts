/** How a reader asked the pages to look; kept in the `look` cookie, no account needed. */
export type Look = { readonly elder: boolean; readonly contrast: boolean }
export const PLAIN_LOOK: Look = { elder: false, contrast: false }
export const readLook = (cookie: string | undefined): Look => ({ elder: cookie?.includes('e') ?? false, contrast: cookie?.includes('c') ?? false })
export const writeLook = (look: Look): string => `${look.elder ? 'e' : ''}${look.contrast ? 'c' : ''}`
