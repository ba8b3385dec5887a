import pg from 'pg'

/**
 * Rendered public pages, kept in memory. Whoever changes what a page shows drops its topic; PostgreSQL's NOTIFY carries the
 * word to every other process, so that no process serves a page the ledger has left behind.
 */
export type PageCache = {
  readonly find: (key: string) => CachedPage | undefined
  /** Keeps a page for a time, unless a topic has been dropped since `begun`: then it was drawn from what is no longer so. */
  readonly keep: (key: string, page: CachedPage, kept: { readonly topics: readonly string[]; readonly forMs: number; readonly begun: number }) => void
  /** Taken before a page is drawn, given back when it is kept. */
  readonly begin: () => number
  /** Drops every page kept under the topic, here at once and elsewhere as soon as they hear. */
  readonly drop: (topic: string) => Promise<void>
  readonly close: () => Promise<void>
}
/** A page as bytes, plain and gzipped. */
export type CachedPage = {
  readonly body: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
  readonly etag: string
}

const CHANNEL = 'gongkai_pages'
const MOST_PAGES = 2_000
const RECONNECT_MS = 1_000

/** Opens a connection of its own to listen on. While that is lost nothing is kept, because nobody would hear of a change. */
export async function openPageCache(url: string): Promise<PageCache> {
  const pages = new Map<string, { page: CachedPage; topics: readonly string[]; until: number }>()
  let dropped = 0
  let listening = false
  let closed = false
  let client: pg.Client | undefined

  const forget = (topic: string) => {
    dropped += 1
    for (const [key, kept] of pages) if (kept.topics.includes(topic)) pages.delete(key)
  }
  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url })
    client = next
    next.on('notification', (message) => forget(message.payload ?? ''))
    next.on('error', () => {
      listening = false
      pages.clear()
      if (!closed && client === next) {
        client = undefined
        setTimeout(() => void listen().catch(() => undefined), RECONNECT_MS).unref()
      }
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    listening = true
  }
  await listen()

  return {
    find(key) {
      const found = pages.get(key)
      if (found === undefined || performance.now() < found.until) return found?.page
      pages.delete(key)
      return undefined
    },
    begin: () => dropped,
    keep(key, page, { topics, forMs, begun }) {
      if (!listening || begun !== dropped) return
      if (pages.size >= MOST_PAGES) {
        const oldest = pages.keys().next().value
        if (oldest !== undefined) pages.delete(oldest)
      }
      pages.set(key, { page, topics, until: performance.now() + forMs })
    },
    async drop(topic) {
      forget(topic)
      if (listening) await client?.query('select pg_notify($1, $2)', [CHANNEL, topic])
    },
    async close() {
      closed = true
      pages.clear()
      await client?.end()
    },
  }
}
