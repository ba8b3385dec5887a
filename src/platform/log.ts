/** One JSON line an event, on stderr; never personal data. */
export type Log = {
  readonly info: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly error: (event: string, error: unknown, facts?: Readonly<Record<string, unknown>>) => void
}
