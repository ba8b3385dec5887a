import { type Xml, isXml } from './xml.ts'

/** A stretch of a part's text, and what stands there instead. */
export type Edit = { readonly from: number; readonly to: number; readonly put: string }

export const cut = ({ span }: Xml): Edit[] => (span === undefined ? [] : [{ from: span[0], to: span[1], put: '' }])

/** Comments and instructions for programs: no program shows them. Neither stands within an attribute; within CDATA they are text. */
export const withoutRemarks = (text: string): string =>
  text.replace(/<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?(?!xml\s).*?\?>/gs, (found) => (found.startsWith('<![') ? found : ''))

/** The rest stays as it was, letter for letter; what stands within a stretch that goes, goes with it. */
export function edited(text: string, edits: readonly Edit[]): string {
  const kept: string[] = []
  let at = 0
  for (const { from, to, put } of edits.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < at) continue
    kept.push(text.slice(at, from), put)
    at = to
  }
  return `${kept.join('')}${text.slice(at)}`
}

const TAG = /<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/y
const ATTRIBUTE = /(\s+)((?:[^\s=:]+:)?([^\s=:]+))(\s*=\s*)("[^"]*"|'[^']*')/g
/** What an attribute says instead, by its name without a prefix; undefined takes it away. */
export type Said = (name: string, value: string) => string | undefined

/** The start tag of an element with its attributes put otherwise. */
export function retagged(text: string, { span }: Xml, said: Said): Edit[] {
  if (span === undefined) return []
  TAG.lastIndex = span[0]
  const tag = TAG.exec(text)?.[0]
  if (tag === undefined) return []
  const put = tag.replace(ATTRIBUTE, (all, blank: string, whole: string, name: string, is: string, quoted: string) => {
    if (/^xmlns\b/.test(whole)) return all
    const value = quoted.slice(1, -1)
    const now = said(name, value)
    if (now === value) return all
    return now === undefined ? '' : `${blank}${whole}${is}"${now}"`
  })
  return put === tag ? [] : [{ from: span[0], to: span[0] + tag.length, put }]
}

/** Goes to every element, from the outside in, but for what stands within those that are left. */
export function walk(xml: Xml, seen: (one: Xml, parent: Xml) => void, isLeft: (one: Xml, parent: Xml) => boolean = () => false): void {
  for (const kid of xml.kids) {
    if (!isXml(kid) || isLeft(kid, xml)) continue
    seen(kid, xml)
    walk(kid, seen, isLeft)
  }
}
