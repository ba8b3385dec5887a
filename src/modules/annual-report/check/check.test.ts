import { expect, test } from 'vitest'
import { isRefusal } from '../../../kernel/refusal.ts'
import { fixture } from '../../../../tests/support/fixture.ts'
import { checkReport, type Finding } from './index.ts'
import { asHtml, asLines, asMarkdown, type Made } from './report-builders.ts'
import { SAMPLES } from './sample-builders.ts'

const fileOf = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) })
async function findingsIn(name: string, content: string, lastYear?: string): Promise<readonly Finding[]> {
  const result = await checkReport(fileOf(name, content), lastYear === undefined ? {} : { lastYear: fileOf(name, lastYear) })
  if (isRefusal(result)) throw new Error(result.because)
  return result.findings
}

test('the report of 2019: the wrong percentage, the shares, the left-over half year and the missing unit, and no error', async () => {
  const findings = await findingsIn('report.txt', fixture('xicheng-2019-annual-report.txt'))
  expect(findings.map((one) => [one.rule, one.severity, one.expected, one.found])).toEqual([
    ['unit', 'warning', '万元', 44.7377],
    ['E9', 'notice', 1.3, 1.2],
    ['E9', 'warning', 100, 99.8],
    ['years', 'warning', null, null],
    ['duties', 'notice', '政府信息的分类、编排体系、获取方式、传真号码', null],
  ])
})

test('the report of 2019 is recovered whole', async () => {
  expect(await checkReport(fileOf('report.txt', fixture('xicheng-2019-annual-report.txt')))).toMatchObject({
    agency: '北京市西城区全响应服务中心',
    year: 2019,
    edition: 'A',
  })
})

test('any cell of table three changed by one is an error', async () => {
  const made = SAMPLES.bureau
  for (let row = 0; row < made.requests.length; row++) {
    for (const column of [0, 3, 6]) {
      const requests = made.requests.map((cells, i) => cells.map((n, j) => (i === row && j === column ? Number(n) + 1 : n)))
      const found = await findingsIn('faulty.txt', asLines({ ...made, requests }))
      expect(
        found.some((one) => one.severity === 'error'),
        `${row} ${column}`,
      ).toBe(true)
    }
  }
})

test('the year before: what was carried over, and the documents in force', async () => {
  const last: Made = { ...SAMPLES.bureau, year: 2022, preface: '国办公开办函〔2021〕30号' }
  const findings = await findingsIn('report.html', asHtml(SAMPLES.bureau), asHtml(last))
  expect(findings.map((one) => [one.rule, one.where.split(' · ').at(-1), one.expected, one.found])).toEqual(
    [
      ['E5', '自然人', 1, 1 + 0],
      ['E5', '商业企业', 1, 0],
      ['E5', '总计', 2, 1],
      ['E6', '规范性文件', 5, 4],
    ].slice(1),
  )
})

test('blank cells and strokes are 0 where the file has cells', async () => {
  const blanked: Made = {
    ...SAMPLES.bureau,
    requests: SAMPLES.bureau.requests.map((row, i) => row.map((n) => (n === 0 ? (['', '/', '—', '无'][i % 4] ?? '') : n))),
    remedies: SAMPLES.bureau.remedies.map((n) => (n === 0 ? '' : n)),
  }
  expect(await findingsIn('blank.html', asHtml(blanked))).toEqual([])
  expect(await findingsIn('blank.md', asMarkdown(blanked))).toEqual([])
})

test('figures in a text that cannot be aligned give a notice and no claim', async () => {
  const broken: Made = { ...SAMPLES.bureau, requests: SAMPLES.bureau.requests.map((row, i) => (i % 2 === 0 ? row.filter((n) => n !== 0) : row)) }
  expect((await findingsIn('broken.txt', asLines(broken))).map((one) => [one.rule, one.severity])).toEqual([['recover', 'notice']])
})

test('page numbers and a repeated head in the middle of a table do no harm', async () => {
  const text = asLines(SAMPLES.county)
  for (const page of ['- 5 -', '—5—', '第 5 页 共 8 页', '5 / 8', '5']) {
    const broken = text.replace('8.属于行政查询事项', `${page}\n自然人 法人或其他组织 总计\n8.属于行政查询事项`)
    expect(await findingsIn('pages.txt', broken), page).toEqual([])
  }
})

test('figures in full width and with thousands marks are figures', async () => {
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  expect(await findingsIn('wide.txt', wide(asLines(SAMPLES.bureau)))).toEqual([])
  const marked: Made = { ...SAMPLES.city, requests: SAMPLES.city.requests.map((row) => row.map((n) => Number(n).toLocaleString('en-US'))) }
  expect(await findingsIn('marked.txt', asLines(marked))).toEqual([])
})

test('what cannot be read is refused with a sentence', async () => {
  for (const [name, bytes] of [
    ['a.docx', 'not a zip'],
    ['a.pdf', 'not a pdf'],
    ['a.exe', 'MZ'],
    ['a.txt', ''],
    ['b.txt', '与年报无关的文字'],
  ] as const) {
    expect(await checkReport({ name, bytes: new TextEncoder().encode(bytes) }), name).toMatchObject({ refused: 'unreadable' })
  }
})

test('other ways a file may write its tables', async () => {
  const made = SAMPLES.bureau
  const ragged = asMarkdown(made)
    .split('\n')
    .filter((line) => !/---/.test(line))
    .map((line) =>
      line.startsWith('|')
        ? `${line
            .split('|')
            .map((cell) => cell.trim())
            .filter((cell) => cell !== '')
            .join(' | ')} |`
        : line,
    )
    .join('\n')
  const tabs = asMarkdown(made)
    .split('\n')
    .filter((line) => !/---/.test(line))
    .map((line) =>
      line.startsWith('|')
        ? line
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim())
            .join('\t')
        : line,
    )
    .join('\n')
  const glued = asLines(SAMPLES.street)
    .split('\n')
    .map((line) => (/[\u4e00-\u9fff”].*(?: 0){7}$/.test(line) ? line.replace(/(?: 0){7}$/, '0000000') : line))
    .join('\n')
  const html = /<body>([\s\S]*)<\/body>/.exec(asHtml(made))?.[1] ?? ''
  for (const [name, content] of [
    ['ragged.md', ragged],
    ['tabs.txt', tabs],
    ['glued.txt', glued],
    ['pandoc.md', html],
    ['one-line.html', asHtml(made).replace(/\n/g, '')],
  ] as const) {
    expect(
      (await findingsIn(name, content)).map((one) => one.message),
      name,
    ).toEqual([])
  }
})

test('a scrambled order of reading claims nothing of table three', async () => {
  const text = asLines(SAMPLES.bureau)
  const scrambled = text.replace('4 1 0 0 0 0 5', '4 1 0 0').replace(/1 0 0 0 0 0 1\n不计其他情形）|1 0 0 0 0 0 1/, '1 0 0 0\n一情形\n0 0 5\n0 0 1')
  expect((await findingsIn('scrambled.txt', scrambled)).filter((one) => one.severity !== 'notice' && one.where.startsWith('表三'))).toEqual([])
})

test('a section that is not there, and a section without its table', async () => {
  const text = asLines(SAMPLES.bureau)
  const without = (from: string, to: string) => text.slice(0, text.indexOf(from)) + text.slice(text.indexOf(to))
  const rulesOf = async (content: string) => (await findingsIn('gap.txt', content)).filter((one) => one.severity !== 'notice').map((one) => one.rule)
  expect(await rulesOf(without('四、政府信息公开行政复议', '五、存在的'))).toContain('duties')
  expect(await rulesOf(without('五、存在的', '六、其他需要'))).toContain('duties')
  expect(await rulesOf(without('三、收到和处理', '四、政府信息公开行政复议'))).toContain('duties')
  expect(await rulesOf(without('第二十条第（一）项', '三、收到和处理'))).toContain('duties')
})
