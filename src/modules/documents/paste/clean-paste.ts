import { load } from 'cheerio'
import { leftOut } from '../left-out.ts'
import { htmlOf, textOf } from '../render.ts'
import { tidy } from '../tidy.ts'
import { blocksOf } from './blocks.ts'
import { hiddenByRules } from './hidden.ts'

const MOST_CHARACTERS = 2_000_000

export type Pasted = { readonly html: string; readonly text: string; readonly left: readonly string[] }

/** What was pasted, by the positive list: everything is written anew from what was understood, nothing is passed through. */
export function cleanPaste(pasted: string): Pasted {
  const left = leftOut()
  if (pasted.length > MOST_CHARACTERS) {
    left.note('tooLong')
    return { html: '', text: '', left: left.sentences() }
  }
  const $ = load(fragmentOf(pasted))
  const found = blocksOf($('body').get(0)?.children ?? [], { left, hidden: hiddenByRules($) })
  const { blocks, title } = tidy(found, left)
  const headed = title !== undefined && found.some((block) => block.kind === 'paragraph' && block.look.title)
  const shown = headed ? [{ kind: 'heading' as const, level: 2, runs: [{ text: title }] }, ...blocks] : blocks
  return { html: htmlOf(shown), text: textOf(shown), left: left.sentences() }
}

/** Browsers on Windows put marks round the part that was copied. */
function fragmentOf(pasted: string): string {
  const [, before = '', rest] = /^([\s\S]*?)<!--\s*StartFragment\s*-->([\s\S]*)$/i.exec(pasted) ?? []
  if (rest === undefined) return pasted
  const styles = before.match(/<style[\s\S]*?<\/style\s*>/gi) ?? []
  return styles.join('') + rest.replace(/<!--\s*EndFragment\s*-->[\s\S]*$/i, '')
}
