import { keysOf } from '../../../kernel/closed.ts'

/** The forms of departments' budgets and accounts, as the finance office hands them out; a sheet is told by its title. */
export const FORMS = {
  sangong: { name: '“三公”经费表', told: /三公/ },
  basic: { name: '一般公共预算基本支出表', told: /基本支出/ },
  fund: { name: '政府性基金预算支出表', told: /政府性基金/ },
  capital: { name: '国有资本经营预算支出表', told: /国有资本/ },
  purchases: { name: '政府采购预算表', told: /政府采购/ },
  services: { name: '政府购买服务表', told: /购买服务/ },
  projects: { name: '项目支出表', told: /项目支出|绩效/ },
  fiscal: { name: '财政拨款收支总表', told: /财政拨款收(?:入)?支(?:出)?(?:预算|决算)?(?:总)?表/ },
  general: { name: '一般公共预算支出表', told: /一般公共预算.*支出/ },
  total: { name: '收支总表', told: /收(?:入)?支(?:出)?(?:预算|决算)?总表/ },
  income: { name: '收入总表', told: /收入(?:预算|决算)?(?:总)?表/ },
  spending: { name: '支出总表', told: /支出(?:预算|决算)?(?:总)?表/ },
} as const satisfies Record<string, { readonly name: string; readonly told: RegExp }>
export type FormKey = keyof typeof FORMS
export const FORM_KEYS = keysOf<FormKey>(FORMS)

/** What a department publishes (预算法实施条例第六条; the forms of the finance office). A form without figures is published empty, with a note. */
const EXPECTED: readonly FormKey[] = ['total', 'income', 'spending', 'fiscal', 'general', 'basic', 'sangong', 'fund']

export const UNITS = ['元', '千元', '万元', '亿元'] as const
export type Unit = (typeof UNITS)[number]
export type BookCell = { readonly at: string; readonly text: string; readonly rows: number; readonly cols: number }
/** A sheet as a table: the lines above it, its headings, its rows, and the notes below. */
export type BookTable = {
  /** Its place in the book from 1; stands in addresses. */
  readonly n: number
  /** The name of the sheet. */
  readonly name: string
  readonly title: string
  readonly form: FormKey | null
  readonly unit: Unit | null
  readonly top: readonly string[]
  /** How many of the rows are headings. */
  readonly heads: number
  readonly rows: readonly (readonly (BookCell | null)[])[]
  readonly notes: readonly string[]
}

export const BOOK_KINDS = ['budget', 'account'] as const
export type BookKind = (typeof BOOK_KINDS)[number]
export const bookKindName = { budget: '预算', account: '决算' } as const satisfies Record<BookKind, string>

/** The budget or the account of a year. */
export type Book = {
  readonly kind: BookKind
  readonly year: number
  /** What the office says of the figures, as it was typed: how they changed and why (预算法实施条例第六条). */
  readonly said: string
  readonly tables: readonly BookTable[]
  /** Why a figure that does not add up stands as it does, by the key of its finding; published with it. */
  readonly reasons: Readonly<Record<string, string>>
}

/** Titles are written in many ways: quotes, spaces and years say nothing of the form. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s"'“”‘’《》()（）]/g, '')
export function formOf(title: string, name: string): FormKey | null {
  const of = (text: string) => FORM_KEYS.find((key) => FORMS[key].told.test(bare(text)))
  return of(title) ?? of(name) ?? null
}

/** The forms that one expects in every book and does not find in this. */
export const missingForms = (tables: readonly BookTable[]): readonly string[] =>
  EXPECTED.filter((key) => !tables.some(({ form }) => form === key)).map((key) => FORMS[key].name)
