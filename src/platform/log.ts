/** One JSON line an event, on stderr; never personal data. */
export type Log = {
  readonly info: (event: string, facts?: Readonly<Record<string, unknown>>) => void
  readonly error: (event: string, error: unknown, facts?: Readonly<Record<string, unknown>>) => void
}

export function makeLog(write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`)): Log {
  const line = (level: string, event: string, facts: Readonly<Record<string, unknown>>) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }))
  return {
    info: (event, facts = {}) => line('info', event, facts),
    error: (event, error, facts = {}) => line('error', event, { ...facts, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  }
}
