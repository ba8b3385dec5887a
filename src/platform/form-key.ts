import { randomBytes } from 'node:crypto'

/**
 * The key of a form, under which it is received once: a UUID of version 7 (RFC 9562), which begins with its moment, so that an index of
 * keys grows at its end and not in as many places as there are keys.
 */
export function formKey(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
