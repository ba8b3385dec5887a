import { beijingDay, isPlainDate, type PlainDate } from '../../../../kernel/plain-date.ts'
import { type Refusal, refuse } from '../../../../kernel/refusal.ts'
import type { Book } from '../../budgets/book.ts'
import { COLUMNS, findColumn } from '../../columns.ts'
import type { Content, Source } from '../../item.ts'
import { VALIDITIES, type Validity } from '../../lifecycle.ts'
import { contentFault } from '../../steps.ts'

export type GivenFile = { readonly name: string; readonly url: string; readonly size: number }
/** What another system says of an item, before anything of it is believed. */
export type Given = {
  /** What the other system knows it by; empty where it says nothing. */
  readonly id: string
  readonly url: string
  readonly title: string
  readonly summary: string
  /** A column's code or name. */
  readonly column: string
  readonly issuer: string
  readonly documentNumber: string
  readonly subject: string
  readonly formedOn: string
  readonly countedFrom: string
  readonly validUntil: string
  readonly html: string
  readonly files: readonly GivenFile[]
  /** 索引号 there; undefined where it has none. */
  readonly indexNumber?: string | undefined
  /** The tables of a budget or an account. */
  readonly budget?: Book | undefined
  /** What a platform like this one says of a published item; undefined elsewhere. */
  readonly published?: { readonly on: string; readonly firstOn: string; readonly validity: string } | undefined
  /** It was taken down there. */
  readonly withdrawn?: { readonly on: string; readonly reason: string } | undefined
}
export const NOTHING_GIVEN: Given = {
  id: '',
  url: '',
  title: '',
  summary: '',
  column: '',
  issuer: '',
  documentNumber: '',
  subject: '',
  formedOn: '',
  countedFrom: '',
  validUntil: '',
  html: '',
  files: [],
}
/** What stands for what a system does not say. */
export type Defaults = { readonly column: string; readonly issuer: string }

/** An item that could be taken in. */
export type Incoming = {
  readonly sourceId: string
  readonly content: Omit<Content, 'files'> & { readonly source: Source }
  readonly files: readonly GivenFile[]
  readonly published: { readonly on: PlainDate; readonly firstOn: PlainDate; readonly validity: Validity } | null
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/
/** A day as people and programs write it: 2026-11-24, 2026/11/24, 2026年11月24日, with a time of day or not. */
export function dayIn(text: string): PlainDate | undefined {
  const [, year = '', month = '', day = ''] = DAY.exec(text.trim()) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isPlainDate(written) ? written : undefined
}

/** The office's day of a moment as feeds write it; what is no moment stays as it is. */
export const dayOf = (moment: string): string => (moment === '' || Number.isNaN(Date.parse(moment)) ? moment : beijingDay(new Date(moment)))

/** A column by its code or its name. */
export const columnIn = (text: string): string | undefined => findColumn(text.trim())?.code ?? COLUMNS.find(({ name }) => name === text.trim())?.code

/** What was given as an item that could be taken in, or what is wrong with it; the words have been cleaned before. */
export function incomingOf(given: Given, source: Source, defaults: Defaults, today: PlainDate): Incoming | Refusal<'invalid'> {
  const column = given.column.trim() === '' ? defaults.column : columnIn(given.column)
  if (!column) return refuse('invalid', given.column ? `没有叫“${given.column}”的栏目，写平台上的栏目名称或代码` : '没有写栏目，也没有选默认栏目')
  const day = (text: string, name: string) =>
    text.trim() === '' ? null : (dayIn(text) ?? refuse('invalid', `${name}写成“2026-11-24”这样的日期，现在是“${text}”`))
  const [formedOn, countedFrom, validUntil] = [day(given.formedOn, '成文日期'), day(given.countedFrom, '起算日期'), day(given.validUntil, '有效期至')]
  for (const one of [formedOn, countedFrom, validUntil]) if (one !== null && typeof one !== 'string') return one
  if (typeof formedOn !== 'string') return refuse('invalid', '没有成文日期')
  const content = {
    title: given.title.trim(),
    summary: given.summary.trim(),
    column,
    issuer: given.issuer.trim() || defaults.issuer,
    documentNumber: given.documentNumber.trim(),
    subject: given.subject.trim(),
    formedOn,
    countedFrom: countedFrom as PlainDate | null, // a refusal has been returned above
    validUntil: validUntil as PlainDate | null,
    html: given.html,
    ...(given.budget ? { budget: given.budget } : {}),
    source: {
      name: source.name,
      url: webAddress(given.url) || webAddress(source.url),
      ...(isIndexNumber(given.indexNumber) ? { indexNumber: given.indexNumber } : {}),
    },
  }
  const published = given.published ? publishedOf(given.published) : null
  if (published === undefined) return refuse('invalid', '来源没有写清发布日期和有效性')
  const fault = contentFault({ ...content, files: [] }, today)
  return fault ?? { sourceId: idOf(given, source, content), content, files: given.files, published }
}

const isIndexNumber = (text = ''): text is string => /^[^\s<>&"\p{C}]{5,60}$/u.test(text)
const webAddress = (text: string): string => (/^https?:\/\//.test(text) && URL.canParse(text) ? text : '')

function publishedOf({ on, firstOn, validity }: NonNullable<Given['published']>): Incoming['published'] | undefined {
  const known = VALIDITIES.find((one) => one === validity)
  return isPlainDate(on) && isPlainDate(firstOn) && firstOn <= on && known ? { on, firstOn, validity: known } : undefined
}

/** The same item of the same source has the same id each time; what names nothing is known by its number, or its title and day. */
const idOf = ({ id, url }: Given, source: Source, { documentNumber, title, formedOn }: { documentNumber: string; title: string; formedOn: string }): string =>
  `${source.url}#${id || url || documentNumber || `${title} ${formedOn}`}`

export type Known = { readonly digest: string; readonly number: string }
export type Verdict = 'new' | 'changed' | 'same'
export const verdictName = { new: '新的', changed: '有变化', same: '没有变化' } as const satisfies Record<Verdict, string>
/** What would become of an item, by what was taken from the same place before. */
export const verdictOf = (digest: string, known: Known | undefined): Verdict => (known === undefined ? 'new' : known.digest === digest ? 'same' : 'changed')
