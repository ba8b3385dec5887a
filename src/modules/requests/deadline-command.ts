import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { inChinese, inShortChinese } from '../../kernel/plain-date.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { publishedCalendar } from '../calendar/index.ts'
import { answerDeadline, type DeadlineAnswer } from './deadline-query.ts'

const USAGE = `用法：gongkai deadline --received 2026-01-20 [--days 20] [--amended 日期] [--extended 天数] [--consulted 发出日..收到意见日]… [--json]
      gongkai deadline --batch 文件   每行一个 JSON 对象，名称相同，consulted 是列表；每行输出一个结果`

const OPTIONS = {
  received: { type: 'string' },
  days: { type: 'string' },
  amended: { type: 'string' },
  extended: { type: 'string' },
  consulted: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  batch: { type: 'string' },
  help: { type: 'boolean' },
} as const

/**
 * `gongkai deadline`: counts a deadline on the calendar that ships with the house; opens no database.
 * Exit code 0, 2 when the arguments are wrong, and 1 when some line of a batch was (its result line says what).
 */
export async function deadlineCommand(argv: readonly string[], out: (line: string) => void, err: (line: string) => void): Promise<number> {
  let values: ReturnType<typeof parse>
  try {
    values = parse(argv)
  } catch (error) {
    err(`${argumentError(error)}\n${USAGE}`)
    return 2
  }
  const { json, batch, help, ...query } = values
  if (help) {
    out(USAGE)
    return 0
  }
  if (batch !== undefined) return await answerBatch(batch, out, err)
  if (query.received === undefined) {
    err(`缺少 --received（收到申请的日期）。\n${USAGE}`)
    return 2
  }
  const answer = answerDeadline(query, publishedCalendar)
  if (isRefusal(answer)) {
    err(answer.because)
    return 2
  }
  if (json) out(JSON.stringify(answer))
  else for (const line of inWords(answer)) out(line)
  return 0
}

const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values

async function answerBatch(file: string, out: (line: string) => void, err: (line: string) => void): Promise<number> {
  let wrong = 0
  let number = 0
  // Written by the hundred: a system call a line would cost more than the counting.
  let waiting: string[] = []
  const flush = () => {
    if (waiting.length > 0) out(waiting.join('\n'))
    waiting = []
  }
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      if (!line.trim()) continue
      const answer = answerDeadline(parseJson(line), publishedCalendar)
      if (isRefusal(answer)) wrong += 1
      waiting.push(JSON.stringify(isRefusal(answer) ? { error: answer.because, line: number } : answer))
      if (waiting.length >= 100) flush()
    }
  } catch (error) {
    flush()
    err(`读不了文件 ${file}：${readingError(error)}`)
    return 2
  }
  flush()
  if (wrong > 0) err(`${wrong} 行没有结果，原因写在各自的输出行里`)
  return wrong > 0 ? 1 : 0
}

const READING: Readonly<Record<string, string>> = { ENOENT: '没有这个文件', EACCES: '没有读取的权限', EISDIR: '这是一个文件夹' }
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const readingError = (error: unknown): string => READING[codeOf(error)] ?? String(error)

/** What is wrong with the arguments, from what Node says of them. */
function argumentError(error: unknown): string {
  const named = /'([^' ]+)[^']*'/.exec(String(error))?.[1] ?? ''
  switch (codeOf(error)) {
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `${named} 后面缺少值，或者不该有值。`
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `“${named}”前面缺少选项的名称。`
    default:
      return `没有 ${named} 这个选项。`
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function inWords({ due, provisional, ledger }: DeadlineAnswer): string[] {
  const lines = ledger.map((day) => `${inShortChinese(day.date).padEnd(12)}\t${day.counted ? `第${day.dayNumber}日` : '不计'}\t${day.why}\t${day.article}`)
  return [`${inChinese(due)}届满${provisional ? '（暂定：该年放假通知尚未录入）' : ''}`, '', ...lines]
}
