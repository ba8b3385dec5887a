/** Rendered public pages, kept in memory; each process drops its own when the write path says so (LISTEN/NOTIFY between processes). */
export type PageCache = {
  readonly find: (key: string) => CachedPage | undefined
  readonly keep: (key: string, page: CachedPage, topics: readonly string[]) => void
  /** Drops every page kept under the topic, in every process. */
  readonly drop: (topic: string) => Promise<void>
}
export type CachedPage = { readonly body: Uint8Array; readonly type: string; readonly etag: string }
