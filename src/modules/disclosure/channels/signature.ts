import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

// Standard Webhooks 1.0: the headers, the content that is signed and the form of the secret.
const PREFIX = 'whsec_'
const SECRET_BYTES = 32
const TOLERANCE_S = 300

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64')

const signatureOf = (secret: string, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')}`

/** What a push carries, so that the other side knows who sent it and when. */
export const signedHeaders = (secret: string, id: string, at: Date, body: string): Record<string, string> => {
  const timestamp = Math.floor(at.getTime() / 1000)
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatureOf(secret, id, timestamp, body) }
}

/** How the other side checks a push. */
export function isSigned(secret: string, headers: Readonly<Record<string, string | undefined>>, body: string, now: Date): boolean {
  const timestamp = Number(headers['webhook-timestamp'])
  if (!Number.isInteger(timestamp) || Math.abs(now.getTime() / 1000 - timestamp) > TOLERANCE_S) return false
  const right = Buffer.from(signatureOf(secret, headers['webhook-id'] ?? '', timestamp, body))
  return (headers['webhook-signature'] ?? '').split(' ').some((one) => {
    const given = Buffer.from(one)
    return given.length === right.length && timingSafeEqual(given, right)
  })
}
