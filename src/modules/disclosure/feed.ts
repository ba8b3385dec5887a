import { escaped } from '../../ui/jsx-runtime.ts'
import type { ListedItem } from './public-store.ts'

type Feed = { readonly name: string; readonly origin: string; readonly path: string; readonly author: string }
const momentOf = (day: string): string => `${day}T00:00:00+08:00`

/** An Atom feed (RFC 4287) of what a list shows. */
export function atomOfItems(rows: readonly ListedItem[], { name, origin, path, author }: Feed): string {
  let entries = ''
  for (const { number, title, publishedOn, issuer } of rows) {
    const url = `${origin}/disclosure/${number}`
    entries +=
      `<entry><id>${url}</id><title>${escaped(title)}</title><link href="${url}"/><updated>${momentOf(publishedOn)}</updated>` +
      `<author><name>${escaped(issuer || author)}</name></author></entry>`
  }
  const updated = momentOf(rows[0]?.publishedOn ?? '2008-05-01') // 条例自2008年5月1日起施行
  return (
    `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${origin}${escaped(path)}</id><title>${escaped(name)}</title>` +
    `<link rel="self" href="${origin}${escaped(path)}"/><updated>${updated}</updated>${entries}</feed>`
  )
}
