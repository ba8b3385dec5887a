import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { type Refusal, refuse } from '../../../../kernel/refusal.ts'
import { dayOf, type Given, NOTHING_GIVEN } from './incoming.ts'
import type { ReadPage } from './read-json.ts'

const kids = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((one): one is XmlElement => one instanceof XmlElement && one.name === name)
const textOf = (element: XmlElement, ...names: string[]): string =>
  names.map((name) => kids(element, name)[0]?.text.trim() ?? '').find((text) => text !== '') ?? ''

const atomEntry = (entry: XmlElement): Given => {
  const links = kids(entry, 'link')
  const link = links.find(({ attributes }) => (attributes['rel'] ?? 'alternate') === 'alternate') ?? links[0]
  const [author] = kids(entry, 'author')
  return {
    ...NOTHING_GIVEN,
    id: textOf(entry, 'id'),
    url: link?.attributes['href'] ?? '',
    title: textOf(entry, 'title'),
    summary: textOf(entry, 'summary'),
    column: kids(entry, 'category')[0]?.attributes['term'] ?? '',
    issuer: author ? textOf(author, 'name') : '',
    formedOn: dayOf(textOf(entry, 'published', 'updated')),
    html: textOf(entry, 'content', 'summary'),
  }
}
const rssItem = (item: XmlElement): Given => ({
  ...NOTHING_GIVEN,
  id: textOf(item, 'guid', 'link'),
  url: textOf(item, 'link'),
  title: textOf(item, 'title'),
  summary: kids(item, 'content:encoded').length > 0 ? textOf(item, 'description') : '',
  column: textOf(item, 'category'),
  issuer: textOf(item, 'dc:creator'),
  formedOn: dayOf(textOf(item, 'pubDate', 'dc:date')),
  html: textOf(item, 'content:encoded', 'description'),
})

/** An Atom feed or RSS 2.0; entities of its own make it unreadable, so nothing is fetched and nothing grows. */
export function readFeed(xml: string): ReadPage | Refusal {
  let root: XmlElement | null
  try {
    root = parseXml(xml.replace(/^\ufeff/, '')).root
  } catch {
    return refuse('unreadable', 'XML 不完整或者写错了，请重新导出')
  }
  const channel = root?.name === 'rss' ? kids(root, 'channel')[0] : undefined
  if (channel)
    return { name: textOf(channel, 'title'), rows: kids(channel, 'item').map((one, i) => ({ row: i + 1, given: rssItem(one) })), next: null, more: false }
  if (root?.name === 'feed')
    return { name: textOf(root, 'title'), rows: kids(root, 'entry').map((one, i) => ({ row: i + 1, given: atomEntry(one) })), next: null, more: false }
  return refuse('unreadable', '这份 XML 不是 RSS 2.0，也不是 Atom')
}
