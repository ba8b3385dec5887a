/** A number named in running text, with what stands round it. */
export type Mention = {
  readonly sentence: string
  readonly before: string
  readonly words: string
  readonly numbers: readonly number[]
  readonly after: string
  readonly previous: string
}

export const UNIT = '(?:件次|件|宗|份|条|个|起|例|项|篇|期|次|人次|部|场)'

const CHINESE = '零一二三四五六七八九'
const chineseNumber = (text: string): number => {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (c: string | undefined) => Math.max(0, CHINESE.indexOf((c ?? '').replace('两', '二')))
  return text.includes('十') ? (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0) : digit(ones)
}

/** Sentences of running text, quotation marks and brackets without figures left out, 一件 written as 1件. */
export function sentencesOf(text: string): string[] {
  const plain = text
    .replace(/[“”"'‘’]/g, '')
    .replace(/\((?![^()]*\d+(?:件|条|份|宗|个|项|%))[^()]*\)/g, '')
    .replace(/(?<=申请|收到|受理|办结|答复|公开|结转|共)([一二两三四五六七八九十]{1,3})(?=[件宗](?![事大小]))/g, (_, digits: string) =>
      String(chineseNumber(digits)),
    )
  return plain.split(/[。！？\n]/).filter((sentence) => sentence !== '')
}

/** Every place a pattern with figures as its groups matches, sentence by sentence. */
export function mentionsOf(sentences: readonly string[], pattern: RegExp): Mention[] {
  return sentences.flatMap((sentence, i) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      sentence,
      before: sentence.slice(0, match.index),
      words: match[0],
      numbers: match
        .slice(1)
        .filter((group) => group !== undefined && /^[\d.]+$/.test(group))
        .map(Number),
      after: sentence.slice(match.index + match[0].length),
      previous: sentences.slice(Math.max(0, i - 4), i).join('。'),
    })),
  )
}

/** The clause a mention stands in, up to the mention itself. */
const clauseBefore = (before: string): string => before.slice(Math.max(...['，', '；', '、', '：'].map((mark) => before.lastIndexOf(mark))) + 1)

/** True when the last year named before the mention is another one, or the words compare with another time. */
export function ofAnotherTime(before: string, year: number | null): boolean {
  const clause = clauseBefore(before)
  const said = [...before.matchAll(/(20\d\d)年/g)].at(-1)?.[1]
  if (/(20\d\d)年?(?:至|到|—|－|-|~)(?!\1)20\d\d年(?![^，]*结转)/.test(before)) return true
  if (year !== null && said !== undefined && Number(said) !== year && !new RegExp(`${said}年(?:度)?结转`).test(before)) return true
  return (
    /(?:上|下|前)半年|季度|(?<!12)\d月份?(?!\d?\d?日)|去年|往年|同期|近[\d两三五]年|(?:上年|上一年)(?!度?结转)|历年|累计自/.test(clause) ||
    /(?:较|比)[^，]{0,12}$/.test(clause)
  )
}
