import { isPlainDate, plainDate, weekday } from '../../../kernel/plain-date.ts'
import { privateName } from '../../../kernel/release-gate.ts'
import { findPersonal } from '../personal.ts'
import { SLIPS } from './slip-words.ts'

/** Something in a text that a person should look at: its place, the words themselves, and what seems to be meant. */
export type Slip = { readonly from: number; readonly found: string; readonly says: string }

const WEEKDAYS = '日一二三四五六'

type Rule = { readonly pattern: RegExp; readonly says: (match: RegExpExecArray) => string | null }
const RULES: readonly Rule[] = [
  { pattern: /截止(?=\s?(?:20\d\d\s?年|目前|当前|[0-9]{1,2}\s?月))/g, says: () => '到某一时刻为止写“截至”，“截止”是停止' },
  { pattern: /(?<![周月年季期学岁始])末(?=经|能|按)|(?<!自|知)己经/g, says: ([found]) => (found === '末' ? '疑似“未”' : '疑似“已经”') },
  { pattern: /既使(?!用|得|其|人|命)/g, says: () => '疑似“即使”' },
  { pattern: /按装(?!置|修|备|配|箱|机|载|卸|订|饰|潢|裱|运|车)/g, says: () => '疑似“安装”' },
  { pattern: /的的(?!确)|(?<!不)了了(?!之|解)|和和(?!气|睦|美)|及及|与与|是是(?!非)/g, says: () => '连写了两遍' },
  // GB/T 9704—2012 7.2.5: the year stands in 〔〕, no “第”, no leading zero.
  { pattern: /[[【(（]((?:19|20)\d\d)[\]】)）]\s?第?0?\d{1,4}\s?号/g, says: ([, year = '']) => `发文字号的年份用六角括号，写〔${year}〕` },
  { pattern: /〔(?:19|20)\d\d〕\s?第\s?\d{1,4}\s?号/g, says: () => '发文字号的序号前不加“第”' },
  { pattern: /〔(?:19|20)\d\d〕\s?0\d{1,3}\s?号/g, says: () => '发文字号的序号不编虚位' },
  { pattern: /((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:[（(]?(?:星期|周|礼拜)([一二三四五六日天]))?/g, says: dateFault },
  { pattern: /[。，、；：][，、；：。]+/g, says: ([found]) => (found === '。。' || found === '。。。' ? '连用了两个句号；省略号写“……”' : '连用了两个标点') },
  { pattern: /(?<=[\u4e00-\u9fa5])[,;:?!](?=[\u4e00-\u9fa5])/g, says: () => '中文里用了半角标点' },
]

function dateFault([, year = '', month = '', day = '', named]: RegExpExecArray): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isPlainDate(text)) return '没有这一天'
  const right = WEEKDAYS[weekday(plainDate(text))] ?? ''
  return named === undefined || named.replace('天', '日') === right ? null : `这一天是星期${right}`
}

const PAIRS: ReadonlyMap<string, string> = new Map([
  ['”', '“'],
  ['》', '《'],
  ['）', '（'],
  ['〕', '〔'],
])
const OPENING = new Set(PAIRS.values())

/** Marks of one paragraph that have no partner. `）` after a number, as in `1）`, numbers a paragraph and needs none. */
function unpaired(line: string, at: number): Slip[] {
  const open: { mark: string; from: number }[] = []
  const alone: Slip[] = []
  for (let i = 0; i < line.length; i++) {
    const mark = line[i] ?? ''
    const partner = PAIRS.get(mark)
    if (OPENING.has(mark)) open.push({ mark, from: at + i })
    else if (partner !== undefined && open.at(-1)?.mark === partner) open.pop()
    else if (partner !== undefined && !/^\s*[0-9a-zA-Z一二三四五六七八九十]{1,3}$/.test(line.slice(0, i)))
      alone.push({ from: at + i, found: mark, says: '前面没有和它成对的标点' })
  }
  return [...alone, ...open.map(({ mark, from }) => ({ from, found: mark, says: '后面没有和它成对的标点' }))]
}

const MOST = 100
/** Everything in a text worth a look, in its order; at most a hundred. Pure: the same text gives the same list. */
export function findSlips(text: string): readonly Slip[] {
  const found: Slip[] = []
  for (const [wrong, right] of SLIPS)
    for (let from = text.indexOf(wrong); from >= 0; from = text.indexOf(wrong, from + wrong.length)) found.push({ from, found: wrong, says: `疑似“${right}”` })
  for (const { pattern, says } of RULES)
    for (const match of text.matchAll(pattern)) {
      const because = says(match)
      if (because !== null) found.push({ from: match.index, found: match[0], says: because })
    }
  let at = 0
  for (const line of text.split('\n')) {
    found.push(...unpaired(line, at))
    at += line.length + 1
  }
  for (const { kind, from, to } of findPersonal(text)) found.push({ from, found: text.slice(from, to), says: `像是${privateName[kind]}，公开前要遮盖或者去掉` })
  return found.toSorted((a, b) => a.from - b.from).slice(0, MOST)
}

const AROUND = 12
/** The words a slip stands in. */
export const contextOf = (text: string, { from, found }: Slip): { readonly before: string; readonly after: string } => ({
  before: text.slice(Math.max(0, from - AROUND), from).replaceAll('\n', ' '),
  after: text.slice(from + found.length, from + found.length + AROUND).replaceAll('\n', ' '),
})
