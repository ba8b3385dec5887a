import { type Block, plain, type Reading, type Rows, type Sheet } from '../block.ts'
import { noteAround } from '../docx/read-docx.ts'
import type { LeftOut } from '../left-out.ts'
import type { Package } from '../package.ts'
import { damaged } from '../stop.ts'
import { readTheme } from '../theme.ts'
import { allOf, attribute, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import { type Book, cellsOf } from './cells.ts'
import { hasUnseenByRule } from './rules.ts'
import { type Shown, shownOf } from './sheet.ts'
import { cellColours } from './colours.ts'
import { readFormats, ruleOf } from './formats.ts'

/** What the visible sheets of a workbook show, as tables. */
export function readXlsx(pkg: Package, main: string, left: LeftOut): Reading {
  const workbook = pkg.xml(main)
  const relations = pkg.relations(main)
  if (workbook === undefined) throw damaged()
  const part = (type: string): Xml | undefined => {
    const found = [...relations.values()].find((one) => one.type === type && !one.external)
    return found && pkg.xml(found.target)
  }
  const styles = part('styles')
  const colours = cellColours(readTheme(part('theme')), styles)
  const book: Book = {
    left,
    is1904: /^(?:1|true|on)$/i.test(attribute(kidOf(workbook, 's:workbookPr'), 'date1904') ?? ''),
    strings: kidsOf(part('sharedStrings'), 's:si'),
    formats: readFormats(styles, colours),
    rules: kidsOf(kidOf(styles, 's:dxfs'), 's:dxf').map((dxf) => [ruleOf(dxf, colours)]),
    colours,
    room: { cells: 0 },
  }
  if ([...relations.values()].some((one) => one.type === 'externalLink')) left.note('outerBooks')
  const sheets: { readonly name: string; readonly shown: Shown }[] = []
  for (const sheet of kidsOf(kidOf(workbook, 's:sheets'), 's:sheet')) {
    const name = attribute(sheet, 'name') ?? ''
    const relation = relations.get(attribute(sheet, 'r:id') ?? '')
    if ((attribute(sheet, 'state') ?? 'visible') !== 'visible') left.note('hiddenSheets', name)
    else if (relation?.type !== 'worksheet' || relation.external) left.note('otherSheets')
    else sheets.push({ name, shown: readSheet(pkg, relation.target, name, book) })
  }
  noteAround(pkg, left)
  const full = sheets.filter(({ shown }) => shown.rows.length > 0)
  for (const { name, shown } of sheets) if (shown.rows.length === 0) left.note('emptySheets', name)
  return {
    blocks: full.flatMap(({ name, shown }) => [...(full.length > 1 ? [plain(name, { heading: 1 })] : []), ...blocksOfSheet(shown)]),
    sheets: full.map(
      ({ name, shown }): Sheet => ({
        name,
        rows: shown.rows.map((row) => row.map((cell) => (cell ? { at: cell.at, text: cell.text, rows: cell.rows, cols: cell.cols } : null))),
      }),
    ),
    tables: full.map(({ name, shown }): Rows => ({ name, rows: shown.rows.map((row) => row.map((cell) => cell?.text ?? '')) })),
  }
}

/** White letters, and those of one or two points, in the codes of headers and footers (ECMA-376 part 1, 18.3.1.39). */
const UNSEEN_EDGE = /&K(?:F[C-F]){3}|&K00[+-]000|&[12](?!\d)/i

function readSheet(pkg: Package, path: string, name: string, book: Book): Shown {
  const xml = pkg.xml(path)
  if (xml === undefined) throw damaged()
  const relations = pkg.relations(path)
  const edges = kidOf(xml, 's:headerFooter')
  if (edges && UNSEEN_EDGE.test(wordsOfXml(edges))) book.left.note('paleText', `${name}的页眉页脚`)
  if (edges && /[^\s&\dPNDTAFZLCR"]/.test(wordsOfXml(edges).replace(/"[^"]*"/g, ''))) book.left.note('headersAndFooters')
  if (hasUnseenByRule(xml, book)) book.left.note('ruleCells', name)
  for (const relation of relations.values()) {
    if (relation.external) continue
    if (relation.type === 'comments') book.left.note('comments', name, [...allOf(pkg.xml(relation.target) ?? xml, 's:comment')].length)
    if (relation.type === 'drawing') noteDrawings(pkg.xml(relation.target), book.left)
  }
  return shownOf(xml, name, cellsOf(xml, relations, name, book), book.left)
}

function noteDrawings(xml: Xml | undefined, left: LeftOut): void {
  if (xml === undefined) return
  const pictures = [...allOf(xml, 'a:blip')].length
  left.note('pictures', undefined, pictures)
  left.note('drawings', undefined, Math.max(0, kidsOf(xml).length - pictures))
}

const LONGEST_CAPTION = 120
const NOTE = /^(?:注|备注|说明|附注|资料来源|数据来源|填表|制表)/

const MOST_CAPTIONS = 3
const TITLE = /表|单位|情况|统计|明细|预算|决算|名单|目录|清单|汇总/

/** What a row says that has one cell with words. */
function alone(row: Shown['rows'][number] | undefined): string | undefined {
  const words = (row ?? []).filter((cell) => cell !== undefined && cell.text.trim() !== '')
  return words.length === 1 && words[0]?.rows === 1 && words[0].text.length <= LONGEST_CAPTION ? words[0].text.trim() : undefined
}

/** How many rows at the top are a title; not the first of several rows that part the table. */
function captionRows(rows: Shown['rows']): number {
  let from = 0
  while (from < rows.length && (rows[from]?.length ?? 0) > 1 && alone(rows[from]) !== undefined) from++
  if (from === 0 || from > MOST_CAPTIONS || from === rows.length) return 0
  const parts = rows.slice(from).filter((row) => alone(row) !== undefined && !NOTE.test(alone(row) ?? ''))
  return parts.length > 0 && from === 1 && !TITLE.test(alone(rows[0]) ?? '') ? 0 : from
}

/** A sheet as one table: lines of a single cell above it are its caption, notes below it paragraphs. */
function blocksOfSheet({ rows, heads }: Shown): Block[] {
  const from = captionRows(rows)
  let to = rows.length
  while (to > from + 1 && NOTE.test(alone(rows[to - 1]) ?? '')) to--
  const caption = rows
    .slice(0, from)
    .map((row) => alone(row) ?? '')
    .join('　')
  const table = rows.slice(from, to).map((row) =>
    row.flatMap((cell) => {
      if (cell === undefined) return []
      const marks = cell.isStruck ? (['s'] as const) : []
      const runs = [{ text: cell.text, marks, ...(cell.href !== undefined && { href: cell.href }) }]
      return [{ blocks: [{ kind: 'paragraph' as const, runs, look: {} }], rows: cell.rows, cols: cell.cols }]
    }),
  )
  return [
    { kind: 'table', rows: table, ...(caption !== '' && { caption }), ...(heads !== undefined && heads > from && { heads: heads - from }) },
    ...rows.slice(to).map((row) => plain(alone(row) ?? '')),
  ]
}
