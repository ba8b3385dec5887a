import { type Block, type Paragraph, wordsOf } from './block.ts'

const LONGEST_HEADING = 50
const LONGEST_TITLE = 80
const TITLE_POINTS = 16 // 三号; GB/T 9704 sets titles in 二号, 22 points
const NUMERALS = '一二三四五六七八九十百零〇'

/** How the sections of a 公文 are numbered (GB/T 9704-2012, 7.3.3): 一、（一）1.（1）; chapters stand above them. */
const NUMBERED: readonly { readonly pattern: RegExp; readonly level: number }[] = [
  { pattern: new RegExp(`^第[${NUMERALS}]+[编章]`), level: 1 },
  { pattern: new RegExp(`^第[${NUMERALS}]+节`), level: 2 },
  { pattern: new RegExp(`^[${NUMERALS}]+、`), level: 3 },
  { pattern: new RegExp(`^[（(][${NUMERALS}]+[）)]`), level: 4 },
  { pattern: /^\d{1,2}[.．、](?!\d)/, level: 5 },
]
const ANNEX = /^附\s*(?:件|表|录)\s*(?:\d{1,2}|[一二三四五六七八九十]+)?\s*[:：]?$/
/** Where a paragraph of a 公文 begins without a sign of its own. */
export const ANNEX_OR_SECTION = new RegExp(
  `^(?:附\\s*件|第[${NUMERALS}]+[编章节条]|[${NUMERALS}]+、|[（(][${NUMERALS}]+[）)]|\\d{1,2}[.．、](?!\\d)|[（(]\\d{1,2}[）)])`,
)
const SENTENCE = /[。；;，,、：:！？!?]$/

/** The level of a paragraph that is a heading: styled as one, or short, set off and numbered as the sections of a 公文 are. */
export function headingLevel({ runs, look }: Paragraph): number | undefined {
  const words = wordsOf(runs)
  if (look.heading !== undefined) return words.length <= 200 ? look.heading : undefined
  if (look.title) return 1
  if (words.length > LONGEST_HEADING || SENTENCE.test(words)) return ANNEX.test(words) ? 1 : undefined
  if (ANNEX.test(words)) return 1
  if (look.emphatic || look.centred) return NUMBERED.find(({ pattern }) => pattern.test(words))?.level
  return undefined
}

/** A paragraph styled as a title, or centred, large and short, and no section of the text. */
export function isTitle(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph') return false
  const { look, runs } = block
  const words = wordsOf(runs)
  if (words.length > LONGEST_TITLE) return false
  if (look.title) return true
  const isLarge = (look.size ?? 0) >= TITLE_POINTS
  return (
    look.centred === true && isLarge && words.length >= 4 && !SENTENCE.test(words) && !NUMBERED.some(({ pattern }) => pattern.test(words)) && !isNumber(words)
  )
}

/** Running text, or a heading: behind it no title is looked for. */
export const startsBody = (block: Paragraph): boolean => wordsOf(block.runs).length > LONGEST_HEADING || headingLevel(block) !== undefined

const NUMBER = /^[\p{Script=Han}]{1,14}\s*[〔[［【（(]\s*((?:19|20)\d{2})\s*[〕\]］】）)]\s*第?\s*(\d{1,5})\s*号$/u
const isNumber = (words: string): boolean => NUMBER.test(words)

/** The 发文字号 that stands alone in a line near the top, in the brackets GB/T 9704-2012 (7.2.5) sets it in. */
export function documentNumber(blocks: readonly Block[]): string | undefined {
  for (const block of blocks.slice(0, 15)) {
    if (block.kind !== 'paragraph') continue
    const words = wordsOf(block.runs).trim()
    const [, year, number] = NUMBER.exec(words) ?? []
    if (year !== undefined && number !== undefined) return `${words.replace(/\s*[〔[［【（(].*$/u, '')}〔${year}〕${Number(number)}号`
  }
  return undefined
}
