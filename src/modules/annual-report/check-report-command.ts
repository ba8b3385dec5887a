import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isRefusal } from '../../kernel/refusal.ts'
import { checkReport } from './check/index.ts'

const SEVERITY = { error: '错误', warning: '警告', notice: '提示' } as const

/** `gongkai check-report FILE [--last-year FILE] [--json]`: exit 0 without errors, 1 with errors, 2 when unreadable. Opens no database. */
export async function checkReportCommand(argv: readonly string[], out: (line: string) => void, err: (line: string) => void): Promise<number> {
  const words = argv.filter((one) => one !== '--json')
  const at = words.indexOf('--last-year')
  const last = at < 0 ? undefined : words.splice(at, 2)[1]
  const [file, ...more] = words
  if (file === undefined || more.length > 0 || file.startsWith('--') || (at >= 0 && last === undefined)) {
    err('用法：gongkai check-report 文件 [--last-year 上年年报] [--json]　可以读 .txt .md .html .docx .pdf')
    return 2
  }
  const [report, lastYear] = await Promise.all([fileAt(file), last === undefined ? undefined : fileAt(last)])
  if (!report || (last !== undefined && !lastYear)) {
    err(`读不到文件 ${report ? last : file}`)
    return 2
  }
  const result = await checkReport(report, lastYear ? { lastYear } : {})
  if (isRefusal(result)) {
    err(result.because)
    return 2
  }
  if (argv.includes('--json')) out(JSON.stringify(result, null, 2))
  else if (result.findings.length === 0) out('没有发现问题')
  else for (const one of result.findings) out(`${SEVERITY[one.severity]}　${one.rule}　${one.where}　${one.message}`)
  return result.findings.some((one) => one.severity === 'error') ? 1 : 0
}

async function fileAt(path: string): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const bytes = await readFile(path).catch(() => undefined)
  return bytes && { name: basename(path), bytes }
}
