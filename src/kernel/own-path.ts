const HERE = 'http://own.invalid'
/**
 * Whether `text` is an address of this site from its root. Readers take a backslash for a slash and leave tabs and ends of lines out, so that
 * `/⇥/elsewhere.example` is an address of elsewhere.
 */
export const isOwnPath = (text: string): boolean => /^\/[^\s\\\p{Cc}]*$/u.test(text) && URL.canParse(text, HERE) && new URL(text, HERE).origin === HERE
