import { escaped } from './jsx-runtime.ts'

export type FeedEntry = {
  /** Its address, and what it is known by for good. */
  readonly url: string
  readonly title: string
  /** RFC 3339. */
  readonly updated: string
  readonly published?: string
  readonly summary?: string
  readonly author?: string
  /** The whole, as HTML. */
  readonly html?: string
  readonly tags?: readonly string[]
  readonly files?: readonly { readonly url: string; readonly name: string; readonly media: string; readonly size: number }[]
}
export type Feed = {
  readonly title: string
  readonly author: string
  /** The address of this feed, with what filters it. */
  readonly self: string
  /** The page that shows the same. */
  readonly home: string
  /** When there is no entry yet. */
  readonly begun: string
  readonly entries: readonly FeedEntry[]
}

const newestOf = ({ entries, begun }: Feed): string =>
  entries.reduce((newest, { updated }) => (Date.parse(updated) > Date.parse(newest) ? updated : newest), begun)
// Control characters may stand in no XML at all.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const xml = (text: string): string => escaped(text.replace(CONTROL, ''))
const tag = (name: string, text: string | undefined): string => (text ? `<${name}>${xml(text)}</${name}>` : '')

export const ATOM = 'application/atom+xml; charset=utf-8'
/** Atom, RFC 4287. */
export function atomOf(feed: Feed): string {
  const entries = feed.entries.map(
    (one) =>
      `<entry>${tag('id', one.url)}${tag('title', one.title)}<link href="${xml(one.url)}"/>${tag('updated', one.updated)}${tag('published', one.published)}` +
      `<author>${tag('name', one.author || feed.author)}</author>${(one.tags ?? []).map((term) => `<category term="${xml(term)}"/>`).join('')}` +
      (one.files ?? [])
        .map(({ url, name, media, size }) => `<link rel="enclosure" href="${xml(url)}" title="${xml(name)}" type="${xml(media)}" length="${size}"/>`)
        .join('') +
      `${tag('summary', one.summary)}${one.html ? `<content type="html">${xml(one.html)}</content>` : ''}</entry>`,
  )
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${tag('id', feed.self)}${tag('title', feed.title)}${tag('updated', newestOf(feed))}` +
    `<author>${tag('name', feed.author)}</author><link rel="self" href="${xml(feed.self)}"/><link href="${xml(feed.home)}"/>${entries.join('')}</feed>\n`
  )
}

export const RSS = 'application/rss+xml; charset=utf-8'
/** RSS 2.0. */
export function rssOf(feed: Feed): string {
  const date = (text: string): string => new Date(text).toUTCString()
  const items = feed.entries.map(
    (one) =>
      `<item>${tag('title', one.title)}${tag('link', one.url)}<guid isPermaLink="true">${xml(one.url)}</guid>${tag('pubDate', date(one.published ?? one.updated))}` +
      `${tag('dc:creator', one.author || feed.author)}${(one.tags ?? []).map((term) => tag('category', term)).join('')}${tag('description', one.summary)}${tag('content:encoded', one.html)}</item>`,
  )
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${tag('title', feed.title)}${tag('link', feed.home)}` +
    `${tag('description', feed.title)}<language>zh-CN</language>${tag('lastBuildDate', date(newestOf(feed)))}` +
    `<atom:link rel="self" type="application/rss+xml" href="${xml(feed.self)}"/>${items.join('')}</channel></rss>\n`
  )
}

export const JSON_FEED = 'application/feed+json; charset=utf-8'
/** JSON Feed 1.1. */
export const jsonFeedOf = (feed: Feed, next: string | null): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self,
    ...(next === null ? {} : { next_url: next }),
    language: 'zh-CN',
    authors: [{ name: feed.author }],
    items: feed.entries.map((one) => ({
      id: one.url,
      url: one.url,
      title: one.title,
      ...(one.html ? { content_html: one.html } : { content_text: one.summary || one.title }),
      ...(one.summary ? { summary: one.summary } : {}),
      ...(one.tags ? { tags: one.tags } : {}),
      ...(one.files?.length
        ? { attachments: one.files.map(({ url, name, media, size }) => ({ url, mime_type: media, title: name, size_in_bytes: size })) }
        : {}),
      date_published: one.published ?? one.updated,
      date_modified: one.updated,
      authors: [{ name: one.author || feed.author }],
    })),
  })
