import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { FACES, PAGE } from '../../../platform/official-page.ts'
import { type Cell, PROACTIVE_WIDTH, proactiveBlocks, remedyGrid, requestGrid, TABLE_TITLES } from '../grids.ts'
import { type Paragraph as Written, plainText, type Section, sectionTitle } from '../narrative.ts'
import type { Snapshot } from '../publication.ts'

const TWIPS_A_MM = 1440 / 25.4
const mm = (n: number): number => Math.round(n * TWIPS_A_MM)
const TWIPS_A_PT = 20
const half = (pt: number): number => pt * 2

const font = (face: readonly string[]) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face[0] ?? '', cs: 'Times New Roman' })
const run = (text: string, face: readonly string[], pt: number): TextRun => new TextRun({ text, font: font(face), size: half(pt) })
const spacing = { line: Math.round(PAGE.linePt * TWIPS_A_PT), lineRule: LineRuleType.EXACT }
const indent = { firstLine: PAGE.bodyPt * 2 * TWIPS_A_PT }

const title = (lines: readonly string[]): Paragraph[] =>
  lines.map(
    (line, i) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        heading: 'Title',
        spacing: { line: 700, lineRule: LineRuleType.EXACT, after: i === lines.length - 1 ? 560 : 0 },
        children: [run(line, FACES.title, PAGE.titlePt)],
      }),
  )
const heading = (text: string): Paragraph =>
  new Paragraph({ heading: 'Heading1', keepNext: true, spacing, indent, children: [run(text, FACES.heading, PAGE.bodyPt)] })
const body = (text: string): Paragraph => new Paragraph({ spacing, indent, children: [run(text, FACES.body, PAGE.bodyPt)] })
const signature = (text: string, first: boolean): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { ...spacing, before: first ? 560 : 0 },
    indent: { right: PAGE.bodyPt * 2 * TWIPS_A_PT },
    children: [run(text, FACES.body, PAGE.bodyPt)],
  })
const prose = (paragraphs: readonly Written[]): Paragraph[] =>
  paragraphs.map((one) =>
    one.heading
      ? new Paragraph({ heading: 'Heading2', keepNext: true, spacing, indent, children: [run(plainText(one), FACES.subheading, PAGE.bodyPt)] })
      : body(plainText(one)),
  )

/** A report as a Word file in 公文 layout, with the day it was signed; a draft has none. */
export async function wordOf({ report, sections }: Snapshot, signed: string | null): Promise<Uint8Array> {
  const section = (name: Section) => [heading(sectionTitle(name, report.edition)), ...prose(sections[name])]
  const three = requestGrid(report)
  const four = remedyGrid(report)
  const children = [
    ...title([report.agency, `${report.year}年度政府信息公开工作年度报告`]),
    body('依据《中华人民共和国政府信息公开条例》第五十条之规定，制作本报告。'),
    ...section('overview'),
    heading(TABLE_TITLES.two),
    proactiveTable(report),
    heading(TABLE_TITLES.three),
    table([...three.head, ...three.body.map((row) => row.cells)], [12, 20, 40, 12, 12, 12, 12, 12, 12, 12]),
    heading(TABLE_TITLES.four),
    table(
      [...four.head, ...four.body.map((row) => row.cells)],
      Array.from({ length: 15 }, () => 10),
    ),
    ...section('problems'),
    ...section('other'),
    ...(signed ? [signature(report.agency, true), signature(signed, false)] : []),
  ]
  const document = new Document({
    creator: report.agency,
    title: `${report.year}年度政府信息公开工作年度报告`,
    evenAndOddHeaderAndFooters: true,
    sections: [{ ...page, children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const number = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === 'left' ? { left: PAGE.pageNumberPt * TWIPS_A_PT } : { right: PAGE.pageNumberPt * TWIPS_A_PT },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: half(PAGE.pageNumberPt), font: 'SimSun' })],
      }),
    ],
  })

/** Page numbers stand at the outer edge: right on odd pages, left on even ones (GB/T 9704—2012 7.5). */
const page = {
  properties: {
    page: {
      size: { width: mm(PAGE.widthMm), height: mm(PAGE.heightMm) },
      margin: {
        top: mm(PAGE.topMm),
        left: mm(PAGE.leftMm),
        right: mm(PAGE.widthMm - PAGE.leftMm - PAGE.blockWidthMm),
        bottom: mm(PAGE.heightMm - PAGE.topMm - PAGE.blockHeightMm),
        footer: mm(25),
      },
    },
  },
  footers: { default: number('right'), even: number('left') },
}

function proactiveTable(report: Snapshot['report']): Table {
  const plain = (text: string, cols = 1): Cell => ({ text, cols, role: 'head' })
  const rows = proactiveBlocks(report).flatMap(({ title: item, columns, rows: lines }) => [
    [plain(item, PROACTIVE_WIDTH)],
    [plain('信息内容'), ...columns.map((name, i) => plain(name, i === columns.length - 1 ? PROACTIVE_WIDTH - columns.length : 1))],
    ...lines.map((line) => [{ text: line.item, role: 'rowhead' } as const, ...line.cells]),
  ])
  return table(rows, [45, 37, 37, 37])
}

function table(rows: readonly (readonly Cell[])[], widths: readonly number[]): Table {
  const all = widths.reduce((a, b) => a + b, 0)
  // Every row but the last is kept with the next, so that a table stands on one page.
  const cell = ({ text, cols = 1, rows: down = 1, role }: Cell, keepNext: boolean): TableCell =>
    new TableCell({
      columnSpan: cols,
      rowSpan: down,
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 40, right: 40 },
      children: [
        new Paragraph({
          keepNext,
          alignment: role === 'rowhead' || (role === 'head' && cols === 3) ? AlignmentType.LEFT : AlignmentType.CENTER,
          children: [run(text, FACES.body, PAGE.tablePt)],
        }),
      ],
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(PAGE.blockWidthMm), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm((width / all) * PAGE.blockWidthMm)),
    rows: rows.map((cells, i) => new TableRow({ cantSplit: true, children: cells.map((one) => cell(one, i < rows.length - 1)) })),
  })
}
