import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { claimFindings } from './claims.ts'
import { dutyFindings } from './duties.ts'
import { equationFindings } from './equations.ts'
import type { Finding } from './finding.ts'
import { formFindings } from './form-rules.ts'
import { lastYearFindings } from './last-year.ts'
import { listFindings } from './lists.ts'
import { percentFindings } from './percentages.ts'
import { periodFindings } from './periods.ts'
import { proactiveFindings } from './proactive-rules.ts'
import { readReport } from './read-file.ts'
import { type Recovered, recover } from './recover.ts'
import { otherTableFindings } from './table-claims.ts'

export type { Finding } from './finding.ts'
export type CheckResult = Pick<Recovered, 'agency' | 'year' | 'edition'> & { readonly findings: readonly Finding[] }
type File = { readonly name: string; readonly bytes: Uint8Array }

const RULES: readonly ((report: Recovered) => Finding[])[] = [
  equationFindings,
  proactiveFindings,
  claimFindings,
  otherTableFindings,
  listFindings,
  percentFindings,
  formFindings,
  periodFindings,
  dutyFindings,
]

/** Reads any agency's annual report and says what does not add up (E1–E10, sums, percentages, the form, the years, the duties). */
export async function checkReport(file: File, more: { readonly lastYear?: File } = {}): Promise<CheckResult | Refusal<'unreadable' | 'limit'>> {
  const report = await recovered(file)
  if (isRefusal(report)) return report
  const last = more.lastYear && (await recovered(more.lastYear))
  if (last && isRefusal(last)) return last
  const findings = [...RULES.flatMap((rule) => rule(report)), ...(last ? lastYearFindings(report, last) : [])]
  return { agency: report.agency, year: report.year, edition: report.edition, findings: withoutRepeats(findings) }
}

async function recovered({ name, bytes }: File): Promise<Recovered | Refusal<'unreadable' | 'limit'>> {
  const blocks = await readReport(name, bytes)
  if (isRefusal(blocks)) return blocks
  const report = recover(blocks)
  return /政府信息公开|信息公开/.test(report.prose.all) ? report : refuse('unreadable', `“${name}”里没有读到政府信息公开年度报告的文字；扫描件请先转成文字`)
}

const withoutRepeats = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [`${one.rule} ${one.where} ${one.expected} ${one.found}`, one])).values(),
]
