import { isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { LONGEST_EXTENSION_DAYS } from '../clock.ts'
import type { Stance } from '../events.ts'
import type { ApplicantKind, Channel, DeliveryWay, Format } from '../kinds.ts'
import { type Cells, columnOf, type ColumnKey, COLUMN_KEYS, type Ended } from './columns.ts'

/** What is wrong in a cell, or in the row as a whole where `column` is empty. */
export type Finding = { readonly column: string; readonly says: string }

/** A row of the paper ledger, understood. */
export type PaperRow = {
  readonly row: number
  readonly paper: string
  readonly channel: Channel
  readonly arrivedOn: PlainDate
  readonly confirmedOn: PlainDate | null
  readonly kind: ApplicantKind
  readonly name: string
  readonly identity: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly subject: string
  readonly format: Format
  readonly way: DeliveryWay
  readonly department: string
  readonly amendAskedOn: PlainDate | null
  readonly amendedOn: PlainDate | null
  readonly consulted: string
  readonly consultedOn: PlainDate | null
  readonly opinionOn: PlainDate | null
  readonly stance: Stance
  readonly reasonsAskedOn: PlainDate | null
  readonly reasonsOn: PlainDate | null
  readonly extendedOn: PlainDate | null
  readonly extendedBy: number | null
  readonly decision: Ended | null
  readonly repliedOn: PlainDate | null
  readonly replyNumber: string
  readonly sentOn: PlainDate | null
  readonly tracking: string
}

const LONGEST: Readonly<Partial<Record<ColumnKey, number>>> = {
  subject: 4_000,
  paper: 60,
  replyNumber: 80,
  tracking: 80,
  consulted: 100,
  identity: 100,
  name: 100,
  address: 200,
}
const USUAL_LONGEST = 100
const SHORTEST_SUBJECT = 6

/** Understands a row, or says of each cell what may stand in it. Pure. */
export function readRow({ row, cells }: Cells, departments: readonly string[]): PaperRow | readonly Finding[] {
  const findings: Finding[] = []
  const wrong = (key: ColumnKey, says: string): null => {
    findings.push({ column: columnOf(key).head, says })
    return null
  }
  const text = (key: ColumnKey): string => (cells[key] ?? '').trim()
  for (const key of COLUMN_KEYS) {
    if (columnOf(key).needed && text(key) === '') wrong(key, `必须填写，现在是空的${columnOf(key).words ? `；可填：${allowed(key)}` : ''}`)
    const most = LONGEST[key] ?? USUAL_LONGEST
    if (text(key).length > most) wrong(key, `最多 ${most} 个字，现在 ${text(key).length} 个`)
  }
  const day = (key: ColumnKey): PlainDate | null => {
    if (text(key) === '') return null
    return dayIn(text(key)) ?? wrong(key, `“${short(text(key))}”不是日期；写成 2019-03-05 或者 2019年3月5日`)
  }
  const word = (key: ColumnKey): string | null => {
    if (text(key) === '') return null
    const found = wordIn(key, text(key))
    return found ?? wrong(key, `“${short(text(key))}”不认识，最接近的是“${nearestWord(key, text(key))}”；可填：${allowed(key)}`)
  }
  if (text('subject') !== '' && [...text('subject')].length < SHORTEST_SUBJECT) wrong('subject', `写清楚申请什么，至少 ${SHORTEST_SUBJECT} 个字`)
  const department = text('department')
  if (department !== '' && !departments.includes(department)) wrong('department', `没有“${short(department)}”这个科室；可填：${departments.join('、')}`)
  const extended = text('extendedBy').replace(/个?(工作)?日$/, '')
  const isExtension = /^\d{1,2}$/.test(extended) && Number(extended) >= 1 && Number(extended) <= LONGEST_EXTENSION_DAYS
  if (extended !== '' && !isExtension) wrong('extendedBy', `填 1 到 ${LONGEST_EXTENSION_DAYS} 的整数（条例第三十三条第二款）`)
  // Each value below is one of its column's words, or stands for an error that was noted.
  const read = {
    row,
    ...Object.fromEntries(COLUMN_KEYS.map((key) => [key, columnOf(key).isDay ? day(key) : columnOf(key).words ? word(key) : text(key)])),
    extendedBy: isExtension ? Number(extended) : null,
  } as unknown as Omit<PaperRow, 'format' | 'way' | 'stance'> & { format: Format | null; way: DeliveryWay | null; stance: Stance | null }
  return findings.length > 0 ? findings : { ...read, format: read.format ?? 'paper', way: read.way ?? 'collect', stance: read.stance ?? 'agrees' }
}

const allowed = (key: ColumnKey): string => {
  const words = Object.keys(columnOf(key).words ?? {})
  return words.length > 8 ? `${words.slice(0, 6).join('、')}等 ${words.length} 种，见“说明”表` : words.join('、')
}
const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}……` : text)

const plainWord = (text: string): string => text.normalize('NFKC').replace(/[\s“”"'()、,，。]/g, '')
function wordIn(key: ColumnKey, text: string): string | undefined {
  const words = Object.entries(columnOf(key).words ?? {})
  return words.find(([word]) => plainWord(word) === plainWord(text))?.[1]
}

/** The word that shares most characters with what was written; where two share as many, the shorter. */
export function nearestWord(key: ColumnKey, text: string): string {
  const mine = new Set(plainWord(text))
  const likeness = (word: string): number => {
    const theirs = new Set(plainWord(word))
    return (2 * [...mine].filter((one) => theirs.has(one)).length) / (mine.size + theirs.size || 1)
  }
  const [best = ''] = Object.keys(columnOf(key).words ?? {}).toSorted((a, b) => likeness(b) - likeness(a) || a.length - b.length)
  return best
}

const WRITTEN = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/
const two = (text: string): string => text.padStart(2, '0')
/** A day as people write it: `2019-03-05`, `2019/3/5`, `2019.3.5`, `2019年3月5日`, `20190305`. */
export function dayIn(text: string): PlainDate | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+0?0:00(:00)?$/, '')
    .trim()
  const [, year = '', month = '', date = ''] = WRITTEN.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? []
  const day = `${year}-${two(month)}-${two(date)}`
  return isPlainDate(day) ? day : undefined
}
