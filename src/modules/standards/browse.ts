import { type Major, majorsOf, type Standard, type StandardBody, search } from './standard.ts'

const CONDITIONS_A_PAGE = 40
/** One page of a major class or of what a text is found in. */
export type Browsed = {
  readonly title: string
  readonly body: StandardBody
  readonly total: number
  readonly page: number
  readonly more: boolean
  readonly href: (page: number) => string
}
export type Asked = { readonly major: string; readonly q: string; readonly page: number }

/** What a reader asked to see of a version; `shown` is null for the tree alone, undefined where there is no such class. */
export function browse(
  standard: Standard,
  base: string,
  { major, q, page }: Asked,
): { readonly majors: readonly Major[]; readonly shown: Browsed | null | undefined } {
  const majors = majorsOf(standard.categories)
  if (major === '' && q === '') return { majors, shown: null }
  const found = majors.find((one) => one.code === major)
  if (major !== '' && !found) return { majors, shown: undefined }
  const body = found ? partOf(standard, found) : standard
  const place = found ? `${found.kind}：${found.name}` : ''
  const title = q === '' ? place : `${place === '' ? '' : `${place}，`}“${q}”`
  const query = (to: number) => new URLSearchParams({ ...(major && { major }), ...(q && { q }), ...(to > 1 && { page: String(to) }) })
  return { majors, shown: { ...pageOf(q === '' ? body : search(body, q), page), title, href: (to) => `${base}?${query(to)}` } }
}

function partOf({ conditions }: Standard, { categories }: Major): StandardBody {
  const codes = new Set(categories.map((one) => one.code))
  return { categories, conditions: conditions.filter((one) => codes.has(one.category)) }
}

/** So many conditions, with the classes they belong to; a class goes on over the edge of a page. */
function pageOf({ categories, conditions }: StandardBody, page: number): Pick<Browsed, 'body' | 'total' | 'page' | 'more'> {
  const from = (page - 1) * CONDITIONS_A_PAGE
  const some = conditions.slice(from, from + CONDITIONS_A_PAGE)
  const codes = new Set(some.map((one) => one.category))
  return {
    body: { categories: categories.filter((one) => codes.has(one.code)), conditions: some },
    total: conditions.length,
    page,
    more: conditions.length > from + CONDITIONS_A_PAGE,
  }
}
