import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const CITATION =
  /(?:民法典|行政复议法|行政诉讼法|个人信息保护法|条例)第[一二三四五六七八九十百]+条|国办公?开?办?函〔\d{4}〕\d+号|国务院办公厅[^'"，。]{0,12}通知|GB\/T \d+—\d{4}/g
const NAME = /^\s*(?:export )?const ([A-Z][A-Z0-9_]+)\b|^\s*'?([a-z][\w.]*)'?: [[{(\w'"]/

export type Cited = { readonly law: string; readonly name: string; readonly file: string }
export type SourceLine = { readonly file: string; readonly text: string }

export const sourceLines = (): SourceLine[] =>
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|builders\.ts$/.test(file))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(root, 'src', file), 'utf8')
        .split('\n')
        .map((text) => ({ file: `src/${file}`, text })),
    )

/** Every named constant and row of a table that stands on the same line as the article it comes from. */
export function citations(): Cited[] {
  return sourceLines().flatMap(({ file, text }) => {
    const found = NAME.exec(text)
    const name = found?.[1] ?? found?.[2]
    return name === undefined ? [] : [...new Set(text.match(CITATION) ?? [])].map((law) => ({ law, name, file }))
  })
}

const ORDER = '零一二三四五六七八九十'
/** 第三十三条 as a number, so that the index runs in the order of the law. */
function articleNumber(law: string): number {
  const [, words = ''] = /第([一二三四五六七八九十百]+)条/.exec(law) ?? []
  const [, tens = '', ones = ''] = /^(.*?)十?([一二三四五六七八九]?)$/.exec(words.replace(/^十/, '一十')) ?? []
  return Math.max(ORDER.indexOf(tens.replace(/百零?/, '')), 0) * 10 + Math.max(ORDER.indexOf(ones), 0)
}

/** docs/law-index.md: from an article to the places that apply it. */
export function lawIndex(): string {
  const rows = new Map<string, Cited>()
  for (const one of citations()) rows.set(`${one.law} ${one.name} ${one.file}`, one)
  const lawOf = (law: string) => law.replace(/第.*$/, '')
  const sorted = [...rows.values()].toSorted(
    (a, b) => lawOf(a.law).localeCompare(lawOf(b.law), 'zh-CN') || articleNumber(a.law) - articleNumber(b.law) || a.name.localeCompare(b.name),
  )
  const lines = sorted.map(({ law, name, file }) => `| ${law} | \`${name}\` | \`${file}\` |`)
  return `# Law index\n\nFrom an article to the constant or row that applies it. Written by \`npm run law-index\`; a test keeps it current.\n条例 is 《中华人民共和国政府信息公开条例》(国务院令第711号).\n\n| article | name | file |\n|---|---|---|\n${lines.join('\n')}\n`
}
