import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** Field encryption at rest, and keyed fingerprints, all from the office's one secret. */
export type Cipher = {
  /** AES-256-GCM with a `v1.` prefix; the same text seals differently each time. */
  readonly seal: (text: string) => string
  /** Throws when the text was not sealed by this office. */
  readonly open: (sealed: string) => string
  /** HMAC-SHA-256 in hex: finds a person or a query code again without keeping it readable. */
  readonly fingerprint: (text: string) => string
  /** `value.signature`, for cookies. */
  readonly sign: (value: string) => string
  /** The value, or undefined when the signature is not ours. */
  readonly verify: (signed: string) => string | undefined
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

const POOL_BYTES = NONCE_BYTES * 256
let pool = Buffer.alloc(0)
/** Random bytes nobody has had before, drawn from the system a few hundred at a time: asking is slower than sealing. */
function nextNonce(): Buffer {
  if (pool.length === 0) pool = randomBytes(POOL_BYTES)
  const nonce = pool.subarray(0, NONCE_BYTES)
  pool = pool.subarray(NONCE_BYTES)
  return nonce
}

export function makeCipher(secret: string): Cipher {
  const keyFor = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'gongkai', purpose, 32)))
  const sealing = keyFor('seal')
  const finding = keyFor('fingerprint')
  const signing = keyFor('sign')
  const signature = (value: string) => createHmac('sha256', signing).update(value).digest('base64url')

  return {
    seal(text) {
      const nonce = nextNonce()
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('not a sealed field')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
    fingerprint: (text) => createHmac('sha256', finding).update(text).digest('hex'),
    sign: (value) => `${value}.${signature(value)}`,
    verify(signed) {
      const at = signed.lastIndexOf('.')
      if (at < 0) return undefined
      const value = signed.slice(0, at)
      const given = Buffer.from(signed.slice(at + 1))
      const right = Buffer.from(signature(value))
      return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
    },
  }
}
