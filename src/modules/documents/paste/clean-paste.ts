import { load } from 'cheerio/slim'
import { type LeftOut, leftOut } from '../left-out.ts'
import { htmlOf, textOf } from '../render.ts'
import { tidy } from '../tidy.ts'
import { blocksOf } from './blocks.ts'
import { hidingIn } from './hidden.ts'

const MOST_CHARACTERS = 2_000_000
const MOST_TAGS = 200_000
const MOST_OPEN = 1_000
const ENDLESS = new Set(['br', 'hr', 'img', 'p', 'li', 'td', 'th', 'tr', 'col', 'input', 'meta', 'link', 'wbr', 'option', 'dd', 'dt'])

export type Pasted = { readonly html: string; readonly text: string; readonly left: readonly string[] }

/**
 * What was pasted, by the positive list: everything is written anew from what was understood, nothing is passed through. Read by the
 * plainer of cheerio's two parsers: the other follows browsers in repeating open tags, which a page can turn into gigabytes.
 */
export function cleanPaste(pasted: string): Pasted {
  const left = leftOut()
  if (isTooMuch(pasted, left)) return { html: '', text: '', left: left.sentences() }
  const { before, fragment } = fragmentOf(pasted)
  const $ = load(fragment)
  const isHidden = hidingIn(load(before + fragment))
  const found = blocksOf($.root()[0]?.children ?? [], { left, isHidden })
  const { blocks, title, isApart } = tidy(found, left)
  const shown = isApart && title !== undefined ? [{ kind: 'heading' as const, level: 2, runs: [{ text: title }] }, ...blocks] : blocks
  return { html: htmlOf(shown), text: textOf(shown), left: left.sentences() }
}

function isTooMuch(pasted: string, left: LeftOut): boolean {
  if (pasted.length > MOST_CHARACTERS) {
    left.note('tooLong')
    return true
  }
  let [tags, open] = [0, 0]
  for (const [, closing, name = ''] of pasted.matchAll(/<(\/?)([a-z][^\s/>]{0,20})/gi)) {
    if (++tags > MOST_TAGS) left.note('tooLong')
    if (!ENDLESS.has(name.toLowerCase())) open = Math.max(0, open + (closing ? -1 : 1))
    if (open > MOST_OPEN) left.note('tooDeep')
    if (open > MOST_OPEN || tags > MOST_TAGS) return true
  }
  return false
}

/** Browsers on Windows put marks round the part that was copied. */
function fragmentOf(pasted: string): { readonly before: string; readonly fragment: string } {
  const from = /<!--\s?StartFragment\s?-->/i.exec(pasted)
  if (!from) return { before: '', fragment: pasted }
  const rest = pasted.slice(from.index + from[0].length)
  const to = /<!--\s?EndFragment\s?-->/i.exec(rest)
  return { before: pasted.slice(0, from.index), fragment: rest.slice(0, to?.index ?? rest.length) }
}
