const SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const NOTE = /^#?_?(ftn|edn)(ref)?(\d{1,5})$/

/**
 * An address that may be followed from a published page: http, https, mailto or one relative to the site; otherwise undefined.
 * Browsers skip control characters and spaces when they look for `javascript:`, so they are taken out before looking.
 */
export function safeHref(written: string | undefined): string | undefined {
  const href = (written ?? '').replace(/[\p{Cc}\p{Cf}\s\u00a0]/gu, '')
  if (href === '' || href.startsWith('#') || href.startsWith('//') || href.includes('\\') || href.length > 2000) return undefined
  const scheme = /^([^/?#]*?):/.exec(href)?.[1]
  if (scheme === undefined) return href
  if (!SCHEMES.has(`${scheme.toLowerCase()}:`)) return undefined
  if (scheme.toLowerCase() === 'mailto') return /^mailto:[^@?&\s]+@[^@?&\s]+$/i.test(href.split('?')[0] ?? '') ? href.split('?')[0] : undefined
  try {
    const url = new URL(href)
    // A name before the host makes http://www.gov.cn@elsewhere look like ours.
    return url.username === '' && url.password === '' && url.host !== '' ? href : undefined
  } catch {
    return undefined
  }
}

export const callId = (n: number | string): string => `note-call-${n}`
export const noteId = (n: number | string): string => `note-${n}`

/** Our id for the place Word calls `_ftnref1` (where a note is called from) or `_ftn1` (the note). */
export function noteAnchor(word: string | undefined): string | undefined {
  const [, kind, call, n] = NOTE.exec(word ?? '') ?? []
  if (n === undefined) return undefined
  const name = kind === 'edn' ? `e${n}` : n
  return call ? callId(name) : noteId(name)
}
