import { TABLE_TITLES, proactiveBlocks, remedyGrid, requestGrid } from './grids.ts'
import { type Failure, failuresOf, type YearBefore } from './equations.ts'
import { type Field, fieldsOf } from './fields.ts'
import { type Paragraph, type Section, SECTIONS, sectionTitle, TEMPLATE, type Written, writeSection } from './narrative.ts'
import { assembleReport, type Ledgers, type Report } from './report.ts'

/** A report as it stands in the ledgers now, with its text and everything that speaks against publishing it. */
export type Draft = {
  readonly report: Report
  readonly fields: readonly Field[]
  readonly sections: Readonly<Record<Section, Written>>
  readonly failures: readonly Failure[]
  readonly obstacles: readonly Obstacle[]
  /** The requests carried over to the next year, by number. */
  readonly carriedOut: readonly string[]
}
export type Obstacle = { readonly where: string; readonly message: string; readonly section?: Section; readonly requests?: readonly string[] }

/** What publishing freezes. */
export type Snapshot = {
  readonly report: Report
  readonly sections: Readonly<Record<Section, readonly Paragraph[]>>
  readonly carriedOut: readonly string[]
  /** Where it was taken over from: the ledgers behind its figures are there; absent when it is the office's own. */
  readonly source?: { readonly name: string; readonly url: string }
}

type Texts = Readonly<Partial<Record<Section, { readonly body: string }>>>
type Sources = { readonly ledgers: Ledgers; readonly texts: Texts; readonly before: YearBefore | null; readonly carriedOut: readonly string[] }

export function draftOf(agency: string, year: number, { ledgers, texts, before, carriedOut }: Sources): Draft {
  const report = assembleReport(agency, year, ledgers)
  const fields = fieldsOf(year, ledgers)
  const written = (section: Section) => writeSection(texts[section]?.body ?? TEMPLATE[report.edition][section], year, fields)
  const sections = { overview: written('overview'), problems: written('problems'), other: written('other') }
  const failures = failuresOf(report, before)
  const obstacles: Obstacle[] = [
    ...failures
      .filter((one) => one.severity === 'error')
      .map(({ rule, where, message, requests }) => ({ where: `${rule}　${where}`, message, ...(requests ? { requests } : {}) })),
    ...SECTIONS.flatMap((section) => obstaclesIn(section, sections[section], sectionTitle(section, report.edition))),
  ]
  return { report, fields, sections, failures, obstacles, carriedOut }
}

function obstaclesIn(section: Section, { paragraphs, unknown, prompts, typed }: Written, title: string): Obstacle[] {
  const said: string[] = []
  if (paragraphs.length === 0) said.push('还没有写')
  if (prompts.length > 0) said.push(`还有 ${prompts.length} 处〔请……〕没有写`)
  if (unknown.length > 0) said.push(`没有叫“${unknown.join('”“')}”的数字，可以从右边的清单里选`)
  if (typed.length > 0) said.push(`“${typed.join('”“')}”是手写的数字，请换成清单里的数字；清单里没有的，先在“填报数字”里登记`)
  return said.map((message) => ({ where: title, message, section }))
}

export const snapshotOf = ({ report, sections, carriedOut }: Draft): Snapshot => ({
  report,
  carriedOut,
  sections: { overview: sections.overview.paragraphs, problems: sections.problems.paragraphs, other: sections.other.paragraphs },
})

export type Difference = { readonly where: string; readonly published: string; readonly now: string; readonly figure: string }

/** What the ledgers say now that a published report does not: every cell of the tables, and every number of the text. */
export function differencesOf(published: Snapshot, now: Snapshot): Difference[] {
  const before = numbersOf(published)
  return [...numbersOf(now)].flatMap(([figure, one]) => {
    const then = before.get(figure)
    return then && then.text !== one.text ? [{ where: one.where, published: then.text, now: one.text, figure }] : []
  })
}

function numbersOf({ report, sections }: Snapshot): Map<string, { where: string; text: string }> {
  const found = new Map<string, { where: string; text: string }>()
  for (const section of SECTIONS) {
    for (const part of sections[section].flatMap((paragraph) => paragraph.parts)) {
      if (typeof part !== 'string') found.set(part.figure, { where: sectionTitle(section, report.edition), text: part.text })
    }
  }
  for (const block of proactiveBlocks(report))
    for (const row of block.rows)
      for (const cell of row.cells) if (cell.figure) found.set(cell.figure, { where: `${TABLE_TITLES.two}，${row.item}，${cell.column}`, text: cell.text })
  report.tables.requests.rows.forEach((row, i) => {
    for (const cell of requestGrid(report).body[i]?.cells ?? [])
      if (cell.figure) found.set(cell.figure, { where: `${row.label}，${cell.column}`, text: cell.text })
  })
  for (const cell of remedyGrid(report).body[0]?.cells ?? [])
    if (cell.figure) found.set(cell.figure, { where: `${TABLE_TITLES.four}，${cell.column}`, text: cell.text })
  return found
}
