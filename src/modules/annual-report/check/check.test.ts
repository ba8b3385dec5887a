import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { fixture } from '../../../../tests/support/fixture.ts'
import { checkReport, type Finding } from './index.ts'

async function findingsIn(name: string, content: string | Uint8Array): Promise<readonly Finding[]> {
  const result = await checkReport({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content })
  if (isRefusal(result)) throw new Error(result.because)
  return result.findings
}
const alarms = (findings: readonly Finding[]) => findings.filter((one) => one.severity !== 'notice')

test('the report of 2019: the wrong percentage, the shares, the left-over half year and the missing unit, and no error', async () => {
  const findings = await findingsIn('report.txt', fixture('xicheng-2019-annual-report.txt'))
  expect(findings.map((one) => [one.rule, one.severity, one.expected, one.found])).toEqual([
    ['E9', 'notice', 1.3, 1.2],
    ['E9', 'warning', 100, 99.8],
    ['years', 'warning', null, null],
    ['unit', 'warning', '万元', 44.7377],
  ])
})

/** A clean report in edition B: 12 received, 1 carried in, 11 concluded, 2 carried out. */
const LEAVES = [5, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
const rowsOf = (): number[][] => [12, 1, ...LEAVES, 11, 2].map((n) => [n, 0, 0, 0, 0, 0, n])
const head = (year: number) => `样例区民政局${year}年政府信息公开工作年度报告\n一、总体情况\n${year}年新收政府信息公开申请12件，上年结转1件，办结11件，结转下年度2件。\n二、主动公开政府信息情况\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 1 0 4\n`
const tail = `四、政府信息公开行政复议、行政诉讼情况\n行政复议 结果维持 总计\n${[1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0].join(' ')}\n五、存在的主要问题及改进情况\n解读形式单一。\n六、其他需要报告的事项\n未收取信息处理费。\n`
const reportOf = (rows: number[][], year = 2023) => `${head(year)}三、收到和处理政府信息公开申请情况\n${rows.map((row, i) => `第${'甲乙丙丁戊己庚辛壬癸'[i % 10]}行 ${row.join(' ')}`).join('\n')}\n${tail}`

describe('made reports', () => {
  test('a clean one raises nothing', async () => {
    expect(await findingsIn('clean.txt', reportOf(rowsOf()))).toEqual([])
  })

  test('any cell of table three changed by one is found', async () => {
    for (let row = 0; row < rowsOf().length; row++) {
      for (const column of [0, 3, 6]) {
        const rows = rowsOf()
        const cells = rows[row] ?? []
        cells[column] = (cells[column] ?? 0) + 1
        const found = await findingsIn('faulty.txt', reportOf(rows))
        expect(found.some((one) => one.severity === 'error'), `${row} ${column}`).toBe(true)
      }
    }
  })

  test('the form of 2021 in a report of 2020 is the wrong edition', async () => {
    expect(alarms(await findingsIn('old.txt', reportOf(rowsOf(), 2020))).map((one) => one.rule)).toEqual(['edition'])
  })

  test('a Word file is read like a text', async () => {
    const rows = rowsOf()
    ;(rows[0] ?? [])[6] = 13
    const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
    const table = new Table({ rows: rows.map((row) => new TableRow({ children: ['某行', ...row.map(String)].map(cell) })) })
    const lines = (text: string) => text.split('\n').map((line) => new Paragraph(line))
    const doc = new Document({ sections: [{ children: [...lines(head(2023)), new Paragraph('三、收到和处理政府信息公开申请情况'), table, ...lines(tail)] }] })
    expect((await findingsIn('report.docx', await Packer.toBuffer(doc))).map((one) => one.rule)).toContain('E3')
  })
})

test('what cannot be read is refused with a sentence', async () => {
  for (const [name, bytes] of [['a.docx', 'not a zip'], ['a.pdf', 'not a pdf'], ['a.exe', 'MZ'], ['a.txt', ''], ['b.txt', '与年报无关的文字']] as const) {
    expect(await checkReport({ name, bytes: new TextEncoder().encode(bytes) }), name).toMatchObject({ refused: 'unreadable' })
  }
})
