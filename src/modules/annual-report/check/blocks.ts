/** A report as it was read: running text and, where the file has them, tables cell by cell. */
export type Block = { readonly text: string } | { readonly grid: Grid }
/** Rows of cells; null is a place covered by a merged cell. */
export type Grid = readonly (readonly (string | null)[])[]

const KEPT = '，；：？！'
const DASHES = '\\-—–―─－~·'
const PAGE_NUMBERS = [
  new RegExp(`^[ \\t]*[${DASHES}]+[ \\t]*\\d{1,3}[ \\t]*[${DASHES}]+[ \\t]*$`, 'gm'),
  /^[ \t]*第[ \t]*\d{1,3}[ \t]*页(?:[ \t]*[,，/]?[ \t]*共[ \t]*\d{1,3}[ \t]*页)?[ \t]*$/gm,
  /^[ \t]*\d{1,3}[ \t]*\/[ \t]*\d{1,3}[ \t]*$/gm,
  /(?:file|https?):\/\/\S+[ \t]+\d{1,3}\/\d{1,3}(?=\s|$)|^[ \t]*(?:file|https?):\/\/\S+[ \t]*$/gm, // as browsers print
  /\d{1,2}\/\d{1,2}\/\d{2,4},[ \t]+\d{1,2}:\d\d[ \t]+[AP]M/g,
  /^[ \t]*\d{1,4}\/\d{1,2}\/\d{1,4},?[ \t]+(?:[上下]午)?\d{1,2}:\d\d.*$/gm,
]

/** Page numbers at the foot of pages divided by form feeds: believed when they count up page by page. */
function withoutFootNumbers(text: string): string {
  const pages = text.split('\f')
  if (pages.length < 2) return text
  const feet = pages.map((page) => Number(/\n[ \t]*(\d{1,3})\s*$/.exec(page)?.[1]))
  return pages
    .map((page, i) => {
      const [before, own, after] = [feet[i - 1], feet[i] ?? Number.NaN, feet[i + 1]]
      return !Number.isNaN(own) && (own === i + 1 || before === own - 1 || after === own + 1) ? page.replace(/\n[ \t]*\d{1,3}\s*$/, '\n') : page
    })
    .join('\n')
}

/** Digits, letters and brackets in their narrow form, without page numbers, thousands marks and invisible characters. */
export function normalise(raw: string): string {
  let text = withoutFootNumbers(
    raw
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00a0\u2002-\u200a\u3000]/g, ' ')
      .replace(/ {3,}/g, '  ')
      .replace(/\n(?:[ \t]*\n){2,}/g, '\n\n'),
  )
    .replace(/[\uff01-\uff5e\u3000\u2f00-\u2fdf\u2e80-\u2eff\uf900-\ufaff\ufb00-\ufb06]/g, (c) => (KEPT.includes(c) ? c : c.normalize('NFKC')))
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
  for (const pattern of PAGE_NUMBERS) text = text.replace(pattern, '')
  return text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
}

export const squeeze = (text: string): string => text.replace(/\s+/g, '')

const EMPTY = /^(?:[/\\—–―─－-]+|无|空|零)?$/
const FIGURE = /^([+-]?\d+(?:\.\d+)?)(?:件|条|个|项|份|次|宗|起|万元|元)?$/

/** The number in a cell; an empty cell, a stroke or 无 is 0; undefined when it is no figure. */
export function cellNumber(cell: string): number | undefined {
  const text = squeeze(cell).replace(/(?<=\d),(?=\d{3})/g, '')
  if (EMPTY.test(text)) return 0
  const figure = FIGURE.exec(text)
  return figure ? Number(figure[1]) : undefined
}
export const isBlank = (cell: string): boolean => EMPTY.test(squeeze(cell))

/** Runs of lines divided by bars or tabs become grids; everything else stays text. */
export function blocksOfText(text: string): Block[] {
  return blocksOfRows(text).flatMap((block) => ('text' in block ? blocksOfCells(block.text) : [block]))
}

const CELL_LINE = /^[ \t]*([^|]*?)[ \t]*\|[ \t]*$/
const PADDING = /^[ \t]*\|(?:[ \t]*\|)+[ \t]*$/
const FEWEST_EMPTY = 2
const FORM_WIDTHS = [15, 7] // table four, table three

/**
 * A web page saved as text: a cell a line with a bar behind it, an empty cell a lone bar, a merged one padded with bars. Read
 * only when there are empty cells, which a run of figures would lose; labels begin a row.
 */
function blocksOfCells(text: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let cells: string[] = []
  const close = () => {
    const run = lines.length - cells.length
    if (cells.filter((line) => CELL_LINE.exec(line)?.[1] === '').length >= FEWEST_EMPTY) {
      if (run > 0) blocks.push({ text: lines.slice(0, run).join('\n') })
      blocks.push({ grid: rowsOfCells(cells) })
      lines = []
    }
    cells = []
  }
  for (const line of text.split('\n')) {
    const isCell = CELL_LINE.test(line) || PADDING.test(line)
    if (!isCell) close()
    lines.push(line)
    if (isCell) cells.push(line)
  }
  close()
  if (lines.length > 0) blocks.push({ text: lines.join('\n') })
  return blocks
}

function rowsOfCells(lines: readonly string[]): Grid {
  const rows: { labels: string[]; values: string[] }[] = []
  for (const line of lines) {
    const cell = CELL_LINE.exec(line)?.[1]
    if (cell === undefined) continue
    const last = rows.at(-1)
    if (cellNumber(cell) !== undefined) last?.values.push(cell)
    else if (last && last.values.length === 0) last.labels.push(cell)
    else rows.push({ labels: [cell], values: [] })
  }
  return rows.map(({ labels, values }) => [...labels, ...withinForm(values)])
}

/** Bars that pad a row are no cells of it. */
function withinForm(values: readonly string[]): readonly string[] {
  const width = FORM_WIDTHS.find((one) => values.length >= one && values.slice(one).every(isBlank))
  return width === undefined ? values : values.slice(0, width)
}

function blocksOfRows(text: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let rows: { cells: string[]; line: string }[] = []
  const closeTable = () => {
    const filled = rows.filter((row) => row.cells.filter((cell) => cell !== '').length > 1)
    if (rows.length >= 2 && filled.length * 2 >= rows.length) {
      if (lines.length > 0) blocks.push({ text: lines.join('\n') })
      blocks.push({ grid: rows.map((row) => row.cells) })
      lines = []
    } else lines.push(...rows.map((row) => row.line))
    rows = []
  }
  for (const line of text.split('\n')) {
    const cells = cellsOfLine(line)
    if (/^[\s|:-]*-{2,}[\s|:-]*$/.test(line) && line.includes('|')) continue
    if (cells && (cells.length > 1 || rows.length > 0)) rows.push({ cells, line })
    else if (line.trim() !== '' || rows.length === 0) {
      closeTable()
      lines.push(line)
    }
  }
  closeTable()
  if (lines.length > 0) blocks.push({ text: lines.join('\n') })
  return blocks
}

function cellsOfLine(line: string): string[] | null {
  if (line.includes('|'))
    return line
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split('|')
      .map((cell) => cell.trim())
  const tabs = line.replace(/[ \n]+$/, '').split('\t')
  return line.trim().split('\t').length > 2 ? tabs.map((cell) => cell.trim()) : null
}
