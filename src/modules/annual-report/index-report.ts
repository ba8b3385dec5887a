import { beijingDay } from '../../kernel/plain-date.ts'
import type { Db } from '../../platform/database.ts'
import { getAgency } from '../organizations/index.ts'
import { indexDocuments, type SearchDocument } from '../search/index.ts'
import { SECTIONS } from './narrative.ts'
import type { Snapshot } from './publication.ts'
import { findPublication, listPublications } from './store.ts'

const TITLE = '政府信息公开工作年度报告'

/** What people ask that a report answers. */
const ASKED = '收到多少申请 受理 新收 办结 答复了多少 主动公开多少条 政府采购金额 复议 诉讼'
/** Its figures, for who looks for one. */
const figuresIn = (report: Snapshot['report']): string => [...new Set(JSON.stringify(report.tables).match(/\d+(?:\.\d+)?/g) ?? [])].join(' ')

/** A published report as the search finds it: its own words, and what its tables are about. */
export function reportDocument(agency: { readonly id: number; readonly name: string }, year: number, { report, sections }: Snapshot, at: Date): SearchDocument {
  const paragraphs = SECTIONS.flatMap((section) => sections[section]).map(({ parts }) =>
    parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
  )
  const rows = [...report.tables.proactive.map(({ item }) => item), ...report.tables.requests.rows.map(({ label }) => label)]
  return {
    agencyId: agency.id,
    kind: 'report',
    key: String(year),
    path: `/annual-reports/${year}`,
    title: `${agency.name} ${year} 年${TITLE}`,
    summary: paragraphs.find((paragraph) => paragraph.length > 30) ?? '',
    body: [...paragraphs, ...rows, ASKED, figuresIn(report)].join('\n'),
    numbers: [],
    publishedOn: beijingDay(at),
    column: TITLE,
    department: agency.name,
    subject: '年度报告',
    validity: '',
  }
}

/** Puts every published report into the index, each as it was published last: for houses that published before there was one. */
export async function indexReports(db: Db, agencyId: number): Promise<void> {
  const agency = await getAgency(db, agencyId)
  const years = [...new Set((await listPublications(db, agencyId)).map(({ year }) => year))]
  const found = await Promise.all(years.map((year) => findPublication(db, agencyId, year)))
  await indexDocuments(
    db,
    found.flatMap((one) => (one ? [reportDocument(agency, one.year, one.snapshot, one.at)] : [])),
  )
}
