import { squeeze } from './blocks.ts'

export type Period = { readonly year: number; readonly from: string; readonly to: string; readonly whole: boolean; readonly words: string }

const REPORT =
  /(20\d\d)年?(?:年?度)?(?:全市|全区|全县)?(?:政府)?信息公开(?:工作)?(?:的)?(?:年度|年)?(?:工作)?(?:报告|年报|情况)|(?:政府)?信息公开(?:工作)?(?:年度报告|年报|报告)[(](20\d\d)(?:年)?(?:度)?[)]/g
const DIGITS = '〇一二三四五六七八九'

/** The year and agency in the title: a line of its own, possibly broken in two, that ends in 报告. */
export function titleOf(head: string, opening: string): { year: number | null; agency: string | null } {
  const lines = arabicYears(head)
    .split('\n')
    .map(squeeze)
    .filter((line) => line !== '')
  const joined = lines.flatMap((line, i) => [line, line + (lines[i + 1] ?? ''), line + (lines[i + 1] ?? '') + (lines[i + 2] ?? '')])
  const title = joined.find(
    (line) => line.length <= 70 && !/[，。；《：]/.test(line) && [...line.matchAll(REPORT)].some((found) => found.index + found[0].length === line.length),
  )
  const found = title
    ? [...title.matchAll(REPORT)].at(-1)
    : [...squeeze(arabicYears(head) + opening).matchAll(REPORT)].find((one) => !/《[^》]{0,40}$/.test(squeeze(head + opening).slice(0, one.index)))
  if (!found) return { year: null, agency: agencyOf(lines) }
  const before = title ? title.slice(0, found.index) : ''
  return { year: Number(found[1] ?? found[2]), agency: /([\u4e00-\u9fff]{3,40})$/.exec(before.replace(/^关于/, ''))?.[1] ?? agencyOf(lines) }
}

const agencyOf = (lines: readonly string[]): string | null =>
  lines.find((line) => line.length <= 40 && /^[\u4e00-\u9fff]+(?:局|委员会|政府|办公室|中心|街道|办事处|委|院|厅|队|处|会)$/.test(line)) ?? null
const arabicYears = (text: string): string =>
  text.replace(/二\s*[〇○零Oo0]\s*[〇○零一二三四五六七八九]\s*[〇○零一二三四五六七八九](?=\s*年)/g, (year) =>
    [...squeeze(year)].map((c) => Math.max(0, DIGITS.indexOf(c))).join(''),
  )

const PERIOD = /(?:统计|数据|期限|时限)[^。]{0,24}?(20\d\d)年(\d{1,2})月(\d{1,2})日[^。\d]{0,8}(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日/

/** The statistical period the report states for itself. */
export function periodOf(text: string): Period | null {
  const found = PERIOD.exec(text)
  if (!found) return null
  const [words, year, month, day, toYear, toMonth, toDay] = found
  const from = `${year}-${month}-${day}`
  const to = `${toYear ?? year}-${toMonth}-${toDay}`
  return { year: Number(toYear ?? year), from, to, whole: from === `${year}-1-1` && to === `${year}-12-31`, words }
}
