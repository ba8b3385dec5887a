import type { PlainDate } from '../../kernel/plain-date.ts'

export const KINDS = ['item', 'guide', 'request', 'case', 'report'] as const
export type Kind = (typeof KINDS)[number]
export const kindName = {
  item: '主动公开信息',
  guide: '办事和服务',
  request: '申请答复',
  case: '城市管理案件',
  report: '年度报告',
} as const satisfies Record<Kind, string>
export const isKind = (text: string): text is Kind => KINDS.some((kind) => kind === text)

/** What can be found. The caller has decided that all of it is public. */
export type SearchDocument = {
  readonly agencyId: number
  readonly kind: Kind
  /** Its name among its kind; indexed again under the same name it takes the place of what was there. */
  readonly key: string
  readonly path: string
  readonly title: string
  readonly summary: string
  readonly body: string
  /** 文号, 索引号, 编号, each as it is printed. */
  readonly numbers: readonly string[]
  readonly publishedOn: PlainDate
  readonly column: string
  readonly department: string
  readonly subject: string
  readonly validity: string
  /** Where a guide answers a question in a sentence or two, that answer. */
  readonly answer?: string
}

const MOST_TITLE = 300
const MOST_SUMMARY = 240
const MOST_BODY = 60_000 // what stands behind some forty printed pages is found by title and summary

// No text of the database may hold a zero, and lists of candidates are joined by two others.
const clean = (text: string): string => text.toWellFormed().replace(/\p{Cc}/gu, (sign) => (sign === '\n' ? sign : ' '))
const onOneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

/** As much of a document as is kept to be searched. */
export const kept = (one: SearchDocument): SearchDocument => ({
  ...one,
  title: onOneLine(one.title).slice(0, MOST_TITLE),
  summary: onOneLine(one.summary).slice(0, MOST_SUMMARY),
  body: clean(one.body).slice(0, MOST_BODY).toWellFormed(),
  numbers: one.numbers.map(onOneLine),
  column: onOneLine(one.column),
  department: onOneLine(one.department),
  subject: onOneLine(one.subject),
  validity: onOneLine(one.validity),
  answer: onOneLine(one.answer ?? ''),
})

/** A piece of a text that is shown, and whether it is what was looked for. Plain text: whoever draws it escapes it. */
export type Segment = { readonly text: string; readonly mark: boolean }
