const DIGITS = '零一二三四五六七八九'
const DIGIT_OF = new Map(
  [...DIGITS]
    .map((one, n) => [one, n] as const)
    .concat([
      ['〇', 0],
      ['两', 2],
    ]),
)
const UNIT_OF = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])

/** `二十三` as 23, `一百零五` as 105, `二〇一九` as 2019; digits as they are. */
export function numberIn(words: string): number {
  if (/^\d+$/.test(words)) return Number(words)
  if (!/[十百千]/.test(words)) return Number([...words].map((one) => DIGIT_OF.get(one) ?? 0).join(''))
  let total = 0
  let digit = 0
  for (const one of words) {
    const unit = UNIT_OF.get(one)
    if (unit === undefined) digit = DIGIT_OF.get(one) ?? 0
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit
}

/** 23 as `二十三`, as laws count their articles; up to 999. */
export function inWords(n: number): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor((n % 100) / 10), n % 10]
  const name = (digit: number): string => DIGITS[digit] ?? ''
  const high = hundreds > 0 ? `${name(hundreds)}百` : ''
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : ''
  const ten = tens === 0 ? '' : tens === 1 && hundreds === 0 ? '十' : `${name(tens)}十`
  return n === 0 ? '零' : `${high}${gap}${ten}${ones > 0 ? name(ones) : ''}`
}

const NUMERAL = '[〇零一二两三四五六七八九十百千]{1,7}|\\d{1,4}'
/** 第二十条, 第20款. */
export const LEGAL = new RegExp(`第\\s*(${NUMERAL})\\s*([条款项章])`, 'g')
/** The same as people shorten it: 条例20条. */
export const SHORT_LEGAL = new RegExp(`(?<=条例|办法|规定|决定|细则|法)\\s*(${NUMERAL})\\s*(条)`, 'g')
/** 〔2019〕3号 in any brackets or none. */
export const DOCUMENT_NUMBER = /[〔[【(（﹝<《]?\s*((?:19|20)\d{2})\s*[〕\]】)）﹞>》]?\s*年?\s*第?\s*(\d{1,5})\s*号/g
const IN_BRACKETS = /[〔[【(（﹝<《]\s*(?:19|20)\d{2}\s*[〕\]】)）﹞>》]\s*第?\s*\d{1,5}\s*号|[发办函字令]\s*(?:19|20)\d{2}\s*年?\s*第?\s*\d{1,5}\s*号/
const AS_TERM = /^\d{4}-\d+号$/
/** Whether a folded text names a document by its number; 2019年12号线 names none. */
export const namesDocument = (folded: string): boolean => IN_BRACKETS.test(folded)
/** Whether a term of the index is a document's number. */
export const isDocumentNumber = (term: string): boolean => AS_TERM.test(term)
/** 二〇一九年. */
export const YEAR_IN_WORDS = /[〇零一二三四五六七八九]{4}(?=年)/g

const COUNTED = /^([〇零一二两三四五六七八九十百]{1,5})(个|日|天|件|元|岁|年|小时)?$/
const COUNTERS = ['', '个', '日', '天'] as const
const MOST_COUNTED = 999
/** How a number that counts something may be written otherwise: 二十个 and 二十 as `20`, `20` as 二十, 二十个, 二十日, 二十天. */
export function otherNumerals(term: string): readonly string[] {
  if (/^[1-9]\d{0,2}$/.test(term)) return COUNTERS.map((counter) => inWords(Number(term)) + counter)
  const words = COUNTED.exec(term)?.[1] ?? ''
  const n = words.length > 0 ? numberIn(words) : 0
  return n >= 10 && n <= MOST_COUNTED ? [String(n), ...COUNTERS.map((counter) => words + counter).filter((one) => one !== term)] : []
}

/** How a term of the index may be written in a text that is shown: `第20条` also as 第二十条, `2019-3号` also as 2019〕3号. */
export function writtenForms(term: string): readonly string[] {
  const legal = /^第(\d{1,3})([条款项章])$/.exec(term)
  if (legal) return [term, `第${inWords(Number(legal[1]))}${legal[2]}`]
  const numbered = /^(\d{4})-(\d+)号$/.exec(term)
  if (numbered) return ['〕', ']', '】', ')', '年', '年第', '〕第', ' '].map((between) => `${numbered[1]}${between}${numbered[2]}号`)
  return [term]
}

/** A document's number without its brackets, spaces and 第…号: `西城响应〔2019〕3号` as `西城响应-2019-3`. */
export const numberKey = (folded: string): string =>
  folded
    .replace(DOCUMENT_NUMBER, '-$1-$2')
    .replace(/[\s号第]+/g, '')
    .replace(/[^a-z0-9\u3400-\u9fff〇]+/g, '-')
    .replace(/^-+|-+$/g, '')
