import type { Block, Cell, Item, Mark, Run, Table } from './block.ts'

/** Everything a reader can make; nothing else is ever written. The tests hold every output against these two lists. */
export const TAGS = 'h2 h3 h4 h5 h6 p br ul ol li table caption thead tbody tr th td a strong em s sup sub'.split(' ')
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'id'],
  li: ['id'],
  ol: ['start'],
  th: ['scope', 'rowspan', 'colspan'],
  td: ['rowspan', 'colspan'],
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '')

export const htmlOf = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('\n')

function blockHtml(block: Block): string {
  if (block.kind === 'paragraph') return `<p>${runsHtml(block.runs)}</p>`
  if (block.kind === 'heading') return `<h${block.level}>${runsHtml(block.runs)}</h${block.level}>`
  if (block.kind === 'table') return tableHtml(block)
  const tag = block.ordered ? 'ol' : 'ul'
  const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : ''
  return `<${tag}${start}>${block.items.map(itemHtml).join('')}</${tag}>`
}

const itemHtml = ({ blocks, id }: Item): string => `<li${id === undefined ? '' : ` id="${id}"`}>${insideHtml(blocks)}</li>`

/** In a cell or an item, one paragraph needs no frame of its own. */
function insideHtml(blocks: readonly Block[]): string {
  const [first, ...rest] = blocks
  const alone = first?.kind === 'paragraph' && rest.every((block) => block.kind === 'list')
  return alone ? `${runsHtml(first.runs)}${htmlOf(rest)}` : htmlOf(blocks)
}

function tableHtml({ caption, rows, heads = 0 }: Table): string {
  const body = (part: readonly (readonly Cell[])[]) => part.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n')
  const head = heads > 0 ? `<thead>${body(rows.slice(0, heads))}</thead>\n` : ''
  const title = caption === undefined ? '' : `<caption>${escaped(caption)}</caption>\n`
  return `<table>${title}${head}<tbody>${body(rows.slice(heads))}</tbody></table>`
}

function cellHtml({ blocks, rows, cols, scope }: Cell): string {
  const tag = scope === undefined ? 'td' : 'th'
  const attributes = [scope && `scope="${scope}"`, rows > 1 && `rowspan="${rows}"`, cols > 1 && `colspan="${cols}"`].filter((one) => one)
  return `<${[tag, ...attributes].join(' ')}>${insideHtml(blocks)}</${tag}>`
}

const NESTING: readonly Mark[] = ['strong', 'em', 's', 'sup', 'sub']

/** Runs as nested tags, with neighbours that share one sharing it in the page too. */
function runsHtml(runs: readonly Run[], depth = -1): string {
  const mark = NESTING[depth]
  if (depth >= NESTING.length) return escaped(runs.map((run) => run.text).join('')).replaceAll('\n', '<br>')
  const keyOf = (run: Run) => (mark === undefined ? `${run.href ?? ''} ${run.id ?? ''}` : String(run.marks?.includes(mark) ?? false))
  let html = ''
  for (let from = 0, to = 0; from < runs.length; from = to) {
    const first = runs[from] ?? { text: '' }
    while (to < runs.length && keyOf(runs[to] ?? first) === keyOf(first)) to++
    const inner = runsHtml(runs.slice(from, to), depth + 1)
    if (mark !== undefined) html += first.marks?.includes(mark) ? `<${mark}>${inner}</${mark}>` : inner
    else html += anchored(first, inner)
  }
  return html
}

function anchored({ href, id }: Run, inner: string): string {
  if (href === undefined && id === undefined) return inner
  return `<a${id === undefined ? '' : ` id="${id}"`}${href === undefined ? '' : ` href="${escaped(href)}"`}>${inner}</a>`
}

/** The words alone, for search: a block a line, cells divided by tabs. */
export const textOf = (blocks: readonly Block[]): string => blocks.map(blockText).join('\n')

function blockText(block: Block): string {
  if (block.kind === 'list') return block.items.map((item) => textOf(item.blocks)).join('\n')
  if (block.kind !== 'table') return block.runs.map((run) => run.text).join('')
  const rows = block.rows.map((row) => row.map((cell) => textOf(cell.blocks).replaceAll('\n', ' ')).join('\t'))
  return [...(block.caption === undefined ? [] : [block.caption]), ...rows].join('\n')
}
