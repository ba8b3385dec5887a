import pg from 'pg'

const RECONNECT_MS = 1_000

/**
 * Hears PostgreSQL's NOTIFY on a channel, over a connection of its own, and is called once whenever that begins, for what went
 * before. While it is lost nothing is heard, so whoever listens also looks for himself from time to time.
 */
export function listen(url: string, channel: string, heard: () => void): { readonly close: () => Promise<void> } {
  let closed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url })
    client = next
    const again = (): void => {
      if (closed || client !== next) return
      client = undefined
      retry = setTimeout(() => void connect(), RECONNECT_MS)
      void next.end().catch(() => undefined)
    }
    next.on('notification', heard)
    next.on('error', again)
    next.on('end', again)
    await next
      .connect()
      .then(() => next.query(`listen ${channel}`))
      .then(heard, again)
  }
  const connecting = connect()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await connecting
      await client?.end().catch(() => undefined)
    },
  }
}
