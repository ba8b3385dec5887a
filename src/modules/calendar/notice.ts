import { addDays, daysBetween, isPlainDate, type PlainDate, weekday, yearOf } from '../../kernel/plain-date.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Calendar, CalendarYear } from './calendar.ts'

/** A year's notice as an administrator gives it: its title, and its text in one of three forms (see `readNotice`). */
export type YearNotice = { readonly year: number; readonly notice: string; readonly text: string }

// 全国年节及纪念日放假办法第二条：全体公民放假的节日
const FESTIVALS = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'] as const
const LONGEST_HOLIDAY = 15 // longer is a slip of the pen: the longest so far was ten days (2020年春节)
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const FORM = '每行写成“元旦 2027-01-01..2027-01-03 上班 2027-01-09”，或者直接粘贴通知原文“一、元旦：1月1日至3日放假，共3天。1月9日（周六）上班。”'

type Line = { readonly name: string; readonly off: readonly PlainDate[]; readonly worked: readonly PlainDate[] }

/**
 * The years a notice settles: its own, and the last days of the year before when the New Year holiday begins there. Read from
 * the notice's own Chinese, from short lines (`元旦 2027-01-01..2027-01-03 上班 2027-01-09`) or from JSON (`{off, worked}`).
 */
export function readNotice(given: YearNotice, calendar: Calendar): CalendarYear[] | Refusal<'invalid' | 'duplicate'> {
  const title = given.notice.trim()
  if (!Number.isInteger(given.year) || given.year < 2019 || given.year > 2099) return refuse('invalid', '年份填 2019 到 2099 之间的四位数字')
  if (title === '') return refuse('invalid', `填写通知的名称，如“国务院办公厅关于${given.year}年部分节假日安排的通知”`)
  const lines = linesOf(given)
  if (isRefusal(lines)) return lines
  const days = { off: new Map<PlainDate, string>(), worked: new Map<PlainDate, string>() }
  for (const [i, line] of lines.entries()) {
    const wrong = addLine(line, given.year, days)
    if (wrong) return refuse('invalid', `第 ${i + 1} 条（${line.name}）：${wrong}`)
  }
  const missing = FESTIVALS.filter((festival) => !lines.some((line) => line.name.includes(festival)))
  if (missing.length > 0) return refuse('invalid', `通知应有全部七个节日，现在缺少：${missing.join('、')}`)
  return yearsOf(given.year, title, days, calendar)
}

function addLine({ name, off, worked }: Line, year: number, days: { off: Map<PlainDate, string>; worked: Map<PlainDate, string> }): string | undefined {
  for (const date of [...off, ...worked]) {
    // A New Year holiday may begin, or be made up for, in the last days of December.
    if (yearOf(date) !== year && !date.startsWith(`${year - 1}-12-`)) return `${date} 不在 ${year} 年，也不在上一年12月`
    if (days.off.has(date) || days.worked.has(date)) return `${date} 在前面已经写过`
  }
  for (const date of off) days.off.set(date, name)
  for (const date of worked) {
    if (days.off.has(date)) return `${date} 不能既放假又上班`
    if (weekday(date) !== 0 && weekday(date) !== 6) return `${date} 是${WEEKDAYS[weekday(date)]}，本来就上班，不是调休上班日`
    days.worked.set(date, name)
  }
  return undefined
}

function yearsOf(
  year: number,
  notice: string,
  days: { off: Map<PlainDate, string>; worked: Map<PlainDate, string> },
  calendar: Calendar,
): CalendarYear[] | Refusal<'invalid' | 'duplicate'> {
  const of = (map: ReadonlyMap<PlainDate, string>, wanted: number) => Object.fromEntries([...map].filter(([date]) => yearOf(date) === wanted).sort())
  const next: CalendarYear = { year, notice, off: of(days.off, year), worked: of(days.worked, year) }
  const early = { off: of(days.off, year - 1), worked: of(days.worked, year - 1) }
  const years = [next]
  if (Object.keys(early.off).length + Object.keys(early.worked).length > 0) {
    const before = calendar.years.get(year - 1)
    if (!before) return refuse('invalid', `这份通知改动了 ${year - 1} 年12月的日子，请先录入 ${year - 1} 年的通知`)
    const merged = before.notice.includes(notice) ? before.notice : `${before.notice}，${notice}`
    years.unshift({ year: year - 1, notice: merged, off: { ...before.off, ...early.off }, worked: { ...before.worked, ...early.worked } })
  }
  return years.every((one) => isSame(one, calendar.years.get(one.year))) ? refuse('duplicate', `${year} 年已经按同样的内容录入，没有要改的`) : years
}

function isSame(a: CalendarYear, b: CalendarYear | undefined): boolean {
  const flat = (days: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(days).sort())
  return b !== undefined && a.notice === b.notice && flat(a.off) === flat(b.off) && flat(a.worked) === flat(b.worked)
}

function linesOf({ text, year }: YearNotice): Line[] | Refusal<'invalid'> {
  if (text.trim().startsWith('{')) return linesOfJson(text)
  const lines: Line[] = []
  for (const [i, written] of text.split(/\r?\n/).entries()) {
    const plain = written.replace(/\u3000/g, ' ').trim()
    const ofNotice = /\d月\d{1,2}日/.test(plain)
    // The notice's own prose around the seven holidays; what it might hide, the check for all seven finds.
    if (plain === '' || (!ofNotice && /[。，：]/.test(plain) && !/\d{4}-\d/.test(plain))) continue
    const line = ofNotice ? lineOfNotice(plain, year) : lineOfDates(plain)
    if (typeof line === 'string') return refuse('invalid', `第 ${i + 1} 行“${plain.slice(0, 40)}”：${line}`)
    if (line) lines.push(line)
  }
  return lines.length > 0 ? lines : refuse('invalid', `粘贴通知的内容。${FORM}`)
}

/** `元旦 2027-01-01..2027-01-03 上班 2027-01-09 2027-01-10` */
function lineOfDates(line: string): Line | string {
  const [name = '', ...words] = line.split(/[\s,，、:：]+/)
  const off: PlainDate[] = []
  const worked: PlainDate[] = []
  let list = off
  for (const word of words) {
    if (word === '上班' || word === '放假') {
      list = word === '上班' ? worked : off
      continue
    }
    const [from = '', to = from] = word.split('..')
    const span = spanOf(from, to)
    if (typeof span === 'string') return span
    list.push(...span)
  }
  return off.length > 0 ? { name, off, worked } : `没有放假的日子。${FORM}`
}

function spanOf(from: string, to: string): PlainDate[] | string {
  if (!isPlainDate(from)) return `“${from}”不是日期。${FORM}`
  if (!isPlainDate(to)) return `“${to}”不是日期。${FORM}`
  if (to < from) return `${to} 早于 ${from}`
  const length = daysBetween(from, to) + 1
  if (length > LONGEST_HOLIDAY) return `从 ${from} 到 ${to} 有 ${length} 天，一个假期不会超过 ${LONGEST_HOLIDAY} 天`
  return Array.from({ length }, (_, i) => addDays(from, i))
}

const HOLIDAY = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:(?:至|到|—|-)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?放假/g
const DAY = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/g
const dateOf = (year: string | number, month: string | number, day: string | number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` Undefined for a sentence that settles no day. */
function lineOfNotice(written: string, year: number): Line | string | undefined {
  const line = written.replace(/[（(][^）)]*[）)]/g, '')
  const name = /^(?:[一二三四五六七八九十]+、|\d+[.．、])?\s*([^：:\d]{2,12})[：:]/.exec(line)?.[1]?.trim()
  if (name === undefined) return /放假|上班/.test(line) ? `没有看出是哪个节日。${FORM}` : undefined
  const off: PlainDate[] = []
  const worked: PlainDate[] = []
  for (const sentence of line.slice(line.search(/[：:]/) + 1).split(/[。；;]/)) {
    const wrong = readSentence(sentence, year, off, worked)
    if (wrong !== undefined) return wrong
  }
  const said = /共\s*(\d+)\s*天/.exec(line)?.[1]
  if (said !== undefined && Number(said) !== off.length) return `写着共 ${said} 天，读出来是 ${off.length} 天，请核对`
  return off.length > 0 ? { name, off, worked } : `没有读出放假的日子。${FORM}`
}

function readSentence(sentence: string, year: number, off: PlainDate[], worked: PlainDate[]): string | undefined {
  for (const [, y1 = year, m1 = '', d1 = '', y2 = y1, m2 = m1, d2 = d1] of sentence.matchAll(HOLIDAY)) {
    const span = spanOf(dateOf(y1, m1, d1), dateOf(y2, m2, d2))
    if (typeof span === 'string') return span
    off.push(...span)
  }
  if (!sentence.includes('上班')) return undefined
  for (const [, y = year, m = '', d = ''] of sentence.replace(HOLIDAY, '').matchAll(DAY)) {
    const date = dateOf(y, m, d)
    if (!isPlainDate(date)) return `没有 ${date} 这一天`
    worked.push(date)
  }
  return undefined
}

function linesOfJson(text: string): Line[] | Refusal<'invalid'> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return refuse('invalid', '这段 JSON 读不出来，请检查括号、引号和逗号')
  }
  const { off, worked = {} } = given as { off?: unknown; worked?: unknown } // each is checked below
  if (!isDays(off) || !isDays(worked)) return refuse('invalid', 'JSON 应写成 {"off":{"2027-01-01":"元旦"},"worked":{"2027-01-09":"元旦"}}')
  const names = [...new Set([...Object.values(off), ...Object.values(worked)])]
  const datesOf = (days: Readonly<Record<string, string>>, name: string) => Object.keys(days).filter((date) => days[date] === name)
  const wrong = [...Object.keys(off), ...Object.keys(worked)].find((date) => !isPlainDate(date))
  if (wrong !== undefined) return refuse('invalid', `“${wrong}”不是日期，写成 2027-01-01 这样`)
  return names.map((name) => ({ name, off: datesOf(off, name).filter(isPlainDate), worked: datesOf(worked, name).filter(isPlainDate) }))
}

const isDays = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((name) => typeof name === 'string')
