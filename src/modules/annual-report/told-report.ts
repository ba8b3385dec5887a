import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import { PROACTIVE_ROWS, REMEDY_COLUMNS, REQUEST_COLUMNS, requestRows } from './form.ts'
import type { Snapshot } from './publication.ts'
import { listPublicationsAfter } from './store.ts'

const line = z.string().transform((text) => text.replace(/\p{Cc}/gu, ' '))
const lines = z.array(line)
const values = z.array(z.number())
const REPORT = z
  .object({
    agency: line,
    year: z.int().min(2008).max(2999), // 条例自2008年5月1日起施行
    edition: z.enum(['2019', '2021']),
    tables: z.object({
      proactive: z.array(z.object({ article: line, item: line, columns: lines, values })),
      requests: z.object({ columns: lines, rows: z.array(z.object({ key: z.string(), label: line, values })) }),
      remedies: z.object({ columns: lines, reconsideration: values, litigation_direct: values, litigation_after_reconsideration: values }),
    }),
    facts: z.record(z.string(), z.unknown()),
  })
  .refine(({ edition, tables: { proactive, requests, remedies } }) => {
    const wanted = PROACTIVE_ROWS[edition]
    const { columns, ...routes } = remedies
    return (
      proactive.length === wanted.length &&
      proactive.every((row, i) => row.values.length === wanted[i]?.columns.length) &&
      requests.rows.map(({ key }) => key).join() ===
        requestRows(edition)
          .map(({ key }) => key)
          .join() &&
      requests.rows.every((row) => row.values.length === REQUEST_COLUMNS.length) &&
      columns.length === REMEDY_COLUMNS.length &&
      Object.values(routes).every((route) => route.length === REMEDY_COLUMNS.length)
    )
  })
const section = z.array(z.object({ heading: z.boolean(), parts: z.array(z.union([line, z.object({ figure: z.string(), text: line })])) }))

/** A published report as one platform tells it to another: its tables, its figures and its words, without the requests that were carried over. */
export const TOLD_REPORT = z.object({
  year: z.int(),
  version: z.int().min(1),
  note: line,
  published_at: z.iso.datetime(),
  report: REPORT,
  sections: z.object({ overview: section, problems: section, other: section }),
})
export type ToldReport = z.infer<typeof TOLD_REPORT>

type Told = Pick<ToldReport, 'year' | 'version' | 'note' | 'published_at'> &
  Pick<Snapshot, 'report' | 'sections'> & { readonly source: Snapshot['source'] | null }
const VERSIONS_A_YEAR = 1_000

/** Every version that was published, by year; `next` is where to go on. */
export async function tellReports(db: Db, agencyId: number, after: number, most: number): Promise<{ reports: Told[]; next: number | null }> {
  const from = { year: Math.floor(after / VERSIONS_A_YEAR), version: after % VERSIONS_A_YEAR }
  const rows = await listPublicationsAfter(db, agencyId, from, most + 1)
  const reports = rows.slice(0, most).map(({ year, version, note, at, snapshot: { report, sections, source } }) => ({
    ...{ year, version, note, published_at: at.toISOString() },
    ...{ report, sections, source: source ?? null },
  }))
  const last = reports.at(-1)
  return { reports, next: rows.length > most && last ? last.year * VERSIONS_A_YEAR + last.version : null }
}
