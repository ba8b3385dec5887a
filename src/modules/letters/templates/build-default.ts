import { AlignmentType, Document, DocumentGridType, Footer, type IParagraphStyleOptions, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx'
import { FACES, PAGE } from '../../../platform/official-page.ts'
import { type LetterCode, letterOf } from '../letter.ts'
import { DEFAULT_TEXTS } from './default-text.ts'

const TWIPS_A_MM = 1440 / 25.4
const TWIPS_A_PT = 20
const mm = (n: number): number => Math.round(n * TWIPS_A_MM)
const half = (pt: number): number => pt * 2
const font = (face: readonly string[]) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: face[0] ?? '', cs: 'Times New Roman' })
const spacing = { line: Math.round(PAGE.linePt * TWIPS_A_PT), lineRule: LineRuleType.EXACT }
const twoCharacters = PAGE.bodyPt * 2 * TWIPS_A_PT
const fourCharacters = PAGE.bodyPt * 4 * TWIPS_A_PT

/** Styles with names of their own: what an office changes in one of them changes everywhere, and the reader for print knows them by their look. */
const style = (
  id: string,
  name: string,
  paragraph: NonNullable<IParagraphStyleOptions['paragraph']>,
  face: readonly string[],
  pt: number,
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  paragraph,
  run: { font: font(face), size: half(pt) },
})
const STYLES: readonly IParagraphStyleOptions[] = [
  style('LetterTitle', '公文标题', { alignment: AlignmentType.CENTER, spacing: { line: 700, lineRule: LineRuleType.EXACT } }, FACES.title, PAGE.titlePt),
  style('LetterNumber', '公文文号', { alignment: AlignmentType.CENTER, spacing }, FACES.body, PAGE.bodyPt),
  style('LetterFlush', '公文抬头', { spacing }, FACES.body, PAGE.bodyPt),
  style('LetterBody', '公文正文', { spacing, indent: { firstLine: twoCharacters } }, FACES.body, PAGE.bodyPt),
  // 7.3.5.1: the day stands four characters from the right edge; the seal is set over agency and day, below the lines left free.
  style('LetterSign', '公文落款', { alignment: AlignmentType.RIGHT, spacing, keepLines: true, indent: { right: fourCharacters } }, FACES.body, PAGE.bodyPt),
]
const STYLE_OF: Readonly<Record<string, string>> = { '#': 'LetterTitle', '=': 'LetterNumber', ':': 'LetterFlush', '>': 'LetterSign' }

function paragraphOf(line: string, next: string | undefined): Paragraph {
  const mark = line.charAt(0)
  const keepNext = next === '' || next?.startsWith('>') === true // a signature never stands alone on a page (GB/T 9704—2012 7.3.5.4)
  if (mark === '?') return new Paragraph({ style: 'LetterBody', children: [new TextRun(line.slice(1))] })
  const known = STYLE_OF[mark]
  return new Paragraph({ style: known ?? 'LetterBody', keepNext, children: line === '' ? [] : [new TextRun(known === undefined ? line : line.slice(2))] })
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

const LINE_CHARACTERS = 28 // GB/T 9704—2012 5.2.3: 每行排28个字
/** How much wider than the letters a cell of Word's grid is, in 4096ths of a point. */
const CHARACTER_SPACE = Math.round(((PAGE.blockWidthMm * 72) / 25.4 / LINE_CHARACTERS - PAGE.bodyPt) * 4096)
const page = {
  size: { width: mm(PAGE.widthMm), height: mm(PAGE.heightMm) },
  margin: {
    top: mm(PAGE.topMm),
    left: mm(PAGE.leftMm),
    right: mm(PAGE.widthMm - PAGE.leftMm - PAGE.blockWidthMm),
    bottom: mm(PAGE.heightMm - PAGE.topMm - PAGE.blockHeightMm),
    footer: mm(25),
  },
}

/** The template a letter begins with, as a Word file in 公文 layout: 22 lines of 28 characters (GB/T 9704—2012). */
export async function buildDefault(code: LetterCode): Promise<Uint8Array> {
  const lines = DEFAULT_TEXTS[code]
  const document = new Document({
    creator: '',
    title: letterOf(code).title,
    evenAndOddHeaderAndFooters: true,
    styles: { paragraphStyles: [...STYLES] },
    sections: [
      {
        properties: { page, grid: { linePitch: spacing.line, charSpace: CHARACTER_SPACE, type: DocumentGridType.LINES_AND_CHARS } },
        footers: { default: number('right'), even: number('left') },
        children: lines.map((line, i) => paragraphOf(line, lines[i + 1])),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
