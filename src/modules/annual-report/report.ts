import type { CaseFigures } from '../cases/index.ts'
import type { DisclosureFigures, NormCounts } from '../disclosure/index.ts'
import {
  APPLICANT_KINDS,
  type ApplicantKind,
  type Channel,
  type FeeFigures,
  type RemedyFigures,
  type RemedyRoute,
  type RequestFigures,
} from '../requests/index.ts'
import type { Entries } from './entries.ts'
import { type Edition, editionOf, isCountedRow, NORM_COLUMNS, PROACTIVE_ROWS, REMEDY_COLUMNS, REQUEST_COLUMNS, requestRows } from './form.ts'

export type Report = {
  readonly agency: string
  readonly year: number
  readonly edition: Edition
  readonly tables: {
    readonly proactive: readonly { article: string; item: string; columns: readonly string[]; values: readonly number[] }[]
    readonly requests: { readonly columns: readonly string[]; readonly rows: readonly { key: string; label: string; values: readonly number[] }[] }
    readonly remedies: { readonly columns: readonly string[] } & Readonly<Record<RemedyRoute, readonly number[]>>
  }
  readonly facts: Readonly<Record<string, unknown>>
}
export type Ledgers = {
  readonly requests: RequestFigures
  readonly remedies: RemedyFigures
  readonly channels: Readonly<Record<Channel, number>>
  readonly cases: CaseFigures
  readonly disclosure: DisclosureFigures
  readonly norms: NormCounts
  readonly fees: FeeFigures
  readonly entries: Entries
}

/** The six kinds of applicant in the order of table three, and their total. */
export function withTotal(cells: Readonly<Record<ApplicantKind, number>>): number[] {
  const values = APPLICANT_KINDS.map((kind) => cells[kind])
  return [...values, sum(values)]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** The report of a year from its ledgers: every total is computed here, and nowhere else. */
export function assembleReport(agency: string, year: number, ledgers: Ledgers): Report {
  const edition = editionOf(year)
  const entry = (key: string) => ledgers.entries.get(key) ?? 0
  const proactive = PROACTIVE_ROWS[edition].map((row) => ({
    article: row.article,
    item: row.item,
    columns: row.columns,
    values:
      row.key === 'procurement'
        ? procured(ledgers)
        : isCountedRow(row.key)
          ? NORM_COLUMNS[edition].map((figure) => ledgers.norms[figure])
          : row.columns.map((_, i) => entry(`${row.key}.${i + 1}`)),
  }))
  const rows = requestRows(edition).map(({ key, label, decisions }) => {
    const figures = (decisions ?? [key === 'received' || key === 'carried_in' ? key : ('carried_out' as const)]).map((row) => withTotal(ledgers.requests[row]))
    return { key, label, values: REQUEST_COLUMNS.map((_, i) => sum(figures.map((values) => values[i] ?? 0))) }
  })
  const remedy = (route: RemedyRoute) => {
    const { upheld, corrected, other, pending } = ledgers.remedies[route]
    return [upheld, corrected, other, pending, upheld + corrected + other + pending]
  }
  return {
    agency,
    year,
    edition,
    tables: {
      proactive,
      requests: { columns: REQUEST_COLUMNS, rows },
      remedies: {
        columns: REMEDY_COLUMNS,
        reconsideration: remedy('reconsideration'),
        litigation_direct: remedy('litigation_direct'),
        litigation_after_reconsideration: remedy('litigation_after_reconsideration'),
      },
    },
    facts: factsOf(year, ledgers, entry),
  }
}

export const FEN_A_WAN = 1_000_000
/** 采购项目数量 and 采购总金额, in 万元. */
const procured = ({ disclosure: { procurement } }: Ledgers): readonly number[] => [procurement.projects, procurement.amountFen / FEN_A_WAN]

/** A share in percent, rounded half up at `decimals`; 0 of 0 is 0. */
export const percentOf = (part: number, whole: number, decimals: number): number =>
  whole === 0 ? 0 : Math.round((part * 100 * 10 ** decimals) / whole) / 10 ** decimals

function factsOf(year: number, { channels, cases, disclosure, fees }: Ledgers, entry: (key: string) => number): Readonly<Record<string, unknown>> {
  return {
    disclosed_items: disclosure.items,
    full_text_electronic_percent: entry('full_text_electronic_percent'),
    disclosed_by_category: disclosure.byCategory,
    requests_by_channel: { letter: channels.letter + channels.registered_letter, online: channels.online, in_person: channels.in_person, fax: channels.fax },
    inquiries: entry('inquiries'),
    appeals: entry('appeals'),
    request_fees_yuan: fees.paidYuan,
    staff: { full_time: entry('staff.full_time'), part_time: entry('staff.part_time') },
    citizen_reports_handled: cases.handled,
    rated_cases: cases.rated,
    satisfied_cases: cases.satisfied,
    satisfaction_percent: percentOf(cases.satisfied, cases.rated, 2),
    [`satisfaction_percent_${year - 1}_q4`]: percentOf(cases.last_q4_satisfied, cases.last_q4_rated, 2),
    ...(editionOf(year) === '2019'
      ? { procurement: { projects: disclosure.procurement.projects, amount_wan_yuan: disclosure.procurement.amountFen / FEN_A_WAN } }
      : {}),
  }
}
