import { termsIn } from '../../search/index.ts'

/** What two texts of one matter share of all their words, by length. */
const LIKE = 0.6 // office setting
/** The same, where the number of a document is in both. */
const LIKE_BY_NUMBER = 0.2 // office setting
/** The same, where one names a number (a year, a house, a contract) and the other none of these. */
const LIKE_BY_HALF = 0.75 // office setting

/** What stands in every application tells nothing of its matter. */
const FILLERS = new Set(
  '申请 公开 申请公开 获取 提供 请 请提供 需要 关于 有关 相关 政府 信息 政府信息 样例 希望 想 了解 知道 本人 我 贵 机关 单位 复印件 复制件 材料'.split(' '),
)
const DOCUMENT_NUMBER = /^\d{4}-\d+号$/
const YEAR = /^(?:19|20)\d\d$/

/** What a text asks for: its words, the numbers of documents, years and all other numbers in it. */
export type Matter = {
  readonly words: ReadonlySet<string>
  readonly documents: ReadonlySet<string>
  readonly years: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
}

/** Reads the matter of a text. Pure. */
export function matterOf(text: string): Matter {
  const terms = termsIn(text).filter(({ term }) => !FILLERS.has(term))
  const of = (test: (term: string) => boolean): ReadonlySet<string> => new Set(terms.map(({ term }) => term).filter(test))
  const isNumber = (term: string): boolean => /\d/.test(term) && !DOCUMENT_NUMBER.test(term) && !YEAR.test(term)
  return {
    words: new Set(terms.filter(({ term }) => !/\d/.test(term)).flatMap(({ term, parts }) => [term, ...parts.filter((part) => !FILLERS.has(part))])),
    documents: of((term) => DOCUMENT_NUMBER.test(term)),
    years: of((term) => YEAR.test(term)),
    numbers: of(isNumber),
  }
}

/** Whether two texts ask for the same, and what says so; `share` is from 0 to 1, and 0 where numbers that differ have told them apart. */
export type Likeness = { readonly same: boolean; readonly share: number; readonly because: string }
const apart = (because: string): Likeness => ({ same: false, share: 0, because })

/** Compares two matters: numbers that differ tell them apart whatever the words are; a number of a document that is in both is nearly enough. Pure. */
export function likenessOf(a: Matter, b: Matter): Likeness {
  const sameDocument = haveCommon(a.documents, b.documents)
  if (!sameDocument) {
    if (differ(a.documents, b.documents)) return apart('文号不同')
    if (differ(a.years, b.years)) return apart('年度不同')
    if (differ(a.numbers, b.numbers)) return apart('号码不同')
  }
  const share = shareOf(a.words, b.words)
  if (sameDocument) return { same: share >= LIKE_BY_NUMBER || a.words.size === 0 || b.words.size === 0, share, because: '文号相同' }
  const isHalf = a.documents.size !== b.documents.size || a.years.size !== b.years.size || a.numbers.size !== b.numbers.size
  return { same: share >= (isHalf ? LIKE_BY_HALF : LIKE), share, because: `文字有 ${Math.round(share * 100)}% 相同` }
}

function haveCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true
  return false
}
const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && b.size > 0 && !haveCommon(a, b)

/** Twice what both have, of what each has: a long word counts for more than a short one. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let all = 0
  let both = 0
  for (const word of a) {
    all += word.length
    if (b.has(word)) both += word.length
  }
  for (const word of b) all += word.length
  return all === 0 ? 0 : (2 * both) / all
}
