/** Field encryption at rest, and keyed fingerprints, all from the office's one secret. */
export type Cipher = {
  /** AES-256-GCM, `v1.` prefix; the same text seals differently each time. */
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
