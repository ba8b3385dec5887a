import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { inChinese, isPlainDate, type PlainDate } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { House } from '../../platform/house.ts'
import { addStandard, inSize, type Preview, previewStandard } from './add-standard.ts'
import { changeName, changesInWords, countChanges } from './compare.ts'
import { inWords } from './sheet.ts'

const USAGE = `用法：gongkai import-standard 文件.xlsx --name 名称 --from 年-月-日 [--dry-run]
文件的工作表“部件”和“事件”各有一行表头：大类代码、大类名称、小类代码、小类名称、立案条件、处置时限、结案条件，可以另有分级时限、围护时限、奖励级别。
--from 是施行日期，最早为今天；--dry-run 只检查和比较，不录入。有一处读不出就整份不录入。`

const OPTIONS = { name: { type: 'string' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const

type Say = (line: string) => void

/** `gongkai import-standard`: exit code 0, or 2 with every problem of the file and nothing stored. */
export async function importStandardCommand(
  argv: readonly string[],
  out: Say,
  err: Say,
  withHouse: (work: (house: House) => Promise<boolean>) => Promise<number>,
): Promise<number> {
  const given = readArguments(argv)
  if (!given) {
    err(USAGE)
    return 2
  }
  const { path, name, from, dryRun } = given
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) {
    err(`读不到文件 ${path}`)
    return 2
  }
  return await withHouse(async (house) => {
    const preview = await previewStandard(house, { name, from, bytes })
    if (isRefusal(preview)) {
      err(preview.because)
      return false
    }
    if (!report(preview, out, err)) return false
    if (dryRun) {
      out('只检查，没有录入')
      return true
    }
    const added = await addStandard(house, 'system', { name, from, bytes })
    if (isRefusal(added)) {
      err(added.because)
      return false
    }
    out(`已录入第 ${added.version} 版“${name}”，自${inChinese(from)}起施行：${inSize(added.body)}`)
    return true
  })
}

function report({ problems, oddities, differences, against, body }: Preview, out: Say, err: Say): boolean {
  for (const one of oddities) err(`提示　${inWords(one)}`)
  for (const one of problems) err(`错误　${inWords(one)}`)
  if (problems.length > 0) {
    err(`共 ${problems.length} 处错误，没有录入任何内容`)
    return false
  }
  out(`读到${inSize(body)}`)
  if (!against) return true
  for (const { change, code, what, was, is } of differences) out(`${changeName[change]}　${code}　${what}　${[was, is].filter(Boolean).join(' → ')}`)
  out(`与“${against.name}”相比：${changesInWords(countChanges(differences))}`)
  return true
}

function readArguments(argv: readonly string[]): { path: string; name: string; from: PlainDate; dryRun: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true })
    const [path, ...more] = positionals
    const [name, from] = [(values.name ?? '').trim(), values.from ?? '']
    if (path === undefined || more.length > 0 || name === '' || !isPlainDate(from)) return undefined
    return { path, name, from, dryRun: values['dry-run'] === true }
  } catch {
    return undefined
  }
}
