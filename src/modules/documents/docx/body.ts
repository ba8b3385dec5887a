import { type Block, type Cell, type Look, type Mark, paragraph, type Run, type Table } from '../block.ts'
import { spaced } from '../headings.ts'
import type { LeftOut } from '../left-out.ts'
import type { Relation } from '../package.ts'
import type { Theme } from '../theme.ts'
import { allOf, attribute, chosen, isXml, kidOf, kidsOf, wordsOfXml, type Xml } from '../xml.ts'
import type { Label, Numbering } from './numbering.ts'
import { type Piece, piecesIn } from './runs.ts'
import { type Face, type Ground, headingOf, paragraphProperty, shadeOf, type Styles } from './styles.ts'
import { isFlat, isFlatRow, isFrameAway, isIndentAway, isTableAway, type Page } from './place.ts'
import { dressOf } from './table-style.ts'

/** A field of which only the result is shown; `shows` is false while its code is read, or for good. */
export type Field = { code: string; isResult: boolean; shows: boolean; href?: string }
export type Body = {
  readonly left: LeftOut
  readonly relations: ReadonlyMap<string, Relation>
  readonly styles: Styles
  readonly theme: Theme
  readonly numbering: Numbering
  /** Notes in the order in which the text calls them. */
  readonly calls: { readonly kind: 'footnote' | 'endnote'; readonly id: string }[]
  /** Fields that are open: they may begin in one paragraph and end in another. */
  readonly fields: Field[]
  /** What paragraphs, cells and boxes around are laid with: white letters may be read on it, and others not. */
  readonly behind?: Ground
  readonly isCell?: boolean
  /** How the style of a table around sets letters. */
  readonly within?: Face
  /** The paper, to tell what lies beside it; and whether the line or row is too low for letters, or the paragraph lies beside the paper. */
  readonly page: Page
  readonly outOfSight?: 'squeezedText' | 'offPage' | undefined
}

const THROUGH = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag', 'mc:AlternateContent', 'mc:Choice', 'w:txbxContent'])

/** The paragraphs and tables of a body, a cell, a note or a text box. */
export function blocksIn(parent: Xml, body: Body): Block[] {
  const blocks: Block[] = []
  let joined: Run[] = []
  for (const kid of parent.kids.filter(isXml)) {
    if (kid.name === 'w:p') {
      const { runs, look, boxes, goesOn } = paragraphOf(kid, body, joined.length > 0)
      joined.push(...runs)
      // The mark between two paragraphs was deleted: they are one.
      if (!goesOn) {
        blocks.push(paragraph(joined, look))
        joined = []
      }
      blocks.push(...boxes)
    } else if (kid.name === 'w:tbl') blocks.push(...tableOf(kid, body))
    else if (kid.name === 'w:del' || kid.name === 'w:moveFrom') body.left.note('revisions')
    else if (kid.name === 'w:altChunk' || kid.name === 'w:subDoc') body.left.note('included')
    else if (THROUGH.has(kid.name)) blocks.push(...throughBlocks(kid, body))
  }
  if (joined.length > 0) blocks.push(paragraph(joined))
  return blocks
}

function throughBlocks(kid: Xml, body: Body): Block[] {
  if (kid.name === 'w:ins' || kid.name === 'w:moveTo') body.left.note('revisions')
  if (kid.name === 'mc:AlternateContent') return blocksIn(chosen(kid) ?? kid, body)
  if (kid.name === 'w:sdt') {
    if (isPlaceholder(kid)) {
      body.left.note('placeholders')
      return []
    }
    const gallery = attribute(kidOf(kidOf(kidOf(kid, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery'), 'w:val')
    if (gallery === 'Table of Contents') {
      body.left.note('contents')
      return []
    }
    return kidsOf(kid, 'w:sdtContent').flatMap((content) => blocksIn(content, body))
  }
  return blocksIn(kid, body)
}

export const isPlaceholder = (sdt: Xml): boolean => kidOf(kidOf(sdt, 'w:sdtPr'), 'w:showingPlcHdr') !== undefined

type Found = { readonly runs: readonly Run[]; readonly look: Look; readonly boxes: readonly Block[]; readonly goesOn: boolean }

function paragraphOf(xml: Xml, body: Body, goesOnFromBefore: boolean): Found {
  const own = kidOf(xml, 'w:pPr')
  const styleId = attribute(kidOf(own, 'w:pStyle'), 'w:val')
  const heading = headingOf(body.styles, own, styleId)
  const mark = kidOf(own, 'w:rPr')
  const goesOn = kidOf(mark, 'w:del') !== undefined || kidOf(mark, 'w:moveFrom') !== undefined
  if (goesOn || kidOf(mark, 'w:ins') || kidOf(own, 'w:pPrChange')) body.left.note('revisions')
  const behind = shadeOf(paragraphProperty(body.styles, own, styleId, 'w:shd'), body.styles.colours) ?? body.behind
  const outOfSight = whereUnseen((name) => paragraphProperty(body.styles, own, styleId, name), body)
  const boxes: Block[] = []
  const around = { ...body, ...(behind !== undefined && { behind }), ...(outOfSight !== undefined && { outOfSight }) }
  const pieces = piecesIn(xml, { body: around, styleId, boxes })
  const runs = pieces.map((piece) => piece.run)
  const label = goesOn || goesOnFromBefore ? undefined : labelOf(own, styleId, body)
  if (runs.every((run) => run.text.trim() === '')) return { runs: body.isCell ? aloneInCell(label) : runs, look: {}, boxes, goesOn }
  const numbered = [...labelRuns(label, typeof heading === 'number', runs[0]?.marks ?? []), ...runs]
  const look: Look = { ...setOff(own, styleId, pieces, body), ...headed(heading), ...(typeof heading !== 'number' && itemOf(label, own, styleId, body)) }
  return { runs: numbered, look, boxes, goesOn }
}

function whereUnseen(property: (name: string) => Xml | undefined, { page, outOfSight }: Body): Body['outOfSight'] {
  if (isFrameAway(property('w:framePr'), page) || isIndentAway(property('w:ind'), page)) return 'offPage'
  return isFlat(property('w:spacing')) ? 'squeezedText' : outOfSight
}

/** A number that a list of ours cannot say is written out; so is any before a heading. */
function labelRuns(label: Label | undefined, isHeading: boolean, marks: readonly Mark[]): Run[] {
  if (label && 'words' in label) return [{ text: spaced(label.words), marks }]
  return label && 'number' in label && isHeading ? [{ text: `${label.number}. ` }] : []
}

/** Columns of running numbers are often numbered paragraphs with nothing in them. */
const aloneInCell = (label: Label | undefined): Run[] =>
  label === undefined || 'bullet' in label ? [] : [{ text: 'number' in label ? String(label.number) : label.words }]

const headed = (heading: number | 'title' | undefined): Look => (heading === undefined ? {} : heading === 'title' ? { title: true } : { heading })

/** Bold, or in the faces a 公文 sets its headings in (GB/T 9704-2012, 7.3.3: 黑体 and 楷体). */
function setOff(own: Xml | undefined, styleId: string | undefined, pieces: readonly Piece[], body: Body): Look {
  const aligned = attribute(paragraphProperty(body.styles, own, styleId, 'w:jc'), 'w:val')
  const centred = aligned === 'center'
  const shown = pieces.filter(({ run }) => run.text.trim() !== '')
  const emphatic = shown.length > 0 && shown.every(({ run, face }) => run.marks?.includes('strong') || /黑体|楷体|小标宋|SimHei|KaiTi/i.test(face.fonts ?? ''))
  const size = Math.max(0, ...shown.map(({ face }) => face.points ?? 0))
  const right = aligned === 'right' || aligned === 'end'
  return { centred, emphatic, ...(right && { right }), ...(isFlush(own, styleId, body) && { flush: true }), ...(size > 0 && { size }) }
}

function isFlush(own: Xml | undefined, styleId: string | undefined, { styles }: Body): boolean {
  const indent = paragraphProperty(styles, own, styleId, 'w:ind')
  return Number(attribute(indent, 'w:firstLine') ?? 0) <= 0 && Number(attribute(indent, 'w:firstLineChars') ?? 0) <= 0
}

function numberOf(own: Xml | undefined, styleId: string | undefined, body: Body): { readonly id: string; readonly level: number } | undefined {
  const properties = paragraphProperty(body.styles, own, styleId, 'w:numPr')
  const id = attribute(kidOf(properties, 'w:numId'), 'w:val')
  if (id === '0') return undefined
  const level = attribute(kidOf(properties, 'w:ilvl'), 'w:val')
  const byStyle = styleId === undefined ? undefined : body.numbering.ofStyle(styleId)
  if (id === undefined) return byStyle
  return { id, level: Number(level ?? (byStyle?.id === id ? byStyle.level : 0)) }
}

const labelOf = (own: Xml | undefined, styleId: string | undefined, body: Body): Label | undefined => {
  const number = numberOf(own, styleId, body)
  return number && body.numbering.next(number.id, number.level)
}

function itemOf(label: Label | undefined, own: Xml | undefined, styleId: string | undefined, body: Body): Look {
  if (label === undefined || 'words' in label) return {}
  const { id = '', level = 0 } = numberOf(own, styleId, body) ?? {}
  return { item: { list: id, level, ordered: 'number' in label, number: 'number' in label ? label.number : 1 } }
}

function tableOf(xml: Xml, body: Body): Table[] {
  const lines = rowsIn(xml).filter((row) => !isLeftRow(row, body))
  const about = kidOf(xml, 'w:tblPr')
  const style = attribute(kidOf(about, 'w:tblStyle'), 'w:val')
  const shade = shadeOf(kidOf(about, 'w:shd'), body.styles.colours)
  const isAway = isTableAway(about, body.page)
  const dressed = dressOf(body.styles, style, kidOf(about, 'w:tblLook'), lines.length)
  const open = new Map<number, { blocks: Block[]; rows: number; cols: number; words: string }>()
  const rows: Cell[][] = []
  let heads = 0
  for (const [y, line] of lines.entries()) {
    const properties = kidOf(line, 'w:trPr')
    if (y === heads && kidOf(properties, 'w:tblHeader')) heads++
    let column = Number(attribute(kidOf(properties, 'w:gridBefore'), 'w:val') ?? 0)
    const row: Cell[] = column > 0 ? [{ blocks: [], rows: 1, cols: column }] : []
    const flat = isAway ? ({ outOfSight: 'offPage' } as const) : isFlatRow(properties) ? ({ outOfSight: 'squeezedText' } as const) : undefined
    const cells = cellsIn(line, body)
    for (const [x, one] of cells.entries()) {
      const own = kidOf(one, 'w:tcPr')
      const cols = Math.min(200, Math.max(1, Number(attribute(kidOf(own, 'w:gridSpan'), 'w:val')) || 1))
      const merge = kidOf(own, 'w:vMerge')
      const above = open.get(column)
      if (merge && attribute(merge, 'w:val') !== 'restart' && above?.cols === cols) {
        above.rows++
        if (!above.words.includes(wordsIn(one))) body.left.note('coveredCells', '表格')
      } else {
        const dress = dressed(y, x, x === cells.length - 1)
        const behind = shadeOf(kidOf(own, 'w:shd'), body.styles.colours) ?? dress.shade ?? shade ?? body.behind
        const around = { ...body, ...flat, isCell: true, within: dress.face, ...(behind !== undefined && { behind }) }
        const cell = { blocks: blocksIn(one, around), rows: 1, cols }
        row.push(cell)
        open.delete(column)
        if (merge) open.set(column, Object.assign(cell, { words: wordsIn(one) }))
      }
      column += cols
    }
    rows.push(row)
  }
  return [{ kind: 'table', rows, ...(heads > 0 && { heads }) }]
}

const wordsIn = (one: Xml): string => [...allOf(one, 'w:t')].map(wordsOfXml).join('').trim()
const rowsIn = (xml: Xml): Xml[] =>
  kidsOf(xml).flatMap((kid) => (kid.name === 'w:tr' ? [kid] : /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(kid.name) ? rowsIn(kid) : []))
const cellsIn = (xml: Xml, body: Body): Xml[] =>
  kidsOf(xml).flatMap((kid) => {
    if (kid.name !== 'w:tc') return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(kid.name) ? cellsIn(kid, body) : []
    if (kidOf(kidOf(kid, 'w:tcPr'), 'w:cellDel') === undefined) return [kid]
    body.left.note('revisions')
    return []
  })

function isLeftRow(row: Xml, { left }: Body): boolean {
  const properties = kidOf(row, 'w:trPr')
  if (kidOf(properties, 'w:ins') || kidOf(properties, 'w:del')) left.note('revisions')
  if (kidOf(properties, 'w:del')) return true
  const hidden = kidOf(properties, 'w:hidden')
  if (hidden === undefined || attribute(hidden, 'w:val') === '0' || attribute(hidden, 'w:val') === 'false') return false
  left.note('hiddenText')
  return true
}
