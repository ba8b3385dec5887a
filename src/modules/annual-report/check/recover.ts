/** What a text gives back of the form. A table that cannot be aligned is null, and nothing is claimed about it. */
export type Recovered = {
  readonly agency: string | null
  readonly year: number | null
  readonly edition: 'A' | 'B' | null
  /** Rows of table three, top to bottom, seven numbers each; 23 rows in edition A, 25 in B. */
  readonly requests: readonly (readonly number[])[] | null
  readonly remedies: readonly number[] | null
  /** Groups of numbers of table two, each with the words before it. */
  readonly proactive: readonly Group[]
  /** The prose of each section without white space. */
  readonly prose: { readonly all: string; readonly first: string; readonly last: string }
}
export type Group = { readonly words: string; readonly numbers: readonly number[] }

const ROWS_A = 23
const ROWS_B = 25
const REMEDY_CELLS = 15

export function recover(raw: string): Recovered {
  const text = raw.normalize('NFKC').replace(/[\u2f00-\u2fdf]/g, (c) => c.normalize('NFKC')).replace(/[|*#]+/g, ' ').replace(/^[\s:-]*-{3,}[\s:-]*$/gm, ' ').replace(/\u00a0/g, ' ')
  const cut = (from: RegExp, to: RegExp): string => {
    const start = [...text.matchAll(from)].at(-1)?.index
    if (start === undefined) return ''
    const rest = text.slice(start + 2)
    const end = rest.search(to)
    return end < 0 ? rest : rest.slice(0, end)
  }
  const two = /二\s*、\s*主\s*动\s*公\s*开\s*政\s*府\s*信\s*息/g
  const three = /三\s*、[^\n]{0,12}收\s*到\s*和\s*处\s*理/g
  const four = /四\s*、[^\n]{0,30}复\s*议/g
  const five = /五\s*、[^\n]{0,30}问\s*题/g
  const second = cut(two, three)
  const third = groupsOf(cut(three, four))
  const fourth = groupsOf(cut(four, five))
  const rows = third.filter((group) => group.numbers.length === 7).map((group) => group.numbers)
  const clean = third.every((group) => group.numbers.length === 7)
  const title = /(20\d\d)\s*年\s*(?:度)?\s*政\s*府\s*信\s*息\s*公\s*开/.exec(text)
  const agency = title && /([\u4e00-\u9fff]{4,40})\s*$/.exec(text.slice(0, title.index).trimEnd())
  const end = [...text.matchAll(two)].at(-1)?.index ?? text.length
  const squeeze = (part: string) => part.replace(/\s+/g, '')
  return {
    agency: agency?.[1] ?? null,
    year: title ? Number(title[1]) : null,
    edition: /本\s*年\s*制\s*发/.test(second) ? 'B' : /本\s*年\s*新\s*制\s*作/.test(second.replace(/\s/g, '')) ? 'A' : null,
    requests: clean && (rows.length === ROWS_A || rows.length === ROWS_B) ? rows : null,
    remedies: fourth.length === 1 && fourth[0]?.numbers.length === REMEDY_CELLS ? fourth[0].numbers : null,
    proactive: groupsOf(second),
    prose: { all: squeeze(text), first: squeeze(text.slice(0, end)), last: squeeze(cut(five, /$^/)) },
  }
}

/** Words and the run of numbers after them. An item's own number, as in `1.属于国家秘密`, is no figure. */
function groupsOf(section: string): Group[] {
  const bare = section.replace(/(?<![\d.])\d\s*[.、．]\s*(?=[\u4e00-\u9fff“"])/g, '').replace(/(?<=\d),(?=\d{3})/g, '')
  const groups: { words: string; numbers: number[] }[] = []
  for (const [token] of bare.matchAll(/[+-]?\d+(?:\.\d+)?|[^\d\s+-]+/g)) {
    const number = Number(token)
    const last = groups.at(-1)
    if (Number.isNaN(number)) {
      if (!last || last.numbers.length > 0) groups.push({ words: token, numbers: [] })
      else last.words += token
    } else if (last) last.numbers.push(number)
  }
  return groups.filter((group) => group.numbers.length > 0)
}
