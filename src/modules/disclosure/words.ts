import { load } from 'cheerio'
import type { Content } from './item.ts'

/** The words of an item without its markup, for search and for comparing revisions: one block a line. */
export function wordsOf({ html }: Pick<Content, 'html'>): string {
  const page = load(html, null, false)
  page('p, h2, h3, h4, h5, h6, li, tr, caption, blockquote, div').after('\n')
  page('td, th').after('\t')
  return page
    .text()
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
