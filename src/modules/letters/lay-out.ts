import { FACES, PAGE } from '../../platform/official-page.ts'
import { faces, OFFICIAL_PAGE, quoted, type Typeset, typeset } from '../../platform/typeset.ts'
import type { Block, Cell, Paragraph, Run } from '../documents/index.ts'

const LEADING = PAGE.linePt - PAGE.bodyPt
const SIGN_RIGHT_EM = 4 // GB/T 9704—2012 7.3.5.1: 成文日期右空四字
const LINE_CHARACTERS = 28 // GB/T 9704—2012 5.2.3: 一般每面排22行，每行排28个字
const POINTS_A_MM = 72 / 25.4
/** 三号 is a little too wide for twenty-eight in a line; its lines are as high as the type, so that twenty-two and what is between them fill the page. */
const TRACKING = Math.floor(((PAGE.blockWidthMm * POINTS_A_MM) / LINE_CHARACTERS - PAGE.bodyPt) * 1000) / 1000
const HEAD = `${OFFICIAL_PAGE}
#set text(tracking: ${TRACKING}pt, top-edge: 0.8em, bottom-edge: -0.2em)
#let title(words) = align(center, par(first-line-indent: 0em, leading: 13pt, text(font: ${faces(FACES.title)}, size: ${PAGE.titlePt}pt, weight: "bold", words)))
#let centred(words) = align(center, par(first-line-indent: 0em, words))
#let flush(words) = par(first-line-indent: 0em, words)
#let signed(words) = block(sticky: true, above: ${LEADING}pt, below: ${LEADING}pt, width: 100%, align(right, pad(right: ${SIGN_RIGHT_EM}em, words)))
#let heading(words) = text(font: ${faces(FACES.heading)}, weight: "bold", words)
#let stuck(words) = block(sticky: true, above: ${LEADING}pt, below: ${LEADING}pt, { words; parbreak() })
#let free = block(sticky: true, above: ${LEADING}pt, below: ${LEADING}pt, height: ${PAGE.bodyPt}pt)
#set table(stroke: 0.5pt, inset: 4pt)
#show table: set par(first-line-indent: 0em, justify: false)
`

/** Lines of a paragraph: a break in it begins a new one, set in alike. */
function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  for (const run of runs)
    for (const [i, text] of run.text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...run, text })
    }
  return lines
}

const runOf = ({ text, marks = [] }: Run): string => {
  const bare = quoted(text)
  return marks.reduce(
    (inner, mark) => (mark === 'strong' ? `#strong[${inner}]` : mark === 'sup' ? `#super[${inner}]` : mark === 'sub' ? `#sub[${inner}]` : inner),
    bare,
  )
}
const wordsOf = (runs: readonly Run[]): string => runs.map(runOf).join('')

function paragraphOf({ runs, look }: Paragraph): string {
  const label = look.item ? (look.item.ordered ? `${look.item.number}. ` : '· ') : ''
  return linesOf(runs)
    .map((line, i) => {
      const words = `${i === 0 && label ? quoted(label) : ''}${wordsOf(line)}`
      if (words === '') return '#free'
      if (look.title || (look.centred && (look.size ?? 0) > PAGE.bodyPt)) return `#title[${words}]`
      if (look.right) return `#signed[${words}]`
      if (look.centred) return `#centred[${words}]`
      const set = look.emphatic ? `#heading[${words}]` : words
      return look.flush ? `#flush[${set}]` : set
    })
    .join('\n\n')
}

function blockOf(block: Block): string {
  if (block.kind === 'paragraph') return paragraphOf(block)
  if (block.kind === 'heading') return `#heading[${wordsOf(block.runs)}]`
  if (block.kind === 'list')
    return block.items.flatMap((item, i) => [quoted(block.ordered ? `${block.start + i}. ` : '· ') + item.blocks.map(blockOf).join('\n\n')]).join('\n\n')
  const width = Math.max(1, ...block.rows.map((row) => row.reduce((sum, cell) => sum + cell.cols, 0)))
  return `#table(columns: (${Array.from({ length: width }, () => '1fr').join(', ')}), ${block.rows.map((row) => row.map(cellOf).join(', ')).join(', ')})`
}
const cellOf = ({ blocks, rows, cols }: Cell): string => `table.cell(colspan: ${cols}, rowspan: ${rows})[${blocks.map(blockOf).join('\n\n')}]`

/** What a Word file says, set as a 公文 in PDF/A-2b: A4, the page numbers between dashes, the signature with the lines free for its seal. */
export const layOut = (blocks: readonly Block[], about: { readonly title: string; readonly agency: string }, ownFonts: string | undefined): Promise<Typeset> =>
  typeset([HEAD, ...blocks.map((block, i) => (isBeforeSignature(blocks, i) ? `#stuck[${blockOf(block)}]` : blockOf(block)))].join('\n\n'), about, ownFonts)

const isFree = (block: Block | undefined): boolean => block?.kind === 'paragraph' && block.runs.every((run) => run.text.trim() === '')
/** The last words before a signature go with it: it never stands alone on a page (GB/T 9704—2012 7.3.5.4). */
function isBeforeSignature(blocks: readonly Block[], at: number): boolean {
  if (isFree(blocks[at])) return false
  let next = at + 1
  while (isFree(blocks[next])) next++
  const after = blocks[next]
  return after?.kind === 'paragraph' && after.look.right === true
}
