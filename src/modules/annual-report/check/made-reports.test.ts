import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { checkReport, type Finding } from './index.ts'
import { asCellLines, asDocx, asHtml, asLines, asMarkdown, asSparseCellLines, type Made } from './report-builders.ts'
import { SAMPLES } from './sample-builders.ts'

const LAYOUTS: Readonly<Record<string, { ending: string; write: (made: Made) => string | Promise<Uint8Array> }>> = {
  'a row a line': { ending: 'txt', write: asLines },
  'a cell a line': { ending: 'txt', write: asCellLines },
  'a cell a line, zeros empty': { ending: 'txt', write: asSparseCellLines },
  markdown: { ending: 'md', write: asMarkdown },
  'web page': { ending: 'html', write: asHtml },
  'Word file': { ending: 'docx', write: asDocx },
}
async function findingsIn(made: Made, layout: string): Promise<readonly Finding[]> {
  const { ending, write } = LAYOUTS[layout] ?? { ending: 'txt', write: asLines }
  const content = await write(made)
  const result = await checkReport({ name: `report.${ending}`, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content })
  if (isRefusal(result)) throw new Error(result.because)
  return result.findings
}
const brief = (findings: readonly Finding[]) => findings.map((one) => `${one.severity} ${one.rule} ${one.where} ${one.message}`)

describe.each(Object.keys(LAYOUTS))('%s', (layout) => {
  test.each(Object.keys(SAMPLES))('the clean report of a %s raises nothing', async (name) => {
    expect(brief(await findingsIn(SAMPLES[name as keyof typeof SAMPLES], layout))).toEqual([])
  })
})

type Fault = { readonly name: string; readonly of: keyof typeof SAMPLES; readonly rule: string; readonly change: (made: Made) => Made }
const table =
  (row: number, column: number, by: number) =>
  (made: Made): Made => ({ ...made, requests: made.requests.map((cells, i) => (i === row ? cells.map((n, j) => (j === column ? Number(n) + by : n)) : cells)) })
const words =
  (from: string, to: string) =>
  (made: Made): Made => {
    const swap = (text: string) => text.replace(from, to)
    const after = { ...made, preface: swap(made.preface), overview: made.overview.map(swap), problems: swap(made.problems), other: swap(made.other) }
    if (JSON.stringify(after) === JSON.stringify(made)) throw new Error(`not in the report: ${from}`)
    return after
  }
const item =
  (name: string, column: number, value: number | string) =>
  (made: Made): Made => ({
    ...made,
    proactive: made.proactive.map((row) => (row[0] === name ? [row[0], ...row.slice(1).map((n, i) => (i === column ? value : n))] : row)),
  })
const remedy =
  (i: number, by: number) =>
  (made: Made): Made => ({ ...made, remedies: made.remedies.map((n, j) => (j === i ? Number(n) + by : n)) })

const FAULTS: readonly Fault[] = [
  { name: 'a received cell', of: 'bureau', rule: 'E1', change: (made) => table(0, 0, 1)(table(0, 6, 1)(made)) },
  { name: 'a carried-out cell', of: 'county', rule: 'E1', change: (made) => table(22, 1, 1)(table(22, 6, 1)(made)) },
  { name: 'a leaf that the total does not know', of: 'city', rule: 'E2', change: (made) => table(8, 1, 2)(table(8, 6, 2)(made)) },
  { name: 'a row total', of: 'bureau', rule: 'E3', change: table(9, 6, 1) },
  { name: 'a total of cases', of: 'bureau', rule: 'E4', change: remedy(4, 1) },
  { name: 'a total of suits', of: 'county', rule: 'E4', change: remedy(13, 3) },
  { name: 'carried over from last year', of: 'bureau', rule: 'E5', change: words('上年结转1件', '上年结转3件') },
  { name: 'more published than there is', of: 'county', rule: 'E7', change: item('规范性文件', 2, 1) },
  { name: 'received in the text', of: 'bureau', rule: 'E8', change: words('申请12件', '申请14件') },
  {
    name: 'received in the text, other words',
    of: 'county',
    rule: 'E8',
    change: words('申请37件（含上年结转2件），其中自然人申请30件，法人或其他组织申请7件', '申请39件'),
  },
  {
    name: 'nothing received, with one in the table',
    of: 'street',
    rule: 'E8',
    change: (made) =>
      [
        [0, 0],
        [0, 6],
        [2, 0],
        [2, 6],
        [23, 0],
        [23, 6],
      ].reduce((all, [row, column]) => table(row ?? 0, column ?? 0, 1)(all), made),
  },
  { name: 'concluded in the text', of: 'bureau', rule: 'E8', change: words('办结11件', '办结13件') },
  { name: 'concluded in a city', of: 'city', rule: 'E8', change: words('办结1158件', '办结1185件') },
  { name: 'carried on in the text', of: 'city', rule: 'E8', change: words('91件结转下年', '19件结转下年') },
  { name: 'granted in the text', of: 'bureau', rule: 'E8', change: words('予以公开5件', '予以公开6件') },
  { name: 'refused in the text', of: 'county', rule: 'E8', change: words('不予公开4件', '不予公开3件') },
  { name: 'natural persons in the text', of: 'city', rule: 'E8', change: words('自然人1000件', '自然人1010件') },
  { name: 'cases in the text', of: 'bureau', rule: 'E8', change: words('行政复议2件', '行政复议5件') },
  { name: 'permits in the text', of: 'bureau', rule: 'E8', change: words('行政许可决定35件', '行政许可决定53件') },
  { name: 'documents in the text', of: 'city', rule: 'E8', change: words('制发行政规范性文件42件', '制发行政规范性文件24件') },
  { name: 'a percentage', of: 'county', rule: 'E9', change: words('54.1%', '51.4%') },
  { name: 'a percentage of what was published', of: 'bureau', rule: 'E9', change: words('25.0%', '25.2%') },
  { name: 'growth', of: 'county', rule: 'E9', change: words('增长20%', '增长21%') },
  { name: 'parts and whole', of: 'bureau', rule: 'sum', change: words('信函申请4件', '信函申请6件') },
  { name: 'parts and whole of what was published', of: 'street', rule: 'sum', change: words('动态类信息36条', '动态类信息38条') },
  { name: 'persons and organisations', of: 'county', rule: 'sum', change: words('自然人申请30件', '自然人申请29件') },
  { name: 'rules made by a bureau', of: 'bureau', rule: 'E10', change: item('规章', 0, 1) },
  { name: 'a decimal count', of: 'street', rule: 'E10', change: item('行政处罚', 0, 14.5) },
  { name: 'fewer valid than made', of: 'city', rule: 'E10', change: item('行政规范性文件', 2, 12) },
  { name: 'a negative count', of: 'bureau', rule: 'E10', change: (made) => table(2, 0, -9)(table(2, 6, -9)(made)) },
  {
    name: 'charges entered in yuan',
    of: 'bureau',
    rule: 'unit',
    change: (made) => item('行政事业性收费', 0, 15000)(words('作出行政许可决定35件', '收取行政事业性收费15000元')(made)),
  },
  { name: 'the form of an earlier year', of: 'county', rule: 'edition', change: (made) => ({ ...made, year: 2022, preface: '' }) },
  { name: 'the form of a later year', of: 'bureau', rule: 'edition', change: (made) => ({ ...made, year: 2020, preface: '' }) },
  { name: 'an old circular cited', of: 'bureau', rule: 'edition', change: words('〔2021〕30号', '〔2019〕60号') },
  { name: 'another period', of: 'bureau', rule: 'years', change: words('2023年1月1日至2023年12月31日', '2022年1月1日至2022年12月31日') },
  { name: 'a period that is too short', of: 'county', rule: 'years', change: words('2020年12月31日', '2020年11月30日') },
  { name: 'a half year', of: 'bureau', rule: 'years', change: words('办结11件', '2023年上半年办结11件') },
  { name: 'up to June', of: 'street', rule: 'years', change: words('截至2024年12月31日', '截至2024年6月30日') },
  { name: 'last year’s sentence', of: 'street', rule: 'years', change: words('2024年未收到政府信息公开申请', '2023年未收到政府信息公开申请') },
  { name: 'last year’s overview', of: 'county', rule: 'years', change: words('2020年，我局认真', '2019年，我局认真') },
  { name: 'no fee statement', of: 'bureau', rule: 'duties', change: words('2023年未收取政府信息公开信息处理费', '无') },
  { name: 'an aspect missing', of: 'bureau', rule: 'duties', change: (made) => ({ ...made, overview: made.overview.filter((_, i) => i < 8) }) },
]

describe.each(Object.keys(LAYOUTS))('faults in a %s', (layout) => {
  test.each(FAULTS)('$name ($of) is $rule', async ({ of, rule, change }) => {
    const findings = (await findingsIn(change(SAMPLES[of]), layout)).filter((one) => one.severity !== 'notice')
    expect(
      findings.map((one) => one.rule),
      brief(findings).join('\n'),
    ).toContain(rule)
  })
})
