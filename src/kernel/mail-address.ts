const LONGEST_ADDRESS = 254 // RFC 5321 §4.5.3.1.3 less its brackets
const LONGEST_LOCAL = 64 // RFC 5321 §4.5.3.1.1
// One plain address: what browsers take in a mail field, with a domain of at least two labels. No quotes, comments or lists.
const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/i

/** Whether `text` is one mail address a letter can be sent to. */
export const isMailAddress = (text: string): boolean => text.length <= LONGEST_ADDRESS && text.indexOf('@') <= LONGEST_LOCAL && ADDRESS.test(text)

/** `z***@example.com`; the only letter of a name of one letter is covered too. */
export function maskMailAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${at > 1 ? address.slice(0, 1) : ''}***${address.slice(at)}`
}
