import type { Feed } from '../../ui/feeds.ts'
import { findColumn } from './columns.ts'
import type { Fed } from './feed-store.ts'
import type { ListedItem } from './public-store.ts'

const midnight = (day: string): string => `${day}T00:00:00+08:00`
const BEGUN = '2008-05-01' // 条例自2008年5月1日起施行

/** What a list shows, as a feed with the whole texts; of what was published before it came onto this platform only the days are known. */
export const feedOf = (
  rows: readonly ListedItem[],
  bodies: ReadonlyMap<string, Fed>,
  site: { readonly title: string; readonly author: string; readonly origin: string; readonly self: string; readonly home: string },
): Feed => ({
  title: site.title,
  author: site.author,
  self: site.origin + site.self,
  home: site.origin + site.home,
  begun: midnight(BEGUN),
  entries: rows.map(({ number, title, publishedOn, revisedOn, issuer, column }) => {
    const { publishedAt = null, changedAt, summary = '', html = '', files = [] } = bodies.get(number) ?? {}
    const url = `${site.origin}/disclosure/${number}`
    return {
      url,
      title,
      published: publishedAt?.toISOString() ?? midnight(publishedOn),
      updated: (publishedAt && changedAt)?.toISOString() ?? midnight(revisedOn ?? publishedOn),
      author: issuer,
      summary,
      html,
      tags: [findColumn(column)?.name ?? column],
      files: files.map(({ id, name, media, size }) => ({ url: `${url}/files/${id}`, name, media, size })),
    }
  }),
})
