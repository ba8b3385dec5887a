/** The reasons for which the house says no; `platform/web.ts` gives each its HTTP status. */
export type RefusalCode = 'not-found' | 'not-now' | 'not-yours' | 'stale' | 'invalid' | 'too-late' | 'limit' | 'duplicate' | 'unreadable' | 'does-not-balance'

/** An expected "no": a stable code, and a Chinese sentence saying what is possible. */
export type Refusal<Code extends RefusalCode = RefusalCode> = {
  readonly refused: Code
  readonly because: string
  /** The article that says so, when one does. */
  readonly law?: string
}

export const refuse = <Code extends RefusalCode>(refused: Code, because: string, law?: string): Refusal<Code> =>
  law === undefined ? { refused, because } : { refused, because, law }

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value
