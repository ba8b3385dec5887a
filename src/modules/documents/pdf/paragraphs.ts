import { type Block, plain } from '../block.ts'
import { ANNEX_OR_SECTION, headingLevel } from '../headings.ts'
import type { LeftOut } from '../left-out.ts'
import { continued, type Grid } from './grid.ts'
import { joinWords, type Line } from './lines.ts'

type PageLines = readonly Line[]

const EDGE = 2 // lines at the top and foot of a page where a running head may stand
const PAGE_NUMBER = /^[\s—–―·\-－~]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[\s—–―·\-－~]*$/
const ENDING = /[。！？：；.!?:;]$/
const ROMAN = /^[ivxl]{1,6}$/i
const CONTENTS = /^目\s*录$|(?:[.·…．]\s*){6,}\d{1,4}$/
const BULLET = /^[•●■◆▪➢○·]\s*(?=\S)/
const LARGER = 1.2

/** The lines of all pages as paragraphs: what runs on over a page stays together. */
export function paragraphsOf(pages: readonly PageLines[], left: LeftOut): Block[] {
  const shown = withoutRunningHeads(withoutContents(pages, left))
  const body = bodySize(shown)
  const blocks: Block[] = []
  let open: Line[] = []
  let middle = 0
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open, body, middle))
    open = []
  }
  let table: Grid | undefined
  const addGrid = (grid: Grid) => {
    const whole = table && blocks.at(-1) === table.block ? continued(table, grid) : undefined
    if (whole) blocks.pop()
    table = whole ?? grid
    blocks.push(table.block)
  }
  for (const page of shown) {
    const edges = edgesOf(page, body)
    const centre = (Math.min(...page.map((line) => line.left)) + Math.max(...page.map((line) => line.right))) / 2
    for (const line of page) {
      if (line.grid) {
        close()
        addGrid(line.grid)
        continue
      }
      const last = open.at(-1)
      if (last && beginsAnew(last, line, open, { body, ...edges, ofSamePage: page.includes(last) })) close()
      open.push(line)
      middle = centre
    }
  }
  close()
  return blocks
}

/** The size most letters have. */
function bodySize(pages: readonly PageLines[]): number {
  const letters = new Map<number, number>()
  for (const line of pages.flat()) letters.set(Math.round(line.size), (letters.get(Math.round(line.size)) ?? 0) + line.text.length)
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12
}
/** Where full lines of the text begin and end. */
function edgesOf(lines: readonly Line[], body: number): { readonly start: number; readonly edge: number } {
  const own = lines.filter((line) => Math.round(line.size) === body)
  const rights = own.map((line) => line.right).toSorted((a, b) => b - a)
  return { start: Math.min(...own.map((line) => line.left)), edge: rights[Math.min(2, rights.length - 1)] ?? 0 }
}

type Page = { readonly body: number; readonly start: number; readonly edge: number; readonly ofSamePage: boolean }

function beginsAnew(last: Line, line: Line, open: readonly Line[], { body, start, edge, ofSamePage }: Page): boolean {
  const words = line.text.trim()
  if (Math.abs(last.size - line.size) > 1 || last.isBold !== line.isBold) return true
  if (line.size > body * LARGER) return line.y - last.y > line.size * 2.2 || !ofSamePage
  if (words.includes('　') || last.text.trim().includes('　')) return true
  if (ANNEX_OR_SECTION.test(words) || BULLET.test(words)) return true
  const wasFull = last.right >= edge - last.size * 2.5
  const inset = (line.left - start) / line.size
  if (ofSamePage && last.right < edge - last.size * 4 && inset > 1.2 && inset < 4) return true
  if (!wasFull && last.right < line.right + 1 && ofSamePage && line.left <= last.left + 1) return true
  if (!wasFull && ENDING.test(last.text.trim())) return true
  if (!ofSamePage) return ENDING.test(last.text.trim()) && !wasFull
  const gap = line.y - last.y
  const usual = open.length > 1 ? (open[1]?.y ?? 0) - (open[0]?.y ?? 0) : line.size * 2.2
  if (gap > Math.max(usual * 1.35, line.size * 1.4) || gap < 0) return gap > 0 || !wasFull
  const indented = line.left - last.left
  return indented > line.size * 1.4 && indented < line.size * 3.5 && (open.length > 1 || ENDING.test(last.text.trim()))
}

function blockOf(lines: readonly Line[], body: number, middle: number): Block {
  const [first] = lines
  const text = lines.reduce((words, line) => joinWords(words, line.text.trim()), '')
  if (BULLET.test(text)) return plain(text.replace(BULLET, ''), { item: { list: 'bullets', level: 0, ordered: false, number: 1 } })
  const size = Math.max(...lines.map((line) => line.size))
  const centred = first !== undefined && lines.every((line) => Math.abs(line.left + line.right - 2 * middle) < body * 2)
  const block = plain(text, {
    centred: centred && lines.length <= 4,
    emphatic: lines.every((line) => line.isBold),
    size: size > body * LARGER ? Math.max(size, 16) : Math.min(size, 15),
  })
  const isLarge = size > body * LARGER && lines.length <= 3 && text.length <= 60 && !centred
  return isLarge && headingLevel(block) === undefined ? { ...block, look: { ...block.look, heading: size > body * 1.5 ? 1 : 2 } } : block
}

/** Pages are no places on a page of the web. */
function withoutContents(pages: readonly PageLines[], left: LeftOut): PageLines[] {
  if (!pages.some((lines) => lines.some((line) => /\d$/.test(line.text.trim()) && CONTENTS.test(line.text.trim())))) return [...pages]
  left.note('contents')
  return pages.map((lines) => lines.filter((line) => !CONTENTS.test(line.text.trim())))
}

/** A line at the edge of most pages that differs only in its figures is a running head or foot; the first page keeps its title. */
function withoutRunningHeads(pages: readonly PageLines[]): PageLines[] {
  const bare = (text: string) => text.replace(/\d+/g, '0').replace(/\s+/g, '')
  const isEdge = (i: number, lines: readonly Line[]) => i < EDGE || i >= lines.length - EDGE
  const counts = new Map<string, number>()
  for (const lines of pages)
    for (const text of new Set(lines.filter((_, i) => isEdge(i, lines)).map((line) => bare(line.text)))) counts.set(text, (counts.get(text) ?? 0) + 1)
  const repeats = (text: string) => text !== '' && pages.length > 2 && (counts.get(bare(text)) ?? 0) * 2 > pages.length
  return pages.map((lines, page) =>
    lines.filter((line, i) => {
      const atEnd = i === 0 || i === lines.length - 1
      if (atEnd && lines.length > 1 && (PAGE_NUMBER.test(line.text) || ROMAN.test(line.text.trim()))) return false
      return !(isEdge(i, lines) && repeats(line.text) && (page > 0 || /\d/.test(line.text)))
    }),
  )
}
