import { type Block, type Cell, type Item, type List, type Paragraph, paragraph, type Run, type Table, wordsOf } from './block.ts'
import { headingLevel, isTitle, startsBody } from './headings.ts'
import type { LeftOut } from './left-out.ts'
import { withHeads } from './table-heads.ts'

const DEEPEST = 40

export type Tidied = { readonly title: string | undefined; readonly blocks: readonly Block[] }

/**
 * What a reader found, made fit to publish: no empty paragraphs, lists as lists, headings from h2 without gaps, tables with
 * headings. A title set off as one is taken out, because the page that shows the document has it already.
 */
export function tidy(found: readonly Block[], left: LeftOut): Tidied {
  const blocks = tidyBlocks(found, left, 0)
  const { title, rest } = splitTitle(blocks)
  const shown = rest.map((block) => (block.kind === 'paragraph' ? headed(block) : block))
  return { title: title ?? firstHeading(shown), blocks: bare(withoutGaps(nestLists(shown))) }
}

const headed = (block: Paragraph): Block => {
  const level = headingLevel(block)
  return level === undefined ? block : { kind: 'heading', level, runs: withoutMark(block.runs) }
}
/** A heading is set off by being one; bold within it says nothing. */
const withoutMark = (runs: readonly Run[]): Run[] =>
  runs.map(({ marks, text, ...run }) => ({ ...run, text: text.replaceAll('\n', ' '), marks: (marks ?? []).filter((mark) => mark !== 'strong') }))
const firstHeading = (blocks: readonly Block[]): string | undefined => blocks.flatMap((block) => (block.kind === 'heading' ? [wordsOf(block.runs)] : []))[0]

function tidyBlocks(blocks: readonly Block[], left: LeftOut, depth: number): Block[] {
  if (depth > DEEPEST) {
    left.note('tooDeep')
    return []
  }
  return blocks.flatMap((block): Block[] => {
    if (block.kind === 'table') return tidyTable(block, left, depth + 1)
    if (block.kind === 'list') {
      const items = block.items.map((item) => ({ ...item, blocks: insideBlocks(item.blocks, left, depth + 1) })).filter((item) => item.blocks.length > 0)
      return items.length > 0 ? [{ ...block, items }] : []
    }
    const runs = tidyRuns(block.runs, left)
    return runs.length > 0 ? [{ ...block, runs }] : []
  })
}

/** Cells and items hold no headings: what was set off as one stays strong. */
const insideBlocks = (blocks: readonly Block[], left: LeftOut, depth: number): Block[] =>
  nestLists(tidyBlocks(blocks, left, depth)).map((block) => {
    if (block.kind === 'heading') return paragraph(strong(block.runs))
    return block.kind === 'paragraph' && block.look.heading !== undefined ? paragraph(strong(block.runs)) : block
  })
const strong = (runs: readonly Run[]): Run[] => runs.map((run) => ({ ...run, marks: [...new Set([...(run.marks ?? []), 'strong' as const])] }))

function tidyTable(table: Table, left: LeftOut, depth: number): Block[] {
  const rows = withoutEmptyRows(table.rows).map((row) => row.map((cell): Cell => ({ ...cell, blocks: insideBlocks(cell.blocks, left, depth) })))
  const cells = rows.flat()
  // A frame round running text is layout, not a table.
  if (cells.length <= 1) return cells.flatMap((cell) => [...cell.blocks])
  if (cells.every((cell) => cell.blocks.length === 0)) return []
  return [withHeads({ ...table, rows })]
}

/** A row that only merged cells pass through goes, and they get one shorter. */
function withoutEmptyRows(rows: Table['rows']): Cell[][] {
  const isEmpty = rows.map((row) => row.length === 0)
  return rows.flatMap((row, y) =>
    row.length === 0 ? [] : [row.map((cell) => ({ ...cell, rows: cell.rows - isEmpty.slice(y, y + cell.rows).filter((one) => one).length }))],
  )
}

const INVISIBLE = /[\u200b\u2060\ufeff\u00ad\ufff9-\ufffb]|(?![\n\t])\p{Cc}/gu
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const BLANK = /[ \t\u00a0\u2000-\u200a\u202f\u205f]+/g

/** Visible characters only, single blanks, nothing blank at the ends. */
function tidyRuns(runs: readonly Run[], left: LeftOut): Run[] {
  const clean: Run[] = []
  let before = '\n'
  for (const run of runs) {
    if (DIRECTION.test(run.text)) left.note('direction')
    DIRECTION.lastIndex = 0
    let text = run.text
      .toWellFormed()
      .replace(DIRECTION, '')
      .replace(INVISIBLE, '')
      .replace(BLANK, ' ')
      .replace(/ ?\n ?/g, '\n')
    if (/[\s]$/.test(before)) text = text.replace(/^[ ]+/, '')
    if (text === '') continue
    clean.push({ ...run, text })
    before = text
  }
  return trimmed(clean)
}

function trimmed(runs: readonly Run[]): Run[] {
  const kept = [...runs]
  const isBlank = (run: Run | undefined) => run !== undefined && run.text.trim() === ''
  while (isBlank(kept[0])) kept.shift()
  while (isBlank(kept.at(-1))) kept.pop()
  const [first] = kept
  if (first) kept[0] = { ...first, text: first.text.trimStart() }
  const last = kept.at(-1)
  if (last) kept[kept.length - 1] = { ...last, text: last.text.trimEnd() }
  return kept.some((run) => run.text !== '') ? kept : []
}

/** Paragraphs that were items become nested lists; one interrupted goes on with its number. */
export function nestLists(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (let i = 0; i < blocks.length; ) {
    const block = blocks[i]
    const item = block?.kind === 'paragraph' ? block.look.item : undefined
    if (block === undefined || item === undefined) {
      if (block) out.push(block)
      i++
      continue
    }
    let to = i
    while (itemAt(blocks[to]) !== undefined) to++
    out.push(...listsOf(blocks.slice(i, to).filter((one) => one.kind === 'paragraph')))
    i = to
  }
  return out
}

const itemAt = (block: Block | undefined) => (block?.kind === 'paragraph' ? block.look.item : undefined)
const levelOf = (one: Paragraph): number => one.look.item?.level ?? 0

function listsOf(items: readonly Paragraph[]): List[] {
  const lists: List[] = []
  const top = Math.min(...items.map(levelOf))
  for (let i = 0; i < items.length; ) {
    const own = items[i]
    if (own === undefined) break
    let to = i + 1
    while (to < items.length && levelOf(items[to] ?? own) > top) to++
    const deeper = items.slice(levelOf(own) > top ? i : i + 1, to)
    const blocks: Block[] = [...(levelOf(own) > top ? [] : [paragraph(own.runs)]), ...(deeper.length > 0 ? listsOf(deeper) : [])]
    const item: Item = { blocks }
    const { ordered = false, number = 1 } = own.look.item ?? {}
    const last = lists.at(-1)
    const goesOn = last?.ordered === ordered && (!ordered || number === last.start + last.items.length)
    if (last && goesOn) lists[lists.length - 1] = { ...last, items: [...last.items, item] }
    else lists.push({ kind: 'list', ordered, start: number, items: [item] })
    i = to
  }
  return lists
}

/** The title stands at the top, before any running text, and may take several lines. */
function splitTitle(blocks: readonly Block[]): { readonly title: string | undefined; readonly rest: readonly Block[] } {
  const from = blocks.findIndex((block) => isTitle(block))
  const before = blocks.slice(0, from < 0 ? 0 : from)
  if (from < 0 || before.some((block) => block.kind !== 'paragraph' || startsBody(block))) return { title: undefined, rest: blocks }
  const first = blocks[from]
  let to = from + 1
  while (isTitle(blocks[to]) && lookOf(blocks[to]) === lookOf(first)) to++
  const title = blocks
    .slice(from, to)
    .map((block) => (block.kind === 'paragraph' ? wordsOf(block.runs).replace(/\s*\n\s*/g, '') : ''))
    .join('')
  return { title, rest: [...before, ...blocks.slice(to)] }
}
const lookOf = (block: Block | undefined): string => (block?.kind === 'paragraph' ? `${block.look.title ?? false} ${block.look.size ?? ''}` : '')

/** Levels as they follow each other, from h2: a heading is one below the nearest that stands above it. */
function withoutGaps(blocks: readonly Block[]): Block[] {
  const above: number[] = []
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    while (above.length > 0 && (above.at(-1) ?? 0) >= block.level) above.pop()
    above.push(block.level)
    return { ...block, level: Math.min(6, above.length + 1) }
  })
}

/** Looks have done their work. */
const bare = (blocks: readonly Block[]): Block[] => blocks.map((block) => (block.kind === 'paragraph' ? paragraph(block.runs) : block))
