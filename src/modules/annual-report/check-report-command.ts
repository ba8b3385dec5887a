import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isRefusal } from '../../kernel/refusal.ts'
import { checkReport } from './check/index.ts'

const SEVERITY = { error: '错误', warning: '警告', notice: '提示' } as const

/** `gongkai check-report FILE [--json]`: exit 0 without errors, 1 with errors, 2 when unreadable. Opens no database. */
export async function checkReportCommand(argv: readonly string[], out: (line: string) => void, err: (line: string) => void): Promise<number> {
  const [file, ...more] = argv.filter((one) => one !== '--json')
  if (file === undefined || more.length > 0 || file.startsWith('--')) {
    err('用法：gongkai check-report 文件 [--json]　可以读 .txt .md .html .docx .pdf')
    return 2
  }
  const bytes = await readFile(file).catch(() => undefined)
  const result = bytes && (await checkReport({ name: basename(file), bytes }))
  if (!result || isRefusal(result)) {
    err(result ? result.because : `读不到文件 ${file}`)
    return 2
  }
  if (argv.includes('--json')) out(JSON.stringify(result, null, 2))
  else if (result.findings.length === 0) out('没有发现问题')
  else for (const one of result.findings) out(`${SEVERITY[one.severity]}　${one.rule}　${one.where}　${one.message}`)
  return result.findings.some((one) => one.severity === 'error') ? 1 : 0
}
