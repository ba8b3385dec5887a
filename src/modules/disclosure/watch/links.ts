import { isOwnPath } from '../../../kernel/own-path.ts'
import { load } from 'cheerio'

/** Where the links of a text lead: to pages of this platform, to other sites, to places in the text itself that are not there. */
export type Links = { readonly own: readonly string[]; readonly outside: readonly string[]; readonly lost: readonly string[] }

/** The links of a piece of cleaned HTML, each once; mail and telephone links are nobody's page. */
export function linksIn(html: string): Links {
  const page = load(html, null, false)
  const ids = new Set(
    page('[id]')
      .map((_, one) => page(one).attr('id'))
      .get(),
  )
  const hrefs = [
    ...new Set(
      page('a[href]')
        .map((_, one) => page(one).attr('href')?.trim() ?? '')
        .get(),
    ),
  ]
  return {
    own: hrefs.filter((href) => isOwnPath(href)),
    outside: hrefs.filter((href) => /^https?:\/\//i.test(href)),
    lost: hrefs.filter((href) => href.startsWith('#') && href !== '#' && !ids.has(decoded(href.slice(1)))),
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
