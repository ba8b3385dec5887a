import { FACES, PAGE } from '../../../platform/official-page.ts'
import { faces, OFFICIAL_PAGE, quoted, typeset } from '../../../platform/typeset.ts'
import { type Cell, PROACTIVE_WIDTH, proactiveBlocks, remedyGrid, requestGrid, TABLE_TITLES } from '../grids.ts'
import { type Paragraph, plainText, type Section, sectionTitle } from '../narrative.ts'
import type { Snapshot } from '../publication.ts'

const HEAD = `${OFFICIAL_PAGE}
#let title(words) = text(font: ${faces(FACES.title)}, size: ${PAGE.titlePt}pt, weight: "bold", words)
#let first(words) = block(sticky: true, above: ${PAGE.linePt - PAGE.bodyPt}pt, below: ${PAGE.linePt - PAGE.bodyPt}pt, pad(left: 2em, text(font: ${faces(FACES.heading)}, weight: "bold", words)))
#let second(words) = block(sticky: true, above: ${PAGE.linePt - PAGE.bodyPt}pt, below: ${PAGE.linePt - PAGE.bodyPt}pt, pad(left: 2em, text(font: ${faces(FACES.subheading)}, words)))
#show table: set text(size: ${PAGE.tablePt}pt)
#show table: set par(first-line-indent: 0em, justify: false, leading: 3pt, spacing: 3pt)
#set table(stroke: 0.5pt, inset: (x: 2pt, y: 4pt), align: center + horizon)
`

const prose = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.map((one) => (one.heading ? `#second[${quoted(plainText(one))}]` : quoted(plainText(one)))).join('\n\n')

function cellOf({ text, cols = 1, rows = 1, role }: Cell): string {
  const align = role === 'rowhead' || (role === 'head' && cols === 3) ? ', align: left + horizon' : ''
  return `table.cell(colspan: ${cols}, rowspan: ${rows}${align})[${quoted(text)}]`
}

function tableOf(rows: readonly (readonly Cell[])[], widths: readonly string[], headRows: number): string {
  const line = (cells: readonly Cell[]) => cells.map(cellOf).join(', ')
  const head = headRows > 0 ? `table.header(${rows.slice(0, headRows).map(line).join(', ')}), ` : ''
  return `#table(columns: (${widths.join(', ')}), ${head}${rows.slice(headRows).map(line).join(',\n')})`
}

/** The report in typst's language. */
function sourceOf({ report, sections }: Snapshot, signed: string | null): string {
  const section = (name: Section) => `#first[${quoted(sectionTitle(name, report.edition))}]\n\n${prose(sections[name])}`
  const plain = (text: string, cols = 1): Cell => ({ text, cols, role: 'head' })
  const two = proactiveBlocks(report).flatMap(({ title, columns, rows }) => [
    [plain(title, PROACTIVE_WIDTH)],
    [plain('信息内容'), ...columns.map((name, i) => plain(name, i === columns.length - 1 ? PROACTIVE_WIDTH - columns.length : 1))],
    ...rows.map((row) => [{ text: row.item, role: 'rowhead' } as const, ...row.cells]),
  ])
  const three = requestGrid(report)
  const four = remedyGrid(report)
  return [
    HEAD,
    `#align(center, par(first-line-indent: 0em, leading: 13pt, title[${quoted(report.agency)} #linebreak() ${quoted(`${report.year}年度政府信息公开工作年度报告`)}]))`,
    '#v(1em)',
    quoted('依据《中华人民共和国政府信息公开条例》第五十条之规定，制作本报告。'),
    section('overview'),
    `#first[${quoted(TABLE_TITLES.two)}]`,
    tableOf(two, ['1.2fr', '1fr', '1fr', '1fr'], 0),
    `#block(breakable: false)[#first[${quoted(TABLE_TITLES.three)}]\n${tableOf([...three.head, ...three.body.map((row) => row.cells)], ['12mm', '18mm', '1fr', ...Array.from({ length: 7 }, () => '12mm')], three.head.length)}]`,
    `#first[${quoted(TABLE_TITLES.four)}]`,
    tableOf(
      [...four.head, ...four.body.map((row) => row.cells)],
      Array.from({ length: 15 }, () => '1fr'),
      0,
    ),
    section('problems'),
    section('other'),
    ...(signed ? [`#align(right, pad(right: 2em)[#v(1em) ${quoted(report.agency)} #linebreak() ${quoted(signed)}])`] : []),
  ].join('\n\n')
}

/**
 * A report as PDF/A-2b in 公文 layout, with the day it was signed; a draft has none. `ownFonts` is a folder with the office's 仿宋, 黑体, 楷体 and 小标宋;
 * without it the Noto Serif that ships with the house stands in, so that any machine gives a readable page.
 */
export async function pdfOf(snapshot: Snapshot, signed: string | null, ownFonts: string | undefined): Promise<Uint8Array> {
  const { report } = snapshot
  const { pdf } = await typeset(sourceOf(snapshot, signed), { title: `${report.year}年度政府信息公开工作年度报告`, agency: report.agency }, ownFonts)
  return pdf
}
