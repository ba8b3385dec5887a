import { type Block, plain } from '../block.ts'
import { ANNEX_OR_SECTION, headingLevel } from '../headings.ts'
import type { Line } from './lines.ts'

type PageLines = readonly Line[]

const EDGE = 2 // lines at the top and foot of a page where a running head may stand
const PAGE_NUMBER = /^[\s—–―·\-－~]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*共?\s*\d{1,4}\s*页?)?[\s—–―·\-－~]*$/
const LARGER = 1.2

/** The lines of all pages as paragraphs: what runs on over a page stays together. */
export function paragraphsOf(pages: readonly PageLines[]): Block[] {
  const shown = withoutRunningHeads(pages)
  const body = bodySize(shown)
  const blocks: Block[] = []
  let open: Line[] = []
  let middle = 0
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open, body, middle))
    open = []
  }
  for (const page of shown) {
    const edge = rightEdge(page, body)
    const centre = (Math.min(...page.map((line) => line.left)) + Math.max(...page.map((line) => line.right))) / 2
    for (const line of page) {
      const last = open.at(-1)
      if (last && beginsAnew(last, line, open, { body, edge, ofSamePage: page.includes(last) })) close()
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
const rightEdge = (lines: readonly Line[], body: number): number =>
  lines
    .filter((line) => Math.round(line.size) === body)
    .map((line) => line.right)
    .toSorted((a, b) => b - a)[Math.min(2, Math.max(0, lines.length - 1))] ?? 0

type Page = { readonly body: number; readonly edge: number; readonly ofSamePage: boolean }

function beginsAnew(last: Line, line: Line, open: readonly Line[], { body, edge, ofSamePage }: Page): boolean {
  const words = line.text.trim()
  if (Math.abs(last.size - line.size) > 1 || last.isBold !== line.isBold) return true
  if (line.size > body * LARGER) return line.y - last.y > line.size * 2.2 || !ofSamePage
  if (words.includes('　') || last.text.trim().includes('　')) return true
  if (ANNEX_OR_SECTION.test(words)) return true
  const wasFull = last.right >= edge - last.size * 2.5
  if (!wasFull && last.right < line.right + 1 && ofSamePage && line.left <= last.left + 1) return true
  if (!wasFull && /[。！？：；]$/.test(last.text.trim())) return true
  if (!ofSamePage) return /[。！？：]$/.test(last.text.trim()) && !wasFull
  const gap = line.y - last.y
  const usual = open.length > 1 ? (open[1]?.y ?? 0) - (open[0]?.y ?? 0) : line.size * 2.2
  if (gap > Math.max(usual * 1.35, line.size * 1.4) || gap < 0) return gap > 0 || !wasFull
  const indented = line.left - last.left
  return indented > line.size * 1.4 && indented < line.size * 3.5 && (open.length > 1 || /[。！？：；]$/.test(last.text.trim()))
}

function blockOf(lines: readonly Line[], body: number, middle: number): Block {
  const [first] = lines
  const text = lines.reduce((words, line) => joinWords(words, line.text.trim()), '')
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

/** Chinese runs on; words of Latin letters need their blank back, and lose the hyphen they were broken with. */
function joinWords(before: string, next: string): string {
  if (before === '') return next
  if (/[a-z]-$/i.test(before) && /^[a-z]/.test(next)) return before.slice(0, -1) + next
  return /[\w,.;:)]$/.test(before) && /^[\w(]/.test(next) ? `${before} ${next}` : before + next
}

/** A line at the edge of most pages that differs only in its figures is a running head or foot; the first page keeps its title. */
function withoutRunningHeads(pages: readonly PageLines[]): PageLines[] {
  const bare = (text: string) => text.replace(/\d+/g, '0').replace(/\s+/g, '')
  const isEdge = (i: number, lines: readonly Line[]) => i < EDGE || i >= lines.length - EDGE
  const counts = new Map<string, number>()
  for (const lines of pages)
    for (const text of new Set(lines.filter((_, i) => isEdge(i, lines)).map((line) => bare(line.text)))) counts.set(text, (counts.get(text) ?? 0) + 1)
  const repeats = (text: string) => pages.length > 2 && (counts.get(bare(text)) ?? 0) * 2 > pages.length
  return pages.map((lines, page) =>
    lines.filter((line, i) => {
      const atEnd = i === 0 || i === lines.length - 1
      if (atEnd && lines.length > 1 && PAGE_NUMBER.test(line.text)) return false
      return !(isEdge(i, lines) && repeats(line.text) && (page > 0 || /\d/.test(line.text)))
    }),
  )
}
