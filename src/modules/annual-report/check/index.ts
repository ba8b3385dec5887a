import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts'
import { readReport } from './read-file.ts'
import { type Recovered, recover } from './recover.ts'
import { equationFindings, type Finding, formFindings, percentFindings, proseFindings } from './rules.ts'

export type { Finding } from './rules.ts'
export type CheckResult = Pick<Recovered, 'agency' | 'year' | 'edition'> & { readonly findings: readonly Finding[] }

/** Reads any agency's annual report and says what does not add up (rules E1–E4, E8–E10, the form, the years, the duties). */
export async function checkReport(file: { name: string; bytes: Uint8Array }): Promise<CheckResult | Refusal<'unreadable' | 'limit'>> {
  const text = await readReport(file.name, file.bytes)
  if (isRefusal(text)) return text
  const found = recover(text)
  if (!/政府信息公开/.test(found.prose.all)) return refuse('unreadable', `“${file.name}”里没有读到政府信息公开年度报告的文字；扫描件请先转成文字`)
  const findings = [...equationFindings(found), ...proseFindings(found), ...percentFindings(found), ...formFindings(found)]
  return { agency: found.agency, year: found.year, edition: found.edition, findings }
}
