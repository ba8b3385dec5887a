import { parseArgs } from 'node:util'
import { NoAnswer } from './conformance/client.ts'
import { checkServer, type Result } from './conformance/run.ts'
import type { Options } from './conformance/survey.ts'

const USAGE = `用法：gongkai open311-conformance 网址 [--api-key 密钥] [--jurisdiction 地区] [--discovery 网址] [--read-only] [--json]
      网址是 Open311 GeoReport v2 接口的根，如 https://host/open311/v2
      有 --api-key 且没有 --read-only 时会创建案件，说明都是“Open311 一致性测试，请忽略”`

const OPTIONS = {
  'api-key': { type: 'string' },
  jurisdiction: { type: 'string' },
  discovery: { type: 'string' },
  'read-only': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const
const TIMEOUT = 10_000

/**
 * `gongkai open311-conformance`: asks any Open311 GeoReport v2 server whether it keeps the specification; opens no database.
 * Exit code 0 when no rule is broken, 1 when some are, 2 when the arguments are wrong or the server does not answer.
 */
export async function open311ConformanceCommand(argv: readonly string[], out: (line: string) => void, err: (line: string) => void): Promise<number> {
  const read = optionsFrom(argv)
  if ('wrong' in read) {
    err(`${read.wrong}\n${USAGE}`)
    return 2
  }
  if ('help' in read) {
    out(USAGE)
    return 0
  }
  try {
    const results = await checkServer(read.options, (result) => read.json || out(inWords(result)))
    const count = countsOf(results)
    out(read.json ? JSON.stringify({ url: read.options.base, ...count, results }) : `\n${count.met} 项通过，${count.broken} 项不符，${count.idle} 项不适用`)
    return count.broken > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    err(`服务器没有回答：${error.message}。请检查网址和网络后再试。`)
    return 2
  }
}

type Read = { readonly wrong: string } | { readonly help: true } | { readonly options: Options; readonly json: boolean }

function optionsFrom(argv: readonly string[]): Read {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return { wrong: `选项不对：${error instanceof Error ? (/'([^' ]+)/.exec(error.message)?.[1] ?? error.message) : String(error)}。` }
  }
  const { values, positionals } = parsed
  if (values.help) return { help: true }
  const [url, ...more] = positionals
  if (url === undefined || more.length > 0) return { wrong: url === undefined ? '缺少要检查的网址。' : '一次只检查一个网址。' }
  if (values['api-key'] === '') return { wrong: '--api-key 是空的。' }
  const base = bareAddress(url)
  const discovery = bareAddress((values.discovery ?? `${url.replace(/\/+$/, '')}/discovery.xml`).replace(/\.(?:xml|json)$/, ''))
  if (base === undefined || discovery === undefined) return { wrong: `“${base === undefined ? url : values.discovery}”不是 http 或 https 的网址。` }
  return { json: values.json === true, options: { base, discovery, readOnly: values['read-only'] === true, timeout: TIMEOUT, ...given(values) } }
}

const given = (values: ReturnType<typeof parse>['values']): Pick<Options, 'apiKey' | 'jurisdiction'> => ({
  ...(values['api-key'] === undefined ? {} : { apiKey: values['api-key'] }),
  ...(values.jurisdiction === undefined ? {} : { jurisdiction: values.jurisdiction }),
})

const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true })

function bareAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' ? url.href.replace(/\/+$/, '') : undefined
}

function countsOf(results: readonly Result[]): Record<Result['kind'], number> {
  const count = { met: 0, broken: 0, idle: 0 }
  for (const { kind } of results) count[kind] += 1
  return count
}

function inWords(result: Result): string {
  const asked = result.kind === 'idle' || result.asked === '' ? '' : `（${result.asked}）`
  switch (result.kind) {
    case 'met':
      return `✓ ${result.id}　${result.demands}：符合${asked}`
    case 'broken':
      return `✗ ${result.id}　${result.demands}；${result.found}${asked}。依据：${result.source}`
    case 'idle':
      return `– ${result.id}　${result.demands}：不适用，${result.because}`
  }
}
