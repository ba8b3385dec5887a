import type { Feed } from '../../ui/feeds.ts'
import type { ListedItem } from './public-store.ts'

const momentOf = (day: string): string => `${day}T00:00:00+08:00`
const BEGUN = '2008-05-01' // 条例自2008年5月1日起施行

/** What a list shows, as a feed. */
export const feedOf = (
  rows: readonly ListedItem[],
  site: { readonly title: string; readonly author: string; readonly origin: string; readonly self: string; readonly home: string },
): Feed => ({
  title: site.title,
  author: site.author,
  self: site.origin + site.self,
  home: site.origin + site.home,
  begun: momentOf(BEGUN),
  entries: rows.map(({ number, title, publishedOn, revisedOn, issuer }) => ({
    url: `${site.origin}/disclosure/${number}`,
    title,
    updated: momentOf(revisedOn ?? publishedOn),
    author: issuer,
  })),
})
