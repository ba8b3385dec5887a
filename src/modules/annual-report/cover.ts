import type { Db } from '../../platform/database.ts'
import type { Snapshot } from './publication.ts'
import { findPublication, listPublications } from './store.ts'

/** The last published report in a few numbers, each with the address of its records, or of the report where they are on another platform. */
export type Cover = {
  readonly year: number
  /** Whose platform it was taken over from; null when it is the office's own. */
  readonly source: string | null
  readonly figures: readonly { readonly label: string; readonly text: string; readonly unit: string; readonly href: string }[]
}

export async function findCover(db: Db, agencyId: number): Promise<Cover | undefined> {
  const [last] = await listPublications(db, agencyId)
  const publication = last && (await findPublication(db, agencyId, last.year))
  return publication && coverOf(publication.snapshot)
}

function coverOf({ report: { year, tables, facts }, source }: Snapshot): Cover {
  const href = (figure: string): string => (source ? `/annual-reports/${year}` : `/annual-reports/${year}/figures/${figure}`)
  const received = tables.requests.rows[0]?.values.at(-1) ?? 0
  const all = [
    { label: '主动公开', text: facts['disclosed_items'], unit: '条', href: href('disclosure.items') },
    { label: '收到申请', text: received, unit: '件', href: href('requests.received.total') },
    { label: '处置上报', text: facts['citizen_reports_handled'], unit: '件', href: href('cases.handled') },
    { label: '满意率', text: facts['satisfaction_percent'], unit: '%', href: href('share.satisfied_cases') },
  ]
  return { year, source: source?.name ?? null, figures: all.filter(({ text }) => Number(text) > 0).map((one) => ({ ...one, text: String(one.text) })) }
}
